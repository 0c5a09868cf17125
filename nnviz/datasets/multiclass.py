"""Data sets of three to five classes in the plane.

Noise is measured in distances between neighbouring classes where they are curves, so that more
classes are not harder to tell apart than fewer.
"""

from __future__ import annotations

import numpy as np

from nnviz.activations import Array
from nnviz.datasets.records import Dataset, Labels


def _balanced(n_samples: int, n_classes: int) -> Labels:
    """Return labels 0, 1, … n_classes − 1, 0, 1 …: as balanced as the number allows."""
    return np.arange(n_samples, dtype=np.int64) % n_classes


def _on_circle(radius: Array | float, angle: Array) -> Array:
    """Return points (n, 2) at these radii and angles."""
    return np.multiply(radius, [np.cos(angle), np.sin(angle)]).T


def _blobs(n: int, noise: float, rng: np.random.Generator, n_classes: int) -> tuple[Array, Labels]:
    y = _balanced(n, n_classes)
    # The first cloud is at the top, so that three of them stand like a triangle.
    centre = _on_circle(1.0, 2.0 * np.pi * y / n_classes + 0.5 * np.pi)
    return centre + rng.normal(0.0, 0.1 + 0.8 * noise, (n, 2)), y


def _pinwheel(
    n: int, noise: float, rng: np.random.Generator, n_classes: int
) -> tuple[Array, Labels]:
    y = _balanced(n, n_classes)
    between = 2.0 * np.pi / n_classes  # neighbouring arms
    radius = np.sqrt(rng.uniform(0.02, 1.0, n))  # evenly along the arm, as for the spirals
    angle = between * y + 2.5 * radius + rng.normal(0.0, between * noise, n)
    return _on_circle(radius, angle), y


def _rings(n: int, noise: float, rng: np.random.Generator, n_classes: int) -> tuple[Array, Labels]:
    y = _balanced(n, n_classes)
    between = 1.0 / n_classes  # neighbouring rings
    radius = between * (y.astype(np.float64) + 1.0)
    X = _on_circle(radius, rng.uniform(0.0, 2.0 * np.pi, n))
    return X + rng.normal(0.0, between * noise, (n, 2)), y


MULTICLASS: tuple[Dataset, ...] = (
    Dataset(
        "blobs",
        "blobs",
        "multiclass",
        "A round cloud for each class: lines are best, so a hidden layer gains nothing.",
        "the clouds' width",
        ((-2.0, 2.0), (-2.0, 2.0)),
        _blobs,
    ),
    Dataset(
        "pinwheel",
        "pinwheel",
        "multiclass",
        "A bent arm for each class: the boundaries between them have to bend as well.",
        "how far samples stray around the centre; at 1 as far as the next arm",
        ((-1.1, 1.1), (-1.1, 1.1)),
        _pinwheel,
    ),
    Dataset(
        "rings",
        "rings",
        "multiclass",
        "A ring for each class, one inside the other: every boundary has to close.",
        "the spread around each ring; at 1 as far as the next ring",
        ((-1.3, 1.3), (-1.3, 1.3)),
        _rings,
    ),
)
