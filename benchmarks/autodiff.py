"""Derivatives against the number of inputs, and how fast hostile expressions are answered."""

from __future__ import annotations

import time
from contextlib import suppress

from benchmarks.table import print_table
from nnviz.autodiff import UndefinedError, gradient
from nnviz.autodiff.derivative_cost import FITTED_FROM, SIZES, Cost, measure_cost
from nnviz.autodiff.expressions import ExpressionError, parse
from tests.test_expressions import NO_NUMBER, REFUSED

ROUNDS = 5


def report() -> None:
    """Print slopes and growth of every way to differentiate, and the slowest answer."""
    cost = measure_cost()
    rows = [
        _row("one evaluation", cost, cost.evaluation),
        _row("reverse mode, all derivatives", cost, cost.reverse),
        _row("forward mode, all derivatives", cost, cost.forward),
        _row("forward mode, in evaluations", cost, cost.relative(cost.forward)),
    ]
    print_table(
        f"All derivatives of tanh(Σ w x), {FITTED_FROM} to {SIZES[-1]:,} weights, on log axes",
        ["", "slope", "growth"],
        rows,
    )
    slowest = max(_milliseconds(text) for text in (*REFUSED, *NO_NUMBER))
    n_texts = len(REFUSED) + len(NO_NUMBER)
    print(f"\nSlowest answer to {n_texts} hostile expressions: {slowest:.1f} ms.")


def _row(name: str, cost: Cost, seconds: tuple[float, ...]) -> list[str]:
    return [name, f"{cost.slope(seconds):.2f}", f"{cost.growth(seconds):.1f}"]


def _milliseconds(text: str) -> float:
    """Return the median time until `text` is refused."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        with suppress(ExpressionError, UndefinedError):
            gradient(parse(text), [])
        times.append(time.perf_counter() - start)
    return 1000 * sorted(times)[ROUNDS // 2]
