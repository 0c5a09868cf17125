"""Positions of the nodes of a graph, its edges and their labels: layers from left to right.

A label is beside a node, one below the other where there are several, and its edge passes
through it: beside the target where the edges of two layers spread out, beside the source where they
come together. A node takes the height of all labels beside it, so no label covers another one.
Every length is in the drawing's own pixels.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nnviz.components.diagram.layering import Items, Size, layers, ordered_by_barycenter, passing
from nnviz.components.diagram.routing import Box, Route, smooth_routes, straight_routes
from nnviz.graphs.graph import Graph

MARGIN = 4.0
_GAP_PLAIN, _GAP_LABELLED = 34.0, 50.0  # between layers, besides the labels
_PITCH = 9.0  # between neighbours in a layer
_SPREAD, _WIDEST_PITCH = 0.6, 44.0  # a layer of few nodes fills this share of the height
_STUB = 9.0  # of a line, between a node and the label beside it


@dataclass(frozen=True, slots=True)
class Layout:
    """A drawing's geometry.

    Attributes
    ----------
    size : Size
    nodes : dict of str to Box
        By id.
    routes : tuple of Route
        In the order of the graph's edges.
    labels : dict of int to Box
        Of the edges that have one, by their index.
    rest : Box or None
        Where the words about nodes that are left out are.

    """

    size: Size
    nodes: dict[str, Box]
    routes: tuple[Route, ...]
    labels: dict[int, Box]
    rest: Box | None


@dataclass(frozen=True, slots=True)
class _Sides:
    """Which labelled edges have their label at the right of a node, or at the left, in order."""

    right: Mapping[str, list[int]]
    left: Mapping[str, list[int]]

    def height(self, node_id: str, labels: Mapping[int, Size]) -> float:
        """Return the height of all labels beside a node."""
        return max(
            sum(labels[index].height for index in side.get(node_id, ()))
            for side in (self.right, self.left)
        )


def arrange(
    graph: Graph,
    sizes: Mapping[str, Size],
    labels: Mapping[int, Size],
    rest: Size | None = None,
    *,
    is_smooth: bool = False,
) -> Layout:
    """Return where everything is.

    Parameters
    ----------
    graph : Graph
    sizes : mapping of str to Size
        Of each node, by id.
    labels : mapping of int to Size
        Of the edges' labels, by the edge's index.
    rest : Size, optional
        Of the words about nodes that are left out; they are below the transformations.
    is_smooth : bool
        Whether edges are curves under their labels, not lines through them.

    """
    columns = [[node.id for node in column] for column in layers(graph)]
    position = {node_id: i for i, column in enumerate(columns) for node_id in column}
    sides = _sides(graph, labels, position)
    items: Items = [
        [
            (name, Size(sizes[name].width, max(sizes[name].height, sides.height(name, labels))))
            for name in column
        ]
        for column in columns
    ]
    crossings = passing(graph, position)
    for index, layer in crossings:
        items[layer].append((f"{index}@{layer}", Size(0.0, 4.0)))
    if crossings:
        items = ordered_by_barycenter(graph, items, crossings)
    if rest is not None:
        at = max((position[node.id] for node in graph.of_kind("transformation")), default=0)
        items[at].append(("", rest))
    slots, size = _stack(items, _gaps(sides, labels, position, len(items)))
    nodes = {name: Box(slots[name].x, slots[name].y, sizes[name]) for name in position}
    placed = _place(graph, sides, nodes, labels, position)
    boxes = slots | nodes
    if is_smooth:
        at_source = {index for indices in sides.right.values() for index in indices}
        routes = smooth_routes(graph, boxes, position, placed, at_source)
    else:
        routes = straight_routes(graph, boxes, position, placed)
    return Layout(size, nodes, routes, placed, slots.get(""))


def _sides(graph: Graph, labels: Mapping[int, Size], position: Mapping[str, int]) -> _Sides:
    """Return at which end of its edge each label is: where more nodes share the labels."""
    sources: dict[int, set[str]] = defaultdict(set)
    targets: dict[int, set[str]] = defaultdict(set)
    for index in labels:
        edge = graph.edges[index]
        sources[position[edge.source]].add(edge.source)
        targets[position[edge.source]].add(edge.target)
    right: dict[str, list[int]] = defaultdict(list)
    left: dict[str, list[int]] = defaultdict(list)
    for index in labels:
        edge = graph.edges[index]
        layer = position[edge.source]
        if len(sources[layer]) > len(targets[layer]):
            right[edge.source].append(index)
        else:
            left[edge.target].append(index)
    return _Sides(right, left)


def _gaps(
    sides: _Sides, labels: Mapping[int, Size], position: Mapping[str, int], n_layers: int
) -> list[float]:
    """Return the distance between each layer and the next: more where edges carry labels."""
    after, before = [0.0] * n_layers, [0.0] * n_layers
    for side, room in ((sides.right, after), (sides.left, before)):
        for node_id, indices in side.items():
            layer = position[node_id]
            room[layer] = max([room[layer], *(_STUB + labels[i].width for i in indices)])
    rooms = [a + b for a, b in zip(after, before[1:], strict=False)]
    return [room + (_GAP_LABELLED if room else _GAP_PLAIN) for room in rooms]


def _stack(items: Items, gaps: Sequence[float]) -> tuple[dict[str, Box], Size]:
    """Return the box of every item, each layer centred, and the size of the whole."""
    own = [sum(size.height for _, size in column) for column in items]
    height = max((h + _PITCH * (len(c) - 1) for h, c in zip(own, items, strict=True)), default=0.0)
    boxes: dict[str, Box] = {}
    left = MARGIN
    for column, used, gap in zip(items, own, [*gaps, 0.0], strict=False):
        between = max(len(column) - 1, 1)
        pitch = max(_PITCH, min(_WIDEST_PITCH, (_SPREAD * height - used) / between))
        width = max(size.width for _, size in column)
        y = MARGIN + (height - used - pitch * (len(column) - 1)) / 2
        for name, size in column:
            boxes[name] = Box(left + width / 2, y + size.height / 2, size)
            y += size.height + pitch
        left += width + gap
    return boxes, Size(left + MARGIN, height + 2 * MARGIN)


def _place(
    graph: Graph,
    sides: _Sides,
    nodes: Mapping[str, Box],
    labels: Mapping[int, Size],
    position: Mapping[str, int],
) -> dict[int, Box]:
    """Return where the labels are: beside a node, in the order of their edges' other ends.

    All labels of one side of a layer are as wide as the widest, and as far out as the widest
    node needs, so that no line crosses another line's label on its way.
    """
    placed: dict[int, Box] = {}
    reach: dict[int, float] = defaultdict(float)
    for name, box in nodes.items():
        reach[position[name]] = max(reach[position[name]], box.size.width / 2)
    for side, sign in ((sides.right, 1.0), (sides.left, -1.0)):
        widest: dict[int, float] = defaultdict(float)
        for node_id, indices in side.items():
            widths = [labels[i].width for i in indices]
            widest[position[node_id]] = max(widest[position[node_id]], *widths)
        for node_id, indices in side.items():
            node, width = nodes[node_id], widest[position[node_id]]
            other = {
                i: graph.edges[i].target if sign > 0 else graph.edges[i].source for i in indices
            }
            x = node.x + sign * (reach[position[node_id]] + _STUB + width / 2)
            y = node.y - sum(labels[i].height for i in indices) / 2
            for i in sorted(indices, key=lambda i: nodes[other[i]].y):
                placed[i] = Box(x, y + labels[i].height / 2, Size(width, labels[i].height))
                y += labels[i].height
    return placed
