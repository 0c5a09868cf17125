"""The page "Backpropagation" without a browser."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from nnviz import ACTIVATIONS, PROBLEMS, TrainingSettings
from nnviz.backpropagation.derivation import backpropagate
from nnviz.backpropagation.numerical_check import central_differences
from nnviz.backpropagation.steps import moments, starts
from nnviz.components.player.view import View
from nnviz.graphs.training_graph import edge_ids
from nnviz.network import Params
from nnviz.number_format import significant
from nnviz.training import reference_step
from nnviz.ui.backpropagation.compute import Start, rows_of, start
from nnviz.ui.backpropagation.controls import (
    FIRST_SAMPLE,
    MOST_UNITS,
    settings_of,
    suggested,
    to_step,
)
from nnviz.ui.backpropagation.state import StepState
from nnviz.ui.controls import default_state
from nnviz.ui.shown import Shown

PAGE = Path(__file__).parents[2] / "nnviz/ui/pages/backpropagation.py"
CONTROLS = settings_of("binary")
DEFAULTS = {key: control.default for key, control in CONTROLS.items()}


def open_page(link: dict[str, Any] | None = None, state: dict[str, Any] | None = None) -> AppTest:
    app = AppTest.from_file(str(PAGE), default_timeout=120)
    for key, value in (link or {}).items():
        app.query_params[key] = value
    for key, value in (state or {}).items():
        app.session_state[key] = value
    return app.run()


def press(app: AppTest, *keys: str) -> AppTest:
    for key in keys:
        app = app.button(key=f"bp_{key}").click().run()
    return app


def data(app: AppTest) -> dict[str, Any]:
    """Return what the drawing gets."""
    for component in app.get("bidi_component"):
        if component.proto.component_name == "nnviz_diagram":
            found: dict[str, Any] = json.loads(component.proto.json)
            return found
    message = "no drawing"
    raise AssertionError(message)


def exact(app: AppTest) -> dict[str, dict[str, float]]:
    """Return the exact numbers that the drawing carries, by node or by an edge's ends."""
    found = {}
    for item in ET.fromstring(data(app)["svg"]).iter():  # noqa: S314 - our own drawing
        name = item.get("data-node") or f"{item.get('data-source')}>{item.get('data-target')}"
        names = ("x", "z", "u", "y", "slope", "delta", "loss", "w", "gradient", "updated")
        values = {n: float(v) for n in names if (v := item.get(f"data-{n}")) is not None}
        if values:
            found[name] = values
    return found


def said(app: AppTest) -> str:
    kinds = (app.markdown, app.caption, app.latex)
    return "\n".join(element.value for kind in kinds for element in kind)


def warnings(app: AppTest) -> str:
    return "\n".join(element.value for element in app.warning)


def begun(link: dict[str, Any]) -> tuple[Start, StepState]:
    """Return what a link's settings lead to, without the page."""
    problem = link.get("bp_problem", "binary")
    settings = settings_of(problem)
    values = {key: control.default for key, control in settings.items()}
    state = to_step(values | {"bp_problem": problem} | link)
    return start(state.run), state


def texts(link: dict[str, Any]) -> dict[str, Any]:
    settings = settings_of(link.get("bp_problem", "binary"))
    return {key: settings[key].texts(value) for key, value in link.items()}


@pytest.fixture(scope="module")
def default_page() -> AppTest:
    return open_page()


def test_page_opens_at_the_sample(default_page: AppTest) -> None:
    """Without parameters the sample is applied, and nothing else is known."""
    assert not default_page.exception
    assert not default_page.warning
    assert data(default_page)["sequence"]["at"] == 0
    assert {n for values in exact(default_page).values() for n in values} == {"x", "y", "w"}


