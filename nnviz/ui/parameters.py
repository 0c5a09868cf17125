"""The Parameters tab: the weights as tables, how many there are, and their formulas."""

from __future__ import annotations

import numpy as np
import streamlit as st

from nnviz.activations import Array
from nnviz.datasets import Sample
from nnviz.network import Network, Params
from nnviz.number_format import latex, plural, subscript, tick, with_plus
from nnviz.palette import Palette
from nnviz.snapshot import Snapshot
from nnviz.ui.collapse import show_collapse
from nnviz.ui.formulas import count_latex, feature_latex


def show_parameters(snapshot: Snapshot, loss: float, palette: Palette, *, narrow: bool) -> None:
    """Show the weights of one lane at a step, where the mean loss over training is `loss`."""
    network = snapshot.network
    st.markdown(f"#### {snapshot.label}, step {snapshot.step}")
    _show_formulas(network)
    _show_count(network)
    _show_weights(network, snapshot.params, snapshot.sample)
    _show_loss(snapshot, loss)
    if network.activation == "identity":
        show_collapse(snapshot, palette, narrow=narrow)


def _show_formulas(network: Network) -> None:
    n_inputs, n_hidden, n_outputs = network.n_inputs, network.n_hidden, network.n_outputs
    z_O = "z_O" if n_outputs == 1 else r"\mathbf z_O"
    st.markdown("**Matrix form**")
    st.latex(
        rf"\mathbf z_H = \mathbf W_H^T \begin{{bmatrix}} 1 \\ \mathbf x \end{{bmatrix}}, \quad "
        rf"\mathbf u_H = g_H(\mathbf z_H), \quad {network.g.latex}, \qquad "
        rf"\mathbf W_H \in \mathbb R^{{{n_inputs + 1} \times {n_hidden}}}"
    )
    st.latex(
        rf"{z_O} = \mathbf W_O^T \begin{{bmatrix}} 1 \\ \mathbf u_H \end{{bmatrix}}, \quad "
        rf"{network.head.notation.link_latex}, \qquad "
        rf"\mathbf W_O \in \mathbb R^{{{n_hidden + 1} \times {n_outputs}}}"
    )


def _show_count(network: Network) -> None:
    st.markdown("**How many parameters**")
    st.latex(count_latex(network))


def _show_weights(network: Network, params: Params, sample: Sample) -> None:
    # Without a formula for each: thirty of them would hold up the page.
    units = [f"u{subscript(m + 1)}" for m in range(network.n_hidden)]
    features = [f"${feature_latex(name)}$" for name in sample.feature_names]
    st.markdown(r"**Hidden weights** $\mathbf W_H$, a column for each hidden unit")
    st.table(_table(["1 (bias)", *features], units, params.W_H))
    several = ", a row for each output" if network.n_outputs > 1 else ""
    st.markdown(rf"**Output weights** $\mathbf W_O$ (transposed, to save height){several}")
    st.table(_table(_output_names(network), ["1 (bias)", *units], params.W_O.T))


def _output_names(network: Network) -> list[str]:
    """Return the name of each output's score, with the class or target that it is for."""
    if network.n_outputs == 1:
        return ["$z_O$"]
    if network.head.is_classification:
        return [f"$z_{{O,{k + 1}}}$ (class {k})" for k in range(network.n_outputs)]
    return [f"$z_{{O,{k + 1}}}$ (target $y_{k + 1}$)" for k in range(network.n_outputs)]


def _table(rows: list[str], columns: list[str], values: Array) -> dict[str, list[str]]:
    """Return a table of weights (n_rows, n_columns) as text, column by column."""
    table = {"from" if rows[0].startswith("1") else "to": rows}
    for name, column in zip(columns, values.T, strict=True):
        table[name] = [with_plus(tick(value, 4)) for value in column]
    return table


def _show_loss(snapshot: Snapshot, loss: float) -> None:
    n_train = int(np.count_nonzero(~snapshot.is_test))
    notation = snapshot.network.head.notation
    unit = f" {notation.unit}" if notation.unit else ""
    st.markdown("**Loss** over the training points")
    st.latex(notation.loss_latex + rf" = {latex(tick(n_train * loss, 4))} \text{{{unit}}}")
    st.markdown(
        f"Training minimises its mean, {tick(loss, 4)}{unit} per sample "
        f"({plural(n_train, 'sample')}), so that a learning rate means the same for any number "
        "of samples."
    )
