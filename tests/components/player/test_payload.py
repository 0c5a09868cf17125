"""A run as bytes."""

from __future__ import annotations

import json
import math
import struct
from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import load

from nnviz import DATASETS
from nnviz.comparison import Comparison
from nnviz.palette import PALETTES
from nnviz.surfaces import hidden_color_range
from tests.browser.harness import make_run

DefaultRun = Callable[[int], Comparison]
MOST_BYTES = 200_000


def description(payload: bytes) -> dict[str, Any]:
    """Read the metadata as the format lays it down: a length, then JSON."""
    (length,) = struct.unpack("<Q", payload[:8])
    header = json.loads(payload[8 : 8 + length])
    read: dict[str, Any] = json.loads(header["__metadata__"]["nnviz"])
    return read


@pytest.mark.parametrize(
    "key", ["W_H", "W_O", "train_loss", "train_score", "test_loss", "test_score"]
)
def test_every_step_of_every_lane_comes_back(default_run: DefaultRun, key: str) -> None:
    """Another program that reads safetensors gets the run in single precision."""
    run = default_run(0)
    tensors = load(run.payload().data)
    for name, lane in run.lanes.items():
        assert np.array_equal(tensors[f"{name}.{key}"], getattr(lane, key).astype(np.float32))


def test_the_samples_come_back(default_run: DefaultRun) -> None:
    """Features in single precision, classes and split as they were."""
    run = default_run(0)
    tensors = load(run.payload().data)
    assert np.array_equal(tensors["X"], run.sample.X.astype(np.float32))
    assert np.array_equal(tensors["y"], run.sample.y)
    assert np.array_equal(tensors["split"], run.is_test)


@pytest.mark.parametrize("dataset", DATASETS)
def test_every_data_set_comes_back(dataset: str) -> None:
    """Samples are those that were drawn, row by row, however their memory is laid out."""
    run = make_run(("identity",), n_hidden=1, n_steps=1, learning_rate=0.01, dataset=dataset)
    run = replace(run, sample=replace(run.sample, X=np.asfortranarray(run.sample.X)))
    tensors = load(run.payload().data)
    assert np.array_equal(tensors["X"], run.sample.X.astype(np.float32))
    expected = run.sample.y if run.sample.n_classes else run.sample.targets.astype(np.float32)
    assert np.array_equal(tensors["y"], expected)


def test_the_same_run_gives_the_same_bytes(default_run: DefaultRun) -> None:
    """So a message that was sent once can be recognised."""
    assert default_run(0).payload().data == default_run(0).payload().data


def test_the_default_run_is_small(default_run: DefaultRun) -> None:
    """A class of a hundred gets it over one wireless network."""
    assert len(default_run(0).payload().data) <= MOST_BYTES


def test_the_description_says_the_ranges_of_colours(default_run: DefaultRun) -> None:
    """The browser paints with the ranges that NumPy computed."""
    run = default_run(0)
    for said, lane in zip(
        description(run.payload().data)["lanes"], run.lanes.values(), strict=True
    ):
        assert said["hidden_range"] == asdict(hidden_color_range(lane, run.sample.domain))


def test_the_description_carries_every_colour(default_run: DefaultRun) -> None:
    """Player and figures draw from one palette; of the activations' colours it has its lanes'."""
    said = description(default_run(0).payload().data)["palettes"]
    for name, palette in PALETTES.items():
        colors = dict(palette.activations)
        expected = asdict(palette) | {"lanes": [colors["sigmoid"], colors["identity"]]}
        del expected["activations"]
        assert said[name] == json.loads(json.dumps(expected))


def test_the_timeline_is_as_long_as_the_longest_lane(default_run: DefaultRun) -> None:
    """A lane that diverged does not cut the others short."""
    run = default_run(0)
    short = replace(run.lanes["identity"], W_H=run.lanes["identity"].W_H[:5])
    both = Comparison.from_runs(run.sample, {"a": run.lanes["sigmoid"], "b": short})
    assert both.n_steps == run.lanes["sigmoid"].n_steps


@pytest.mark.parametrize("loss", [math.inf, math.nan, 1e300])
def test_a_loss_beyond_single_precision_stays_a_number(
    default_run: DefaultRun, loss: float
) -> None:
    """A test loss may overflow where the training loss does not; JSON and curves need numbers."""
    run = default_run(0)
    losses = np.full_like(run.lanes["sigmoid"].train_loss, loss)
    lane = replace(run.lanes["sigmoid"], test_loss=losses)
    tensors = load(Comparison.from_runs(run.sample, {"sigmoid": lane}).payload().data)
    assert np.array_equal(tensors["sigmoid.test_loss"], np.full(losses.shape, np.finfo("f4").max))
