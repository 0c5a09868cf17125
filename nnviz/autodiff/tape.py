"""A computation before any number is put in: inputs, constants and operations, in order."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from nnviz.autodiff.primitives import PRIMITIVES
from nnviz.checks import lookup
from nnviz.number_format import subscript


@dataclass(frozen=True, slots=True)
class Instruction:
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
class Program:
    """Instructions of which each stands after its parents; the last one is the output."""

    instructions: tuple[Instruction, ...]

    @cached_property
    def inputs(self) -> tuple[int, ...]:
        """Places of the inputs."""
        return tuple(i for i, node in enumerate(self.instructions) if node.is_input)

    @cached_property
    def input_names(self) -> tuple[str, ...]:
        """Names of the inputs, in their order."""
        return tuple(self.instructions[i].name for i in self.inputs)

    @cached_property
    def active(self) -> tuple[bool, ...]:
        """Whether each node depends on an input: only then it has anything to differentiate."""
        found: list[bool] = []
        for node in self.instructions:
            found.append(node.is_input or any(found[parent] for parent in node.parents))
        return tuple(found)

    def written(self, place: int) -> str:
        """Return how a node's value comes about, by the names of its parents."""
        node = self.instructions[place]
        if node.primitive is None:
            return node.name
        names = (self.instructions[parent].name for parent in node.parents)
        return PRIMITIVES[node.primitive].written(*names)


@dataclass
class Builder:
    """Writes a program node by node; each method returns the new node's place."""

    instructions: list[Instruction] = field(default_factory=list)

    def input(self, name: str) -> int:
        """Add an input."""
        return self._add(Instruction(name))

    def constant(self, value: float, name: str | None = None) -> int:
        """Add a constant; it is called by its value unless it has a name."""
        text = f"{value:g}".replace("-", "−")
        return self._add(Instruction(name or text, constant=float(value)))

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
        return self._add(Instruction(name or self._next_name(), primitive, parents))

    def program(self) -> Program:
        """Return what was written so far."""
        return Program(tuple(self.instructions))

    def _next_name(self) -> str:
        """Return v₁, v₂ …, counting the operations."""
        number = 1 + sum(node.primitive is not None for node in self.instructions)
        return "v" + subscript(number)

    def _add(self, instruction: Instruction) -> int:
        self.instructions.append(instruction)
        return len(self.instructions) - 1
