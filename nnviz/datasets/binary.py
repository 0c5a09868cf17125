"""Data sets of two classes in the plane."""

from __future__ import annotations

import numpy as np

from nnviz.activations import ACTIVATIONS, Array
from nnviz.datasets.limits import bump_limit, gaussians_limit
from nnviz.datasets.records import Dataset, Labels


def _balanced(n_samples: int) -> Labels:
    """Return labels 0, 1, 0, 1 …: as balanced as the number allows."""
    return np.arange(n_samples, dtype=np.int64) % 2


def _bump(n: int, noise: float, rng: np.random.Generator) -> tuple[Array, Labels]:
    X = rng.uniform(0.0, 1.0, (n, 2))
    height = np.exp(-8.0 * np.sum((X - 0.5) ** 2, axis=1)) - 0.5
    # At the default noise of 0.2 this is the lecture's σ(10(e^(−8‖x − ½‖²) − ½)).
    slope = 2.0 / max(noise, 1e-9)
    probability = ACTIVATIONS["sigmoid"].value(slope * height)
    return X, (rng.uniform(size=n) < probability).astype(np.int64)


def _circles(n: int, noise: float, rng: np.random.Generator) -> tuple[Array, Labels]:
    y = _balanced(n)
    angle = rng.uniform(0.0, 2.0 * np.pi, n)
    radius = np.where(y == 1, 0.4, 1.0)
    X = radius[:, None] * np.column_stack([np.cos(angle), np.sin(angle)])
    return X + rng.normal(0.0, 0.5 * noise, (n, 2)), y


def _moons(n: int, noise: float, rng: np.random.Generator) -> tuple[Array, Labels]:
    y = _balanced(n)
    angle = rng.uniform(0.0, np.pi, n)
    upper = np.column_stack([np.cos(angle), np.sin(angle)])
    lower = np.column_stack([1.0 - np.cos(angle), 0.5 - np.sin(angle)])
    X = np.where(y[:, None] == 1, lower, upper)
    return X + rng.normal(0.0, 0.75 * noise, (n, 2)), y


def _xor(n: int, noise: float, rng: np.random.Generator) -> tuple[Array, Labels]:
    X = rng.uniform(-1.0, 1.0, (n, 2))
    y = ((X[:, 0] > 0) != (X[:, 1] > 0)).astype(np.int64)
    return X + rng.normal(0.0, 0.5 * noise, (n, 2)), y


def _spirals(n: int, noise: float, rng: np.random.Generator) -> tuple[Array, Labels]:
    y = _balanced(n)
    # The square root spreads the samples evenly along the arc; 1¾ turns as in the two-spirals
    # benchmark, shortened so that 16 hidden units can follow it.
    turn = np.sqrt(rng.uniform(0.02, 1.0, n))
    angle = 1.75 * 2.0 * np.pi * turn / 1.4 + np.pi * y
    X = turn[:, None] * np.column_stack([np.cos(angle), np.sin(angle)])
    return X + rng.normal(0.0, 0.2 * noise, (n, 2)), y


def _gaussians(n: int, noise: float, rng: np.random.Generator) -> tuple[Array, Labels]:
    y = _balanced(n)
    centre = np.where(y[:, None] == 1, 1.0, -1.0)
    return centre + rng.normal(0.0, 0.3 + 2.0 * noise, (n, 2)), y


def _checkerboard(n: int, noise: float, rng: np.random.Generator) -> tuple[Array, Labels]:
    X = rng.uniform(0.0, 4.0, (n, 2))
    y = (np.floor(X).sum(axis=1) % 2).astype(np.int64)
    return X + rng.normal(0.0, 0.5 * noise, (n, 2)), y


BINARY: tuple[Dataset, ...] = (
    Dataset(
        "bump",
        "bump",
        "binary",
        "The lecture's: one class is likely in the middle. A line cannot separate it.",
        "how gradually P(y = 1 | x) falls off; 0.2 is the lecture's",
        ((0.0, 1.0), (0.0, 1.0)),
        _bump,
        bump_limit,
    ),
    Dataset(
        "circles",
        "circles",
        "binary",
        "A ring around a disc: the hidden layer has to close a boundary.",
        "the spread around each circle",
        ((-1.4, 1.4), (-1.4, 1.4)),
        _circles,
    ),
    Dataset(
        "moons",
        "moons",
        "binary",
        "Two interleaving half circles: nearly linear, and a bend does the rest.",
        "the spread around each half circle",
        ((-1.5, 2.5), (-1.1, 1.6)),
        _moons,
    ),
    Dataset(
        "xor",
        "XOR",
        "binary",
        "Opposite corners share a class: the smallest problem that a line cannot solve.",
        "how far samples stray over the class borders",
        ((-1.3, 1.3), (-1.3, 1.3)),
        _xor,
    ),
    Dataset(
        "spirals",
        "spirals",
        "binary",
        "Two arms wound around each other: it takes many hidden units and steps.",
        "the spread around each arm",
        ((-1.2, 1.2), (-1.2, 1.2)),
        _spirals,
    ),
    Dataset(
        "gaussians",
        "two Gaussians",
        "binary",
        "Two round clouds: a line is the best boundary, so a hidden layer gains nothing.",
        "the clouds' width",
        ((-3.5, 3.5), (-3.5, 3.5)),
        _gaussians,
        gaussians_limit,
    ),
    Dataset(
        "checkerboard",
        "checkerboard",
        "binary",
        "Sixteen squares: far too many borders for a few hidden units.",
        "how far samples stray over the class borders",
        ((-0.3, 4.3), (-0.3, 4.3)),
        _checkerboard,
    ),
)
