"""One protocol for the settings of all pages: what is accepted, and what a link may say."""

from __future__ import annotations

import math
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.training import MAX_STEPS
from nnviz.ui import controls as playground
from nnviz.ui.activations import controls as activations
from nnviz.ui.autodiff import controls as autodiff
from nnviz.ui.backpropagation import controls as backpropagation
from nnviz.ui.linear import controls as linear
from nnviz.ui.links import checked, in_own_words, is_met, under_own_keys
from nnviz.ui.settings import SettingsTable
from nnviz.ui.widgets import Choice, Choices, Control, Number, Switch, Text
from tests.components.player.hostile import ANYTHING
from tests.ui.app_page import open_page, warnings

TABLES = {
    table.page: table
    for table in (
        playground.TABLE, linear.TABLE, activations.TABLE, backpropagation.TABLE, autodiff.TABLE,
    )
}  # fmt: skip


def controls_of(table: SettingsTable) -> list[Control]:
    """Return all controls of a page, for whatever option of its chooser, each once."""
    options = (None,) if table.chooser is None else table.chooser.options
    return [*{id(c): c for option in options for c in table.controls(option).values()}.values()]


ALL = [control for table in TABLES.values() for control in controls_of(table)]
NUMBERS = [control for control in ALL if isinstance(control, Number)]
OF_OPENING = {
    page: table.controls(None if table.chooser is None else table.chooser.default)
    for page, table in TABLES.items()
}
"""The controls that a page draws first."""

FORGED = st.one_of(
    ANYTHING,
    st.lists(st.sampled_from(["sigmoid", "identity", "relu", "tanh", "step", "no"])).map(tuple),
)
NONSENSE = ["☃", "", "nan", "1e999", str(10**400), "<b>x</b>"]

pages = pytest.mark.parametrize("page", TABLES)


def another_value(control: Control) -> Any:
    """Return a value that is allowed and not the default."""
    if isinstance(control, Number):
        return control.high if control.high != control.default else control.low
    if isinstance(control, Choice):
        return next(option for option in control.options if option != control.default)
    if isinstance(control, Choices):
        return control.options[2:4]
    return "x + y" if isinstance(control, Text) else not control.default


@pytest.mark.parametrize("key", [k for k in playground.controls_of("multiclass") if k != "problem"])
def test_every_setting_of_the_playground_counts(key: str) -> None:
    """Each changes what is trained; none is lost between its widget and the comparison."""
    values = playground.default_values("multiclass")
    control = playground.controls_of("multiclass")[key]
    changed = playground.to_state(values | {key: another_value(control)})
    assert changed != playground.to_state(values)


def bad_texts(control: Control) -> list[list[str]]:
    """Return what a link must not ask of a control."""
    bad = [[], control.texts(another_value(control)) * 2]
    if not isinstance(control, Text):
        bad += [[text] for text in NONSENSE]
    if isinstance(control, Number):
        bad += [[str(control.high + 1)], [str(control.low - 1)]]
    if isinstance(control, Choices):
        bad += [control.texts(control.options[: control.most + 1])]
    return bad


def spellings(control: Choice | Choices, option: Any) -> set[str]:
    name = control.name(option)
    return {name, name.upper(), name.lower(), name.replace(" ", "_"), f" {name}  ", str(option)}


def is_option(value: object, options: tuple[Any, ...]) -> bool:
    """Whether `value` is one of `options`, of its very type: 1 is neither 1.0 nor True."""
    return any(type(value) is type(option) and value == option for option in options)


@pages
def test_names_are_read_in_any_spelling(page: str) -> None:
    """Case, spaces and underscores do not matter, and an option's key is a name too."""
    for control in controls_of(TABLES[page]):
        if isinstance(control, Choice | Choices):
            for option in control.options:
                for spelling in spellings(control, option):
                    assert control.read([spelling]) in {option, (option,)}, control.key


@pages
def test_texts_of_a_link_are_read_or_refused(page: str) -> None:
    """A value's texts ask for this value and stay in an address; what is not allowed does not."""
    for control in controls_of(TABLES[page]):
        one = {control.key: control}
        for value in (control.default, another_value(control)):
            texts = {control.key: control.texts(value)}
            assert control.accepts(value)
            assert is_met(control, texts[control.key], value)
            assert in_own_words(texts, one) == texts
        for bad in bad_texts(control):
            assert in_own_words({control.key: bad}, one) == {}, control.key


@given(control=st.sampled_from(ALL), value=FORGED, texts=st.lists(st.text(max_size=12), max_size=3))
def test_whatever_is_sent_is_checked(control: Control, value: object, texts: list[str]) -> None:
    """Any value becomes one that is allowed, with a sentence if another; any texts are read."""
    used, note = checked(control, value)
    assert control.accepts(used)
    assert type(control.accepts(value)) is bool
    assert (used is value and not note) or (control.label in note and control.allowed in note)
    with suppress(ValueError):
        assert control.accepts(control.read(texts))


@given(control=st.sampled_from(ALL), value=FORGED)
def test_what_is_accepted_is_allowed(control: Control, value: Any) -> None:
    """A value that passes is a number within the bounds, or the options themselves."""
    if not control.accepts(value):
        return
    if isinstance(control, Number):
        assert type(value) in {int, type(control.default)}
        assert math.isfinite(value)
        assert control.low <= value <= control.high
    elif isinstance(control, Choice):
        assert is_option(value, control.options)
    elif isinstance(control, Choices):
        assert 1 <= len(set(value)) == len(value) <= control.most
        assert all(is_option(option, control.options) for option in value)
    else:
        assert type(value) is (str if isinstance(control, Text) else bool)


