"""A trace as a computational graph: drawing is a third thing to do with it.

The graph is for drawing; values are the trace's. Inputs and constants are nodes of kind "one",
whatever their value, because these come just before their use.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from nnviz.activations import Array
from nnviz.autodiff.primitives import PRIMITIVES
from nnviz.autodiff.tape import Tape
from nnviz.graphs.graph import Edge, Graph, Node

_MOST_SUMMANDS = 2
"""A longer sum is written Σ in its node: what it adds can be seen at its edges."""


def node_id(place: int) -> str:
    """Return the id of the node at a place."""
    return f"n{place}"


def symbol(tape: Tape, place: int) -> str:
    """Return the text of a node: its name, and how its value comes about."""
    node = tape.operations[place]
    if node.primitive is None:
        return node.name
    if node.primitive == "multiply" and node.name == tape.written(place).replace(" · ", ""):
        return node.name
    if len(node.parents) > _MOST_SUMMANDS:
        return f"{node.name} = Σ"
    return f"{node.name} = {tape.written(place)}"


def described(tape: Tape, place: int) -> str:
    """Return what a node is, in full: an input, a constant, or how its value comes about."""
    node = tape.operations[place]
    if node.primitive is None:
        return f"{'input' if node.is_input else 'constant'} {node.name}"
    return f"{node.name} = {tape.written(place)}"


def to_graph(tape: Tape) -> tuple[Graph, dict[tuple[int, int], int]]:
    """Return a tape's graph, and the index of each of its edges by (target, argument)."""
    nodes, edges = list[Node](), list[Edge]()
    index: dict[tuple[int, int], int] = {}
    last = len(tape.operations) - 1
    for place, node in enumerate(tape.operations):
        kind, operation = "one", None
        if node.primitive is not None:
            kind = "operation" if place < last else "output"
            operation = partial(_rows, PRIMITIVES[node.primitive].value)
        formula = described(tape, place)
        nodes.append(Node(node_id(place), symbol(tape, place), kind, formula, operation))
        for argument, parent in enumerate(node.parents):
            index[place, argument] = len(edges)
            edges.append(Edge(node_id(parent), node_id(place)))
    return Graph(tuple(nodes), tuple(edges)), index


def _rows(function: Callable[..., float], values: Array, _weights: Array) -> Array:
    """Return an operation's value for each row of its parents' values."""
    return np.array([function(*row) for row in values])
