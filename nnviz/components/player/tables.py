"""Activations that the browser has no formula for: they travel as tables of their values.

``js/activations.js`` has a formula and a fast loop for those in `FORMULAS`. Any other is sampled
here, so that a new activation needs no line of JavaScript. Beyond the table g is continued by
straight lines.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from nnviz.activations import Activation

FORMULAS = frozenset(
    {"identity", "step", "sigmoid", "tanh", "relu", "leaky_relu"}
    | {"softplus", "elu", "silu", "sine", "gaussian"}
)
N_CELLS = 16_384
"""As many as the browser's own tables have."""

FURTHEST = 32.0
"""The table goes from −32 to 32; a function that is not straight beyond needs a formula."""


def tables(
    activations: Iterable[Activation],
) -> tuple[dict[str, dict[str, float]], dict[str, NDArray[np.float32]]]:
    """Return what the browser needs to evaluate each activation for which it has no formula.

    Returns
    -------
    ends : dict
        By name ``low``, ``high``, and the lines beyond: ``left``, ``leftOffset``, ``right``,
        ``rightOffset``.
    values : dict
        By tensor, ``g.<name>``: g at `N_CELLS` + 1 points from low to high.

    """
    tabulated = {g.name: g for g in activations if g.name not in FORMULAS}
    z = np.linspace(-FURTHEST, FURTHEST, N_CELLS + 1)
    values = {f"g.{name}": g.value(z).astype(np.float32) for name, g in tabulated.items()}
    return {name: _ends(g) for name, g in tabulated.items()}, values


def _ends(g: Activation) -> dict[str, float]:
    left, right = g.derivative([-FURTHEST, FURTHEST])
    low, high = g.value([-FURTHEST, FURTHEST])
    return {
        "low": -FURTHEST,
        "high": FURTHEST,
        "left": float(left),
        "leftOffset": float(low + left * FURTHEST),
        "right": float(right),
        "rightOffset": float(high - right * FURTHEST),
    }
