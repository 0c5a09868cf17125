"""Gradient descent, momentum and Adam as updates of one flat parameter vector."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from nnviz.activations import Array

MOMENTUM = 0.9
"""Share of the previous velocity that is kept (Sutskever et al. 2013, section 2)."""
BETA_1, BETA_2, EPSILON = 0.9, 0.999, 1e-8
"""Adam's decay rates and floor (Kingma and Ba 2015, algorithm 1)."""


@dataclass(frozen=True, slots=True)
class Optimizer:
    """A rule that turns a gradient into a step.

    Attributes
    ----------
    name, label, latex : str
        Key in `OPTIMIZERS`, the words on screen, the update in LaTeX.
    n_memory : int
        How many vectors of the parameters' length the rule remembers between steps.
    update : callable
        ``update(theta, gradient, memory, t, learning_rate)`` changes `theta` (n_parameters,)
        and `memory` (n_memory, n_parameters) in place and may overwrite `gradient`; `t` counts
        from 1. In place, because it runs inside the training loop.

    """

    name: str
    label: str
    latex: str
    n_memory: int
    update: Callable[[Array, Array, Array, int, float], None]


def _gradient_descent(
    theta: Array, gradient: Array, _memory: Array, _t: int, learning_rate: float
) -> None:
    gradient *= learning_rate
    theta -= gradient


def _momentum(theta: Array, gradient: Array, memory: Array, _t: int, learning_rate: float) -> None:
    velocity = memory[0]
    velocity *= MOMENTUM
    gradient *= learning_rate
    velocity -= gradient
    theta += velocity


def _adam(theta: Array, gradient: Array, memory: Array, t: int, learning_rate: float) -> None:
    mean, square = memory
    mean += (1.0 - BETA_1) * (gradient - mean)
    square += (1.0 - BETA_2) * (gradient * gradient - square)
    # Bias correction as in the paper: both averages start at zero.
    theta -= (learning_rate / (1.0 - BETA_1**t)) * (
        mean / (np.sqrt(square / (1.0 - BETA_2**t)) + EPSILON)
    )


OPTIMIZERS: dict[str, Optimizer] = {
    optimizer.name: optimizer
    for optimizer in (
        Optimizer(
            "gd", "gradient descent", r"w \leftarrow w - \eta \nabla L", 0, _gradient_descent
        ),
        Optimizer(
            "momentum",
            "momentum",
            rf"v \leftarrow {MOMENTUM}\,v - \eta \nabla L, \quad w \leftarrow w + v",
            1,
            _momentum,
        ),
        Optimizer(
            "adam",
            "Adam",
            r"w \leftarrow w - \eta\, \hat m / (\sqrt{\hat v} + \epsilon)",
            2,
            _adam,
        ),
    )
}
