"""Data sets with two targets over the plane, which share one hidden layer."""

from __future__ import annotations

import numpy as np

from nnviz.activations import Array
from nnviz.datasets.records import Dataset
from nnviz.datasets.regression import SQUARE, on_square

_FASTEST = 0.5  # distance from the centre at which the vortex turns fastest, with speed 1


def _rotation(x1: Array, x2: Array) -> Array:
    squared = (x1**2 + x2**2) / _FASTEST**2
    speed_per_length = np.exp(0.5 * (1.0 - squared)) / _FASTEST
    return np.column_stack([-x2 * speed_per_length, x1 * speed_per_length])


def _polar(x1: Array, x2: Array) -> Array:
    return np.column_stack([np.hypot(x1, x2) / np.sqrt(2.0), np.arctan2(x2, x1) / np.pi])


VECTOR_REGRESSION: tuple[Dataset, ...] = (
    Dataset(
        "rotation",
        "rotation field",
        "vector_regression",
        "The two parts of an arrow around the centre, longest half way to the edge.",
        "the spread of both targets",
        SQUARE,
        on_square(_rotation),
    ),
    Dataset(
        "polar",
        "polar coordinates",
        "vector_regression",
        "Radius and angle of each point. The angle jumps at the left, which no smooth surface can.",
        "the spread of both targets",
        SQUARE,
        on_square(_polar),
    ),
)
