"""Data sets with one input and one target: curves to be built from the hidden units' curves.

Lecture: "Activation functions at hidden layer: identity?", on adding step-like functions. Samples
lie between −1 and 1 and the picture shows a little more, where nothing holds the network's curve.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from nnviz.activations import Array
from nnviz.datasets.records import Dataset
from nnviz.datasets.regression import NOISE_SCALE

_STRONG_NOISE = 3.0  # times the other curves': the overfitting set is about nothing else


def _along(
    curve: Callable[[Array], Array], strength: float = 1.0
) -> Callable[[int, float, np.random.Generator], tuple[Array, Array]]:
    """Return a generator of uniform samples along `curve`, which takes and returns (n,)."""

    def draw(n: int, noise: float, rng: np.random.Generator) -> tuple[Array, Array]:
        X = rng.uniform(-1.0, 1.0, (n, 1))
        return X, curve(X[:, 0]) + rng.normal(0.0, strength * NOISE_SCALE * noise, n)

    return draw


def _sine(x: Array) -> Array:
    return 0.8 * np.sin(2.0 * np.pi * x)


def _step(x: Array) -> Array:
    return np.where(x > 0.2, 0.7, -0.7)


def _triangle(x: Array) -> Array:
    # −0.8 at −1, 0 and 1, and 0.8 half way between.
    return 0.8 - 1.6 * np.abs(2.0 * np.abs(x) - 1.0)


def _sawtooth(x: Array) -> Array:
    return 0.8 * (2.0 * np.mod(1.5 * (x + 1.0), 1.0) - 1.0)


def _arc(x: Array) -> Array:
    return 0.6 * np.cos(0.5 * np.pi * x) - 0.3


def _record(
    name: str,
    label: str,
    description: str,
    curve: Callable[[Array], Array],
    strength: float = 1.0,
) -> Dataset:
    return Dataset(
        name,
        label,
        "curve",
        description,
        "the spread of the targets around the curve",
        ((-1.2, 1.2),),
        _along(curve, strength),
    )


CURVES: tuple[Dataset, ...] = (
    _record(
        "sine",
        "sine",
        "Two periods of a wave: step-like units, scaled, shifted and added, build it.",
        _sine,
    ),
    _record("step", "step", "One jump: a single sigmoid unit with large weights is enough.", _step),
    _record(
        "triangle",
        "triangle",
        "Straight pieces with three corners: a ReLU unit makes one corner.",
        _triangle,
    ),
    _record(
        "sawtooth",
        "sawtooth",
        "Three ramps with jumps between them: both slopes and steps are needed.",
        _sawtooth,
    ),
    _record(
        "overfit",
        "noisy arc",
        "A gentle arc under strong noise. With about 25 samples, 16 tanh units and Adam, the "
        "training loss keeps falling while the test loss turns and rises: overfitting.",
        _arc,
        _STRONG_NOISE,
    ),
)
