"""Inputs that once broke a claim. `make fuzz` finds them; every run of the tests tries them again.

Add what `make fuzz` prints to the list of its kind, and the list to the test with `also`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from hypothesis import example

from nnviz.exercise.exercise import Exercise

Test = TypeVar("Test", bound=Callable[..., object])

EXERCISES = (
    # u_O is 1 to the last digit, so that L = −ln(1 − u_O) was not a number.
    Exercise(
        "identity", "binary", ((3.0, 0.0, 0.0), (3.0, 0.0, 0.0)),
        ((1.0,), (3.0,), (0.0,), (0.0,)), (3.0,), (0.0,), 1.0,
    ),
    # u_O is 1 to nearly the last digit, so that −ln(1 − u_O) was 26.99996 for 27.
    Exercise(
        "identity", "binary", ((3.0, 0.0, 0.0), (3.0, 0.0, 0.0)),
        ((0.0,), (3.0,), (0.0,), (0.0,)), (3.0,), (0.0,), 1.0,
    ),
)  # fmt: skip


def also(inputs: Iterable[object]) -> Callable[[Test], Test]:
    """Return a decorator that tries these inputs, besides those that Hypothesis draws."""

    def decorate(test: Test) -> Test:
        for value in inputs:
            test = example(value)(test)
        return test

    return decorate
