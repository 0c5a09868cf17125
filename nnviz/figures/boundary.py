"""The decision boundary: where it is, and whether it is in view."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nnviz.activations import Array
from nnviz.figures.clipping import Box, clipped, hyperplane_in_box

BOUNDARY = 0.5
"""P(y = 1) on the decision boundary of two classes."""

_POINT = 1e-9  # share of the box: what is smaller is a point but for rounding


def is_crossed(u_O: Array) -> bool:
    """Return whether outputs `u_O`, of any shape, lie on both sides of the boundary."""
    return bool(u_O.min() < BOUNDARY < u_O.max())


def why_absent(u_O: Array) -> str:
    """Return, in words, on which side of the boundary outputs are that do not cross it."""
    if u_O.max() <= BOUNDARY <= u_O.min():
        return "P(y = 1) = ½ all over it"
    return f"P(y = 1) {'>' if u_O.max() > BOUNDARY else '<'} ½ all over it"


def class_margins(z_O: Array) -> Array:
    """Return by how much each class's score is above the best of the others: ``z_O``'s shape.

    Its zeros are where the most likely class changes; outputs lie along the first axis.
    """
    rivals = [np.delete(z_O, k, axis=0).max(axis=0) for k in range(len(z_O))]
    margins: Array = z_O - np.stack(rivals)
    return margins


def likeliest(z_O: Array) -> NDArray[np.intp]:
    """Return the class of the highest score; outputs lie along the first axis."""
    classes: NDArray[np.intp] = z_O.argmax(axis=0)
    return classes


def linear_boundaries(
    biases: ArrayLike, weights: Array, box: Box
) -> Iterator[tuple[int, int, Array]]:
    """Yield where two classes are equally likely, and more so than all others, in a box.

    Parameters
    ----------
    biases : array_like (n_classes,)
    weights : ndarray (n_axes, n_classes)
        The score of class k at u is biases[k] + weights[:, k] · u.
    box : sequence of (low, high)
        One pair an axis, two or three of them.

    Yields
    ------
    i, j : int
        The two classes, i < j.
    corners : ndarray (n_corners, n_axes)
        Ends of a line, or corners of a polygon in order around it.

    """
    b = np.asarray(biases, dtype=np.float64)
    widths = np.ptp(np.array(box, dtype=np.float64), axis=1)
    for i, j in combinations(range(len(b)), 2):
        corners = hyperplane_in_box(b[i] - b[j], weights[:, i] - weights[:, j], box)
        for k in set(range(len(b))) - {i, j}:
            corners = clipped(corners, b[i] - b[k], weights[:, i] - weights[:, k])
        # Classes that meet in one point, where others meet too, share no line.
        if len(corners) and (np.ptp(corners, axis=0) / widths).max() > _POINT:
            yield i, j, corners
