"""The Parameters tab: the weights as tables, how many there are, and the formulas they stand in."""

from __future__ import annotations

import numpy as np
import streamlit as st

from nnviz.activations import Array
from nnviz.datasets import Sample
from nnviz.figures import DOWNLOAD_CONFIG, collapsed_line
from nnviz.network import Network, Params
from nnviz.palette import Palette
from nnviz.player.payload import PlayerRun
from nnviz.training import Run


def show_parameters(
    player_run: PlayerRun, run: Run, step: int, palette: Palette, *, narrow: bool
) -> None:
    """Show the weights of one lane at a step."""
    network, params = run.network, run.params_at(step)
    st.markdown(f"#### {network.g.label}, step {step}")
    _show_formulas(network)
    _show_count(network)
    _show_weights(network, params)
    _show_loss(player_run, run, step)
    if network.activation == "identity":
        _show_collapse(network, params, player_run.sample, palette, narrow=narrow)


def _show_formulas(network: Network) -> None:
    n_inputs, n_hidden, n_outputs = network.n_inputs, network.n_hidden, network.n_outputs
    st.markdown("**Matrix form**")
    st.latex(
        rf"\mathbf z_H = \mathbf W_H^T \begin{{bmatrix}} 1 \\ \mathbf x \end{{bmatrix}}, \quad "
        rf"\mathbf u_H = g_H(\mathbf z_H), \quad {network.g.latex}, \qquad "
        rf"\mathbf W_H \in \mathbb R^{{{n_inputs + 1} \times {n_hidden}}}"
    )
    st.latex(
        rf"z_O = \mathbf W_O^T \begin{{bmatrix}} 1 \\ \mathbf u_H \end{{bmatrix}}, \quad "
        rf"{network.output.link_latex}, \qquad "
        rf"\mathbf W_O \in \mathbb R^{{{n_hidden + 1} \times {n_outputs}}}"
    )


def _show_count(network: Network) -> None:
    n_inputs, n_hidden, n_outputs = network.n_inputs, network.n_hidden, network.n_outputs
    st.markdown("**How many parameters**")
    st.latex(
        r"N_H (N_I + 1) + N_O (N_H + 1) = "
        rf"{n_hidden}\,({n_inputs} + 1) + {n_outputs}\,({n_hidden} + 1) = "
        rf"{n_hidden * (n_inputs + 1)} + {n_outputs * (n_hidden + 1)} = {network.n_parameters}"
    )


def _show_weights(network: Network, params: Params) -> None:
    units = [rf"$u_{{{m + 1}}}$" for m in range(network.n_hidden)]
    st.markdown(r"**Hidden weights** $\mathbf W_H$, a column for each hidden unit")
    st.table(_table(["1 (bias)", "$x_1$", "$x_2$"], units, params.W_H))
    st.markdown(r"**Output weights** $\mathbf W_O$ (transposed, to save height)")
    st.table(_table(["$z_O$"], ["1 (bias)", *units], params.W_O.T))


def _table(rows: list[str], columns: list[str], values: Array) -> dict[str, list[str]]:
    """Return a table of weights as text, column by column."""
    table = {"from": rows}
    for name, column in zip(columns, values.T, strict=True):
        table[name] = [_number(value) for value in column]
    return table


def _number(value: float) -> str:
    return f"{value:+.4g}".replace("-", "−")


def _show_loss(player_run: PlayerRun, run: Run, step: int) -> None:
    n_train = int(np.count_nonzero(~player_run.is_test))
    loss = float(run.train_loss[step])
    st.markdown("**Loss** over the training points")
    st.latex(run.network.output.loss_latex + rf" = {n_train * loss:.4g} \text{{ nats}}")
    st.markdown(
        f"Training minimises its mean, {loss:.4g} nats per sample ({n_train} samples), so that a "
        "learning rate means the same for any number of samples."
    )


def _show_collapse(
    network: Network, params: Params, sample: Sample, palette: Palette, *, narrow: bool
) -> None:
    """Show that an identity network is one line, and that this line is its boundary."""
    bias, w1, w2 = (float(w) for w in network.collapsed(params)[:, 0])
    st.markdown("**With the identity, both stages collapse to one line**")
    st.latex(
        r"z_O = \mathbf W_O^T \begin{bmatrix} 1 \\ \mathbf W_H^T [1, \mathbf x] \end{bmatrix} = "
        rf"{bias:.3g} {w1:+.3g}\,x_1 {w2:+.3g}\,x_2"
    )
    figure, ends = collapsed_line(network, params, sample, palette, narrow=narrow)
    if ends is None:
        st.markdown("Its line z_O = 0 lies outside the picture: one class is predicted everywhere.")
        return
    scores = network.forward(params, ends).z_O[:, 0]
    points = " and ".join(f"({x1:.3f}, {x2:.3f})" for x1, x2 in ends)
    st.plotly_chart(figure, theme=None, key="collapse", width="content", config=DOWNLOAD_CONFIG)
    text = (
        f"The dashed line is 0 = {bias:.3g} {w1:+.3g} x₁ {w2:+.3g} x₂; the solid one is where the "
        f"network itself says P(y = 1 | x) = ½. At the ends of the dashed line, {points}, the "
        f"whole network computes z_O = {scores[0]:.1e} and {scores[1]:.1e}: zero, but for "
        "rounding."
    )
    st.markdown(text.replace("-", "−"))
