"""The page Activations without a browser."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from nnviz.activations import ACTIVATIONS
from nnviz.experiments.approximation import STEP
from nnviz.experiments.target_functions import TARGETS
from nnviz.ui.activations import controls
from nnviz.ui.activations.collapse import _table
from nnviz.ui.activations.curves_tab import facts_table
from nnviz.ui.activations.experiments import experiment, run_of
from nnviz.ui.activations.frozen_steps import moved_table
from nnviz.ui.activations.measured import measure, to_target, trained_errors
from nnviz.ui.activations.universal import FIRST_DRAWING, rate_sentence
from nnviz.ui.activations.vanishing import scale_table
from tests.ui.app_page import charts, open_page, said, warnings

CURVES, COLLAPSE, STEPS, VANISHING, UNIVERSAL = controls.TABS


def open_tab(tab: str, link: dict[str, str] | None = None, **state: Any) -> AppTest:
    """Open the page at a tab, with the parameters of `link`."""
    return open_page("activations", {"act_tab": tab, **(link or {})}, **state)


def components(app: AppTest) -> list[str]:
    """Return the names of the page's components."""
    names = [component.proto.component_name for component in app.get("bidi_component")]
    return [name for name in names if name not in {"nnviz_theme", "nnviz_shortcuts"}]


@pytest.mark.parametrize("tab", controls.TABS)
def test_every_tab_opens(tab: str) -> None:
    """No tab has an exception or a warning, and each draws all controls of the page."""
    app = open_tab(tab)
    assert not app.exception
    assert not app.warning
    kinds = ("slider", "select_slider", "number_input", "toggle", "button_group")
    keys = {widget.key for kind in kinds for widget in app.get(kind)}
    assert keys >= controls.TABLE.keys - {controls.TAB.key}


@pytest.mark.parametrize(
    ("tab", "expected"),
    [
        (CURVES, ["nnviz_curves"]),
        (COLLAPSE, ["nnviz_player"]),
        (STEPS, ["nnviz_player"]),
        (VANISHING, ["nnviz_player", "nnviz_chart"]),
        (UNIVERSAL, ["nnviz_chart"] * 3),
    ],
)
def test_only_the_open_tab_is_worked_out(tab: str, expected: list[str]) -> None:
    """One tab's components are on the page, and no other's."""
    assert components(open_tab(tab)) == expected


def test_table_has_a_row_for_each_activation() -> None:
    """The columns are the facts' own words, in the order of the activations."""
    table = facts_table()
    assert table["activation"] == [g.label for g in ACTIVATIONS.values()]
    assert table["g′ vanishes"] == [g.facts.vanishing_text for g in ACTIVATIONS.values()]
    assert {len(column) for column in table.values()} == {len(ACTIVATIONS)}


@pytest.mark.parametrize("dataset", controls.COLLAPSE_DATA.options)
def test_every_identity_network_ends_at_the_best_line(dataset: str) -> None:
    """With 1 to 16 units loss and accuracy are those of logistic regression, to the last digit."""
    table = _table(dataset)
    assert len(table["loss"]) == 6
    assert len(set(table["loss"])) == 1
    assert len(set(table["training points right"])) == 1


@pytest.mark.parametrize("n_hidden", [1, 4, 16])
def test_hidden_weights_of_steps_do_not_move(n_hidden: int) -> None:
    """‖W_H(end) − W_H(0)‖ is exactly 0 for the step and is not for the sigmoid; the loss falls."""
    run = run_of(experiment(("step", "sigmoid"), n_hidden=n_hidden))
    step, sigmoid = run.lanes["step"], run.lanes["sigmoid"]
    assert not np.ptp(step.W_H, axis=0).any()
    assert (sigmoid.W_H[-1] != sigmoid.W_H[0]).all()
    assert step.train_loss[-1] < step.train_loss[0]
    assert list(moved_table(run).values())[1][0] == "0, exactly"