@pytest.mark.parametrize("size", [1, 3])
@pytest.mark.parametrize(("problem", "activation"), list(product(PROBLEMS, ACTIVATIONS)))
def test_every_number_is_the_networks(problem: str, activation: str, size: int) -> None:
    """At step 5 all values, errors, derivatives and new weights equal `Network.backward`'s."""
    link = {"bp_problem": problem, "bp_activation": activation, "bp_size": size, "bp_hidden": 3}
    app = press(open_page(texts(link)), "go_5")
    assert not app.exception
    given_, state = begun(link)
    rows = rows_of(given_, state.row, state.size)
    network, params, X, y = given_.network, given_.params, given_.X[rows], given_.y[rows]
    forward, backward = network.forward(params, X), network.backward(params, X, y)
    shown, rate = exact(app), state.learning_rate
    for layer, names in (("H", ("zh", "h")), ("O", ("z", "o"))):
        for j in range(network.n_hidden if layer == "H" else network.n_outputs):
            node, unit = shown[f"{names[0]}{j + 1}"], shown[f"{names[1]}{j + 1}"]
            assert node["z"] == pytest.approx(getattr(forward, f"z_{layer}")[0, j], abs=1e-12)
            assert node["delta"] == pytest.approx(getattr(backward, f"delta_{layer}")[0, j])
            assert unit["u"] == pytest.approx(getattr(forward, f"u_{layer}")[0, j], abs=1e-12)
    slopes = central_differences(network, params, X, y)
    for (matrix, *at), ends in edge_ids(network).items():
        edge, index = shown[">".join(ends)], tuple(at)
        slope = getattr(backward, matrix)[index]
        assert edge["gradient"] == pytest.approx(slope, abs=1e-12)
        assert edge["gradient"] == pytest.approx(getattr(slopes, matrix)[index], abs=1e-7)
        assert edge["w"] == pytest.approx(getattr(params, matrix)[index])
        assert edge["updated"] == pytest.approx(edge["w"] - rate * slope)


@pytest.mark.parametrize("problem", PROBLEMS)
def test_every_moment_is_shown(problem: str) -> None:
    """From the first moment to the last there is a formula, and no exception on the way."""
    app = open_page(texts({"bp_problem": problem, "bp_hidden": 1, "bp_size": 2}))
    count = data(app)["sequence"]["count"]
    for at in range(1, count):
        app = press(app, "next")
        assert not app.exception
        assert data(app)["sequence"]["at"] == at
        assert app.latex[0].value.count("&=") >= 3
    assert app.button(key="bp_next").disabled


def test_buttons_begin_and_finish_a_step(default_page: AppTest) -> None:
    """A step's button leads to its first moment, and again to its last."""
    network, _state = begun({})[0].network, None
    first = starts(moments(network))
    app = open_page()
    for phase in range(1, 5):
        app = press(app, f"go_{phase}")
        if phase > 1:
            assert data(app)["sequence"]["at"] == first[phase - 1]
        assert data(press(app, f"go_{phase}"))["sequence"]["at"] == first[phase] - 1
    assert data(default_page)["sequence"]["starts"] == list(first)


def test_nothing_is_shown_before_its_step() -> None:
    """No δ before step 2, no derivative before step 4, no new weight before step 5."""
    app = press(open_page(), "go_1", "go_1")
    names = {1: {"x", "z", "u", "y", "loss", "w"}}
    for phase in range(1, 5):
        if phase > 1:
            app = press(app, f"go_{phase}", f"go_{phase}")
        names[phase] = {name for values in exact(app).values() for name in values}
    assert names[2] - names[1] == {"delta"}
    assert names[3] - names[2] == {"slope"}
    assert names[4] - names[3] == {"gradient"}
    assert "→" not in data(app)["svg"]


def test_rounded_numbers_stand_in_the_drawing() -> None:
    """What is read on a node is its exact number with three significant digits."""
    app = press(open_page(), "go_3", "go_3")
    drawing = ET.fromstring(data(app)["svg"])  # noqa: S314 - our own drawing
    for item in drawing.iter():
        delta = item.get("data-delta")
        if delta is not None:
            words = [text.text or "" for text in item if text.get("class") == "small"]
            assert f"δ {significant(float(delta))}" in "  ".join(words).split("  ")


