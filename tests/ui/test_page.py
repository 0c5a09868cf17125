"""The page as it opens, and at the edges of its settings."""

from __future__ import annotations

from itertools import chain
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from nnviz import ACTIVATIONS, DATASETS
from nnviz.datasets import datasets_for
from nnviz.ui.controls import controls_of
from tests.ui.app_page import components, description, open_app, payload, tensors

CONTROLS = controls_of("binary")

DIVERGING = {"rate": "1000", "l2": "0.1"}
"""Each step multiplies a weight by 1 − 1000 · 0.1 = −99, whatever the activation is."""

WIDGETS = (
    "slider", "select_slider", "number_input", "selectbox", "toggle", "button_group", "checkbox",
    "radio", "multiselect", "text_input", "button",
)  # fmt: skip


def test_default_page_opens(default_page: AppTest) -> None:
    """The page without parameters has no exception, no warning and one player."""
    assert not default_page.exception
    assert not default_page.warning
    assert len(components(default_page)) == 1


def test_default_run_is_the_lectures(default_page: AppTest) -> None:
    """The first comparison: sigmoid beside identity, 4 hidden units, 1000 steps, 400 points."""
    lanes = description(default_page)["lanes"]
    assert [lane["name"] for lane in lanes] == ["sigmoid", "identity"]
    assert {lane["n_hidden"] for lane in lanes} == {4}
    assert description(default_page)["n_steps"] == 1000


def test_default_payload_has_the_right_shapes(default_page: AppTest) -> None:
    """Weights are there for every step and lane, and 400 samples in the plane."""
    arrays = tensors(default_page)
    assert arrays["X"].shape == (400, 2)
    assert arrays["y"].shape == arrays["split"].shape == (400,)
    for lane in ("sigmoid", "identity"):
        assert arrays[f"{lane}.W_H"].shape == (1001, 2 + 1, 4)
        assert arrays[f"{lane}.W_O"].shape == (1001, 4 + 1, 1)
        for curve in ("train_loss", "test_loss", "train_score", "test_score"):
            assert arrays[f"{lane}.{curve}"].shape == (1001,)


def test_a_quarter_of_the_samples_is_for_test(default_page: AppTest) -> None:
    """The split marks the default share of test samples."""
    assert tensors(default_page)["split"].sum() == 400 * 25 // 100


def test_every_widget_has_help() -> None:
    """Each widget of every tab says what it is for."""
    app = open_app(view={"step": 5, "at_end": False})
    for tab in [tab.label for tab in app.tabs]:
        app.session_state["tab"] = tab
        app.run()
        widgets = list(chain.from_iterable(app.get(kind) for kind in WIDGETS))
        assert len(widgets) >= len(CONTROLS)
        assert not [widget for widget in widgets if not widget.proto.help]


def test_every_control_has_its_widget(default_page: AppTest) -> None:
    """The sidebar shows one widget for each entry of the table."""
    shown = [w.key for kind in WIDGETS for w in default_page.sidebar.get(kind)]
    assert sorted(shown) == sorted(CONTROLS)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_too_large_a_learning_rate_says_diverged(activation: str) -> None:
    """A run that explodes ends before it does, and its lane says at which step."""
    app = open_app(DIVERGING | {"activations": ACTIVATIONS[activation].label})
    assert not app.exception
    [lane] = description(app)["lanes"]
    assert lane["n_steps"] == lane["diverged_at"] - 1
    assert f"step {lane['diverged_at']}" in lane["divergence"]


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_extreme_settings_never_break_the_page(activation: str) -> None:
    """The largest rate, scale and penalty give a page with finite weights."""
    link = {"rate": "1000", "scale": "10", "l2": "0.1", "hidden": "16", "samples": "30"}
    app = open_app(link | {"activations": ACTIVATIONS[activation].label})
    assert not app.exception
    assert all(np.isfinite(array).all() for array in tensors(app).values())


@pytest.mark.parametrize("samples", [1, 2, 3])
@pytest.mark.parametrize("dataset", datasets_for("binary"))
def test_hardly_any_sample_is_enough(dataset: str, samples: int) -> None:
    """One, two or three samples, even of one class alone, give a page without exception."""
    app = open_app({"samples": str(samples), "data": DATASETS[dataset].label, "test": "90"})
    assert not app.exception
    assert (tensors(app)["split"] == 0).sum() >= 1
    assert len(tensors(app)["X"]) == samples


def test_no_test_samples_no_test_curves() -> None:
    """With a test share of 0 nothing is held back and nothing is reported for test."""
    arrays = tensors(open_app({"test": "0"}))
    assert not arrays["split"].any()
    assert not [name for name in arrays if ".test_" in name]


def test_same_link_same_bytes(default_page: AppTest) -> None:
    """Opening the page again gives the same run to the byte."""
    [component] = components(open_app())
    [default] = components(default_page)
    assert component.proto.bytes == default.proto.bytes


FORGED: dict[str, list[Any]] = {
    "slider": [10**6, -5, 10**300, float("inf"), float("nan")],
    "number_input": [10**6, -1, 10**15, 0.5],
}


@pytest.mark.parametrize(
    ("kind", "value"),
    [(kind, value) for kind, values in FORGED.items() for value in values],
    ids=lambda value: str(value)[:12],
)
def test_forged_numbers_are_not_taken(kind: str, value: object, default_payload: bytes) -> None:
    """A value that no slider or field can have gives the default."""
    for key in [widget.key for widget in open_app().get(kind) if widget.key in CONTROLS]:
        app = open_app()
        [widget] = [widget for widget in app.get(kind) if widget.key == key]
        widget.set_value(value)
        assert not app.run().exception
        assert payload(app) == default_payload


def test_settings_outlive_a_visit_to_another_page() -> None:
    """Who looks at another page finds the playground as it was left, every widget filled."""
    app = open_app({"hidden": "7"})
    app.switch_page("nnviz/ui/pages/linear.py").run()
    app.switch_page("nnviz/ui/pages/playground.py").run()
    assert not app.exception
    assert app.slider("hidden").value == 7
    assert app.selectbox("batch").value == 0
    assert description(app)["lanes"][0]["n_hidden"] == 7
