"""Maps of nodes: the range of their colours, and the tiny ones inside a drawing."""

from __future__ import annotations

import numpy as np

from nnviz.activations import Array
from nnviz.components.diagram.pruning import pruned
from nnviz.datasets import Domain
from nnviz.graphs.graph import Graph, Node, evaluate
from nnviz.surfaces import LEAST_REACH, ColorRange, Grid, rounded_up

MAP_CELLS, THUMBNAIL_CELLS = 100, 16
"""Cells a side of a map and of a tiny one."""

_TYPICAL = 98.0
"""Percentile of |value| at which colours are full; a few corners may lie beyond it."""


def color_range(node: Node, values: Array, neutral: float = 0.0) -> ColorRange:
    """Return the range of a node's colours.

    A bounded node has its own. Another one reaches as far as most of its values do, the same on
    both sides of neutral, or on one side if it has values there alone.

    Parameters
    ----------
    node : Node
    values : ndarray (rows, cols)
        Over the feature space.
    neutral : float
        Value in the ground's colour.

    """
    if node.scale is not None:
        low, middle, high = node.scale
        return ColorRange(low, high, middle)
    away = np.abs(values - neutral)
    reach = max(rounded_up(float(np.percentile(away, _TYPICAL))), LEAST_REACH)
    is_one_sided = bool(values.min() >= neutral)
    low = neutral if is_one_sided else neutral - reach
    return ColorRange(low, neutral + reach, neutral, clipped=bool(away.max() > reach))


def thumbnails(graph: Graph, domain: Domain) -> dict[str, Array]:
    """Return the values of the transformations that are drawn, over the feature space."""
    drawn = [node.id for node in pruned(graph).graph.of_kind("transformation")]
    grid = Grid(domain, THUMBNAIL_CELLS, THUMBNAIL_CELLS)
    values = evaluate(graph, grid.points, drawn)
    return {name: values[name].reshape(THUMBNAIL_CELLS, THUMBNAIL_CELLS) for name in drawn}
