from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise

import pytest

from nnviz.components.diagram.layering import Size, layers
from nnviz.components.diagram.layout import Layout, arrange
from nnviz.components.diagram.pruning import pruned
from nnviz.components.diagram.routing import Box
from nnviz.graphs.graph import Graph
from tests.components.diagram.graphs import GRAPHS, expression, network

LABELS = {"one line": Size(40.0, 14.0), "two lines": Size(84.0, 28.0)}
NODES = {"circles": Size(30.0, 30.0), "boxes": Size(92.0, 66.0)}


def laid_out(graph: Graph, node: Size, label: Size, which: str = "all") -> Layout:
    labels = {
        i: label for i, edge in enumerate(graph.edges) if which == "all" or edge.weight is not None
    }
    return arrange(graph, {n.id: node for n in graph.nodes}, labels, Size(120.0, 28.0))


def rectangles(layout: Layout) -> list[Box]:
    rest = [layout.rest] if layout.rest else []
    return [*layout.nodes.values(), *layout.labels.values(), *rest]


@pytest.mark.parametrize("which", ["all", "weights"])
@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("node", NODES)
@pytest.mark.parametrize("name", GRAPHS)
def test_nothing_covers_anything(name: str, node: str, label: str, which: str) -> None:
    """No node or label overlaps another one, for any graph and any size of its texts."""
    layout = laid_out(pruned(GRAPHS[name]()).graph, NODES[node], LABELS[label], which)
    for a, b in combinations(rectangles(layout), 2):
        assert not a.overlaps(b)


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("name", GRAPHS)
def test_everything_is_inside(name: str, label: str) -> None:
    """Every rectangle lies within the drawing."""
    layout = laid_out(pruned(GRAPHS[name]()).graph, NODES["boxes"], LABELS[label])
    for box in rectangles(layout):
        assert 0 <= box.x - box.size.width / 2 < box.x + box.size.width / 2 <= layout.size.width
        assert 0 <= box.y - box.size.height / 2 < box.y + box.size.height / 2 <= layout.size.height


@pytest.mark.parametrize("name", GRAPHS)
def test_edges_lead_to_the_right(name: str) -> None:
    """Every edge starts at its source's right side, ends at its target's left, and never turns."""
    graph = pruned(GRAPHS[name]()).graph
    layout = laid_out(graph, NODES["circles"], LABELS["one line"])
    for edge, route in zip(graph.edges, layout.routes, strict=True):
        assert route.points[0] == layout.nodes[edge.source].right
        assert route.points[-1] == layout.nodes[edge.target].left
        across = [x for x, _y in route.points]
        assert across == sorted(across)


def cuts(points: Sequence[tuple[float, float]], box: Box) -> bool:
    """Whether a way from point to point runs through a box, at a fifth of its width or more."""
    for x in (box.x + share * box.size.width for share in (-0.4, -0.2, 0.0, 0.2, 0.4)):
        for (x0, y0), (x1, y1) in pairwise(points):
            if x0 < x < x1 and abs(y0 + (y1 - y0) * (x - x0) / (x1 - x0) - box.y) < (
                box.size.height / 2
            ):
                return True
    return False


@pytest.mark.parametrize("node", NODES)
@pytest.mark.parametrize("name", GRAPHS)
def test_no_edge_runs_through_a_node(name: str, node: str) -> None:
    """An edge that passes layers keeps clear of the nodes that stand there."""
    graph = pruned(GRAPHS[name]()).graph
    layout = laid_out(graph, NODES[node], LABELS["one line"])
    for edge, route in zip(graph.edges, layout.routes, strict=True):
        others = (box for n, box in layout.nodes.items() if n not in {edge.source, edge.target})
        assert not any(cuts(route.points, box) for box in others)


@pytest.mark.parametrize("name", GRAPHS)
def test_edges_pass_through_their_labels(name: str) -> None:
    """A label's left and right side are two stops of its edge."""
    layout = laid_out(pruned(GRAPHS[name]()).graph, NODES["circles"], LABELS["one line"])
    for index, label in layout.labels.items():
        stops = layout.routes[index].points
        assert stops.index(label.right) == stops.index(label.left) + 1


def crossings(layout: Layout, places: Mapping[int, Box]) -> int:
    """Return how often an edge runs through the middle of another edge's label."""
    found = 0
    for index, route in enumerate(layout.routes):
        for (x0, y0), (x1, y1) in zip(route.points, route.points[1:], strict=False):
            for other, box in places.items():
                if other != index and x0 < box.x < x1:
                    y = y0 + (y1 - y0) * (box.x - x0) / (x1 - x0)
                    found += abs(y - box.y) < box.size.height / 2 - 1
    return found


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("n_hidden", range(1, 9))
def test_no_line_runs_through_another_lines_label(n_hidden: int, label: str) -> None:
    """In a network of 1 to 8 hidden units every number is on its own line alone."""
    layout = laid_out(network(n_hidden), NODES["boxes"], LABELS[label], "weights")
    assert crossings(layout, layout.labels) == 0


