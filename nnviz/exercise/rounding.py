"""What an answer may be computed from: exact numbers, or rounded ones carried forward.

A student who writes three digits down and goes on from there makes no mistake, but the last digit
may differ. So an answer is right if it agrees with one of these: the exact value, or what follows
from the numbers that the student has (right answers, and numbers that are shown), or what follows
from rounding every number on the way to three significant digits or to three decimals.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from nnviz.activations import Array
from nnviz.exercise.exercise import Exercise
from nnviz.exercise.number_format import three_decimals, three_digits
from nnviz.exercise.quantities import QUANTITIES, Rounding, Values, exactly

ROUNDINGS: tuple[Rounding, ...] = (exactly, three_digits, three_decimals)
"""How a number is written down on the way."""

NOTHING: Mapping[str, Array] = {}


def bases(exercise: Exercise, own: Mapping[str, Array] = NOTHING) -> list[Values]:
    """Return the sets of numbers that one may go on from, the exact ones first.

    Parameters
    ----------
    exercise : Exercise
    own : mapping of str to ndarray, optional
        Numbers that the student has, by quantity, NaN where there is none.

    """
    sets: list[Values] = []
    for known in [NOTHING, own] if own else [NOTHING]:
        for rounding in ROUNDINGS:
            values: dict[str, Array] = {}
            for key, quantity in QUANTITIES.items():
                computed = rounding(quantity.compute(exercise, values, rounding))
                values[key] = _own_or(known.get(key), computed)
            sets.append(values)
    return sets


def allowed(exercise: Exercise, key: str, sets: Sequence[Values]) -> list[Array]:
    """Return all that a quantity's answers may be, before rounding; the exact values first.

    `sets` are the numbers that one may go on from, as `bases` returns them.
    """
    candidates: list[Array] = []
    for values in sets:
        for rounding in ROUNDINGS:
            candidates += [way(exercise, values, rounding) for way in QUANTITIES[key].ways]
    return candidates


def _own_or(own: Array | None, computed: Array) -> Array:
    """Return the student's own numbers where there are some."""
    return computed if own is None else np.where(np.isnan(own), computed, own)
