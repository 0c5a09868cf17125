"""Which layer each node of a graph is in, and in which order.

A node is one layer after the last of its parents; an edge that passes through layers between
takes a place in each of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from nnviz.graphs.graph import Graph, Node


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height."""

    width: float
    height: float


Items = list[list[tuple[str, Size]]]
"""What is in each layer, from the top, by a name of its own and with the room that it takes."""


def layers(graph: Graph) -> list[list[Node]]:
    """Return the nodes by layer: one more than the last parent's; constants before their use."""
    into = graph.parents()
    layer: dict[str, int] = {}
    for node in graph.ordered():
        layer[node.id] = 1 + max((layer[edge.source] for edge in into.get(node.id, ())), default=-1)
    for node in graph.of_kind("one"):
        uses = [layer[edge.target] for edge in graph.edges if edge.source == node.id]
        layer[node.id] = min(uses, default=1) - 1
    columns: list[list[Node]] = [[] for _ in range(1 + max(layer.values(), default=-1))]
    for node in sorted(graph.nodes, key=lambda node: node.kind != "one"):
        columns[layer[node.id]].append(node)
    return columns


def passing(graph: Graph, position: Mapping[str, int]) -> list[tuple[int, int]]:
    """Return (edge, layer) for every layer that an edge passes through between its ends."""
    return [
        (index, layer)
        for index, edge in enumerate(graph.edges)
        for layer in range(position[edge.source] + 1, position[edge.target])
    ]


def ordered_by_barycenter(
    graph: Graph, items: Items, crossings: Sequence[tuple[int, int]]
) -> Items:
    """Return the layers' items, each layer ordered by the mean place of what leads to it."""
    leads: dict[str, list[str]] = defaultdict(list)
    through: dict[int, list[int]] = defaultdict(list)
    for index, layer in crossings:
        through[index].append(layer)
    for index, edge in enumerate(graph.edges):
        way = [edge.source, *(f"{index}@{layer}" for layer in through[index]), edge.target]
        for before, after in pairwise(way):
            leads[after].append(before)
    place: dict[str, float] = {}
    ordered = []
    for column in items:
        for i, (name, _size) in enumerate(column):
            known = [place[lead] for lead in leads[name] if lead in place]
            place[name] = sum(known) / len(known) if known else float(i)
        column = sorted(column, key=lambda item: place[item[0]])  # noqa: PLW2901 - stable order
        place |= {name: i - (len(column) - 1) / 2 for i, (name, _size) in enumerate(column)}
        ordered.append(column)
    return ordered
