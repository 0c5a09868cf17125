"""What the payload says about itself; that its arrays come back is in player/test_payload.py."""

from __future__ import annotations

import json
import math
import struct
from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any

import pytest
from safetensors.numpy import load

from nnviz.activations import ACTIVATIONS
from nnviz.comparison import Comparison
from nnviz.components.player.payload import FORMAT_VERSION
from nnviz.network import Network
from nnviz.surfaces import hidden_color_range
from nnviz.training import TrainingSettings, train

DefaultRun = Callable[[int], Comparison]


def header(payload: bytes) -> dict[str, Any]:
    """Return the header of safetensors as a browser reads it, where NaN is no JSON."""
    (length,) = struct.unpack("<Q", payload[:8])
    read: dict[str, Any] = json.loads(payload[8 : 8 + length], parse_constant=pytest.fail)
    return read


def description(comparison: Comparison) -> dict[str, Any]:
    """Return what the payload of a run says about it."""
    text = header(comparison.payload().data)["__metadata__"]["nnviz"]
    read: dict[str, Any] = json.loads(text, parse_constant=pytest.fail)
    return read


@pytest.fixture
def uneven(default_run: DefaultRun) -> Comparison:
    """Return a comparison of a lane that diverged with one that did not, without test samples."""
    sample = default_run(0).sample
    runs = {
        "wild": train(Network(2, 3, 1, "identity"), sample.X, sample.y, TrainingSettings(1e3, 90)),
        "calm": train(Network(2, 5, 1, "leaky_relu"), sample.X, sample.y, TrainingSettings(1, 90)),
    }
    return Comparison.from_runs(sample, runs)


def test_the_description_says_what_the_picture_shows(default_run: DefaultRun) -> None:
    """Problem, domain, names of features and length of the timeline are the run's."""
    run, said = default_run(3), description(default_run(3))
    assert said["problem"] == run.sample.problem.name
    assert said["domain"] == [list(side) for side in run.sample.domain]
    assert said["feature_names"] == list(run.sample.feature_names)
    assert said["n_steps"] == run.n_steps


def test_a_sample_is_described_by_its_own_names(default_run: DefaultRun) -> None:
    """Another domain and other names of features reach the browser."""
    domain = ((-2.0, 3.0), (10.0, 20.0))
    sample = replace(default_run(0).sample, domain=domain, feature_names=("length", "width"))
    said = description(replace(default_run(0), sample=sample))
    assert (said["domain"], said["feature_names"]) == ([[-2, 3], [10, 20]], ["length", "width"])


def test_colours_span_the_domain_that_is_shown(default_run: DefaultRun) -> None:
    """In a wider domain an identity unit reaches further, and its colour bar with it."""
    run, domain = default_run(0), ((-20.0, 30.0), (10.0, 20.0))
    said = description(replace(run, sample=replace(run.sample, domain=domain)))["lanes"]
    assert said[1]["hidden_range"] == asdict(hidden_color_range(run.lanes["identity"], domain))
    assert said[1]["hidden_range"] != description(run)["lanes"][1]["hidden_range"]


def test_the_description_says_its_version(default_run: DefaultRun) -> None:
    """A reader of version 1 knows that it can read this."""
    assert description(default_run(0))["version"] == FORMAT_VERSION == 1


def test_lanes_are_described_in_order(default_run: DefaultRun) -> None:
    """The first lane of the comparison is the first row of the player."""
    run = default_run(0)
    lanes = dict(reversed(run.trained.items()))
    said = description(replace(run, trained=lanes))["lanes"]
    assert [lane["name"] for lane in said] == list(lanes)


def test_a_lane_is_described_by_its_activation(uneven: Comparison) -> None:
    """A lane may have any name; its activation and formula are its network's."""
    for said, run in zip(description(uneven)["lanes"], uneven.lanes.values(), strict=True):
        g = ACTIVATIONS[run.network.activation]
        assert (said["activation"], said["formula"]) == (g.name, g.text)


def test_a_lane_is_called_by_its_name(uneven: Comparison, default_run: DefaultRun) -> None:
    """A key of an activation is written as on the controls, any other name as it is."""
    labels = [
        lane["label"] for run in (uneven, default_run(0)) for lane in description(run)["lanes"]
    ]
    assert labels == ["wild", "calm", "sigmoid", "identity"]


def test_a_lane_is_described_by_its_sizes(uneven: Comparison) -> None:
    """Numbers of units and of parameters are those of the arrays."""
    said, tensors = description(uneven), load(uneven.payload().data)
    for lane in said["lanes"]:
        W_H, W_O = (tensors[f"{lane['name']}.{key}"][0] for key in ("W_H", "W_O"))
        assert (lane["n_hidden"], lane["n_outputs"]) == (W_H.shape[1], W_O.shape[1])
        assert lane["n_parameters"] == W_H.size + W_O.size


def test_a_lane_that_diverged_says_so(uneven: Comparison) -> None:
    """Its step and its sentence reach the browser, and its own length; the timeline goes on."""
    said, wild = description(uneven), uneven.lanes["wild"]
    lane = said["lanes"][0]
    assert (lane["diverged_at"], lane["divergence"]) == (wild.diverged_at, wild.divergence)
    assert lane["n_steps"] + 1 == wild.diverged_at == len(wild.train_loss)
    assert said["n_steps"] == 90


def test_a_lane_that_did_not_diverge_says_so(uneven: Comparison) -> None:
    """There is no step and no sentence to show."""
    lane = description(uneven)["lanes"][1]
    assert (lane["diverged_at"], lane["divergence"], lane["n_steps"]) == (None, "", 90)


def test_the_browser_draws_leaky_relu_with_the_same_leak(uneven: Comparison) -> None:
    """The slope that is sent is the activation's at z < 0."""
    assert description(uneven)["leak"] == ACTIVATIONS["leaky_relu"].derivative(-1.0)


def test_the_output_is_painted_as_a_probability(default_run: DefaultRun) -> None:
    """Every lane's output map runs from 0 to 1 and is neutral at a half."""
    for lane in description(default_run(0))["lanes"]:
        said = lane["output_range"]
        assert (said["low"], said["neutral"], said["high"]) == (0.0, 0.5, 1.0)


def test_without_test_samples_there_are_no_test_curves(uneven: Comparison) -> None:
    """What was not measured is left out, not filled with zeros."""
    tensors = load(uneven.payload().data)
    curves = {key.split(".")[1] for key in tensors if "." in key}
    assert curves == {"W_H", "W_O", "train_loss", "train_score"}


def test_arrays_start_where_a_browser_can_read_them(uneven: Comparison) -> None:
    """Every float32 tensor starts at a multiple of four bytes from the start of the payload."""
    payload = uneven.payload().data
    (length,) = struct.unpack("<Q", payload[:8])
    entries = {k: v for k, v in header(payload).items() if k != "__metadata__"}
    starts = [8 + length + v["data_offsets"][0] for v in entries.values() if v["dtype"] == "F32"]
    assert starts
    assert not any(start % 4 for start in starts)


def test_what_is_no_number_is_never_described(default_run: DefaultRun) -> None:
    """An infinite domain is refused here, because a browser could not read it."""
    sample = replace(default_run(0).sample, domain=((0.0, math.inf), (0.0, 1.0)))
    with pytest.raises(ValueError, match="JSON"):
        replace(default_run(0), sample=sample).payload()
