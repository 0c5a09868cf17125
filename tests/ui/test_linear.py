"""The page "From linear to non-linear" without a browser."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from nnviz import ACTIVATIONS, DATASETS, Grid, Network, Standardizer, TrainingSettings, train
from nnviz.graphs.baselines import BASELINES
from nnviz.graphs.fitted_model import BaselineSettings
from nnviz.ui.linear.controls import NOTHING, TABLE
from nnviz.ui.linear.maps import MAP_CELLS, color_range, thumbnails
from nnviz.ui.linear.models import (
    LABELS,
    NETWORK,
    Column,
    draw_data,
    fit_column,
    is_close,
    train_network,
)
from nnviz.ui.linear.state import DataState, NetworkState
from nnviz.ui.widgets import Choice
from tests.ui.app_page import charts, components, open_page, said

DATA = DataState("moons", 80, 0.2, 0.25, 3)
UNITS = NetworkState(3, "tanh", 2)


def graphs(app: AppTest) -> list[Any]:
    """Return the drawings on the page."""
    return components(app, "nnviz_diagram")


def open_linear(link: dict[str, Any] | None = None, **state: Any) -> AppTest:
    return open_page("linear", link, **state)


@pytest.fixture(scope="module")
def default_page() -> AppTest:
    return open_linear()


def test_page_opens_with_three_models(default_page: AppTest) -> None:
    """Without parameters there are three graphs, and neither exception nor warning."""
    assert not default_page.exception
    assert not default_page.warning
    assert len(graphs(default_page)) == len(charts(default_page)) == 3


def test_counts_are_on_screen(default_page: AppTest) -> None:
    """Logistic regression learns 3 numbers, with degree 2 it learns 6, the network 17."""
    for n_learned in (2 + 1, 5 + 1, 4 * (2 + 1) + 1 * (4 + 1)):
        assert f":primary[**{n_learned} learned**]" in said(default_page)


def test_check_is_on_screen(default_page: AppTest) -> None:
    """Each column says how far the graph is from scikit-learn, and that is less than 1e-8."""
    found = re.findall(
        r"Evaluating the graph gives .*largest difference (\S+) of", said(default_page)
    )
    assert len(found) == 3
    assert all(float(text.replace("−", "-")) <= 1e-8 for text in found)


@pytest.mark.parametrize("model", LABELS)
def test_every_model_is_shown(model: str) -> None:
    """Each model can stand in each column, and its graph is sent."""
    link = dict.fromkeys(("lin_left", "lin_middle", "lin_right"), LABELS[model])
    app = open_linear(link | {"lin_samples": "60"})
    assert not app.exception
    assert not app.warning
    assert len(graphs(app)) == 3


@pytest.mark.parametrize("samples", ["1", "2"])
def test_too_few_samples_are_answered_in_words(samples: str) -> None:
    """With one class only, models that need two say so, and the others are shown."""
    app = open_linear({"lin_samples": samples, "lin_test": "90", "lin_left": "linear regression"})
    assert not app.exception
    [info] = app.info
    assert "one of each class" in info.value
    assert len(graphs(app)) == 2


def test_third_column_may_stay_empty() -> None:
    """Two models can be compared as well as three."""
    app = open_linear({"lin_right": NOTHING})
    assert not app.exception
    assert len(graphs(app)) == 2


def test_chosen_node_is_shown_with_a_way_back() -> None:
    """A node that was clicked is named with its formula, and a button leads back."""
    app = open_linear(**{f"lin_graph_2_{NETWORK}": {"node": "h2"}})
    assert "**Node u₂**: u₂ = g(w₂ᵀ [1, x])" in said(app)
    [back] = app.button
    app = back.click().run()
    assert not app.exception
    assert "Node u₂" not in said(app)


@pytest.mark.parametrize("node", ["h99", "x1\n", 7, None, ["h1"], {"node": "h1"}])
def test_unknown_node_shows_the_decision(node: object) -> None:
    """Whatever a browser reports as chosen, the page shows the decision map instead."""
    app = open_linear(**{f"lin_graph_2_{NETWORK}": {"node": node}})
    assert not app.exception
    assert said(app).count("**Decision map**") == 3


def test_network_is_trained_on_the_samples_that_all_models_see() -> None:
    """Its last weights are those of the recipe that the text states, on the same training part."""
    sample, parts = draw_data(DATA)
    run = train_network(sample, DATA, UNITS)
    network = Network(2, UNITS.n_hidden, 1, UNITS.activation)
    scaler = Standardizer.fit(parts.X_train)
    expected = train(
        network, scaler.apply(parts.X_train), parts.y_train,
        TrainingSettings(learning_rate=0.05, n_steps=1000, optimizer="adam"),
        params=network.init(UNITS.seed),
    )  # fmt: skip
    np.testing.assert_array_equal(run.W_H, scaler.fold_run(expected).W_H)


def test_column_says_why_it_cannot_be_fitted() -> None:
    """A sentence comes back in place of a column."""
    answer = fit_column("logistic", DataState("moons", 1, 0.2, 0.0, 0), BaselineSettings(), UNITS)
    assert isinstance(answer, str)
    assert "class" in answer


@pytest.mark.parametrize("model", LABELS)
def test_decision_map_is_the_models_own(model: str) -> None:
    """Over the feature space, the map's sides are those of the model's own decision."""
    column = fit_column(model, DATA, BaselineSettings(), UNITS)
    assert isinstance(column, Column)
    grid = Grid(draw_data(DATA)[0].domain, MAP_CELLS, MAP_CELLS)
    level = 0.5 if model.startswith("linear") else 0.0
    sides = column.fitted.decision(grid.points) > level
    np.testing.assert_array_equal(column.shown.ravel() > column.fitted.boundary, sides)


def test_difference_must_be_a_small_number() -> None:
    """1e-8 is close; more, or no number at all, is not."""
    assert is_close(1e-8)
    assert not is_close(1.1e-8)
    assert not is_close(float("nan"))


def test_bounded_nodes_have_their_own_range() -> None:
    """A bump runs from 0 to 1, a monomial as far as most of its values do."""
    sample = DATASETS["moons"].make(60, rng=0)
    fitted = BASELINES["logistic_polynomial"].fit(sample.X, sample.y, BaselineSettings())
    graph = fitted.graph
    maps = thumbnails(graph, sample.domain)
    odd, even = color_range(graph["f1"], maps["f1"]), color_range(graph["f3"], maps["f3"])
    assert odd.low == -odd.high
    assert even.low == even.neutral == 0.0
    bump = BASELINES["svm_rbf"].fit(sample.X, sample.y, BaselineSettings()).graph
    assert color_range(bump["k1"], np.zeros((2, 2))).high == 1.0


def test_activations_on_offer_exist() -> None:
    """The page's activations are keys of the registry."""
    control = TABLE.controls()["lin_activation"]
    assert isinstance(control, Choice)
    assert set(control.options) <= set(ACTIVATIONS)
