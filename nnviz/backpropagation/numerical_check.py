"""Derivatives by central differences, to check those by backpropagation.

Each weight is nudged a little up and down, and the loss is computed anew: that needs no formula
for any derivative, and four forward passes for each weight.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from nnviz.activations import Array
from nnviz.network import Network, Params, with_ones

STEP = 1e-4
"""h. Rounding of the loss leaves about 1e-16/h of a difference quotient; what is left out of the
fourth-order formula is about h⁴: together less than 1e-10 for the weights of a classroom."""

SMALLEST = 1e-3
"""A derivative below this is compared with this: rounding leaves an absolute error, however small
the derivative is."""

TOLERANCE = 1e-7
"""Largest relative error that passes."""

_KINKED = frozenset({"step", "relu", "leaky_relu", "elu"})
"""Activations that jump or bend at z = 0, where a quotient mixes the two sides."""


@dataclass(frozen=True, slots=True)
class Check:
    """Derivatives by two ways, and how far they are apart.

    Attributes
    ----------
    quotients : Params
        By central differences, in the shapes of the weights.
    errors : Params
        Relative error of each derivative, see `relative_errors`.
    largest : float
        The largest of them; NaN if something is not finite.
    kinked : tuple of int
        Hidden units, from 0, whose kink at z = 0 lies between the nudged weights.

    """

    quotients: Params
    errors: Params
    largest: float
    kinked: tuple[int, ...] = ()

    @property
    def passes(self) -> bool:
        """Whether every derivative is right."""
        return self.largest <= TOLERANCE


def check(network: Network, params: Params, X: ArrayLike, y: ArrayLike, gradient: Params) -> Check:
    """Return how far `gradient`, of the mean loss, is from central differences."""
    quotients = central_differences(network, params, X, y)
    errors = Params(
        relative_errors(gradient.W_H, quotients.W_H),
        relative_errors(gradient.W_O, quotients.W_O),
    )
    largest = float(np.max([errors.W_H.max(), errors.W_O.max()]))  # NaN if one is
    return Check(quotients, errors, largest, _kinked(network, params, X))


def central_differences(network: Network, params: Params, X: ArrayLike, y: ArrayLike) -> Params:
    """Return ∂L/∂w ≈ (8 [L(w+h) − L(w−h)] − [L(w+2h) − L(w−2h)]) / 12h for every weight."""
    slopes = {"W_H": np.empty_like(params.W_H), "W_O": np.empty_like(params.W_O)}
    with np.errstate(over="ignore", invalid="ignore"):
        for name, slope in slopes.items():
            W = getattr(params, name)
            for index in np.ndindex(W.shape):
                losses = []
                for n in (1.0, -1.0, 2.0, -2.0):
                    nudged = W.copy()
                    nudged[index] += n * STEP
                    losses.append(network.loss(replace(params, **{name: nudged}), X, y))
                near, far = losses[0] - losses[1], losses[2] - losses[3]
                slope[index] = (8.0 * near - far) / (12.0 * STEP)
    return Params(**slopes)


def relative_errors(derivatives: Array, quotients: Array) -> Array:
    """Return |a − b| / max(|a|, |b|, `SMALLEST`) of each pair."""
    largest = np.maximum(np.abs(derivatives), np.abs(quotients))
    return np.abs(derivatives - quotients) / np.maximum(largest, SMALLEST)


def _kinked(network: Network, params: Params, X: ArrayLike) -> tuple[int, ...]:
    """Return the hidden units whose z changes its sign while their weights are nudged."""
    if network.activation not in _KINKED:
        return ()
    u_I = with_ones(network.check_inputs(X))
    reach = 2.0 * STEP * np.abs(u_I).max(axis=1, keepdims=True)  # (n_samples, 1)
    near = (np.abs(u_I @ params.W_H) <= reach).any(axis=0)
    return tuple(int(m) for m in np.flatnonzero(near))
