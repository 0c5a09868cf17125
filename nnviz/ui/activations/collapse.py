"""The experiment Identity collapses: however many units, one line."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import streamlit as st

from nnviz.activations import Array
from nnviz.comparison import Comparison
from nnviz.experiments.best_line import best_line
from nnviz.network import Network, Params, with_ones
from nnviz.number_format import number, percent, plural, signed
from nnviz.training import Run
from nnviz.ui.activations import controls
from nnviz.ui.activations.experiments import experiment, run_of, show_player
from nnviz.ui.settings import Settings

_COUNTS = (1, 2, 4, 8, 16)
_MOST_ROWS = 64


def read_collapse(settings: Settings) -> tuple[str, int]:
    """Draw the controls; return the data set and the number of units."""
    dataset, n_hidden = settings.draw_row(controls.SECTIONS[controls.TABS[1]], [1, 1])
    return dataset, n_hidden


def show_collapse(dataset: str, n_hidden: int) -> None:
    """Show an identity network, and that it is one line."""
    st.markdown(
        "Look at the thick line on the output map: whatever the hidden units draw, their weighted "
        "sum is linear in x, so the boundary stays **one straight line**. A second and a third "
        "hidden layer would only multiply more matrices."
    )
    run = show_player(experiment(("identity",), dataset=dataset, n_hidden=n_hidden), "act_one")
    lane = run.lanes["identity"]
    params = lane.params_at(lane.n_steps)
    st.markdown(f"#### The end of the run, step {lane.n_steps}")
    W = lane.network.collapsed(params)[:, 0]
    st.latex(
        r"z_O = \mathbf W_O^T \begin{bmatrix} 1 \\ \mathbf W_H^T [1, \mathbf x] \end{bmatrix} = "
        r"\mathbf W^T [1, \mathbf x]"
    )
    st.latex(rf"z_O = {W[0]:.4g} {W[1]:+.4g}\,x_1 {W[2]:+.4g}\,x_2")
    st.markdown(_sentence(lane, params, W, run))
    st.table(_table(dataset), border="horizontal", hide_index=True)


def _sentence(lane: Run, params: Params, W: Array, run: Comparison) -> str:
    """Return how far the network and its one line are apart."""
    X = run.sample.X
    gap = np.abs(lane.network.forward(params, X).z_O[:, 0] - with_ones(X) @ W).max()
    units = lane.network.n_hidden
    return (
        f"The network of {plural(units, 'unit')} with {lane.network.n_parameters} weights amounts "
        "to these three numbers. Over all samples the network's own score differs from the "
        f"line's by {gap:.0e}: rounding. The last row of the table is the best line there is, "
        "found without hidden layer and without gradient descent (logistic regression by "
        "Newton's method)."
    ).replace("e-", "e−")


@st.cache_resource(max_entries=_MOST_ROWS, show_spinner=False)
def _table(dataset: str) -> dict[str, Sequence[str]]:
    """Return the collapsed weights, loss and accuracy for several numbers of units."""
    rows = [_row(dataset, n_hidden) for n_hidden in _COUNTS] + [_best_row(dataset)]
    heads = ("network", "weights", "collapses to $z_O$ =", "loss", "training points right")
    return dict(zip(heads, map(list, zip(*rows, strict=True)), strict=True))


def _row(dataset: str, n_hidden: int) -> tuple[str, ...]:
    lane = run_of(experiment(("identity",), dataset=dataset, n_hidden=n_hidden)).lanes["identity"]
    W = lane.network.collapsed(lane.params_at(lane.n_steps))[:, 0]
    score = float(lane.train_score[-1])
    return (
        plural(n_hidden, "unit"),
        str(lane.network.n_parameters),
        *_results(W, float(lane.train_loss[-1]), score),
    )


def _best_row(dataset: str) -> tuple[str, ...]:
    run = run_of(experiment(("identity",), dataset=dataset, n_hidden=_COUNTS[0]))
    X, y = run.sample.X[~run.is_test], run.sample.y[~run.is_test]
    W = best_line(X, y)
    one = Network(2, 1, 1, "identity")
    params = Params(W[:, None], np.array([[0.0], [1.0]]))
    results = _results(W, one.loss(params, X, y), one.score(params, X, y))
    return "the best line", str(len(W)), *results


def _results(W: Array, loss: float, score: float) -> tuple[str, str, str]:
    line = f"{number(W[0], 4)} {signed(W[1], 4)} x₁ {signed(W[2], 4)} x₂"
    return line, f"{loss:.6f}", percent(score)