def test_equal_is_not_the_same() -> None:
    """True and 1.0 are not the option 1, and no number beyond every float is taken."""
    for control in ALL:
        assert not control.accepts(10**400)
        assert not control.accepts(-(10**400))
        if isinstance(control, Choice):
            assert not control.accepts(True)  # noqa: FBT003 - the very value that must not pass
            whole = [option for option in control.options if type(option) is int]
            assert not any(control.accepts(float(option)) for option in whole)


@pytest.mark.parametrize("number", NUMBERS, ids=lambda number: number.key)
def test_a_slider_prints_what_it_takes(number: Number) -> None:
    """A number between two steps is taken if the widget's text is this number, else refused."""
    if isinstance(number.default, int):
        assert number.format is None
        return
    assert number.format is not None
    for part in (0.123456789, 0.15, 0.5):
        value = number.low + part * (number.high - number.low)
        printed = float(number.format % value)
        assert number.accepts(printed)
        assert number.accepts(value) == (abs(printed - value) < 1e-9)


def test_bounds_are_the_servers_limits() -> None:
    """Nobody asks for more samples, units or steps than the server is sized for."""
    controls = OF_OPENING["playground"]
    steps, samples, hidden = (controls[key] for key in ("steps", "samples", "hidden"))
    assert isinstance(steps, Choice)
    assert isinstance(samples, Number)
    assert isinstance(hidden, Number)
    assert max(steps.options) == MAX_STEPS
    assert (samples.high, hidden.high) == (1000, 16)


@pages
def test_keys_of_a_page_begin_with_its_prefix(page: str) -> None:
    """Each key has the page's prefix, which a link may leave out, in any case."""
    table = TABLES[page]
    for key in table.keys:
        assert key.startswith(table.prefix)
        plain = key.removeprefix(table.prefix)
        assert under_own_keys({plain.upper(): ["1"]}, table.keys, table.prefix) == {key: ["1"]}


def test_every_control_has_words() -> None:
    """Each has a label, a help, and a kind that is tested here."""
    for control in ALL:
        assert control.label
        assert isinstance(control, (Number, Choice, Choices, Switch, Text))
        assert control.help or "input" in control.key


_SMALL = {"bp_sample": "3", "bp_step": "7", "bp_test": "25", "lin_samples": "90", "bp_hidden": "5"}
"""Where an extreme leads to a sentence of another kind, or to minutes of computing."""


@pages
def test_a_link_in_plain_words_is_in_force(page: str) -> None:
    """Every setting under its plain key, names in capitals, is taken without a warning."""
    table, controls = TABLES[page], OF_OPENING[page]
    wanted = {
        key: another_value(control)
        for key, control in controls.items()
        if control is not table.chooser and "input" not in key and key not in _SMALL
    }
    link = {
        key.removeprefix(table.prefix): [text.upper() for text in controls[key].texts(value)]
        for key, value in wanted.items()
    }
    app = open_page(page, link | {key: _SMALL[key] for key in _SMALL if key in controls})
    assert not app.exception
    assert warnings(app) == ""
    for key, value in wanted.items():
        assert app.session_state[key] in (value, list(value) if isinstance(value, tuple) else 0)


@pytest.mark.parametrize("text", NONSENSE)
@pages
def test_nonsense_is_answered(page: str, text: str) -> None:
    """Each refused setting has a sentence with its label, what is allowed and what is used."""
    controls = [c for c in OF_OPENING[page].values() if not isinstance(c, Text)][:8]
    app = open_page(page, {control.key: text for control in controls})
    assert not app.exception
    for control in controls:
        default = ", ".join(control.texts(control.default))
        assert f"The link asks for {control.label}" in warnings(app)
        assert f"{control.allowed}, given once. {default} is used" in warnings(app)


@pages
def test_unknown_settings_are_named(page: str) -> None:
    """Keys that the page does not have are named without their markup, at most eight of them."""
    link = dict.fromkeys(["zzz", "![x](http://x)", *(f"unknown_{i}" for i in range(300))], "1")
    said = warnings(open_page(page, link))
    assert "no settings `zzz`, `![x](http://x)`, `unknown_0`, " in said
    assert "`unknown_5` and 294 more; they are ignored" in said


@pages
def test_numbers_of_a_forged_client_are_not_taken(page: str) -> None:
    """Numbers out of bounds become the defaults; what no slider can print is answered in words."""
    numbers = {key: c for key, c in OF_OPENING[page].items() if isinstance(c, Number)}
    for forged in (10.0**6, 0.12345678):
        app = open_page(page, {})
        for widget in (*app.slider, *app.number_input):
            if widget.key in numbers and (forged > 1 or numbers[widget.key].format):
                widget.set_value(forged)
        assert not app.run().exception
        printed = [c for c in numbers.values() if c.format] if forged < 1 else []
        for control in printed:
            assert f"{control.label} must be {control.allowed}." in warnings(app)


@pages
def test_a_link_is_answered_until_a_setting_changes(page: str) -> None:
    """Another run says it again; after a change the visitor's value is all that counts."""
    number = next(c for c in OF_OPENING[page].values() if isinstance(c, Number) and c.low < 1)
    app = open_page(page, {"nope": "1"})
    assert "`nope`" in warnings(app.run())
    [widget] = [w for w in (*app.slider, *app.number_input) if w.key == number.key]
    widget.set_value(number.low + number.step).run()
    assert app.session_state[number.key] == number.low + number.step
    assert warnings(app) == ""
