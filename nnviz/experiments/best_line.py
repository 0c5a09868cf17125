"""The best straight line between two classes: logistic regression by Newton's method.

What an identity network can do at most, found without a hidden layer and without gradient descent.
"""

from __future__ import annotations

import numpy as np

from nnviz.activations import ACTIVATIONS, Array
from nnviz.datasets import Targets
from nnviz.network import with_ones

_MOST_STEPS = 50
_RIDGE = 1e-9
"""Keeps the curvature invertible where classes could be parted without an error."""
_TOLERANCE = 1e-12


def best_line(X: Array, y: Targets) -> Array:
    """Return the weights of least mean cross entropy, the bias first.

    Parameters
    ----------
    X : ndarray (n_samples, n_inputs)
    y : ndarray (n_samples,)
        0 or 1. Where a line parts the classes without an error there is no least: the weights
        then are those after 50 steps.

    Returns
    -------
    ndarray (n_inputs + 1,)

    """
    inputs = with_ones(X)
    weights = np.zeros(inputs.shape[1])
    for _ in range(_MOST_STEPS):
        p = ACTIVATIONS["sigmoid"].value(inputs @ weights)  # (n_samples,)
        slope = inputs.T @ (p - y) / len(y)
        curvature = (inputs.T * (p * (1.0 - p))) @ inputs / len(y)
        change = np.linalg.solve(curvature + _RIDGE * np.eye(len(weights)), slope)
        weights -= change
        if float(np.abs(change).max()) < _TOLERANCE:
            break
    return weights
