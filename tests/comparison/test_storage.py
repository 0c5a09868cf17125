"""Saved and loaded: the same to the last bit, or a sentence."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from nnviz import DATASETS, Comparison, compare


@pytest.mark.parametrize("dataset", ["moons", "pinwheel", "saddle", "rotation", "sine"])
def test_loading_gives_the_same_bits(dataset: str, tmp_path: Path) -> None:
    """Every problem, with lanes of different sizes, one of them diverged."""
    variants = {"a": {"activation": "tanh"}, "b": {"n_hidden": 2, "learning_rate": 1e8}}
    saved = compare(DATASETS[dataset].make(50, rng=1), variants, n_steps=12)
    saved.save(tmp_path / "x.safetensors")
    loaded = Comparison.load(tmp_path / "x.safetensors")
    assert loaded.payload() == saved.payload()
    for name, lane in saved.trained.items():
        other = loaded.trained[name]
        assert np.array_equal(lane.run.W_H, other.run.W_H)
        assert np.array_equal(lane.standardizer.scale, other.standardizer.scale)
        assert (lane.run.settings, lane.run.divergence) == (
            other.run.settings,
            other.run.divergence,
        )


HARMS = {
    "tensors": [
        lambda tensors: tensors.pop("X"),
        lambda tensors: tensors.update({"a/W_O": tensors["a/W_O"][:, :-1]}),
        lambda tensors: tensors.update({"a/train_loss": tensors["a/train_loss"][1:]}),
    ],
    "description": [
        lambda described: described.update(problem="chess"),
        lambda described: described["lanes"]["a"].update(activation="cosh"),
        lambda described: described["lanes"]["a"]["settings"].update(learning_rate=-1),
        lambda described: described.update(format="other"),
    ],
}


@pytest.mark.parametrize(
    ("part", "harm"), [(k, harm) for k, all_ in HARMS.items() for harm in all_]
)
def test_a_harmed_file_is_refused(part: str, harm: Callable[[Any], None], tmp_path: Path) -> None:
    """A part that is missing or does not fit is a sentence that names the file."""
    path = tmp_path / "x.safetensors"
    compare(DATASETS["moons"].make(30), {"a": {}}, n_steps=2).save(path)
    tensors, described = load_file(path), json.loads(_metadata(path)["nnviz"])
    harm(tensors if part == "tensors" else described)
    in_order = {name: np.ascontiguousarray(values) for name, values in tensors.items()}
    save_file(in_order, path, {"nnviz": json.dumps(described)})
    with pytest.raises(ValueError, match=r"x\.safetensors is no comparison that nnviz has saved"):
        Comparison.load(path)


def test_another_file_is_refused(tmp_path: Path) -> None:
    """Bytes that are no safetensors are a sentence too."""
    (tmp_path / "x").write_bytes(b"not a file of ours")
    with pytest.raises(ValueError, match="Nothing was loaded"):
        Comparison.load(tmp_path / "x")


def _metadata(path: Path) -> dict[str, str]:
    content = path.read_bytes()
    header = json.loads(content[8 : 8 + int.from_bytes(content[:8], "little")])
    return dict(header["__metadata__"])
