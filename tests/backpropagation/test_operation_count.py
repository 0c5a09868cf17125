from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import pytest

from nnviz.backpropagation.operation_count import Multiplications

SIZES = [(1, 1, 1), (2, 4, 1), (2, 8, 5), (3, 2, 2)]
every_size = pytest.mark.parametrize("sizes", SIZES)


@dataclass(frozen=True)
class Counted:
    """A number that counts every product it takes part in."""

    value: float
    products: ClassVar[int] = 0

    def __mul__(self, other: Counted) -> Counted:
        """Multiply, and count it."""
        Counted.products += 1
        return Counted(self.value * other.value)

    def __add__(self, other: Counted) -> Counted:
        """Add; sums are not counted."""
        return Counted(self.value + other.value)


Row = list[Counted]


def weighted(weights: Row, values: Row) -> Counted:
    """Return bias + Σ w u: the bias is added, not multiplied."""
    total = weights[0]
    for weight, value in zip(weights[1:], values, strict=True):
        total += weight * value
    return total


def forward(W_H: list[Row], W_O: list[Row], x: Row) -> tuple[Row, Row]:
    """Return u_H, with the identity for g, and z_O."""
    hidden = [weighted(weights, x) for weights in W_H]
    return hidden, [weighted(weights, hidden) for weights in W_O]


def derivatives(W_O: list[Row], x: Row, hidden: Row, delta_O: Row, slopes: Row) -> list[Counted]:
    """Return ∂L/∂w of every weight; that of a bias is δ itself."""
    delta_H = []
    for j, slope in enumerate(slopes):
        total = W_O[0][j + 1] * delta_O[0]
        for k in range(1, len(delta_O)):
            total += W_O[k][j + 1] * delta_O[k]
        delta_H.append(slope * total)
    of_outputs = [g for d in delta_O for g in (d, *(d * u for u in hidden))]
    return of_outputs + [g for d in delta_H for g in (d, *(d * u for u in x))]


def network(sizes: tuple[int, int, int]) -> tuple[list[Row], list[Row], Row]:
    """Return weights of 0.5, a row for each unit, and a sample."""
    n_inputs, n_hidden, n_outputs = sizes
    half = Counted(0.5)
    rows_H, rows_O = [half] * (n_inputs + 1), [half] * (n_hidden + 1)
    return [rows_H] * n_hidden, [rows_O] * n_outputs, [half] * n_inputs


@every_size
def test_backpropagation_is_counted_right(sizes: tuple[int, int, int]) -> None:
    """An implementation whose numbers count their products needs as many as the formula says."""
    W_H, W_O, x = network(sizes)
    Counted.products = 0
    hidden, outputs = forward(W_H, W_O, x)
    assert Counted.products == Multiplications(*sizes).forward
    ones = [Counted(1.0)] * len(hidden)
    found = derivatives(W_O, x, hidden, outputs, ones)
    assert Counted.products == Multiplications(*sizes).backpropagation
    assert len(found) == Multiplications(*sizes).n_weights


@every_size
def test_perturbation_is_counted_right(sizes: tuple[int, int, int]) -> None:
    """A pass as it is, and one with each weight nudged, need as many products as stated."""
    W_H, W_O, x = network(sizes)
    Counted.products = 0
    forward(W_H, W_O, x)
    for _weight in range(sum(len(row) for row in W_H + W_O)):
        forward(W_H, W_O, x)
    assert Counted.products == Multiplications(*sizes).perturbation


def test_ratio_grows_with_the_network() -> None:
    """Backpropagation costs about three passes, perturbation one for each weight."""
    cost = Multiplications(784, 100, 10)
    assert cost.backpropagation < 3 * cost.forward
    assert cost.ratio > cost.n_weights / 3
