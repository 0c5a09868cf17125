"""The steps of one iteration of backpropagation: what is computed when, and from what.

The lecture's five phases, each as a list of steps with one node or edge in focus. A step says
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
"""The lecture's five phases, by what they add."""

Ends = tuple[str, str]
"""An edge by its source and target."""

Weight = tuple[str, int, int]
"""A weight by its matrix (``"W_H"`` or ``"W_O"``), row and column."""


@dataclass(frozen=True, slots=True)
class Step:
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


def steps(network: Network) -> tuple[Step, ...]:
    """Return all steps of one iteration, in the order of the algorithm."""
    return (
        *_forward(network),
        *_output_errors(network),
        *_hidden_errors(network),
        *_edges(network, 4, "gradient"),
        *_edges(network, 5, "update"),
    )


def starts(steps_: Sequence[Step]) -> tuple[int, ...]:
    """Return the index of the first step of each phase."""
    phases = [step.phase for step in steps_]
    return tuple(phases.index(phase) for phase in range(1, len(PHASES) + 1))


def jump(steps_: Sequence[Step], at: int, phase: int) -> int:
    """Return where a request for a phase leads: to its first step, or from inside to its last."""
    inside = [index for index, step in enumerate(steps_) if step.phase == phase]
    return inside[-1] if steps_[at].phase == phase else inside[0]


def known(steps_: Sequence[Step], at: int) -> frozenset[tuple[str, str]]:
    """Return what has been computed at a step, itself included, as (node, quantity).

    An edge counts under its source and target, joined by ``>``. The update changes all weights at
    once, so at its first step all of them are known.
    """
    updating = steps_[at].phase == len(PHASES)
    past = steps_ if updating else steps_[: at + 1]
    return frozenset((place(step), step.quantity) for step in past)


def place(step: Step) -> str:
    """Return where a step's quantity is shown: a node's id, or an edge's ends joined by ``>``."""
    return step.node if step.ends is None else ">".join(step.ends)


def places(steps_: Sequence[Step], at: int) -> dict[str, int]:
    """Return, by place, the first step of the same phase that has its focus there."""
    found: dict[str, int] = {}
    for index, step in enumerate(steps_):
        if step.phase == steps_[at].phase:
            found.setdefault(place(step), index)
    return found


def _forward(network: Network) -> Iterator[Step]:
    """Yield phase 1: the sample, every node, the loss."""
    n_hidden, n_outputs = network.n_hidden, network.n_outputs
    yield Step(1, "x", "x1")
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


def _from(phase: int, quantity: str, node: str, unit: int, sources: list[str]) -> Step:
    """Return a forward step: the sources' values are accumulated, this node's work is local."""
    return Step(
        phase,
        quantity,
        node,
        unit,
        node_roles=dict.fromkeys(sources, ACCUMULATED),
        edge_roles={(source, node): LOCAL for source in sources},
    )


def _output_errors(network: Network) -> Iterator[Step]:
    """Yield phase 2: ∂L/∂u is accumulated at the outputs, ∂u/∂z is local."""
    every = [f"o{k + 1}" for k in range(network.n_outputs)]
    for k in range(network.n_outputs):
        score = f"z{k + 1}"
        reached = every if network.head.is_joint else [f"o{k + 1}"]
        edges = {(output, LOSS): ACCUMULATED for output in reached}
        edges |= {(score, output): LOCAL for output in reached}
        yield Step(
            2,
            "delta",
            score,
            k,
            node_roles={LOSS: ACCUMULATED} | dict.fromkeys(reached, LOCAL),
            edge_roles=edges,
        )


def _hidden_errors(network: Network) -> Iterator[Step]:
    """Yield phase 3: the outputs' δ are accumulated; w on the paths and g′ are local."""
    scores = [f"z{k + 1}" for k in range(network.n_outputs)]
    for m in range(network.n_hidden):
        total, unit = f"zh{m + 1}", f"h{m + 1}"
        edges = {(unit, score): LOCAL for score in scores} | {(total, unit): LOCAL}
        yield Step(
            3,
            "delta",
            total,
            m,
            node_roles=dict.fromkeys(scores, ACCUMULATED) | {unit: LOCAL},
            edge_roles=edges,
        )


def _edges(network: Network, phase: int, quantity: str) -> Iterator[Step]:
    """Yield phase 4 or 5: the target's δ is accumulated, the source's u is local."""
    for (matrix, row, column), (source, target) in edge_ids(network).items():
        roles = {target: ACCUMULATED, source: LOCAL} if quantity == "gradient" else {}
        yield Step(
            phase,
            quantity,
            target,
            column,
            weight=(matrix, row, column),
            ends=(source, target),
            node_roles=roles,
        )