@pytest.mark.parametrize("n_outputs", [1, 3])
@pytest.mark.parametrize("n_hidden", range(1, 9))
def test_lines_keep_clear_of_labels_beside_wider_nodes(n_hidden: int, n_outputs: int) -> None:
    """Where a layer has a narrow constant beside wide units, its lines pass no label either."""
    graph = network(n_hidden, n_outputs, split=True)
    sizes = {n.id: NODES["circles" if n.kind == "one" else "boxes"] for n in graph.nodes}
    labels = {i: LABELS["one line"] for i, e in enumerate(graph.edges) if e.weight is not None}
    layout = arrange(graph, sizes, labels)
    assert crossings(layout, layout.labels) == 0


def smooth(graph: Graph) -> Layout:
    """Return the drawing with curves, every edge labelled."""
    labels = {i: Size(40.0, 20.0) for i in range(len(graph.edges))}
    sizes = {n.id: NODES["circles" if n.kind == "one" else "boxes"] for n in graph.nodes}
    return arrange(graph, sizes, labels, is_smooth=True)


@pytest.mark.parametrize("name", GRAPHS)
def test_smooth_edge_is_level_under_its_own_label(name: str) -> None:
    """Its line runs between the label's text and lower side, from one end to the other."""
    layout = smooth(pruned(GRAPHS[name]()).graph)
    for index, label in layout.labels.items():
        under = [(x, y) for x, y in layout.routes[index].points if abs(x - label.x) <= 20.0]
        assert [x for x, _y in under] == [label.left[0], label.right[0]]
        assert {round(label.y + 10.0 - y, 9) for _x, y in under} == {4.5}


@pytest.mark.parametrize("name", GRAPHS)
def test_smooth_edges_touch_a_node_apart(name: str) -> None:
    """No two edges leave or reach a node at the same height, and each touches its straight side."""
    graph = pruned(GRAPHS[name]()).graph
    layout = smooth(graph)
    touched: dict[tuple[str, int], list[float]] = {}
    for edge, route in zip(graph.edges, layout.routes, strict=True):
        for node, end in ((edge.source, 0), (edge.target, -1)):
            touched.setdefault((node, end), []).append(route.points[end][1])
    for (node, _end), heights in touched.items():
        box = layout.nodes[node]
        assert all(abs(y - box.y) <= box.size.height / 2 - 7.0 for y in heights)
        assert len({round(y, 6) for y in heights}) == len(heights)


@pytest.mark.parametrize("n_hidden", range(1, 9))
def test_no_smooth_edge_runs_through_another_ones_label(n_hidden: int) -> None:
    """Every curve stays off the texts of the others, wherever it is."""
    layout = smooth(network(n_hidden))
    for index, route in enumerate(layout.routes):
        for a, b in pairwise(route.points):
            for other, box in layout.labels.items():
                text = Box(box.x, box.y - 3.0, Size(box.size.width, 12.0))
                assert other == index or not any(text.overlaps(at) for at in along(a, b))


def along(a: tuple[float, float], b: tuple[float, float]) -> list[Box]:
    """Return points of a curve that is level at both ends, as in SVG's cubic."""
    shares = [i / 40 for i in range(41)]
    bend = [(1.5 * t * (1 - t) + t**3, t * t * (3 - 2 * t)) for t in shares]
    return [
        Box(a[0] + x * (b[0] - a[0]), a[1] + y * (b[1] - a[1]), Size(0.0, 0.0)) for x, y in bend
    ]


def test_layer_is_one_more_than_the_last_parents() -> None:
    """In x · x · sin(x · x + y) the product is after the sine."""
    names = [[node.id for node in layer] for layer in layers(expression())]
    assert names == [["x1", "x2"], ["square"], ["sum"], ["sine"], ["product"]]


def test_constant_stands_before_its_use() -> None:
    """A network has a constant among the inputs, and one among the hidden units."""
    first, second, *_ = [[node.id for node in layer] for layer in layers(network(2))]
    assert first == ["one_I", "x1", "x2"]
    assert second == ["one_H", "h1", "h2"]


def test_parallel_edges_are_apart() -> None:
    """Without labels the two edges of x · x bend to different sides."""
    layout = arrange(expression(), {n.id: Size(30, 30) for n in expression().nodes}, {})
    first, second = layout.routes[:2]
    assert first.shape == second.shape == "bent"
    middle = layout.nodes["x1"].y + layout.nodes["square"].y
    assert math.isclose(first.points[1][1] + second.points[1][1], middle)
    assert first.points[1][1] != second.points[1][1]


def test_graph_without_nodes() -> None:
    """Nothing takes no more room than the margins."""
    layout = arrange(Graph((), ()), {}, {})
    assert not layout.nodes
    assert not layout.routes