@pytest.mark.parametrize("size", [1, 4])
def test_again_goes_on_from_the_new_weights(size: int) -> None:
    """The second round starts from the first one's result; the loss falls with a small rate."""
    link = {"bp_size": size, "bp_eta": 0.01}
    app = press(open_page(texts(link)), "go_5", "again")
    given_, state = begun(link)
    rows = rows_of(given_, state.row, size)
    settings = TrainingSettings(learning_rate=0.01)
    X, y, none = given_.X[rows], given_.y[rows], np.zeros((0, 0))
    once, _ = reference_step(given_.network, given_.params, none, 1, X, y, settings)
    assert exact(app)["x1>zh1"]["w"] == pytest.approx(once.W_H[1, 0])
    assert data(app)["sequence"]["at"] == 0
    app = press(app, "go_5", "again", "go_5")
    assert "round 3" in said(app)
    network = given_.network
    assert network.loss(once, X, y) < network.loss(given_.params, X, y)


def test_losses_before_and_after_are_on_screen() -> None:
    """Step 5 says the loss of the sample with the old weights and with the new ones."""
    app = press(open_page(), "go_5")
    given_, state = begun({})
    rows = rows_of(given_, state.row, 1)
    step = backpropagate(
        given_.network, given_.params, given_.X[rows], given_.y[rows], state.learning_rate
    )
    after = given_.network.loss(step.updated, given_.X[rows], given_.y[rows])
    before, later = (significant(v, 4).lstrip("+") for v in (step.mean_loss, after))
    assert f"Loss of this sample: **{before} → {later}**" in said(app)


def test_samples_terms_add_up() -> None:
    """With several samples a table has each one's term, and their mean below."""
    app = press(open_page({"bp_size": "3"}), "go_4")
    frame = app.table[0].value
    assert len(frame) == 4
    terms = [float(text.replace("−", "-")) for text in frame["δ u"]]
    assert np.mean(terms[:3]) == pytest.approx(terms[3], rel=2e-3)


def test_check_is_on_screen(default_page: AppTest) -> None:
    """The largest relative error is said from the start, and passes."""
    assert "✓ largest relative error of 17 derivatives" in said(default_page)


def test_cost_is_on_screen(default_page: AppTest) -> None:
    """4 hidden units: 12 + 8 + 12 multiplications, against 18 passes of 12."""
    assert r"\mathbf{32}" in said(default_page)
    assert rf"\mathbf{{{(17 + 1) * 12}}}" in said(default_page)


def test_too_large_a_step_is_answered_in_words() -> None:
    """Weights that cannot be computed with are refused, and the page stays."""
    app = open_page({"bp_problem": "regression", "bp_eta": "100", "bp_activation": "identity"})
    for _round in range(60):
        app = press(app, "go_5")
        assert not app.exception
        if app.button(key="bp_again").disabled:
            break
        app = press(app, "again")
    assert "too large to go on with" in warnings(app)


def test_opens_on_what_the_playground_shows() -> None:
    """Activation, step and sample, and all settings behind them, are the playground's."""
    shown = replace(default_state("multiclass"), activations=("silu", "tanh"), n_hidden=3)
    app = open_page(state={"playground": Shown(shown, View(step=70, sample=11))})
    assert not app.exception
    assert not app.warning
    for key, value in (("activation", "silu"), ("step", 70), ("sample", 12), ("hidden", 3)):
        assert app.session_state[f"bp_{key}"] == value
    assert "Sample 12" in said(app)
    assert "after 70 training steps" in said(app)


def test_own_settings_stay_until_the_playground_changes() -> None:
    """What was chosen here is not taken back by a playground that has not changed since."""
    shown = Shown(default_state(), View(step=10))
    app = open_page(state={"playground": shown})
    app = app.number_input(key="bp_step").set_value(20).run()
    assert app.session_state["bp_step"] == 20
    app.session_state["playground"] = replace(shown, view=View(step=30))
    assert app.run().session_state["bp_step"] == 30


def test_more_units_than_fit_are_answered_in_words() -> None:
    """A playground with 12 hidden units opens this page with 8, and a sentence."""
    shown = replace(default_state(), n_hidden=12)
    app = open_page(state={"playground": Shown(shown, View(step=5))})
    assert app.session_state["bp_hidden"] == MOST_UNITS
    assert "has 12 hidden units" in warnings(app)


