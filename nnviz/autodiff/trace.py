"""A tape with numbers in it: every node's value, and the local derivative of every edge."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from nnviz.autodiff.primitives import PRIMITIVES, UndefinedError, plain
from nnviz.autodiff.tape import Operation, Tape

_SLOPE = "The derivative of "


class Link(NamedTuple):
    """An edge along which a derivative is passed.

    Attributes
    ----------
    source, target : int
        Places of the two nodes.
    argument : int
        Which argument of the target the source is.
    local : float
        ∂target/∂source of this argument alone; NaN where that does not exist.

    """

    source: int
    target: int
    argument: int
    local: float


@dataclass(frozen=True, slots=True)
class Trace:
    """What a tape did for certain inputs.

    Attributes
    ----------
    tape : Tape
    values : tuple of float
        Of every node.
    links : tuple of tuple of Link
        The edges into each node, without those from nodes that depend on no input.
    undefined : mapping of (int, int) to str
        Why a local derivative does not exist, a sentence, by the target and the argument.

    """

    tape: Tape
    values: tuple[float, ...]
    links: tuple[tuple[Link, ...], ...]
    undefined: Mapping[tuple[int, int], str] = field(default_factory=dict)

    @property
    def output(self) -> float:
        """The value of the last node."""
        return self.values[-1]

    @property
    def n_links(self) -> int:
        """Number of edges: the multiplications of one sweep."""
        return sum(map(len, self.links))


def evaluate(tape: Tape, inputs: Sequence[float]) -> list[float]:
    """Return the value of every node, without any derivative.

    Parameters
    ----------
    tape : Tape
    inputs : sequence of float
        In the order of ``tape.inputs``.

    Raises
    ------
    UndefinedError
        Where an operation has no value, or one beyond what a float can hold.
    ValueError
        If there are not as many inputs as the tape has.

    """
    if len(inputs) != len(tape.inputs):
        message = f"The tape has {len(tape.inputs)} inputs; got {len(inputs)} instead."
        raise ValueError(message)
    given = iter(inputs)
    values: list[float] = []
    for node in tape.operations:
        if node.primitive is not None:
            arguments = [values[parent] for parent in node.parents]
            values.append(_call(PRIMITIVES[node.primitive].value, node, arguments))
        else:
            values.append(float(next(given)) if node.constant is None else node.constant)
    return values


def trace(tape: Tape, inputs: Sequence[float]) -> Trace:
    """Return the values and local derivatives of a tape, ready for any number of sweeps.

    A local derivative that does not exist is NaN, and the trace says why. What depends on it is
    NaN in every sweep; the other derivatives are not touched by it. Raises as `evaluate` does.
    """
    values = evaluate(tape, inputs)
    undefined: dict[tuple[int, int], str] = {}
    links = tuple(
        tuple(_links(tape, place, values, undefined)) for place in range(len(tape.operations))
    )
    return Trace(tape, tuple(values), links, undefined)


def _links(
    tape: Tape, place: int, values: list[float], undefined: dict[tuple[int, int], str]
) -> list[Link]:
    """Return the edges into a node with their local derivatives; fill in what does not exist."""
    node = tape.operations[place]
    if node.primitive is None or not tape.active[place]:
        return []
    primitive = PRIMITIVES[node.primitive]
    arguments = [values[parent] for parent in node.parents]
    links: list[Link] = []
    shared = None
    if primitive.n_arguments is None:  # once, not for each argument: a long sum stays linear
        shared = _call(primitive.derivatives[0], node, arguments, _SLOPE)
    for argument, parent in enumerate(node.parents):
        if tape.active[parent]:
            slope = shared
            if slope is None:
                try:
                    slope = _call(primitive.derivatives[argument], node, arguments, _SLOPE)
                except UndefinedError as error:
                    slope = math.nan
                    undefined[place, argument] = str(error)
            links.append(Link(parent, place, argument, slope))
    return links


def _call(
    function: Callable[..., float],
    node: Operation,
    arguments: Sequence[float],
    prefix: str = "",
) -> float:
    """Return the result if it is a finite number, else raise with a sentence."""
    try:
        result = function(*arguments)
    except (OverflowError, ZeroDivisionError):
        result = math.inf
    if math.isfinite(result):
        return result
    what = PRIMITIVES[node.primitive or ""].written(*(plain(value) for value in arguments))
    message = f"{prefix}{what} is beyond what a number can hold."
    raise UndefinedError(message)
