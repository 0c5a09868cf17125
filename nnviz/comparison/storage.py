"""A comparison as a file: one safetensors file that holds all that was trained, to the last bit.

Tensors: ``X`` and ``y`` as they were drawn, ``is_test``, and for every lane ``<lane>/W_H``,
``<lane>/W_O``, ``<lane>/train_loss``, ``/train_score``, with test samples ``/test_loss`` and
``/test_score``, and ``/mean`` and ``/scale`` of its standardisation, in float64. Weights are in the
units of training. The metadata's entry ``nnviz`` is JSON: the problem, and every lane's settings,
null where they are not known.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load, save

from nnviz.checks import lookup
from nnviz.comparison.settings import LaneSettings
from nnviz.comparison.trained import Trained
from nnviz.datasets import BayesLimit, Sample
from nnviz.network import Network
from nnviz.problems import PROBLEMS
from nnviz.standardizer import Standardizer
from nnviz.training import Run, TrainingSettings

FORMAT = "nnviz comparison 1"

_CURVES = ("train_loss", "train_score", "test_loss", "test_score")

Arrays = dict[str, NDArray[Any]]


def write(
    path: str | Path, sample: Sample, is_test: NDArray[np.bool_], trained: Mapping[str, Trained]
) -> None:
    """Write a comparison to `path`."""
    Path(path).write_bytes(to_bytes(sample, is_test, trained))


def to_bytes(sample: Sample, is_test: NDArray[np.bool_], trained: Mapping[str, Trained]) -> bytes:
    """Return a comparison as the bytes of a file."""
    tensors: Arrays = {"X": sample.X, "y": sample.y, "is_test": is_test}
    for name, lane in trained.items():
        for key in ("W_H", "W_O", *_CURVES):
            values = getattr(lane.run, key)
            if values is not None:
                tensors[f"{name}/{key}"] = values
        tensors[f"{name}/mean"] = lane.standardizer.mean
        tensors[f"{name}/scale"] = lane.standardizer.scale
    described = {
        "format": FORMAT,
        "problem": sample.problem.name,
        "domain": sample.domain,
        "feature_names": sample.feature_names,
        "n_outputs": sample.n_outputs,
        "limit": None if sample.limit is None else asdict(sample.limit),
        "lanes": {name: _described(lane.run) for name, lane in trained.items()},
    }
    # The format writes an array's memory as it lies, whatever its strides say.
    in_order = {name: np.ascontiguousarray(values) for name, values in tensors.items()}
    return save(in_order, metadata={"nnviz": json.dumps(described)})


def read(path: str | Path) -> tuple[Sample, NDArray[np.bool_], dict[str, Trained]]:
    """Return sample, division and lanes of the comparison at `path`.

    Raises
    ------
    ValueError
        If the file holds none.

    """
    try:
        return from_bytes(Path(path).read_bytes())
    except ValueError as error:
        message = f"{path} is no comparison that nnviz has saved: {error}. Nothing was loaded."
        raise ValueError(message) from None


def from_bytes(data: bytes) -> tuple[Sample, NDArray[np.bool_], dict[str, Trained]]:
    """Return sample, division and lanes of a comparison.

    Raises
    ------
    ValueError
        If the bytes are no comparison.

    """
    try:
        tensors = load(data)
        n_header = int.from_bytes(data[:8], "little")
        about = json.loads(data[8 : 8 + n_header]).get("__metadata__", {})
        described = json.loads(about.get("nnviz", "null"))
        _check_format(described)
        sample = Sample(
            tensors["X"],
            tensors["y"],
            lookup(PROBLEMS, described["problem"], "problem"),
            tuple((low, high) for low, high in described["domain"]),
            tuple(described["feature_names"]),
            described["n_outputs"],
            _limit(described.get("limit")),
        )
        lanes = {
            name: _lane(name, lane, sample, tensors) for name, lane in described["lanes"].items()
        }
        return sample, tensors["is_test"], lanes
    except (SafetensorError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise ValueError(str(error)) from None


def _limit(described: object) -> BayesLimit | None:
    return BayesLimit(**described) if isinstance(described, dict) else None


def _check_format(described: object) -> None:
    if not isinstance(described, dict) or described.get("format") != FORMAT:
        message = f"its format is not {FORMAT!r}"
        raise ValueError(message)


def _described(run: Run) -> dict[str, Any]:
    return {
        "activation": run.network.activation,
        "settings": None if run.settings is None else asdict(run.settings),
        "is_lane": isinstance(run.settings, LaneSettings),
        "diverged_at": run.diverged_at,
        "divergence": run.divergence,
    }


def _lane(name: str, described: Mapping[str, Any], sample: Sample, tensors: Arrays) -> Trained:
    """Return one lane; ValueError or KeyError if its parts do not fit together."""
    own = {key: tensors.get(f"{name}/{key}") for key in ("W_H", "W_O", *_CURVES, "mean", "scale")}
    W_H, W_O = tensors[f"{name}/W_H"], tensors[f"{name}/W_O"]
    n_inputs, n_hidden = sample.X.shape[1], W_H.shape[-1]
    n_kept = len(W_H)
    shapes = {
        "W_H": (n_kept, n_inputs + 1, n_hidden), "W_O": (n_kept, n_hidden + 1, sample.n_outputs),
        **dict.fromkeys(_CURVES, (n_kept,)), "mean": (n_inputs,), "scale": (n_inputs,),
    }  # fmt: skip
    for key, values in own.items():
        if values is not None and values.shape != shapes[key]:
            message = f"{key} of {name!r} has shape {values.shape} instead of {shapes[key]}"
            raise ValueError(message)
    head = sample.problem.head
    network = Network(n_inputs, n_hidden, sample.n_outputs, described["activation"], head)
    kind = LaneSettings if described["is_lane"] else TrainingSettings
    settings = described["settings"]
    run = Run(
        network,
        None if settings is None else kind(**settings),
        W_H,
        W_O,
        tensors[f"{name}/train_loss"],
        tensors[f"{name}/train_score"],
        own["test_loss"],
        own["test_score"],
        described["diverged_at"],
        described["divergence"],
    )
    return Trained(run, Standardizer(tensors[f"{name}/mean"], tensors[f"{name}/scale"]))
