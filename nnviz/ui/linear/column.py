"""One model of the comparison: its graph, a map, and what of it is fixed and what is learned."""

from __future__ import annotations

import math

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from nnviz.components.diagram import Options, draw, picture
from nnviz.components.diagram.mount import chosen, forget
from nnviz.datasets import Sample
from nnviz.figures.decision_map import NodeMap, decision_map
from nnviz.graphs.fitted_model import Fitted
from nnviz.graphs.graph import Node
from nnviz.number_format import percent, short
from nnviz.palette import Palette
from nnviz.surfaces import Grid
from nnviz.ui.charts import show_chart
from nnviz.ui.linear.maps import MAP_CELLS, color_range
from nnviz.ui.linear.models import DESCRIPTIONS, LABELS, Column, is_close


def graph_key(place: int, model: str) -> str:
    """Return the key of a column's drawing; another model has another selection."""
    return f"lin_graph_{place}_{model}"


def drawing(column: Column, model: str, key: str, palette: Palette) -> str:
    """Return the SVG of a column's graph, with its chosen node marked."""
    graph = column.fitted.graph
    pictures = {}
    for name, values in column.thumbnails.items():
        span = color_range(graph[name], values)
        pictures[name] = picture(values, (span.low, span.neutral, span.high), palette)
    return draw(
        graph,
        Options(
            title=f"Computational graph of the {LABELS[model]}",
            pictures=pictures,
            selected=chosen(key, {node.id for node in graph.nodes}) or column.fitted.shown,
        ),
    )


def show_counts(fitted: Fitted) -> None:
    """Say in one line how many numbers are fixed and how many are learned."""
    st.markdown(
        f":gray[**{fitted.n_fixed:,}** fixed] · :primary[**{fitted.graph.n_learned:,} learned**] "
        "numbers"
    )


def show_map(
    column: Column,
    model: str,
    sample: Sample,
    is_test: NDArray[np.bool_],
    key: str,
    palette: Palette,
) -> None:
    """Show the decision map, or the map of the node that is chosen in the drawing."""
    fitted = column.fitted
    node_id = chosen(key, {node.id for node in fitted.graph.nodes}) or fitted.shown
    node = fitted.graph[node_id]
    is_decision = node_id == fitted.shown
    grid = Grid(sample.domain, MAP_CELLS, MAP_CELLS)
    if is_decision:
        values, neutral = column.shown, fitted.boundary
    else:
        values = fitted.values(grid.points, node_id).reshape(MAP_CELLS, MAP_CELLS)
        neutral = 0.0
    _show_caption(node, key, is_decision=is_decision)
    rings, ring_name = _rings(fitted, node, is_test)
    node_map = NodeMap(
        grid,
        values,
        color_range(node, values, neutral),
        node.symbol,
        is_decision,
        rings,
        ring_name,
    )
    figure = decision_map(node_map, sample, is_test, palette)
    title = f"Map of {node.symbol} over the feature space, {LABELS[model]}"
    show_chart(figure, title, key=f"{key}_map")


def _show_caption(node: Node, key: str, *, is_decision: bool) -> None:
    """Say which node the map is of, and show the way back from another node's."""
    if is_decision:
        st.markdown(f"**Decision map**: {node.formula}")
        return
    words, way_back = st.columns([3, 1], vertical_alignment="center")
    words.markdown(f"**Node {node.symbol}**: {node.formula}")
    way_back.button(
        "Back",
        key=f"{key}_back",
        help="Show the decision map again.",
        on_click=forget,
        args=(key,),
        width="stretch",
    )


def _rings(fitted: Fitted, node: Node, is_test: NDArray[np.bool_]) -> tuple[list[int], str]:
    """Return which samples have a ring: support vectors, or the one that a kernel node is about."""
    training = np.flatnonzero(~is_test)
    if not fitted.support:
        return [], ""
    if node.id.startswith("k"):
        return [int(training[int(node.id[1:]) - 1])], "its training sample"
    return [int(row) for row in training[list(fitted.support)]], "support vector"


def show_facts(column: Column, model: str, sample: Sample) -> None:
    """Say what is fixed and what is learned, how well it does, and whether the graph is right."""
    fitted = column.fitted
    st.markdown(DESCRIPTIONS[model])
    st.markdown(f":gray[**Fixed:** {fitted.fixed}]")
    st.markdown(f":primary[**Learned:** {fitted.learned}]")
    test = _percent(column.test_accuracy)
    st.markdown(f"Accuracy: **{_percent(column.train_accuracy)}** training, **{test}** test")
    said = (
        f"{fitted.reference}, over all {len(sample.X)} samples: largest difference "
        f"{short(column.difference)} of the largest value"
    )
    if is_close(column.difference):
        st.caption(f"✓ Evaluating the graph gives {said}.")
    else:
        st.error(f"Evaluating the graph does not give {said}. Its picture is not to be trusted.")
    if fitted.note:
        st.caption(fitted.note)
    if fitted.remark:
        st.warning(fitted.remark)


def _percent(share: float) -> str:
    return "no samples" if math.isnan(share) else percent(share)
