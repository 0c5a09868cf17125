"""Whether derivatives are right: they are compared with central differences."""

from __future__ import annotations

from collections.abc import Sequence

from nnviz.autodiff.tape import Tape
from nnviz.autodiff.trace import evaluate

_STEP = 6e-6
"""About the cube root of the machine's precision, where truncation and rounding balance."""


def central_differences(tape: Tape, inputs: Sequence[float]) -> list[float]:
    """Return (f(x + h) − f(x − h)) / 2h for every input x, with h relative to its size."""
    slopes = []
    for i, x in enumerate(inputs):
        h = _STEP * max(1.0, abs(x))
        after, before = (
            evaluate(tape, [*inputs[:i], moved, *inputs[i + 1 :]])[-1] for moved in (x + h, x - h)
        )
        slopes.append((after - before) / (2.0 * h))
    return slopes


def gradient_error(tape: Tape, inputs: Sequence[float], gradient: Sequence[float]) -> float:
    """Return the largest difference to central differences, relative to the larger of the two.

    Derivatives below 1 are compared absolutely: there, rounding of f counts.
    """
    pairs = zip(gradient, central_differences(tape, inputs), strict=True)
    return max((abs(a - b) / max(1.0, abs(a), abs(b)) for a, b in pairs), default=0.0)
