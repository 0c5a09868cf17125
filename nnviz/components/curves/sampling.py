"""The activations as numbers for the browser: g and g′ at equal distances, taken from the records.

The browser draws and reads off these numbers and computes none of its own.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

from nnviz.activations import ACTIVATIONS, Array

FURTHEST = 5.0
"""z runs from −5 to 5."""

N_POINTS = 201
"""Odd, so that 0 is one of them: kinks and jumps are there."""

_DIGITS = 6


@cache
def sampled() -> dict[str, Any]:
    """Return what the curves component draws, ready for JSON.

    Returns
    -------
    dict
        ``z`` (n_points,), and ``panels``: for each activation its name, label, text, ``g`` and
        ``slope`` (n_points,), and ``limits``, those of (g, g′) from the left and from the right
        at 0 where they differ, else None.

    """
    z = np.linspace(-FURTHEST, FURTHEST, N_POINTS)
    return {
        "z": _numbers(z),
        "panels": [
            {
                "name": g.name,
                "label": g.label,
                "text": g.text,
                "g": _numbers(g.value(z)),
                "slope": _numbers(g.derivative(z)),
                "limits": g.facts.limits,
                "jumps": not g.facts.is_continuous,
            }
            for g in ACTIVATIONS.values()
        ],
    }


def _numbers(values: Array) -> list[float]:
    """Return `values` with as many digits as a picture can use."""
    return [round(float(value), _DIGITS) for value in values]
