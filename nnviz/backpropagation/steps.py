"""The moments of one step of the algorithm: what is worked out when, and from what.

The lecture's five steps, each as a list of moments with one node or edge in focus. A moment says
which quantity it adds, and which nodes and edges hold the two kinds of factors: those that are
*accumulated*, from nodes that were visited before, and those that are *local*. Lecture: "Backward
pass on computational graph" (figure 14) and figures 16 to 19.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from nnviz.graphs.training_graph import LOSS, edge_ids
from nnviz.network import Network

ACCUMULATED, LOCAL = "accumulated", "local"

PHASES = (
    "forward",
    "δ at the outputs",
    "δ at the hidden units",
    "∂L/∂w",
    "update",
)
"""The lecture's five steps, by what they add."""

Ends = tuple[str, str]
"""An edge by its source and target."""

Weight = tuple[str, int, int]
"""A weight by its matrix (``"W_H"`` or ``"W_O"``), row and column."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One node or edge in focus.

    Attributes
    ----------
    phase : int
        1 to 5, see `PHASES`.
    quantity : str
        What it adds: ``"x"``, ``"z"``, ``"u"``, ``"L"``, ``"delta"``, ``"gradient"`` or
        ``"update"``.
    node : str
        The node in focus, by its id in the training graph; the target of an edge in focus.
    unit : int
        Index of the focus in its layer, from 0.
    weight : Weight or None
        The weight in focus, if it is an edge.
    ends : Ends or None
        Its edge.
    node_roles : mapping of str to str
        Nodes that hold accumulated or local factors.
    edge_roles : mapping of Ends to str
        Edges that do.

    """

    phase: int
    quantity: str
    node: str
    unit: int = 0
    weight: Weight | None = None
    ends: Ends | None = None
    node_roles: Mapping[str, str] = field(default_factory=dict)
    edge_roles: Mapping[Ends, str] = field(default_factory=dict)


def moments(network: Network) -> tuple[Moment, ...]:
    """Return all moments of one step, in the order of the algorithm."""
    return (
        *_forward(network),
        *_output_errors(network),
        *_hidden_errors(network),
        *_edges(network, 4, "gradient"),
        *_edges(network, 5, "update"),
    )


def starts(moments_: Sequence[Moment]) -> tuple[int, ...]:
    """Return the index of the first moment of each phase."""
    phases = [moment.phase for moment in moments_]
    return tuple(phases.index(phase) for phase in range(1, len(PHASES) + 1))


def jump(moments_: Sequence[Moment], at: int, phase: int) -> int:
    """Return where a wish for a phase leads: to its first moment, or from inside to its last."""
    inside = [index for index, moment in enumerate(moments_) if moment.phase == phase]
    return inside[-1] if moments_[at].phase == phase else inside[0]


def known(moments_: Sequence[Moment], at: int) -> frozenset[tuple[str, str]]:
    """Return what has been worked out at a moment, itself included, as (node, quantity).

    An edge counts under its source and target, joined by ``>``. The update changes all weights at
    once, so at its first moment all of them are known.
    """
    updating = moments_[at].phase == len(PHASES)
    past = moments_ if updating else moments_[: at + 1]
    return frozenset((place(moment), moment.quantity) for moment in past)


def place(moment: Moment) -> str:
    """Return where a moment's quantity stands: a node's id, or an edge's ends joined by ``>``."""
    return moment.node if moment.ends is None else ">".join(moment.ends)


def places(moments_: Sequence[Moment], at: int) -> dict[str, int]:
    """Return, by place, the first moment of the same phase that has its focus there."""
    found: dict[str, int] = {}
    for index, moment in enumerate(moments_):
        if moment.phase == moments_[at].phase:
            found.setdefault(place(moment), index)
    return found


def _forward(network: Network) -> Iterator[Moment]:
    """Yield step 1: the sample, every node, the loss."""
    n_hidden, n_outputs = network.n_hidden, network.n_outputs
    yield Moment(1, "x", "x1")
    inputs = ["one_I", *(f"x{i + 1}" for i in range(network.n_inputs))]
    units = ["one_H", *(f"h{m + 1}" for m in range(n_hidden))]
    for m in range(n_hidden):
        yield _from(1, "z", f"zh{m + 1}", m, inputs)
        yield _from(1, "u", f"h{m + 1}", m, [f"zh{m + 1}"])
    scores = [f"z{k + 1}" for k in range(n_outputs)]
    for k, score in enumerate(scores):
        yield _from(1, "z", score, k, units)
    for k, score in enumerate(scores):
        # Softmax needs the scores of all classes; the other links need their own alone.
        needed = scores if network.head.is_joint else [score]
        yield _from(1, "u", f"o{k + 1}", k, needed)
    yield _from(1, "L", LOSS, 0, [f"o{k + 1}" for k in range(n_outputs)])


def _from(phase: int, quantity: str, node: str, unit: int, sources: list[str]) -> Moment:
    """Return a forward moment: the sources' values are accumulated, this node's work is local."""
    return Moment(
        phase,
        quantity,
        node,
        unit,
        node_roles=dict.fromkeys(sources, ACCUMULATED),
        edge_roles={(source, node): LOCAL for source in sources},
    )


def _output_errors(network: Network) -> Iterator[Moment]:
    """Yield step 2: ∂L/∂u is accumulated at the outputs, ∂u/∂z is local."""
    every = [f"o{k + 1}" for k in range(network.n_outputs)]
    for k in range(network.n_outputs):
        score = f"z{k + 1}"
        reached = every if network.head.is_joint else [f"o{k + 1}"]
        edges = {(output, LOSS): ACCUMULATED for output in reached}
        edges |= {(score, output): LOCAL for output in reached}
        yield Moment(
            2,
            "delta",
            score,
            k,
            node_roles={LOSS: ACCUMULATED} | dict.fromkeys(reached, LOCAL),
            edge_roles=edges,
        )


def _hidden_errors(network: Network) -> Iterator[Moment]:
    """Yield step 3: the outputs' δ are accumulated; w on the paths and g′ are local."""
    scores = [f"z{k + 1}" for k in range(network.n_outputs)]
    for m in range(network.n_hidden):
        total, unit = f"zh{m + 1}", f"h{m + 1}"
        edges = {(unit, score): LOCAL for score in scores} | {(total, unit): LOCAL}
        yield Moment(
            3,
            "delta",
            total,
            m,
            node_roles=dict.fromkeys(scores, ACCUMULATED) | {unit: LOCAL},
            edge_roles=edges,
        )


def _edges(network: Network, phase: int, quantity: str) -> Iterator[Moment]:
    """Yield step 4 or 5: the target's δ is accumulated, the source's u is local."""
    for (matrix, row, column), (source, target) in edge_ids(network).items():
        roles = {target: ACCUMULATED, source: LOCAL} if quantity == "gradient" else {}
        yield Moment(
            phase,
            quantity,
            target,
            column,
            weight=(matrix, row, column),
            ends=(source, target),
            node_roles=roles,
        )
