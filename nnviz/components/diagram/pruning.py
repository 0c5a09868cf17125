"""Which nodes of a graph are drawn: of many transformations those with the largest weights."""

from __future__ import annotations

from dataclasses import dataclass

from nnviz.graphs.graph import Edge, Graph

MOST_TRANSFORMATIONS = 12


@dataclass(frozen=True, slots=True)
class Pruned:
    """The part of a graph that is drawn.

    Attributes
    ----------
    graph : Graph
        Without the nodes that are left out, and their edges.
    indices : tuple of int
        Index in the whole graph of each edge that is left.
    n_left_out : int
        Number of transformation nodes that are not drawn.
    n_zero : int
        How many of them have no weight but 0.

    """

    graph: Graph
    indices: tuple[int, ...]
    n_left_out: int
    n_zero: int

    @property
    def rest(self) -> str:
        """What is left out, in words; empty if nothing is."""
        if not self.n_left_out:
            return ""
        zero = f", {self.n_zero} with weight 0" if self.n_zero else ""
        return f"… and {self.n_left_out} more{zero}"


def pruned(graph: Graph, most: int = MOST_TRANSFORMATIONS) -> Pruned:
    """Return `graph` with at most `most` transformation nodes, in their order.

    Those with the largest |weight| on the way out stay.
    """
    sizes = _sizes(graph.edges)
    nodes = [node.id for node in graph.of_kind("transformation")]
    ranked = sorted(nodes, key=lambda node_id: -sizes.get(node_id, 0.0))
    left_out = set(ranked[most:])
    kept = tuple(
        (index, edge)
        for index, edge in enumerate(graph.edges)
        if edge.source not in left_out and edge.target not in left_out
    )
    return Pruned(
        Graph(
            tuple(node for node in graph.nodes if node.id not in left_out),
            tuple(edge for _index, edge in kept),
        ),
        tuple(index for index, _edge in kept),
        len(left_out),
        sum(not sizes.get(node_id, 0.0) for node_id in left_out),
    )


def _sizes(edges: tuple[Edge, ...]) -> dict[str, float]:
    """Return the largest |weight| on the edges out of each node; no weight counts as 1."""
    sizes: dict[str, float] = {}
    for edge in edges:
        size = 1.0 if edge.weight is None else abs(edge.weight)
        sizes[edge.source] = max(sizes.get(edge.source, 0.0), size)
    return sizes
