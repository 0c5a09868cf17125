"""What is given: the network, its weights, the sample and the learning rate."""

from __future__ import annotations

import streamlit as st

from nnviz.exercise.exercise import Exercise, Matrix
from nnviz.exercise.network_drawing import network_svg
from nnviz.exercise.number_format import exact_text
from nnviz.exercise.symbols import Layer, column_names, row_names
from nnviz.number_format import listed, plural
from nnviz.ui.theme import current_palette


def show_given(exercise: Exercise) -> None:
    """Show all numbers of the exercise, exactly."""
    network = exercise.network
    st.markdown("#### Given")
    st.markdown(
        f"{network.head.label.capitalize()}, hidden activation **{network.g.label}**, "
        f"${network.g.latex}$"
    )
    drawing = network_svg(exercise).replace("currentColor", current_palette().text)
    layers = (network.n_inputs, "input"), (network.n_hidden, "hidden node")
    nodes = listed([*(plural(n, name) for n, name in layers), plural(network.n_outputs, "output")])
    alt = f"The network of the exercise with {nodes}; its weights are in the tables"
    st.image(drawing, width="content", alt=alt)
    st.markdown("**Hidden weights** $W_H$")
    st.table(_table("H", exercise.W_H))
    st.markdown("**Output weights** $W_O$")
    st.table(_table("O", exercise.W_O))
    sample = ", ".join(f"${{x_{i + 1} = {exact_text(v)}}}$" for i, v in enumerate(exercise.x))
    st.markdown(f"**Sample** {sample}, {_target(exercise)}")
    st.markdown(rf"**Learning rate** $\eta = {exact_text(exercise.rate)}$")
    st.caption(
        r"$w_{j,i}$ leads to node $j$ from node $i$; $i = 0$ is the bias. Nodes are counted from 1."
    )


def _target(exercise: Exercise) -> str:
    if exercise.network.head.is_classification:
        words = ", counted from 0" if exercise.network.head.is_joint else ""
        return f"class ${{y = {exact_text(exercise.y[0])}}}${words}"
    if len(exercise.y) == 1:
        return f"target ${{y = {exact_text(exercise.y[0])}}}$"
    numbers = (f"${{y_{k + 1} = {exact_text(v)}}}$" for k, v in enumerate(exercise.y))
    return f"targets {', '.join(numbers)}"


def _table(layer: Layer, matrix: Matrix) -> dict[str, list[str]]:
    """Return a matrix column by column, with the names of its rows first."""
    table = {"from": row_names(layer, len(matrix))}
    for m, name in enumerate(column_names(layer, len(matrix[0]))):
        table[f"to {name}"] = [exact_text(row[m]).replace("-", "−") for row in matrix]
    return table
