"""What an identity network amounts to: one matrix, shown and checked against the network itself."""

from __future__ import annotations

import numpy as np
import streamlit as st

from nnviz.figures import collapsed_classes, collapsed_line
from nnviz.network import with_ones
from nnviz.number_format import listed, tick, vector, with_plus
from nnviz.palette import Palette
from nnviz.snapshot import Snapshot
from nnviz.ui.charts import of_step, show_chart
from nnviz.ui.formulas import linear_latex


def show_collapse(snapshot: Snapshot, palette: Palette, *, narrow: bool) -> None:
    """Show that an identity network is linear in x, and that this is all it is."""
    network = snapshot.network
    if network.head.is_two_class:
        _show_line(snapshot, palette, narrow=narrow)
    elif network.head.is_joint:
        _show_classes(snapshot, palette, narrow=narrow)
    else:
        _show_plane(snapshot)


def _show_line(snapshot: Snapshot, palette: Palette, *, narrow: bool) -> None:
    """Show that the score is linear, and that the line where it is 0 is the boundary."""
    network, params, sample = snapshot.network, snapshot.params, snapshot.sample
    bias, w1, w2 = (float(w) for w in network.collapsed(params)[:, 0])
    st.markdown("**With the identity, both stages collapse to one linear score**")
    st.latex(
        r"z_O = \mathbf W_O^T \begin{bmatrix} 1 \\ \mathbf W_H^T [1, \mathbf x] \end{bmatrix} = "
        + linear_latex((bias, w1, w2), sample.feature_names)
    )
    figure, ends = collapsed_line(snapshot, palette, narrow=narrow)
    if ends is None:
        st.markdown(
            "The line z_O = 0 lies outside the picture: one class is predicted all over it."
        )
        return
    scores = network.forward(params, ends).z_O[:, 0]
    points = listed(vector(end) for end in ends)
    show_chart(figure, of_step("One matrix beside both stages", snapshot), key="collapse")
    slope1, slope2 = (with_plus(tick(w)) for w in (w1, w2))
    st.markdown(
        f"The dashed line is 0 = {tick(bias)} {slope1} x₁ {slope2} x₂; the solid one is where the "
        f"network itself says P(y = 1 | x) = ½. At the ends of the dashed line, {points}, the "
        f"whole network computes z_O = {listed(tick(z, 2) for z in scores)}: zero, but for "
        "rounding."
    )


def _show_classes(snapshot: Snapshot, palette: Palette, *, narrow: bool) -> None:
    """Show that every boundary between two classes is a straight line."""
    network, params = snapshot.network, snapshot.params
    st.markdown("**With the identity, both stages collapse to one matrix**")
    _show_scores(snapshot)
    figure, boundaries = collapsed_classes(snapshot, palette, narrow=narrow)
    if not boundaries:
        st.markdown("One class has the highest score everywhere in the picture.")
        return
    show_chart(figure, of_step("One matrix beside both stages", snapshot), key="collapse")
    largest = 0.0
    for i, j, ends in boundaries:
        z_O = network.forward(params, ends).z_O
        largest = max(largest, float(np.abs(z_O[:, i] - z_O[:, j]).max()))
    n_lines = f"{len(boundaries)} lines" if len(boundaries) > 1 else "line"
    st.markdown(
        f"The dashed {n_lines} are where two of these scores are equal and above all others, so "
        "they are straight; the solid ones are where the network itself finds two classes equally "
        f"likely. At the ends of the dashed ones the whole network's two scores differ by "
        f"{tick(largest, 2)} at most: nothing, but for rounding."
    )


def _show_plane(snapshot: Snapshot) -> None:
    """Show that each output is a plane, or with one input a straight line."""
    network, params, sample = snapshot.network, snapshot.params, snapshot.sample
    shape = "straight line" if network.n_inputs == 1 else "plane"
    each = "one" if network.n_outputs == 1 else "one for each output:"
    st.markdown(f"**With the identity, both stages collapse to {each} {shape}**")
    _show_scores(snapshot)
    difference = with_ones(sample.X) @ network.collapsed(params)
    difference -= network.forward(params, sample.X).z_O
    st.markdown(
        f"Over all {len(sample.X)} samples, the whole network and this {shape} differ by "
        f"{tick(np.abs(difference).max(), 2)} at most: nothing, but for rounding. Linear "
        "regression finds the best one without any hidden layer."
    )


def _show_scores(snapshot: Snapshot) -> None:
    """Show each output's score as a linear function of the features, with numbers."""
    network, params, sample = snapshot.network, snapshot.params, snapshot.sample
    W = network.collapsed(params)  # (n_inputs + 1, n_outputs)
    lines = [
        rf"z_{{O{f',{k + 1}' if network.n_outputs > 1 else ''}}} &= "
        + linear_latex(column, sample.feature_names)
        for k, column in enumerate(W.T)
    ]
    st.latex(r"\begin{aligned}" + r" \\ ".join(lines) + r"\end{aligned}")
