"""Forward mode and reverse mode: derivatives accumulated over a trace, in either direction.

Forward: the tangent of a node is ∂node/∂x for one chosen input x, the sum over the edges into it of
local derivative × tangent of the source. One pass for each input. Lecture: figure 21.

Reverse: the adjoint of a node is ∂output/∂node, the sum over the edges out of it of local
derivative × adjoint of the target. One pass for all inputs. Lecture: figure 22.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from nnviz.autodiff.primitives import UndefinedError
from nnviz.autodiff.tape import Tape
from nnviz.autodiff.trace import Link, Trace, trace


@dataclass(frozen=True, slots=True)
class Term:
    """One path into a sum: the local derivative of an edge × what is accumulated at its far end."""

    link: Link
    accumulated: float

    @property
    def product(self) -> float:
        """What the path adds."""
        return self.link.local * self.accumulated


@dataclass(frozen=True, slots=True)
class Step:
    """What a sweep does at one node.

    Attributes
    ----------
    place : int
        The node.
    terms : tuple of Term
        The paths that are summed; none where the sweep starts.
    value : float
        What is accumulated at the node then.
    n_visited, n_multiplications : int
        Of the sweep so far, this step included.

    """

    place: int
    terms: tuple[Term, ...]
    value: float
    n_visited: int
    n_multiplications: int


@dataclass(frozen=True, slots=True)
class Sweep:
    """One pass over a trace.

    Attributes
    ----------
    trace : Trace
    accumulated : tuple of float
        Tangent or adjoint of every node; 0 for those that depend on no input.
    steps : tuple of Step
        In the order in which the nodes that depend on an input were visited.

    """

    trace: Trace
    accumulated: tuple[float, ...]
    steps: tuple[Step, ...]


def tangents(traced: Trace, place: int) -> list[float]:
    """Return ∂node/∂x of every node, for the input x at `place`: one forward pass."""
    found = [0.0] * len(traced.values)
    found[place] = 1.0
    for target, links in enumerate(_links_from(traced, place)):
        if links:
            total = 0.0
            for source, _target, _argument, local in links:
                total += local * found[source]
            found[target] = total
    return _checked(traced, found)


def adjoints(traced: Trace) -> list[float]:
    """Return ∂output/∂node of every node: one reverse pass, good for all inputs."""
    found = [0.0] * len(traced.values)
    found[-1] = 1.0
    for links in reversed(_links_to_output(traced)):
        for source, target, _argument, local in links:
            found[source] += local * found[target]
    return _checked(traced, found)


Links = Sequence[tuple[Link, ...]]


def _links_from(traced: Trace, place: int) -> Links:
    """Return the edges into each node along which a tangent of the input at `place` is passed.

    These are all edges, where every local derivative exists: others then pass a 0. One that does
    not exist counts only if it lies on a path from the input, for no number times it is 0.
    """
    if not traced.undefined:
        return traced.links
    reached = {place}
    found: list[tuple[Link, ...]] = []
    for target, links in enumerate(traced.links):
        found.append(tuple(link for link in links if link.source in reached))
        if found[-1]:
            reached.add(target)
    return found


def _links_to_output(traced: Trace) -> Links:
    """Return the edges into each node along which an adjoint is passed: see `_links_from`."""
    if not traced.undefined:
        return traced.links
    reached = {len(traced.links) - 1}
    found: list[tuple[Link, ...]] = [()] * len(traced.links)
    for target in range(len(traced.links) - 1, -1, -1):
        if target in reached:
            found[target] = traced.links[target]
            reached.update(link.source for link in found[target])
    return found


def _is_no_infinity(value: float) -> bool:
    return not math.isinf(value)


def gradient(tape: Tape, inputs: Sequence[float]) -> list[float]:
    """Return ∂output/∂x for every input x, by one reverse pass; NaN where there is none."""
    found = adjoints(trace(tape, inputs))
    return [found[place] for place in tape.inputs]


def forward_gradient(tape: Tape, inputs: Sequence[float]) -> list[float]:
    """Return ∂output/∂x for every input x, by a forward pass for each."""
    traced = trace(tape, inputs)
    return [tangents(traced, place)[-1] for place in tape.inputs]


def forward_sweep(traced: Trace, place: int) -> Sweep:
    """Return a forward pass for the input at `place`, with its steps."""
    found = tangents(traced, place)
    incoming = [
        tuple(Term(link, found[link.source]) for link in links)
        for links in _links_from(traced, place)
    ]
    return _sweep(traced, found, incoming, range(len(found)))


def reverse_sweep(traced: Trace) -> Sweep:
    """Return the reverse pass, with its steps."""
    found = adjoints(traced)
    outgoing: dict[int, list[Term]] = defaultdict(list)
    for links in _links_to_output(traced):
        for link in links:
            outgoing[link.source].append(Term(link, found[link.target]))
    terms = [tuple(outgoing[place]) for place in range(len(found))]
    return _sweep(traced, found, terms, range(len(found) - 1, -1, -1))


def _sweep(
    traced: Trace, found: list[float], terms: Sequence[tuple[Term, ...]], order: range
) -> Sweep:
    """Return the steps of a pass that accumulated `found`, nodes without inputs left out."""
    steps: list[Step] = []
    multiplications = 0
    for place in order:
        if traced.tape.active[place]:
            multiplications += len(terms[place])
            visited = len(steps) + 1
            steps.append(Step(place, terms[place], found[place], visited, multiplications))
    return Sweep(traced, tuple(found), tuple(steps))


def _checked(traced: Trace, found: list[float]) -> list[float]:
    """Return the accumulated derivatives, or raise if one is beyond what a float can hold.

    NaN is no such number if some local derivative does not exist: then it follows from that one.
    """
    sound = math.isfinite if not traced.undefined else _is_no_infinity
    if not all(map(sound, found)):
        message = "A product of local derivatives is beyond what a number can hold."
        raise UndefinedError(message)
    return found
