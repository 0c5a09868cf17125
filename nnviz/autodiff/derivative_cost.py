"""What all derivatives cost, measured: forward and reverse mode against the number of inputs.

The function is one hidden unit, tanh(Σ wᵢ xᵢ), and its n weights are the inputs, so that the number
of operations grows with n. Times are those of `nnviz.autodiff` itself, which is plain Python.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from nnviz.autodiff import Builder, Tape, evaluate, forward_gradient, gradient

SIZES = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1000)
FITTED_FROM = 64
"""Slopes are fitted from here: before, what every call costs hides what every input costs."""

_LEAST_SECONDS = 0.012
"""For each time, calls are repeated for this long; the fastest counts, the least disturbed one."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds for each number of inputs.

    Attributes
    ----------
    sizes : tuple of int
    evaluation : tuple of float
        Of the function's value alone.
    forward, reverse : tuple of float
        Of the value and all derivatives, by each mode.

    """

    sizes: tuple[int, ...]
    evaluation: tuple[float, ...]
    forward: tuple[float, ...]
    reverse: tuple[float, ...]

    def slope(self, seconds: Sequence[float]) -> float:
        """Return the slope of log(seconds) over log(n) by least squares, from `FITTED_FROM` on."""
        return log_slope(self.sizes, seconds, min(FITTED_FROM, self.sizes[-2]))

    def relative(self, seconds: Sequence[float]) -> tuple[float, ...]:
        """Return seconds in evaluations of the function of the same size."""
        return tuple(a / b for a, b in zip(seconds, self.evaluation, strict=True))

    def growth(self, seconds: Sequence[float]) -> float:
        """Return by which factor seconds grow from `FITTED_FROM` inputs to the largest number."""
        return seconds[-1] / seconds[self.sizes.index(FITTED_FROM)]


def neuron(n_inputs: int) -> Tape:
    """Return tanh(Σ wᵢ xᵢ) as a tape of its weights; the xᵢ are constants from −1 to 1."""
    build = Builder()
    weights = [build.input(f"w{i}") for i in range(n_inputs)]
    features = [build.constant(math.cos(i)) for i in range(n_inputs)]
    products = [build.apply("multiply", w, x) for w, x in zip(weights, features, strict=True)]
    build.apply("tanh", build.apply("add", *products))
    return build.tape()


def measure_cost(sizes: Sequence[int] = SIZES) -> Cost:
    """Return what the value and all derivatives cost for each number of inputs; about 2 s."""
    columns: dict[str, list[float]] = {"evaluation": [], "forward": [], "reverse": []}
    for n in sizes:
        tape, w = neuron(n), [1.0 / n] * n
        evaluate(tape, w)  # what a tape computes once, it has computed now
        gradient(tape, w)
        for name, function in (
            ("evaluation", evaluate), ("forward", forward_gradient), ("reverse", gradient)
        ):  # fmt: skip
            columns[name].append(fastest(partial(function, tape, w)))
    return Cost(tuple(sizes), *(tuple(columns[name]) for name in columns))


def fastest(call: Callable[[], object]) -> float:
    """Return the seconds of the fastest of several calls."""
    times = list[float]()
    while not times or sum(times) < _LEAST_SECONDS:
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return min(times)


def log_slope(sizes: Sequence[int], seconds: Sequence[float], first: int) -> float:
    """Return the slope of log(seconds) over log(sizes) by least squares, for sizes from `first`."""
    kept = [(n, t) for n, t in zip(sizes, seconds, strict=True) if n >= first]
    x, y = np.log(np.array(kept, dtype=np.float64)).T
    x -= x.mean()
    return float(x @ (y - y.mean()) / (x @ x))