@pytest.mark.parametrize("problem", PROBLEMS)
def test_playground_settings_come_through(problem: str) -> None:
    """From the playground's defaults follow the same run, but for one activation and the step."""
    shown = default_state(problem)
    suggestion = suggested(Shown(shown, View(step=5)))
    settings = settings_of(problem)
    values = {key: control.default for key, control in settings.items()} | suggestion.values
    assert all(control.accepts(values[key]) for key, control in settings.items())
    expected = replace(shown, activations=shown.activations[:1], n_steps=5)
    assert to_step(values) == StepState(expected, FIRST_SAMPLE - 1, 1, None)
    assert not suggestion.notes


def test_weights_are_those_of_training() -> None:
    """With as many samples as there are, the update is training's next step."""
    own = {"bp_samples": 8, "bp_test": 0, "bp_size": 8, "bp_sample": 1, "bp_l2": 0.0}
    given_, state = begun(own | {"bp_step": 5})
    later, _state = begun(own | {"bp_step": 6})
    rows = rows_of(given_, 0, 8)
    step = backpropagate(
        given_.network, given_.params, given_.X[rows], given_.y[rows], state.learning_rate
    )
    np.testing.assert_allclose(step.updated.W_H, later.params.W_H, rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(step.updated.W_O, later.params.W_O, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ({}, "features standardised as in training, so that the update is training's own"),
        ({"bp_standardize": "false"}, "features in the data's own units as in training"),
        ({"bp_optimizer": "Adam"}, "plain gradient descent; the training before used Adam"),
        ({"bp_l2": "0.01"}, "the training before used an L2 penalty"),
    ],
)
def test_page_says_which_update_it_shows(link: dict[str, str], expected: str) -> None:
    """The units, and where the update differs from the one that training would make."""
    shown = said(open_page(link))
    assert expected in shown
    assert ("training's own" in shown) == ("the training before used" not in shown)


def test_rows_are_the_sample_and_training_samples() -> None:
    """The chosen sample comes first, training samples follow, each once, from the start again."""
    given_, _state = begun({"bp_samples": 8, "bp_test": 50})
    rows = rows_of(given_, 6, 8)
    assert rows[0] == 6
    assert len(set(rows)) == len(rows)
    assert not given_.is_test[rows[1:]].any()
    assert set(rows) >= set(np.flatnonzero(~given_.is_test))


def test_sample_that_does_not_exist_is_answered_in_words() -> None:
    """A number beyond the last sample shows the last one, and says so."""
    app = open_page({"bp_samples": "10", "bp_sample": "99"})
    assert not app.exception
    assert "There are 10 samples" in warnings(app)


@pytest.mark.parametrize(
    "request_", [7, None, [1], {"number": 1, "at": 10**9}, {"number": -1, "at": 3}]
)
def test_whatever_the_drawing_reports_is_checked(request_: object) -> None:
    """A request that leads nowhere leaves the page where it is."""
    app = open_page(state={"bp_graph": {"request": request_}})
    assert not app.exception
    assert data(app)["sequence"]["at"] == 0


def test_request_of_the_drawing_is_answered_once() -> None:
    """A request leads to its moment; the same one again does not undo a later button."""
    app = open_page(state={"bp_graph": {"request": {"number": 1, "at": 20, "again": False}}})
    assert data(app)["sequence"]["at"] == 20
    assert data(app)["sequence"]["acknowledged"] == 1
    assert data(press(app, "back"))["sequence"]["at"] == 19


def test_problem_brings_its_own_settings() -> None:
    """Another problem takes up a data set of its own."""
    app = open_page()
    app = app.get("button_group")[0].set_value("regression").run()
    assert not app.exception
    assert app.session_state["bp_data"] == "saddle"
    assert not app.warning


def test_setting_keeps_the_moment() -> None:
    """Another sample shows the same moment; another size of network the same step."""
    app = press(open_page(), "go_3", "next")
    at = data(app)["sequence"]["at"]
    app = app.number_input(key="bp_sample").set_value(5).run()
    assert data(app)["sequence"]["at"] == at
    app = app.slider(key="bp_hidden").set_value(2).run()
    sequence = data(app)["sequence"]
    assert sequence["at"] == sequence["starts"][2]


def test_params_are_not_shared() -> None:
    """What is cached for all sessions cannot be written to."""
    given_, _state = begun({})
    assert isinstance(given_.params, Params)
    with pytest.raises(ValueError, match="read-only"):
        given_.params.W_H[0, 0] = 1.0
