"""What the server accepts from a widget, whoever sent it."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz import PROBLEMS
from nnviz.training import MAX_STEPS
from nnviz.ui.controls import controls_of
from nnviz.ui.links import checked
from nnviz.ui.widgets import Choice, Choices, Number, Switch
from tests.components.player.hostile import ANYTHING

CONTROLS = dict(controls_of("binary")) | {
    f"{control.key} of {problem}": control
    for problem in PROBLEMS
    for control in controls_of(problem).values()
    if control not in controls_of("binary").values()
}
"""Every control of every problem, each once."""

FORGED = st.one_of(
    ANYTHING,
    st.lists(st.sampled_from(["sigmoid", "identity", "relu", "tanh", "step", "no"])).map(tuple),
)


def is_an_option(value: object, options: tuple[Any, ...]) -> bool:
    """Whether `value` is one of `options`, of its very type: 1 is neither 1.0 nor True."""
    return any(type(value) is type(option) and value == option for option in options)


@pytest.mark.parametrize("key", CONTROLS)
@given(value=FORGED)
def test_accepts_answers_for_any_value(key: str, value: object) -> None:
    """Every control says yes or no to anything, and never raises."""
    assert type(CONTROLS[key].accepts(value)) is bool


@pytest.mark.parametrize("key", CONTROLS)
def test_accepts_answers_for_huge_integers(key: str) -> None:
    """An integer beyond every float is refused, not stumbled over."""
    assert not CONTROLS[key].accepts(10**400)
    assert not CONTROLS[key].accepts(-(10**400))


@pytest.mark.parametrize("key", CONTROLS)
@given(value=FORGED)
def test_what_is_accepted_is_allowed(key: str, value: object) -> None:
    """A value that passes is a number within the bounds, or the options themselves."""
    control = CONTROLS[key]
    if not control.accepts(value):
        return
    if isinstance(control, Number):
        assert type(value) in {int, type(control.default)}
        assert math.isfinite(value)
        assert control.low <= value <= control.high
    elif isinstance(control, Choice):
        assert is_an_option(value, control.options)
    elif isinstance(control, Choices):
        assert 1 <= len(set(value)) == len(value) <= control.most
        assert all(is_an_option(option, control.options) for option in value)
    else:
        assert type(value) is bool


@pytest.mark.parametrize("key", CONTROLS)
@given(value=FORGED)
def test_checked_value_is_the_given_or_the_default(key: str, value: object) -> None:
    """What is refused becomes the default and a sentence that says what is allowed."""
    control = CONTROLS[key]
    values, notes = checked({key: value}, {key: control})
    used = values[key]
    assert control.accepts(used)
    if used is not value:
        assert used == control.default
        [note] = notes
        assert control.label in note
        assert control.allowed in note


@pytest.mark.parametrize("key", ["batch", "steps", "scale", "rate", "l2"])
def test_equal_is_not_the_same(key: str) -> None:
    """True and 1.0 are not the whole number 1, nor is a step count with a fraction's type."""
    control = CONTROLS[key]
    assert isinstance(control, Choice)
    assert not control.accepts(True)  # noqa: FBT003 - the very value that must not pass
    for option in control.options:
        if type(option) is int:
            assert not control.accepts(float(option))


@pytest.mark.parametrize("key", CONTROLS)
def test_default_is_accepted(key: str) -> None:
    """Every default is allowed."""
    assert CONTROLS[key].accepts(CONTROLS[key].default)


@pytest.mark.parametrize("key", CONTROLS)
def test_texts_ask_for_their_value(key: str) -> None:
    """A value's texts in a URL ask for this value, and not for another."""
    control = CONTROLS[key]
    assert control.same(control.texts(control.default), control.default)
    assert not control.same(["☃"], control.default)
    assert not control.same([], control.default)


@given(st.lists(st.text(max_size=12), max_size=3))
def test_same_answers_for_any_texts(texts: list[str]) -> None:
    """Every control compares any texts with its value, and never raises."""
    for control in CONTROLS.values():
        assert type(control.same(texts, control.default)) is bool


def test_bounds_are_the_servers_limits() -> None:
    """No control allows more than 1000 samples, 16 units, 4 lanes and MAX_STEPS steps."""
    table: dict[str, Any] = dict(CONTROLS)
    assert table["samples"].high == 1000
    assert table["hidden"].high == 16
    assert table["activations"].most == 4
    assert max(table["steps"].options) == MAX_STEPS


def test_keys_are_the_tables() -> None:
    """Each control stands under its own key and has a label and a help text."""
    for key, control in CONTROLS.items():
        assert key.split(" of ")[0] == control.key
        assert control.label
        assert isinstance(control, (Number, Choice, Choices, Switch))
        assert control.help
