"""A computation before any number is put in: inputs, constants and operations, in order."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from nnviz.autodiff.primitives import PRIMITIVES
from nnviz.checks import lookup
from nnviz.number_format import subscript


@dataclass(frozen=True, slots=True)
class Operation:
    """One node: an input, a constant, or an operation on nodes before it.

    Attributes
    ----------
    name : str
        What its value is called.
    primitive : str or None
        A key of `PRIMITIVES`; None for inputs and constants.
    parents : tuple of int
        Places of the arguments, in order: x · x has the same one twice.
    constant : float or None
        Of a constant.

    """

    name: str
    primitive: str | None = None
    parents: tuple[int, ...] = ()
    constant: float | None = None

    @property
    def is_input(self) -> bool:
        """Whether its value comes from outside."""
        return self.primitive is None and self.constant is None


@dataclass(frozen=True)
class Tape:
    """Operations of which each comes after its parents; the last one is the output."""

    operations: tuple[Operation, ...]

    @cached_property
    def inputs(self) -> tuple[int, ...]:
        """Places of the inputs."""
        return tuple(i for i, node in enumerate(self.operations) if node.is_input)

    @cached_property
    def input_names(self) -> tuple[str, ...]:
        """Names of the inputs, in their order."""
        return tuple(self.operations[i].name for i in self.inputs)

    @cached_property
    def active(self) -> tuple[bool, ...]:
        """Whether each node depends on an input: only then it has anything to differentiate."""
        found: list[bool] = []
        for node in self.operations:
            found.append(node.is_input or any(found[parent] for parent in node.parents))
        return tuple(found)

    def written(self, place: int) -> str:
        """Return how a node's value comes about, by the names of its parents."""
        node = self.operations[place]
        if node.primitive is None:
            return node.name
        names = (self.operations[parent].name for parent in node.parents)
        return PRIMITIVES[node.primitive].written(*names)


@dataclass
class Builder:
    """Writes a tape node by node; each method returns the new node's place."""

    operations: list[Operation] = field(default_factory=list)

    def input(self, name: str) -> int:
        """Add an input."""
        return self._add(Operation(name))

    def constant(self, value: float, name: str | None = None) -> int:
        """Add a constant; it is called by its value unless it has a name."""
        text = f"{value:g}".replace("-", "−")
        return self._add(Operation(name or text, constant=float(value)))

    def apply(self, primitive: str, *parents: int, name: str | None = None) -> int:
        """Add an operation.

        Raises
        ------
        ValueError
            If there is no such operation, or it takes another number of arguments.

        """
        expected = lookup(PRIMITIVES, primitive, "operation").n_arguments
        if not parents or (expected is not None and len(parents) != expected):
            message = f"{primitive} takes {expected or 'some'} arguments; got {len(parents)}."
            raise ValueError(message)
        return self._add(Operation(name or self._next_name(), primitive, parents))

    def tape(self) -> Tape:
        """Return what was written so far."""
        return Tape(tuple(self.operations))

    def _next_name(self) -> str:
        """Return v₁, v₂ …, counting the operations."""
        number = 1 + sum(node.primitive is not None for node in self.operations)
        return "v" + subscript(number)

    def _add(self, operation: Operation) -> int:
        self.operations.append(operation)
        return len(self.operations) - 1
