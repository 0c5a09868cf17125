"""The experiment Vanishing gradient: large initial weights put sigmoids where they are flat."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import streamlit as st

from nnviz.activations import ACTIVATIONS
from nnviz.comparison import Comparison
from nnviz.experiments.gradient_flow import SATURATED, gradient_norms, saturated_share, slopes
from nnviz.figures.gradient_norms import gradient_chart
from nnviz.number_format import percent
from nnviz.palette import Palette
from nnviz.training import Run
from nnviz.ui.activations import controls
from nnviz.ui.activations.experiments import CONFIG, experiment, run_of, show_player
from nnviz.ui.charts import show_chart
from nnviz.ui.settings import Settings
from nnviz.ui.state import AppState

_EVERY = 5  # steps between two points of the chart
_MOST_TABLES = 16


def read_vanishing(settings: Settings) -> tuple[float, str]:
    """Draw the controls; return the initial scale and the activation beside the sigmoid."""
    scale, beside = settings.draw_row(controls.SECTIONS[controls.TABS[3]], [1, 1])
    return scale, beside


def show_vanishing(scale: float, beside: str, palette: Palette) -> None:
    """Show sigmoids beside another activation, from large weights, and their gradients."""
    st.markdown(
        "Look at the sigmoid's hidden maps at step 0. From an initial scale of 30 they are plain "
        "blue or orange with a sharp edge, and **only in that edge is g not flat**: samples "
        "elsewhere send almost nothing back, and the lines hardly move. From a scale of 1 the "
        "same network learns. (Features stay in the data's own units here, so that the gradient "
        "shown is the one that training used.)"
    )
    run = show_player(_state(scale, beside), "act_vanishing")
    st.markdown(f"#### Measured, initial scale {scale:g}")
    steps = range(0, run.n_steps + 1, _EVERY)
    norms = {
        ACTIVATIONS[name].label: gradient_norms(
            lane, [t for t in steps if t <= lane.n_steps], *_training_points(run)
        )
        for name, lane in run.lanes.items()
    }
    chart, words = st.columns([3, 2], gap="medium")
    with chart:
        figure = gradient_chart(steps, norms, palette)
        title = "Size of the hidden weights' gradient by step, for each activation"
        show_chart(figure, title, key="act_norms", config=CONFIG)
    with words:
        st.markdown(_sentences(run, beside))
    st.markdown("**All four scales**")
    st.table(scale_table(beside), border="horizontal", hide_index=True)


def _state(scale: float, beside: str) -> AppState:
    return experiment(
        ("sigmoid", beside), dataset="circles", n_hidden=8, scale=scale, standardize=False,
        learning_rate=1.0,
    )  # fmt: skip


def _training_points(run: Comparison) -> tuple[np.ndarray, np.ndarray]:
    return run.sample.X[~run.is_test], run.sample.y[~run.is_test]


@st.cache_resource(max_entries=_MOST_TABLES, show_spinner=False)
def scale_table(beside: str) -> dict[str, Sequence[str]]:
    """Return what is measured for the sigmoid and for the other one at each initial scale."""
    heads = (
        "initial scale", "network", "saturated at step 0", "mean |g′| at step 0",
        r"$\Vert\partial L / \partial \mathbf W_H\Vert / \Vert\mathbf W_H\Vert$ at step 0",
        "hidden weights moved by", "loss", "training points right",
    )  # fmt: skip
    rows = []
    for scale in controls.SCALE.options:
        run = run_of(_state(scale, beside))
        rows += [(f"{scale:g}", *_row(lane, run)) for lane in run.lanes.values()]
    return dict(zip(heads, map(list, zip(*rows, strict=True)), strict=True))


def _row(lane: Run, run: Comparison) -> tuple[str, ...]:
    X, y = _training_points(run)
    start = lane.params_at(0)
    size = np.linalg.norm(lane.W_H[0])
    moved = np.linalg.norm(lane.W_H[-1] - lane.W_H[0]) / size
    return (
        lane.network.g.label,
        percent(saturated_share(lane.network, start, X)),
        f"{slopes(lane.network, start, X).mean():.2g}",
        f"{gradient_norms(lane, [0], X, y)[0] / size:.2g}",
        percent(float(moved)),
        f"{lane.train_loss[0]:.3g} → {lane.train_loss[-1]:.3g}",
        percent(float(lane.train_score[-1])),
    )


def _sentences(run: Comparison, beside: str) -> str:
    """Return what the numbers say, also where they say something else than the story."""
    X, _ = _training_points(run)
    sigmoid, other = run.lanes["sigmoid"], run.lanes[beside]
    shares = [percent(saturated_share(r.network, r.params_at(0), X)) for r in (sigmoid, other)]
    label = ACTIVATIONS[beside].label
    lower, higher = ("sigmoid", label)
    if other.train_loss[-1] < sigmoid.train_loss[-1]:
        lower, higher = higher, lower
    flat = (
        "its flat side, at any scale; where it is not flat its g′ is 1, so its gradient grows "
        "with the weights instead. At large scales its trouble is the opposite: steps too long."
        if beside == "relu"
        else "saturation as well, from smaller z on than the sigmoid: tanh z = 2σ(2z) − 1."
    )
    return (
        f"At step 0, {shares[0]} of the sigmoid's values (units times training points) are "
        f"saturated: |g′| < {SATURATED}. For {label} it is {shares[1]}: {flat}\n\n"
        f"After {run.n_steps} steps {lower} has the lower loss "
        f"({min(sigmoid.train_loss[-1], other.train_loss[-1]):.3f}; {higher} has "
        f"{max(sigmoid.train_loss[-1], other.train_loss[-1]):.3f}).\n\n"
        r"The gradient does not vanish for good: $\partial L / \partial \mathbf W_H$ also holds "
        "the output weights, which start as large, and the output unit soon moves. And it "
        "falls as a matter of course where training has arrived."
    )
