"""The network's graph at a step: the numbers that are known by then, and the roles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from nnviz.backpropagation.derivation import Backpropagation
from nnviz.backpropagation.steps import Step, known
from nnviz.components.diagram import Options, draw
from nnviz.graphs.training_graph import LOSS, edge_ids, training_graph
from nnviz.number_format import significant

MOST_LINES = 3
"""Up to so many hidden units, the numbers of a node or edge are one below the other."""

_MOST_OUTPUTS = 1  # likewise


@dataclass(frozen=True, slots=True)
class Numbers:
    """What is written on one node or edge, in order.

    Attributes
    ----------
    lines : list of str
        Empty ones for what is not known yet.
    room : list of str
        The same with everything known.
    values : dict of str to float
        Exactly, by name, what is known.

    """

    lines: list[str] = field(default_factory=list)
    room: list[str] = field(default_factory=list)
    values: dict[str, float] = field(default_factory=dict)

    def add(self, sign: str, name: str, value: float, *, is_known: bool) -> None:
        """Add a line such as ``z +0.123``, or room for it."""
        text = f"{sign} {significant(value)}".strip()
        self.room.append(text)
        self.lines.append(text if is_known else "")
        if is_known:
            self.values[name] = float(value)


def drawing(derived: Backpropagation, steps: Sequence[Step], at: int) -> str:
    """Return the SVG of a step, with the values of the first sample.

    Exact numbers are attributes of the nodes (``data-z``, ``-u``, ``-slope``, ``-delta``,
    ``-loss``, ``-x``, ``-y``) and of the edges' labels (``data-w``, ``-gradient``, ``-updated``).
    """
    graph = training_graph(derived.network, derived.params, derived.target[0])
    seen = known(steps, at)
    step = steps[at]
    nodes = _nodes(derived, seen)
    edges = _edges(derived, seen, step)
    index = {(edge.source, edge.target): i for i, edge in enumerate(graph.edges)}
    tight = derived.network.n_hidden > MOST_LINES or derived.network.n_outputs > _MOST_OUTPUTS
    return draw(
        graph,
        Options(
            title="One iteration of backpropagation on a network with "
            f"{derived.network.n_hidden} hidden and {derived.network.n_outputs} output units",
            lines={name: _fitted(n.lines, tight=tight) for name, n in nodes.items()},
            room={name: _fitted(lines, tight=tight) for name, lines in _room(nodes).items()},
            values={name: numbers.values for name, numbers in nodes.items()},
            edge_lines={index[e]: _fitted(_said(n), tight=tight) for e, n in edges.items()},
            edge_room={index[e]: _fitted(_widest(n), tight=tight) for e, n in edges.items()},
            edge_values={index[e]: n.values for e, n in edges.items()},
            node_roles=_node_roles(step),
            edge_roles=_edge_roles(step, index),
        ),
    )


def _nodes(derived: Backpropagation, seen: frozenset[tuple[str, str]]) -> dict[str, Numbers]:
    """Return the numbers of every node that has any."""
    numbers: dict[str, Numbers] = {}

    def put(node: str, sign: str, name: str, value: float, quantity: str = "") -> None:
        is_known = (node, quantity or name) in seen or quantity == "always"
        numbers.setdefault(node, Numbers()).add(sign, name, value, is_known=is_known)

    for i, x in enumerate(derived.u_I[0, 1:]):
        put(f"x{i + 1}", "", "x", x, "always")
    for m in range(derived.network.n_hidden):
        put(f"zh{m + 1}", "z", "z", derived.z_H[0, m])
        put(f"zh{m + 1}", "δ", "delta", derived.delta_H[0, m])
        put(f"h{m + 1}", "u", "u", derived.u_H[0, m])
        # The local derivative is computed along with δ, at the node before.
        numbers[f"h{m + 1}"].add(
            "g′", "slope", derived.slope_H[0, m], is_known=(f"zh{m + 1}", "delta") in seen
        )
    for k in range(derived.network.n_outputs):
        put(f"z{k + 1}", "z", "z", derived.z_O[0, k])
        put(f"z{k + 1}", "δ", "delta", derived.delta_O[0, k])
        put(f"o{k + 1}", "u", "u", derived.u_O[0, k])
        put(f"o{k + 1}", "y", "y", derived.target[0, k], "always")
    put(LOSS, "", "loss", derived.loss[0], "L")
    return numbers


def _edges(
    derived: Backpropagation, seen: frozenset[tuple[str, str]], step: Step
) -> dict[tuple[str, str], Numbers]:
    """Return the numbers of every edge with a weight; after the update the new weight."""
    numbers = {}
    for (matrix, row, column), ends in edge_ids(derived.network).items():
        before, slope, after = (
            getattr(params, matrix)[row, column]
            for params in (derived.params, derived.gradient, derived.updated)
        )
        found = Numbers()
        found.add("w", "w", before, is_known=True)
        found.add("∂L/∂w", "gradient", slope, is_known=(">".join(ends), "gradient") in seen)
        if step.quantity == "update":
            found.lines[1] = f"→ {significant(after)}"
            found.values["updated"] = float(after)
        found.room.append(f"→ {significant(after)}")
        numbers[ends] = found
    return numbers


def _room(nodes: Mapping[str, Numbers]) -> dict[str, list[str]]:
    """Return room for the widest numbers of a layer, so that its nodes are equally wide."""
    layers: dict[str, list[list[str]]] = defaultdict(list)
    for name, numbers in nodes.items():
        layers[name.rstrip("0123456789")].append(numbers.room)
    widest = {
        layer: [max(texts, key=len) for texts in zip(*rooms, strict=True)]
        for layer, rooms in layers.items()
    }
    return {name: widest[name.rstrip("0123456789")] for name in nodes}


def _said(numbers: Numbers) -> list[str]:
    """Return the lines that say something; an edge has its text in the middle of its line."""
    return [line for line in numbers.lines if line]


def _widest(numbers: Numbers) -> list[str]:
    """Return room for the weight, and below it for whichever of the other two is wider."""
    weight, slope, after = numbers.room
    return [weight, max(slope, after, key=len)]


def _fitted(lines: Sequence[str], *, tight: bool) -> list[str]:
    """Return lines as they are, or all in one where there are many nodes."""
    return ["  ".join(line for line in lines if line)] if tight else list(lines)


def _node_roles(step: Step) -> dict[str, str]:
    own = {} if step.ends is not None else {step.node: "focus"}
    return own | dict(step.node_roles)


def _edge_roles(step: Step, index: Mapping[tuple[str, str], int]) -> dict[int, str]:
    roles = {index[ends]: role for ends, role in step.edge_roles.items()}
    return roles | ({} if step.ends is None else {index[step.ends]: "focus"})
