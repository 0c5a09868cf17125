"""What the page Backpropagation opens on, and what it takes from links, drawing and playground."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nnviz import PROBLEMS
from nnviz.components.player.view import View
from nnviz.ui.backpropagation.controls import (
    FIRST_SAMPLE,
    MOST_UNITS,
    settings_of,
    suggested,
    to_step,
)
from nnviz.ui.backpropagation.state import StepState
from nnviz.ui.controls import default_state, default_values
from nnviz.ui.shown import Shown
from tests.ui.app_page import said, warnings
from tests.ui.backpropagation_page import (
    data,
    open_backpropagation,
    press,
)


def test_opens_on_what_the_playground_shows() -> None:
    """Activation, step and sample, and all settings behind them, are the playground's."""
    values = default_values("multiclass") | {"activations": ("silu", "tanh"), "hidden": 3}
    app = open_backpropagation(playground=Shown(values, View(step=70, sample=11)))
    assert not app.exception
    assert not app.warning
    for key, value in (("activation", "silu"), ("step", 70), ("sample", 12), ("hidden", 3)):
        assert app.session_state[f"bp_{key}"] == value
    assert "Sample 12" in said(app)
    assert "after 70 training steps" in said(app)


def test_own_settings_stay_until_the_playground_changes() -> None:
    """What was chosen here is not taken back by a playground that has not changed since."""
    shown = Shown(default_values(), View(step=10))
    app = open_backpropagation(playground=shown)
    app = app.number_input(key="bp_step").set_value(20).run()
    assert app.session_state["bp_step"] == 20
    app.session_state["playground"] = replace(shown, view=View(step=30))
    assert app.run().session_state["bp_step"] == 30


def test_more_units_than_fit_are_answered_in_words() -> None:
    """A playground with 12 hidden units opens this page with 8, and a sentence."""
    shown = Shown(default_values() | {"hidden": 12}, View(step=5))
    app = open_backpropagation(playground=shown)
    assert app.session_state["bp_hidden"] == MOST_UNITS
    assert "has 12 hidden units" in warnings(app)


@pytest.mark.parametrize("problem", PROBLEMS)
def test_playground_settings_come_through(problem: str) -> None:
    """From the playground's defaults follow the same run, but for one activation and the step."""
    shown = default_state(problem)
    suggestion = suggested(Shown(default_values(problem), View(step=5)))
    settings = settings_of(problem)
    values = {key: control.default for key, control in settings.items()} | suggestion.values
    assert all(control.accepts(values[key]) for key, control in settings.items())
    expected = replace(shown.sharing(n_steps=5), activations=shown.activations[:1])
    assert to_step(values) == StepState(expected, FIRST_SAMPLE - 1, 1, None)
    assert not suggestion.notes


def test_sample_that_does_not_exist_is_answered_in_words() -> None:
    """A number beyond the last sample shows the last one, and says so."""
    app = open_backpropagation({"bp_samples": "10", "bp_sample": "99"})
    assert not app.exception
    assert "There are 10 samples" in warnings(app)


@pytest.mark.parametrize(
    "request_", [7, None, [1], {"number": 1, "at": 10**9}, {"number": -1, "at": 3}]
)
def test_whatever_the_drawing_reports_is_checked(request_: object) -> None:
    """A request that leads nowhere leaves the page where it is."""
    app = open_backpropagation(bp_graph={"request": request_})
    assert not app.exception
    assert data(app)["sequence"]["at"] == 0


def test_request_of_the_drawing_is_answered_once() -> None:
    """A request leads to its step; the same one again does not undo a later button."""
    app = open_backpropagation(bp_graph={"request": {"number": 1, "at": 20, "again": False}})
    assert data(app)["sequence"]["at"] == 20
    assert data(app)["sequence"]["acknowledged"] == 1
    assert data(press(app, "back"))["sequence"]["at"] == 19


def test_problem_brings_its_own_settings() -> None:
    """Another problem takes up a data set of its own."""
    app = open_backpropagation()
    app = app.get("button_group")[0].set_value("regression").run()
    assert not app.exception
    assert app.session_state["bp_data"] == "saddle"
    assert not app.warning


def test_setting_keeps_the_step() -> None:
    """Another sample shows the same step; another size of network the same step."""
    app = press(open_backpropagation(), "go_3", "next")
    at = data(app)["sequence"]["at"]
    app = app.number_input(key="bp_sample").set_value(5).run()
    assert data(app)["sequence"]["at"] == at
    app = app.slider(key="bp_hidden").set_value(2).run()
    sequence = data(app)["sequence"]
    assert sequence["at"] == sequence["starts"][2]