@pytest.mark.parametrize("beside", controls.BESIDE.options)
def test_flatness_grows_and_the_gradient_falls_with_the_scale(beside: str) -> None:
    """From scale 3 on the sigmoid's share rises; g′, gradient and movement fall for its weights."""
    table = list(scale_table(beside).values())
    sigmoid = [[float(text.rstrip(" \u202f%")) for text in column[::2]] for column in table[2:6]]
    flat, slope, gradient, moved = (np.diff(column) for column in sigmoid)
    assert (flat >= 0.0).all()
    assert (slope < 0.0).all()
    assert (gradient[1:] < 0.0).all()
    assert (moved < 0.0).all()


def test_the_default_scale_shows_what_the_tab_is_about() -> None:
    """From large weights the sigmoid ends far above ReLU, and above itself from small weights."""
    losses = list(scale_table(controls.BESIDE.default).values())[6]
    last = {s: [float(t.split()[-1]) for t in losses[i : i + 2]]
            for i, s in zip(range(0, 8, 2), controls.SCALE.options, strict=True)}  # fmt: skip
    sigmoid, relu = last[controls.SCALE.default]
    assert sigmoid > 3.0 * relu
    assert sigmoid > 3.0 * last[min(last)][0]


@pytest.mark.parametrize("name", TARGETS)
def test_page_states_the_measured_slope_beside_the_theory(name: str) -> None:
    """The sentence has the slope of the errors, and it is that of the theory, to 0.05."""
    measured, target = measure(name, STEP), TARGETS[name]
    assert measured.slope == pytest.approx(target.rate, abs=0.05)
    text = f"{measured.slope:.2f}".replace("-0.00", "0.00").replace("-", "−")
    assert f"Measured slope {text}" in rate_sentence(target, measured).replace("−0.00", "0.00")
    assert f"Measured slope {text}" in said(open_tab(UNIVERSAL, {"act_target": target.label}))


def test_a_constant_drawing_has_no_slope() -> None:
    """The bias alone is exact, and the page says so."""
    flat = (0.5,) * len(FIRST_DRAWING)
    assert "constant" in rate_sentence(to_target(flat), measure(flat, STEP))


@pytest.mark.parametrize("steepness", controls.STEEPNESS.options)
@pytest.mark.parametrize("units", [1, 64])
def test_extreme_constructions_open(steepness: float, units: int) -> None:
    """Every steepness with few and many units gives the figures, with training as well."""
    link = {"act_steep": controls.STEEPNESS.name(steepness), "act_n": str(units)}
    app = open_tab(UNIVERSAL, link | {"act_train": "true"})
    assert not app.exception
    assert not app.warning
    assert len(charts(app)) == 3


def test_trained_errors_include_the_number_that_is_shown() -> None:
    """The curve of trained networks passes through the network on the page."""
    errors = trained_errors("sine", 12, 0)
    assert list(errors.n_hidden) == sorted({1, 2, 4, 8, 12, 16, 32, 64})
    assert all(error > 0.0 for error in errors.errors)


DRAWN = {"act_target": controls.TARGET.name(controls.DRAWN)}
HOSTILE: list[Any] = [
    7, "x", {}, [], [0.5] * 16, [0.5] * 18, [None] * 17, [float("nan")] * 17, [10**400] * 17,
]  # fmt: skip


def test_drawn_heights_become_the_target() -> None:
    """After a straight line from 0 to 1, L is 1."""
    line = [k / 16 for k in range(17)]
    app = open_tab(UNIVERSAL, DRAWN, act_sketch={"heights": line})
    assert "L = 1 here" in said(app)


@pytest.mark.parametrize("raw", HOSTILE, ids=lambda raw: repr(raw)[:24])
def test_hostile_heights_leave_the_last_sound_curve(raw: object) -> None:
    """Whatever the pad sends, the page shows the curve before it and says why."""
    app = open_tab(UNIVERSAL, DRAWN, act_sketch={"heights": raw})
    assert not app.exception
    assert "Your last sound curve is still shown." in warnings(app)
    steepest = 16 * np.abs(np.diff(FIRST_DRAWING)).max()
    assert f"L = {steepest:.3g} here" in said(app)


@pytest.mark.parametrize("theme", ["dark", "sepia", 7, None, []])
def test_a_forged_theme_is_harmless(theme: object) -> None:
    """Only light and dark are themes; anything else is as if nothing had been said."""
    assert not open_tab(UNIVERSAL, theme={"theme": theme}).exception
