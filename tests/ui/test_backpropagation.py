"""The page "Backpropagation" without a browser."""

from __future__ import annotations

from itertools import product
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from nnviz import ACTIVATIONS, PROBLEMS, TrainingSettings
from nnviz.backpropagation.derivation import backpropagate
from nnviz.backpropagation.numerical_check import central_differences
from nnviz.backpropagation.steps import starts, steps
from nnviz.graphs.training_graph import edge_ids
from nnviz.network import Params
from nnviz.number_format import significant
from nnviz.training import reference_step
from nnviz.ui.backpropagation.compute import rows_of
from tests.ui.app_page import said, warnings
from tests.ui.backpropagation_page import (
    begun,
    data,
    exact,
    open_backpropagation,
    press,
    texts,
)


@pytest.fixture(scope="module")
def default_page() -> AppTest:
    return open_backpropagation()


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
    app = press(open_backpropagation(texts(link)), "go_5")
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
def test_every_step_is_shown(problem: str) -> None:
    """From the first step to the last there is a formula, and no exception on the way."""
    app = open_backpropagation(texts({"bp_problem": problem, "bp_hidden": 1, "bp_size": 2}))
    count = data(app)["sequence"]["count"]
    for at in range(1, count):
        app = press(app, "next")
        assert not app.exception
        assert data(app)["sequence"]["at"] == at
        assert app.latex[0].value.count("&=") >= 3
    assert app.button(key="bp_next").disabled


def test_buttons_begin_and_finish_a_step(default_page: AppTest) -> None:
    """A step's button leads to its first step, and again to its last."""
    network, _state = begun({})[0].network, None
    first = starts(steps(network))
    app = open_backpropagation()
    for phase in range(1, 5):
        app = press(app, f"go_{phase}")
        if phase > 1:
            assert data(app)["sequence"]["at"] == first[phase - 1]
        assert data(press(app, f"go_{phase}"))["sequence"]["at"] == first[phase] - 1
    assert data(default_page)["sequence"]["starts"] == list(first)


def test_nothing_is_shown_before_its_step() -> None:
    """No δ before step 2, no derivative before step 4, no new weight before step 5."""
    app = press(open_backpropagation(), "go_1", "go_1")
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
    app = press(open_backpropagation(), "go_3", "go_3")
    drawing = ET.fromstring(data(app)["svg"])  # noqa: S314 - our own drawing
    for item in drawing.iter():
        delta = item.get("data-delta")
        if delta is not None:
            words = [text.text or "" for text in item if text.get("class") == "small"]
            assert f"δ {significant(float(delta))}" in "  ".join(words).split("  ")


@pytest.mark.parametrize("size", [1, 4])
def test_again_goes_on_from_the_new_weights(size: int) -> None:
    """The second iteration starts from the first one's result; the loss falls with a small rate."""
    link = {"bp_size": size, "bp_eta": 0.01}
    app = press(open_backpropagation(texts(link)), "go_5", "again")
    given_, state = begun(link)
    rows = rows_of(given_, state.row, size)
    settings = TrainingSettings(learning_rate=0.01)
    X, y, none = given_.X[rows], given_.y[rows], np.zeros((0, 0))
    once, _ = reference_step(given_.network, given_.params, none, 1, X, y, settings)
    assert exact(app)["x1>zh1"]["w"] == pytest.approx(once.W_H[1, 0])
    assert data(app)["sequence"]["at"] == 0
    app = press(app, "go_5", "again", "go_5")
    assert "iteration 3" in said(app)
    network = given_.network
    assert network.loss(once, X, y) < network.loss(given_.params, X, y)


def test_losses_before_and_after_are_on_screen() -> None:
    """Step 5 says the loss of the sample with the old weights and with the new ones."""
    app = press(open_backpropagation(), "go_5")
    given_, state = begun({})
    rows = rows_of(given_, state.row, 1)
    derived = backpropagate(
        given_.network, given_.params, given_.X[rows], given_.y[rows], state.learning_rate
    )
    after = given_.network.loss(derived.updated, given_.X[rows], given_.y[rows])
    before, later = (significant(v, 4).lstrip("+") for v in (derived.mean_loss, after))
    assert f"Loss of this sample: **{before} → {later}**" in said(app)


def test_samples_terms_add_up() -> None:
    """With several samples a table has each one's term, and their mean below."""
    app = press(open_backpropagation({"bp_size": "3"}), "go_4")
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
    app = open_backpropagation(
        {"bp_problem": "regression", "bp_eta": "100", "bp_activation": "identity"}
    )
    for _iteration in range(60):
        app = press(app, "go_5")
        assert not app.exception
        if app.button(key="bp_again").disabled:
            break
        app = press(app, "again")
    assert "too large to go on with" in warnings(app)


def test_weights_are_those_of_training() -> None:
    """With as many samples as there are, the update is training's next step."""
    own = {"bp_samples": 8, "bp_test": 0, "bp_size": 8, "bp_sample": 1, "bp_l2": 0.0}
    given_, state = begun(own | {"bp_step": 5})
    later, _state = begun(own | {"bp_step": 6})
    rows = rows_of(given_, 0, 8)
    derived = backpropagate(
        given_.network, given_.params, given_.X[rows], given_.y[rows], state.learning_rate
    )
    np.testing.assert_allclose(derived.updated.W_H, later.params.W_H, rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(derived.updated.W_O, later.params.W_O, rtol=1e-5, atol=1e-6)


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
    shown = said(open_backpropagation(link))
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


def test_params_are_not_shared() -> None:
    """What is cached for all sessions cannot be written to."""
    given_, _state = begun({})
    assert isinstance(given_.params, Params)
    with pytest.raises(ValueError, match="read-only"):
        given_.params.W_H[0, 0] = 1.0
