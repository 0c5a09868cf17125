"""Settings in the URL: what a link may ask for, and what is said where it may not."""

from __future__ import annotations

import numpy as np
import pytest

from nnviz.training import MAX_STEPS
from nnviz.ui.controls import controls_of
from nnviz.ui.links import link_notes
from nnviz.ui.widgets import Choice, Choices, Control, Number, Switch
from tests.ui.app_page import description, open_app, payload, tensors, warnings

CONTROLS = controls_of("binary")
MOST_SAMPLES, MOST_UNITS, MOST_LANES = 1000, 16, 4


def another_value(control: Control) -> object:
    """Return a value that is allowed and not the default."""
    if isinstance(control, Number):
        return control.high if control.high != control.default else control.low
    if isinstance(control, Choice):
        return next(option for option in control.options if option != control.default)
    if isinstance(control, Choices):
        return control.options[2:4]
    assert isinstance(control, Switch)
    return not control.default


def bad_texts(control: Control) -> dict[str, str | list[str]]:
    """Return what a link must not ask of a control, by what is wrong with it."""
    bad: dict[str, str | list[str]] = {
        "wrong type": "ten",
        "unknown option": "☃",
        "empty": "",
        "not a number": "nan",
        "infinite": "inf",
        "enormous number": str(10**400),
        "enormous text": "x" * 10_000,
        "two values": ["☃", "☃"],
    }
    if isinstance(control, Number):
        bad |= {"too high": str(control.high + 1), "too low": str(control.low - 1)}
    if isinstance(control, Choices):
        bad |= {"too many": control.texts(control.options[: control.most + 1])}
    return bad


BAD = [(key, what) for key, control in CONTROLS.items() for what in bad_texts(control)]


@pytest.mark.parametrize("key", CONTROLS)
def test_every_setting_is_bound_to_the_url(key: str, default_payload: bytes) -> None:
    """A link's value is taken without a word, and changes the run."""
    control = CONTROLS[key]
    app = open_app({key: control.texts(another_value(control))})
    assert not app.exception
    assert not app.warning
    assert payload(app) != default_payload


@pytest.mark.parametrize(("key", "what"), BAD)
def test_bad_link_gives_the_default(key: str, what: str, default_payload: bytes) -> None:
    """What is not allowed gives the default's run, to the byte, and no exception."""
    app = open_app({key: bad_texts(CONTROLS[key])[what]})
    assert not app.exception
    assert payload(app) == default_payload


@pytest.mark.parametrize(("key", "what"), BAD)
def test_bad_link_is_answered_in_words(key: str, what: str) -> None:
    """A sentence names the setting, says what is allowed and what is used instead."""
    control = CONTROLS[key]
    said = warnings(open_app({key: bad_texts(control)[what]}))
    assert control.label in said
    assert control.allowed in said
    assert f"{', '.join(control.texts(control.default))} is used" in said
    assert len(said) < 1000


@pytest.mark.parametrize("key", CONTROLS)
def test_repeated_value_is_answered_with_what_is_used(key: str, default_payload: bytes) -> None:
    """A setting that a link gives twice is the default or that value, as the sentence says."""
    texts = CONTROLS[key].texts(another_value(CONTROLS[key]))[:1]
    app = open_app({key: texts * 2})
    if payload(app) == default_payload:
        texts = CONTROLS[key].texts(CONTROLS[key].default)
    assert f"{', '.join(texts)} is used" in warnings(app)
    assert payload(app) == payload(open_app({key: texts}))


@pytest.mark.parametrize("key", ["hidden", "samples", "steps", "activations"])
@pytest.mark.parametrize("text", [str(10**400), "1e9", "99999", "-1", "nan", "5001", "17"])
def test_no_link_exceeds_the_limits(key: str, text: str) -> None:
    """Whatever a link asks for, the run stays within what the server gives anyone."""
    app = open_app({key: text})
    lanes = description(app)["lanes"]
    assert 1 <= len(lanes) <= MOST_LANES
    assert max(lane["n_steps"] for lane in lanes) <= MAX_STEPS
    assert max(lane["n_hidden"] for lane in lanes) <= MOST_UNITS
    assert len(tensors(app)["X"]) <= MOST_SAMPLES


def test_unknown_setting_is_named(default_payload: bytes) -> None:
    """A parameter that does not exist is named, and everything else stays."""
    app = open_app({"hiden": "7"})
    assert "`hiden`" in warnings(app)
    assert payload(app) == default_payload


def test_many_unknown_settings_do_not_flood_the_page() -> None:
    """Hundreds of unknown parameters give a short answer."""
    said = warnings(open_app({f"unknown_{i}": "x" * 1000 for i in range(300)}))
    assert "unknown_0" in said
    assert len(said) < 2000


def test_several_bad_settings_are_all_answered() -> None:
    """Two settings that are not allowed get a sentence each, and a good third one is used."""
    app = open_app({"hidden": "99", "noise": "7", "samples": "37"})
    assert CONTROLS["hidden"].label in warnings(app)
    assert CONTROLS["noise"].label in warnings(app)
    assert len(tensors(app)["X"]) == 37


def test_warning_is_given_once() -> None:
    """A link is answered when the page opens and not after every change."""
    app = open_app({"nope": "1"})
    app.slider("hidden").set_value(5)
    app.run()
    assert not app.warning
    assert description(app)["lanes"][0]["n_hidden"] == 5


def test_notes_name_only_what_was_not_given() -> None:
    """A link whose every setting is in force needs no words."""
    values = {key: another_value(control) for key, control in CONTROLS.items()}
    asked = {key: control.texts(values[key]) for key, control in CONTROLS.items()}
    assert link_notes(asked, values, CONTROLS) == []


def test_data_seed_changes_data_and_weight_seed_does_not() -> None:
    """The two seeds are separate: one draws samples, the other initial weights."""
    data, weights = (tensors(open_app({key: "7"})) for key in ("data_seed", "seed"))
    default = tensors(open_app())
    assert not np.array_equal(data["X"], default["X"])
    assert np.array_equal(weights["X"], default["X"])
    assert not np.array_equal(weights["sigmoid.W_H"][0], default["sigmoid.W_H"][0])
