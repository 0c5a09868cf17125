"""The experiment The binary step does not learn: no derivative, so no change of hidden weights."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import streamlit as st

from nnviz.comparison import Comparison
from nnviz.number_format import percent
from nnviz.ui.activations import controls
from nnviz.ui.activations.experiments import experiment, show_player
from nnviz.ui.settings import Settings


def read_steps(settings: Settings) -> int:
    """Draw the control; return the number of units."""
    [n_hidden] = settings.draw_row(controls.SECTIONS[controls.TABS[2]], [1, 1])
    return int(n_hidden)


def show_steps(n_hidden: int) -> None:
    """Show steps beside sigmoids from the same weights, and what has moved at the end."""
    st.markdown(
        "Look at the hidden maps of the binary step: **they never change**. Its g′ is 0, so "
        "$\\delta_H = g'(z_H) \\sum w \\delta$ is 0 and so is every hidden weight's gradient; only "
        "the output unit learns, with the lines that chance has drawn. (Only an L2 penalty, which "
        "there is none of here, would change hidden weights: it shrinks them.) The sigmoids start "
        "from the same weights."
    )
    run = show_player(experiment(("step", "sigmoid"), n_hidden=n_hidden), "act_steps")
    st.markdown("#### What moved from the first step to the last")
    st.table(moved_table(run), border="horizontal", hide_index=True)
    st.markdown(_sentence(run))


def moved_table(run: Comparison) -> dict[str, Sequence[str]]:
    """Return how far the weights of each lane moved, and what became of its loss."""
    lanes = list(run.lanes.values())
    hidden = [float(np.linalg.norm(lane.W_H[-1] - lane.W_H[0])) for lane in lanes]
    output = [float(np.linalg.norm(lane.W_O[-1] - lane.W_O[0])) for lane in lanes]
    return {
        "network": [lane.network.g.label for lane in lanes],
        r"$\Vert\mathbf W_H^{end} - \mathbf W_H^{start}\Vert$": [_exactly(norm) for norm in hidden],
        r"$\Vert\mathbf W_O^{end} - \mathbf W_O^{start}\Vert$": [_exactly(norm) for norm in output],
        "loss (nats a sample)": [
            f"{lane.train_loss[0]:.3f} → {lane.train_loss[-1]:.3f}" for lane in lanes
        ],
        "training points right": [
            f"{percent(float(lane.train_score[0]))} → {percent(float(lane.train_score[-1]))}"
            for lane in lanes
        ],
    }


def _exactly(norm: float) -> str:
    return "0, exactly" if norm == 0.0 else f"{norm:.2f}"


def _sentence(run: Comparison) -> str:
    """Return what the output unit alone achieved, without making it less than it is."""
    step, sigmoid = run.lanes["step"], run.lanes["sigmoid"]
    gain = float(step.train_loss[0] - step.train_loss[-1])
    missing = float(step.train_loss[-1] - sigmoid.train_loss[-1])
    return (
        f"The step's loss falls by {gain:.3f} all the same: that is the output unit alone, a "
        "logistic regression on features that never change. "
        + (
            f"The sigmoids end {missing:.3f} lower. "
            if missing > 0.0
            else f"Here the sigmoids end no lower (by {-missing:.3f} higher). "
        )
        + "With many units chance offers enough lines that this is not bad at all; what the step "
        "cannot do is move a line to where it is needed."
    )
