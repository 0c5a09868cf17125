"""A training run as bytes: one safetensors buffer that the player and other programs can read.

Tensors, for every lane: ``<lane>.W_H`` (n_steps + 1, n_inputs + 1, n_hidden), ``<lane>.W_O``
(n_steps + 1, n_hidden + 1, n_outputs), ``<lane>.train_loss``, ``.train_score`` and, with test
samples, ``.test_loss``, ``.test_score`` (n_steps + 1,), in float32. For all lanes: ``X``
(n_samples, n_inputs) float32, ``y`` (n_samples,) uint8 for classes or (n_samples, n_targets)
float32 for numbers, and ``split`` (n_samples,) uint8, 1 for test. Weights are in the units of the
data. An activation that the browser has no formula for is there as ``g.<name>``, float32; see
`nnviz.components.player.tables`. The metadata's one entry ``nnviz`` is JSON.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save

from nnviz.activations import LEAK
from nnviz.components.player.tables import tables
from nnviz.datasets import Sample
from nnviz.palette import PALETTES, Palette
from nnviz.surfaces import (
    ColorRange,
    contribution_color_range,
    hidden_color_range,
    output_color_range,
)
from nnviz.training import Run

FORMAT_VERSION = 1


@dataclass(frozen=True, slots=True)
class Payload:
    """What one player plays.

    Attributes
    ----------
    data : bytes
        One safetensors buffer.
    n_steps : int
        Length of the common timeline: the longest lane's.
    n_samples : int

    """

    data: bytes
    n_steps: int
    n_samples: int


def encode(
    sample: Sample,
    is_test: NDArray[np.bool_],
    lanes: Mapping[str, Run],
    n_planned: int | None = None,
) -> Payload:
    """Return what the player plays; the same run gives the same bytes.

    Parameters
    ----------
    sample : Sample
    is_test : ndarray (n_samples,) of bool
        Which samples are test samples.
    lanes : mapping of str to Run
        Runs under comparison, in order, by name; weights in the units of the data.
    n_planned : int, optional
        How many steps the timeline will have, if training goes on.

    """
    tensors: dict[str, NDArray[Any]] = {
        "X": sample.X.astype(np.float32),
        "y": _targets(sample),
        "split": is_test.astype(np.uint8),
    }
    for name, run in lanes.items():
        for key in ("W_H", "W_O", "train_loss", "train_score", "test_loss", "test_score"):
            values = getattr(run, key)
            if values is not None:
                tensors[f"{name}.{key}"] = _single(values)
    ends, tabulated = tables(run.network.g for run in lanes.values())
    tensors |= tabulated
    described = describe(sample, lanes, n_planned) | {"tables": ends}
    description = json.dumps(described, allow_nan=False, separators=(",", ":"))
    # The format writes an array's memory as it lies, whatever its strides say.
    in_order = {name: np.ascontiguousarray(values) for name, values in tensors.items()}
    data = bytes(save(in_order, metadata={"nnviz": description}))
    return Payload(data, described["n_steps"], len(sample.X))


def lane_label(name: str, run: Run) -> str:
    """Return what a lane is called on screen: its name, or the words for its activation's key."""
    return run.network.g.label if name == run.network.activation else name


def describe(
    sample: Sample, lanes: Mapping[str, Run], n_planned: int | None = None
) -> dict[str, Any]:
    """Return the description that goes into the payload's metadata, ready for JSON."""
    n_steps = max(run.n_steps for run in lanes.values())
    return {
        "version": FORMAT_VERSION,
        "problem": sample.problem.name,
        "head": sample.problem.head.name,
        "n_classes": sample.n_classes,
        "domain": sample.domain,
        "feature_names": sample.feature_names,
        "n_steps": n_steps,
        "n_planned": max(n_steps, n_planned or 0),
        "leak": LEAK,
        "palettes": {name: _palette(palette, lanes) for name, palette in PALETTES.items()},
        "limit": None if sample.limit is None else asdict(sample.limit),
        "lanes": [
            {
                "name": name,
                "activation": run.network.activation,
                "label": lane_label(name, run),
                "formula": run.network.g.text,
                "steepest": run.network.g.steepest_slope if run.network.g.can_saturate else 0.0,
                "n_hidden": run.network.n_hidden,
                "n_outputs": run.network.n_outputs,
                "n_parameters": run.network.n_parameters,
                "hidden_range": _range(hidden_color_range(run, sample.domain)),
                "output_range": _range(output_color_range(sample)),
                "contribution_range": _range(contribution_color_range(run, sample.domain)),
                "n_steps": run.n_steps,
                "diverged_at": run.diverged_at,
                "divergence": run.divergence,
                "trained_elsewhere": run.settings is None,
            }
            for name, run in lanes.items()
        ],
    }


def _palette(palette: Palette, lanes: Mapping[str, Run]) -> dict[str, Any]:
    """Return a palette as the player has it: with the colours of these lanes."""
    colors = asdict(palette)
    del colors["activations"]
    return colors | {"lanes": palette.of_lanes([run.network.activation for run in lanes.values()])}


def _range(colors: ColorRange) -> dict[str, float | bool]:
    return asdict(colors)


def _targets(sample: Sample) -> NDArray[Any]:
    """Return classes as bytes, or targets (n_samples, n_targets) in single precision."""
    if sample.problem.is_classification:
        return sample.y.astype(np.uint8)
    return _single(sample.targets)


def _single(values: NDArray[Any]) -> NDArray[np.float32]:
    """Return `values` in single precision, where a loss too large for it becomes the largest."""
    limit = float(np.finfo(np.float32).max)
    finite: NDArray[np.float64] = np.nan_to_num(values, nan=limit)
    return np.clip(finite, -limit, limit).astype(np.float32)
