"""The exercise: a small network, one sample and a learning rate, checked and hashable."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from nnviz.activations import Array
from nnviz.checks import check_whole, lookup
from nnviz.heads import HEADS
from nnviz.network import Network, Params

Row = tuple[float, ...]
Matrix = tuple[Row, ...]

LIMIT = 1e6
"""Largest size of a number that is given."""

MOST_INPUTS, MOST_HIDDEN, MOST_OUTPUTS = 3, 4, 3
"""What one can still compute by hand."""


@dataclass(frozen=True, slots=True)
class Exercise:
    """Numbers that are given, from which all others follow.

    Attributes
    ----------
    activation, head : str
        Keys of `ACTIVATIONS` and `HEADS`.
    W_H : tuple of tuple of float, (n_inputs + 1, n_hidden)
        Row 0 is the bias.
    W_O : tuple of tuple of float, (n_hidden + 1, n_outputs)
    x : tuple of float, (n_inputs,)
    y : tuple of float
        A class, or a number for each output.
    rate : float
        Learning rate η.

    Raises
    ------
    ValueError
        For shapes that do not fit, too many units, or numbers that are not allowed.

    """

    activation: str
    head: str
    W_H: Matrix
    W_O: Matrix
    x: Row
    y: Row
    rate: float

    def __post_init__(self) -> None:
        """Check sizes, shapes and numbers."""
        check_sizes(len(self.x), self.n_hidden, self.n_outputs, self.head)
        _check_matrix("W_H", self.W_H, len(self.x) + 1, self.n_hidden)
        _check_matrix("W_O", self.W_O, self.n_hidden + 1, self.n_outputs)
        check_numbers("x", self.x)
        check_numbers("the learning rate", (self.rate,))
        if self.rate <= 0.0:
            message = "The learning rate must be above 0."
            raise ValueError(message)
        check_target(self.y, self.head, self.n_outputs)
        _ = self.network  # raises for unknown names

    @property
    def n_hidden(self) -> int:
        """N_H, the number of columns of W_H."""
        return len(self.W_H[0]) if self.W_H else 0

    @property
    def n_outputs(self) -> int:
        """N_O, the number of columns of W_O."""
        return len(self.W_O[0]) if self.W_O else 0

    @property
    def network(self) -> Network:
        """The architecture."""
        return _network(len(self.x), self.n_hidden, self.n_outputs, self.activation, self.head)

    @property
    def params(self) -> Params:
        """The weights as arrays."""
        return Params(np.array(self.W_H), np.array(self.W_O))

    @property
    def sample(self) -> Array:
        """The sample as `Network` takes it: (1, n_inputs)."""
        return np.array([self.x])

    @property
    def targets(self) -> Array:
        """The target as `Network` takes it: (1,) a class, else (1, n_outputs)."""
        return np.array(self.y) if HEADS[self.head].is_classification else np.array([self.y])

    @property
    def target(self) -> Array:
        """The target as the head encodes it: (n_outputs,)."""
        encoded: Array = self.network.check_targets(self.targets, 1)[0]
        return encoded


_network = lru_cache(maxsize=256)(Network)
"""Checking an exercise asks for its network hundreds of times."""


def check_sizes(n_inputs: int, n_hidden: int, n_outputs: int, head: str) -> None:
    """Raise ValueError unless a network of these sizes can be computed by hand."""
    check_whole("The number of inputs", n_inputs, 1, MOST_INPUTS)
    check_whole("The number of hidden units", n_hidden, 1, MOST_HIDDEN)
    check_whole("The number of outputs", n_outputs, *outputs_allowed(head))


def outputs_allowed(head: str) -> tuple[int, int]:
    """Return the smallest and the largest number of outputs of a head by hand."""
    return (1, 1) if lookup(HEADS, head, "head").has_one_output else (2, MOST_OUTPUTS)


def check_target(y: Row, head: str, n_outputs: int) -> None:
    """Raise ValueError unless `y` is a class, or a number for each output."""
    if lookup(HEADS, head, "head").is_classification:
        n_classes = max(n_outputs, 2)
        if len(y) != 1 or y[0] not in range(n_classes):
            message = f"y must be one class, a whole number from 0 to {n_classes - 1}."
            raise ValueError(message)
        return
    if len(y) != n_outputs:
        message = f"y must have a number for each output, {n_outputs}; it has {len(y)}."
        raise ValueError(message)
    check_numbers("y", y)


def check_numbers(name: str, numbers: Row) -> None:
    """Raise ValueError unless all numbers are finite and within ± `LIMIT`."""
    if not all(math.isfinite(number) and abs(number) <= LIMIT for number in numbers):
        message = f"All numbers of {name} must lie between −{LIMIT:,.0f} and {LIMIT:,.0f}."
        raise ValueError(message)


def _check_matrix(name: str, matrix: Matrix, n_rows: int, n_columns: int) -> None:
    if len(matrix) != n_rows or any(len(row) != n_columns for row in matrix):
        message = f"{name} must have {n_rows} rows of {n_columns} numbers each."
        raise ValueError(message)
    for row in matrix:
        check_numbers(name, row)
