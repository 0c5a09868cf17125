"""The ways of a drawing's edges between boxes that have their places.

Straight ways go from middle to middle, through the edge's label if it has one. Smooth ways run
under their labels as one unbroken curve, and those that meet at a node touch it one below the
other. Every length is in the drawing's own pixels.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import pairwise

from nnviz.components.diagram.layering import Size
from nnviz.graphs.graph import Graph

Point = tuple[float, float]

_BEND = 26.0  # between unlabelled edges that join the same two nodes
_LINE_INSET = 4.5  # of a smooth line, from the lower side of its label
_CORNER = 7.0  # of a node, which no smooth line touches
_WIDEST_PORTS = 12.0  # between smooth lines that end at the same node
_BEHIND = 6.0  # so far behind a node's side a smooth line ends, since a circle is not a box


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its middle."""

    x: float
    y: float
    size: Size

    def overlaps(self, other: Box) -> bool:
        """Return whether the two have any point in common."""
        across = (self.size.width + other.size.width) / 2
        along = (self.size.height + other.size.height) / 2
        return abs(self.x - other.x) < across and abs(self.y - other.y) < along

    @property
    def left(self) -> Point:
        """The middle of its left side."""
        return self.x - self.size.width / 2, self.y

    @property
    def right(self) -> Point:
        """The middle of its right side."""
        return self.x + self.size.width / 2, self.y

    def nearest(self, y: float) -> float:
        """Return the height between its corners that is nearest to y."""
        reach = max(self.size.height / 2 - _CORNER, 0.0)
        return min(max(y, self.y - reach), self.y + reach)


@dataclass(frozen=True, slots=True)
class Route:
    """The way of an edge through `points`.

    Attributes
    ----------
    points : tuple of Point
    shape : str
        ``"straight"``, ``"bent"`` (one curve whose control is the middle point), or ``"smooth"``
        (level at every point).

    """

    points: tuple[Point, ...]
    shape: str = "straight"

    @property
    def path(self) -> str:
        """The way in SVG's words."""
        first, *others = (f"{x:.1f} {y:.1f}" for x, y in self.points)
        if self.shape == "bent":
            return f"M{first} Q{' '.join(others)}"
        if self.shape == "straight":
            return f"M{first} L{' L'.join(others)}"
        pieces = (
            f"C{(x0 + x1) / 2:.1f} {y0:.1f} {(x0 + x1) / 2:.1f} {y1:.1f} {x1:.1f} {y1:.1f}"
            for (x0, y0), (x1, y1) in pairwise(self.points)
        )
        return f"M{first} {' '.join(pieces)}"


def straight_routes(
    graph: Graph,
    boxes: Mapping[str, Box],
    position: Mapping[str, int],
    labels: Mapping[int, Box],
) -> tuple[Route, ...]:
    """Return the way of every edge; unlabelled ones between the same two nodes bend apart.

    Parameters
    ----------
    graph : Graph
    boxes : mapping of str to Box
        Of each node, by id, and of each place where an edge passes a layer.
    position : mapping of str to int
        The layer of each node.
    labels : mapping of int to Box
        Of the edges that have one.

    """
    passed = _passed(graph, boxes, position)
    pairs = [(edge.source, edge.target) for edge in graph.edges]
    total, seen = Counter(pairs), Counter[tuple[str, str]]()
    routes = []
    for index, pair in enumerate(pairs):
        start, end = boxes[pair[0]].right, boxes[pair[1]].left
        stops = passed[index]
        if index in labels:
            stops = sorted([*stops, labels[index].left, labels[index].right])
        offset = _BEND * (2 * seen[pair] - total[pair] + 1)
        seen[pair] += 1
        if offset and not stops:
            stops = [((start[0] + end[0]) / 2, (start[1] + end[1]) / 2 + offset)]
            routes.append(Route((start, *stops, end), "bent"))
        else:
            routes.append(Route((start, *stops, end)))
    return tuple(routes)


def smooth_routes(
    graph: Graph,
    boxes: Mapping[str, Box],
    position: Mapping[str, int],
    labels: Mapping[int, Box],
    at_source: Collection[int],
) -> tuple[Route, ...]:
    """Return the way of every edge as one curve, level under its label.

    Parameters
    ----------
    graph, boxes, position, labels
        As for `straight_routes`.
    at_source : collection of int
        Edges whose label is beside their source; the labels of the others are beside their target.

    """
    stops = _passed(graph, boxes, position)
    for index, label in labels.items():
        y = label.y + label.size.height / 2 - _LINE_INSET
        stops[index] = sorted([*stops[index], (label.left[0], y), (label.right[0], y)])
    starts, ends = dict[int, float](), dict[int, float]()
    leaving, arriving = defaultdict[str, list[int]](list), defaultdict[str, list[int]](list)
    for index, edge in enumerate(graph.edges):
        source, target = boxes[edge.source], boxes[edge.target]
        starts[index] = stops[index][0][1] if stops[index] else target.y
        ends[index] = stops[index][-1][1] if stops[index] else source.y
        leaving[edge.source].append(index)
        arriving[edge.target].append(index)
    beside_source = set(at_source) & labels.keys()
    for name, indices in leaving.items():
        _touch(boxes[name], starts, indices, beside_source)
    for name, indices in arriving.items():
        _touch(boxes[name], ends, indices, labels.keys() - beside_source)
    return tuple(
        Route(
            (
                (boxes[edge.source].right[0] - _BEHIND, starts[index]),
                *stops[index],
                (boxes[edge.target].left[0] + _BEHIND, ends[index]),
            ),
            "smooth",
        )
        for index, edge in enumerate(graph.edges)
    )


def _passed(
    graph: Graph, boxes: Mapping[str, Box], position: Mapping[str, int]
) -> dict[int, list[Point]]:
    """Return where each edge passes layers between its ends.

    It is level from one side of a layer to the other, so that it cuts no corner of a node there.
    """
    sides: dict[int, tuple[float, float]] = {}
    for name, layer in position.items():
        low, high = sides.get(layer, (math.inf, -math.inf))
        sides[layer] = min(low, boxes[name].left[0]), max(high, boxes[name].right[0])
    return {
        index: [
            (x, boxes[f"{index}@{layer}"].y)
            for layer in range(position[edge.source] + 1, position[edge.target])
            for x in sides[layer]
        ]
        for index, edge in enumerate(graph.edges)
    }


def _touch(
    node: Box, heights: dict[int, float], indices: list[int], level: Collection[int]
) -> None:
    """Replace the heights that edges come from by those at which they touch a node.

    Those of `level` keep theirs as far as the node allows; the others are spread, in their order.
    """
    ordered = sorted(indices, key=lambda index: heights[index])
    room = max(node.size.height - 2 * _CORNER, 0.0)
    pitch = min(_WIDEST_PORTS, room / max(len(ordered) - 1, 1))
    for i, index in enumerate(ordered):
        spread = node.y + pitch * (i - (len(ordered) - 1) / 2)
        heights[index] = node.nearest(heights[index]) if index in level else spread
