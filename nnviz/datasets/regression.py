"""Data sets with one target over the plane: surfaces to be learned.

Targets lie within about −1 … 1 before noise, so that usual learning rates suit them as they are.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from nnviz.activations import Array
from nnviz.datasets.records import Dataset, Domain

SQUARE: Domain = ((-1.0, 1.0), (-1.0, 1.0))
"""Where samples are drawn."""

NOISE_SCALE = 0.5
"""Standard deviation of the targets' noise at noise 1: as large as the surface's own."""

_NOISE = "the spread of the targets around the surface"


def on_square(
    surface: Callable[[Array, Array], Array],
) -> Callable[[int, float, np.random.Generator], tuple[Array, Array]]:
    """Return a generator of uniform samples on `SQUARE`, with targets from `surface` and noise.

    Parameters
    ----------
    surface : callable
        Takes x1 and x2, each (n,), and returns the target (n,) or the targets (n, n_outputs).

    """

    def draw(n: int, noise: float, rng: np.random.Generator) -> tuple[Array, Array]:
        X = rng.uniform(-1.0, 1.0, (n, 2))
        clean = surface(X[:, 0], X[:, 1])
        return X, clean + rng.normal(0.0, NOISE_SCALE * noise, clean.shape)

    return draw


def _plane(x1: Array, x2: Array) -> Array:
    return 0.6 * x1 - 0.3 * x2 + 0.1


def _saddle(x1: Array, x2: Array) -> Array:
    return x1**2 - x2**2


def _ripple(x1: Array, x2: Array) -> Array:
    # Highest in the middle, lowest on the circle of radius ½, high again in the corners.
    return np.cos(2.0 * np.pi * np.hypot(x1, x2))


def _hill(x1: Array, x2: Array, centre: tuple[float, float]) -> Array:
    return np.exp(-8.0 * ((x1 - centre[0]) ** 2 + (x2 - centre[1]) ** 2))


def _hills(x1: Array, x2: Array) -> Array:
    return _hill(x1, x2, (-0.4, -0.3)) + 0.7 * _hill(x1, x2, (0.5, 0.4))


REGRESSION: tuple[Dataset, ...] = (
    Dataset(
        "plane",
        "plane",
        "regression",
        "A tilted plane: linear regression is the best there is, so a hidden layer gains nothing.",
        _NOISE,
        SQUARE,
        on_square(_plane),
    ),
    Dataset(
        "saddle",
        "saddle",
        "regression",
        "Up along one axis and down along the other: the best plane through it is flat.",
        _NOISE,
        SQUARE,
        on_square(_saddle),
    ),
    Dataset(
        "ripple",
        "ripple",
        "regression",
        "A circular wave: it takes many hidden units and steps.",
        _NOISE,
        SQUARE,
        on_square(_ripple),
    ),
    Dataset(
        "hills",
        "two hills",
        "regression",
        "Two hills on a plain, one lower than the other: units have to close around each.",
        _NOISE,
        SQUARE,
        on_square(_hills),
    ),
)
