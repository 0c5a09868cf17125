"""Computational graphs: nodes that each compute one number from their ordered parents.

The records know no model. A regression on basis functions, a support vector machine and the
two-stage network are all `Graph`, evaluated by one function and drawn by another. Lecture:
"Representation as a computational graph" (figures 1 to 4, 8) and "Composite functions".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from nnviz.activations import Array
from nnviz.checks import lookup

Operation = Callable[[Array, Array], Array]
"""``operation(values, weights)`` returns (n_samples,) from the parents' values (n_samples,
n_parents) and the weights of their edges (n_parents,); an edge without a weight counts as 1."""

KINDS = ("input", "one", "transformation", "sum", "output", "operation")


@dataclass(frozen=True, slots=True)
class Node:
    """One number of a computation.

    Attributes
    ----------
    id : str
        Unique in its graph.
    symbol : str
        What its value is called, as short as a picture needs it.
    kind : str
        One of `KINDS`: a feature, the constant 1, a transformation of the features, a weighted
        sum, the result, or any other operation.
    formula : str
        How its value comes about, in plain characters.
    operation : callable or None
        See `Operation`; None for inputs and for the constant 1, which have no parents.
    scale : (low, neutral, high) or None
        Ends and middle of the values of a bounded operation, for colours; None if unbounded.

    """

    id: str
    symbol: str
    kind: str
    formula: str = ""
    operation: Operation | None = None
    scale: tuple[float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """The way of a value from one node into the operation of another.

    Attributes
    ----------
    source, target : str
        Nodes, by id.
    weight : float or None
        What the value is multiplied with; None where it enters as it is.
    learned : bool
        Whether the weight was learned from data.

    """

    source: str
    target: str
    weight: float | None = None
    learned: bool = False


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes and the edges between them, without a circle.

    A node's parents are the sources of its edges in the order of `edges`; x · x has two edges
    from the same node.

    Raises
    ------
    ValueError
        If two nodes share an id, an edge ends at no node, a node's kind is unknown, a node without
        operation has parents, or the edges form a circle.

    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    def __post_init__(self) -> None:
        """Check that the graph can be evaluated."""
        known = {node.id: node for node in self.nodes}
        if len(known) < len(self.nodes):
            message = "Two nodes of a graph must not share an id."
            raise ValueError(message)
        for edge in self.edges:
            lookup(known, edge.source, "an edge's source")
            target = lookup(known, edge.target, "an edge's target")
            if target.operation is None:
                message = f"Node {target.id!r} has a parent but no operation."
                raise ValueError(message)
        for node in self.nodes:
            lookup(dict.fromkeys(KINDS), node.kind, "a node's kind")
        self.ordered()

    def __getitem__(self, node_id: str) -> Node:
        """Return the node with this id."""
        return lookup({node.id: node for node in self.nodes}, node_id, "node")

    def __contains__(self, node_id: object) -> bool:
        """Return whether there is a node with this id."""
        return any(node.id == node_id for node in self.nodes)

    def of_kind(self, *kinds: str) -> list[Node]:
        """Return the nodes of these kinds, in their order."""
        return [node for node in self.nodes if node.kind in kinds]

    @property
    def n_learned(self) -> int:
        """Number of weights that were learned."""
        return sum(edge.learned for edge in self.edges)

    def parents(self) -> dict[str, list[Edge]]:
        """Return the edges into each node that has any, in order."""
        into: dict[str, list[Edge]] = defaultdict(list)
        for edge in self.edges:
            into[edge.target].append(edge)
        return into

    def ordered(self) -> list[Node]:
        """Return the nodes so that each comes after its parents, else in their own order."""
        into = self.parents()
        waiting, done = list(self.nodes), list[Node]()
        reached = set[str]()
        while waiting:
            still = []
            for node in waiting:
                if all(edge.source in reached for edge in into[node.id]):
                    done.append(node)
                    reached.add(node.id)
                else:
                    still.append(node)
            if len(still) == len(waiting):
                circle = ", ".join(node.id for node in still)
                message = f"The edges of a graph must not form a circle; got one through {circle}."
                raise ValueError(message)
            waiting = still
        return done


def evaluate(graph: Graph, X: ArrayLike, wanted: Collection[str] | None = None) -> dict[str, Array]:
    """Return the value of every node for every sample: one forward pass.

    Parameters
    ----------
    graph : Graph
    X : array_like (n_samples, n_inputs)
        A column for each node of kind "input", in their order.
    wanted : collection of str, optional
        Ids; only these nodes and what they need are computed.

    Returns
    -------
    dict of str to ndarray (n_samples,)
        By id, parents before children.

    Raises
    ------
    ValueError
        If `X` has another number of columns.

    """
    X = np.asarray(X, dtype=np.float64)
    inputs = graph.of_kind("input")
    if X.ndim != 2 or X.shape[1] != len(inputs):
        message = f"X must be of shape (n_samples, {len(inputs)}); got {X.shape} instead."
        raise ValueError(message)
    columns = dict(zip((node.id for node in inputs), X.T, strict=True))
    into = graph.parents()
    needed = None if wanted is None else _ancestors(into, wanted)
    values: dict[str, Array] = {}
    for node in graph.ordered():
        if needed is not None and node.id not in needed:
            continue
        if node.operation is None:
            values[node.id] = columns.get(node.id, np.ones(len(X)))
        else:
            values[node.id] = _apply(node.operation, into[node.id], values)
    return values


def _apply(operation: Operation, edges: list[Edge], values: Mapping[str, Array]) -> Array:
    """Return what an operation makes of its parents' values."""
    parents = np.stack([values[edge.source] for edge in edges], axis=1)  # (n_samples, n_parents)
    weights = np.array([1.0 if edge.weight is None else edge.weight for edge in edges])
    return operation(parents, weights)


def _ancestors(into: Mapping[str, list[Edge]], wanted: Collection[str]) -> set[str]:
    """Return `wanted` and all that it depends on."""
    found, waiting = set[str](), list(wanted)
    while waiting:
        node_id = waiting.pop()
        if node_id not in found:
            found.add(node_id)
            waiting += [edge.source for edge in into.get(node_id, ())]
    return found


def weighted_sum(values: Array, weights: Array) -> Array:
    """Return Σ w v over the parents."""
    return values @ weights


def input_nodes(names: Collection[str]) -> list[Node]:
    """Return a node for each feature, called x1, x2 … with its `names` as symbols."""
    return [
        Node(f"x{i}", name, "input", f"feature {name}, as it is") for i, name in enumerate(names, 1)
    ]
