"""The playground's settings in the address: what a link asks for is what is trained."""

from __future__ import annotations

import numpy as np
import pytest

from nnviz.training import MAX_STEPS
from nnviz.ui.controls import controls_of
from tests.ui.app_page import description, open_app, payload, tensors, warnings
from tests.ui.test_settings import another_value, bad_texts

CONTROLS = controls_of("binary")
MOST_SAMPLES, MOST_UNITS, MOST_LANES = 1000, 16, 4


@pytest.mark.parametrize("key", CONTROLS)
def test_every_setting_changes_the_run(key: str, default_payload: bytes) -> None:
    """A link's value is taken without a warning, and changes the run."""
    control = CONTROLS[key]
    app = open_app({key: control.texts(another_value(control))})
    assert not app.exception
    assert not app.warning
    assert payload(app) != default_payload


@pytest.mark.parametrize("key", CONTROLS)
def test_bad_link_gives_the_default(key: str, default_payload: bytes) -> None:
    """What is not allowed gives the default's run, to the byte, and a short sentence."""
    for bad in [["x" * 10_000], *bad_texts(CONTROLS[key])[-2:]]:
        app = open_app({key: bad})
        assert not app.exception
        assert payload(app) == default_payload
        assert f"The link asks for {CONTROLS[key].label}" in warnings(app)
        assert len(warnings(app)) < 1000


@pytest.mark.parametrize("key", ["hidden", "samples", "steps", "activations"])
@pytest.mark.parametrize("text", [str(10**400), "1e9", "-1", "5001", "17"])
def test_no_link_exceeds_the_limits(key: str, text: str) -> None:
    """Whatever a link asks for, the run stays within what the server gives anyone."""
    app = open_app({key: text})
    lanes = description(app)["lanes"]
    assert 1 <= len(lanes) <= MOST_LANES
    assert max(lane["n_steps"] for lane in lanes) <= MAX_STEPS
    assert max(lane["n_hidden"] for lane in lanes) <= MOST_UNITS
    assert len(tensors(app)["X"]) <= MOST_SAMPLES


def test_several_bad_settings_are_all_answered() -> None:
    """Two settings that are not allowed get a sentence each, and a good third one is used."""
    app = open_app({"hidden": "99", "noise": "7", "samples": "37"})
    assert CONTROLS["hidden"].label in warnings(app)
    assert CONTROLS["noise"].label in warnings(app)
    assert len(tensors(app)["X"]) == 37


def test_names_of_a_link_may_be_written_freely() -> None:
    """``relu``, ``STEP`` and a key in capitals give the run of the page's own names, in silence."""
    free = open_app({"activations": ["relu", "STEP", "leaky-relu"], "Problem": "BINARY"})
    own = open_app({"activations": ["ReLU", "binary step", "leaky ReLU"]})
    assert warnings(free) == ""
    assert not free.exception
    assert payload(free) == payload(own)


def test_a_setting_of_another_problem_is_answered() -> None:
    """A link that asks for classes where there are always two is told so."""
    assert "`classes` goes with another problem" in warnings(open_app({"classes": "4"}))


def test_data_seed_changes_data_and_weight_seed_does_not() -> None:
    """The two seeds are separate: one draws samples, the other initial weights."""
    data, weights = (tensors(open_app({key: "7"})) for key in ("data_seed", "seed"))
    default = tensors(open_app())
    assert not np.array_equal(data["X"], default["X"])
    assert np.array_equal(weights["X"], default["X"])
    assert not np.array_equal(weights["sigmoid.W_H"][0], default["sigmoid.W_H"][0])
