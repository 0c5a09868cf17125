"""The part of a line (in 2-D) or a plane (in 3-D) that lies inside a box."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np
from numpy.typing import ArrayLike

from nnviz.activations import Array

Box = Sequence[tuple[float, float]]
"""(low, high) of each axis."""


def hyperplane_in_box(bias: float, weights: ArrayLike, box: Box) -> Array:
    """Return the corners of the part of bias + weights · u = 0 inside `box`.

    Parameters
    ----------
    bias : float
    weights : array_like (n_axes,)
        With two axes it is a line, with three a plane.
    box : sequence of (low, high)
        One pair an axis.

    Returns
    -------
    ndarray (n_corners, n_axes)
        The two ends of a line, or the three to six corners of a polygon, in order around it;
        no rows if the box is not crossed.

    """
    n_axes = len(box)
    low, high = np.array(box, dtype=np.float64).T
    unit = np.array(list(product((0.0, 1.0), repeat=n_axes)))  # corners of the unit cube
    height = scaled_height(bias, weights, low + unit * (high - low))
    crossings = [
        unit[i] + (unit[j] - unit[i]) * (height[i] / (height[i] - height[j]))
        for i, j in _edges(n_axes)
        if (height[i] > 0.0) != (height[j] > 0.0)
    ]
    corners = _ordered(np.unique(np.round(crossings, 12).reshape(-1, n_axes), axis=0))
    return low + corners * (high - low) if len(corners) >= n_axes else np.empty((0, n_axes))


def clipped(corners: Array, bias: float, weights: ArrayLike) -> Array:
    """Return the part of a line or a convex polygon where bias + weights · u ≥ 0.

    Sutherland and Hodgman's step: walk along the edges, keep corners on the right side, and add
    the crossings.

    Parameters
    ----------
    corners : ndarray (n_corners, n_axes)
        The two ends of a line in 2-D, or corners in order around a polygon in 3-D.
    bias : float
    weights : array_like (n_axes,)

    Returns
    -------
    ndarray (n_corners, n_axes)
        No rows if nothing is left, or no more than a single point or edge.

    """
    n_axes = corners.shape[1]
    height = scaled_height(bias, weights, corners)
    kept = []
    # A line has one edge, from its first end to its second; a polygon's last leads back.
    n_edges = len(corners) if n_axes > 2 else len(corners) - 1
    for i in range(len(corners)):
        j = (i + 1) % len(corners)
        if height[i] >= 0.0:
            kept.append(corners[i])
        if i < n_edges and (height[i] >= 0.0) != (height[j] >= 0.0):
            share = height[i] / (height[i] - height[j])
            kept.append(corners[i] + share * (corners[j] - corners[i]))
    return np.array(kept) if len(kept) >= n_axes else np.empty((0, n_axes))


def scaled_height(bias: float, weights: ArrayLike, points: Array) -> Array:
    """Return bias + weights · u, divided by the largest of them so that it stays finite.

    Parameters
    ----------
    bias : float
    weights : array_like (n_axes,)
    points : ndarray (n, n_axes)

    Returns
    -------
    ndarray (n,)
        All zero if the bias and the weights are.

    """
    weights = np.asarray(weights, dtype=np.float64)
    largest = max(abs(bias), float(np.abs(weights).max())) or 1.0
    height: Array = bias / largest + points @ (weights / largest)
    return height


def _edges(n_axes: int) -> list[tuple[int, int]]:
    """Return the pairs of corners of a cube, numbered as `product` counts, that an edge joins."""
    bits = [1 << axis for axis in range(n_axes)]
    return [(i, i | bit) for i in range(1 << n_axes) for bit in bits if not i & bit]


def _ordered(points: Array) -> Array:
    """Return coplanar points (n, n_axes) by their angle around their middle."""
    if len(points) <= 2:
        return points
    offsets = points - points.mean(axis=0)
    across, along = np.linalg.svd(offsets, full_matrices=False)[2][:2]
    return points[np.argsort(np.arctan2(offsets @ across, offsets @ along))]
