"""Graphs of many shapes to draw, and the rectangles of a layout."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from nnviz import DATASETS, Network
from nnviz.autodiff.expressions import parse
from nnviz.autodiff.picture import to_graph
from nnviz.graphs.baselines import BASELINES
from nnviz.graphs.fitted_model import BaselineSettings
from nnviz.graphs.graph import Edge, Graph, Node, input_nodes, weighted_sum
from nnviz.graphs.network_graph import network_graph

HOSTILE = "<script>alert(1)</script>&\"'"


def network(n_hidden: int, n_outputs: int = 1, *, split: bool = False) -> Graph:
    net = Network(2, n_hidden, n_outputs, "tanh", "binary" if n_outputs == 1 else "multiclass")
    return network_graph(net, net.init(n_hidden, 3.0), split=split)


@cache
def baseline(name: str) -> Graph:
    sample = DATASETS["moons"].make(100, rng=0)
    return BASELINES[name].fit(sample.X, sample.y, BaselineSettings(degree=6, bumps=3)).graph


def expression() -> Graph:
    """Return x · x · sin(x · x + y): parallel edges, and edges that pass layers."""
    names = ("square", "sum", "sine", "product")
    nodes = (Node(name, name, "operation", operation=weighted_sum) for name in names)
    edges = (
        Edge("x1", "square"),
        Edge("x1", "square"),
        Edge("square", "sum"),
        Edge("x2", "sum"),
        Edge("sum", "sine"),
        Edge("sine", "product"),
        Edge("square", "product"),
    )
    return Graph((*input_nodes(["x", "y"]), *nodes), edges)


GRAPHS: dict[str, Callable[[], Graph]] = {
    **{f"network {n}": lambda n=n: network(n) for n in range(1, 9)},
    **{f"split {n}": lambda n=n: network(n, split=True) for n in (1, 3, 8)},
    **{f"classes {k}": lambda k=k: network(4, k) for k in (2, 5)},
    **{name: lambda name=name: baseline(name) for name in BASELINES},
    "expression": expression,
    "long ways": lambda: to_graph(parse("sigmoid(a*x + b*y + c)*2 - exp(-x*x)"))[0],
}
