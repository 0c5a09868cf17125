"""How much gradient reaches the hidden weights, and how much is lost where activations are flat.

δ_j = g′(z_j) Σ_k w_k δ_k: where g′ is nearly 0, nothing of the error passes.
Lecture: "Hidden unit: backpropagation error (accumulated)".
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import ArrayLike

from nnviz.activations import Array
from nnviz.network import Network, Params
from nnviz.training import Run

SATURATED = 0.01
"""A unit is saturated at a sample where |g′| is less; the player has the same rule."""


def slopes(network: Network, params: Params, X: ArrayLike) -> Array:
    """Return |g′(z_H)| of every unit at every sample: (n_samples, n_hidden)."""
    return np.abs(network.g.derivative(network.forward(params, X).z_H))


def saturated_share(network: Network, params: Params, X: ArrayLike) -> float:
    """Return the share, 0 to 1, of units and samples where |g′| is below `SATURATED`."""
    return float(np.mean(slopes(network, params, X) < SATURATED))


def gradient_norms(run: Run, steps: Iterable[int], X: ArrayLike, y: ArrayLike) -> Array:
    """Return ‖∂L/∂W_H‖ of the mean loss at each of `steps`: (n_steps,)."""
    return np.array(
        [np.linalg.norm(run.network.backward(run.params_at(t), X, y).W_H) for t in steps]
    )
