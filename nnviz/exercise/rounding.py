"""What an answer may be worked out from: exact numbers, or rounded ones carried forward.

A student who writes three digits down and goes on from there makes no mistake, but the last digit
may differ. So an answer is right if it agrees with one of these: the exact value, or what follows
from the numbers that the student has (right answers, and numbers that are shown), or what follows
from rounding every number on the way to three significant digits or to three decimals.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from nnviz.activations import Array
from nnviz.exercise.exercise import Exercise
from nnviz.exercise.number_format import three_decimals, three_digits
from nnviz.exercise.quantities import QUANTITIES, Values, Written, exactly

HABITS: tuple[Written, ...] = (exactly, three_digits, three_decimals)
"""How a number is written down on the way."""

NOTHING: Mapping[str, Array] = {}


def bases(exercise: Exercise, own: Mapping[str, Array] = NOTHING) -> list[Values]:
    """Return the sets of numbers that one may go on from, the exact ones first."""
    sets: list[Values] = []
    for known in [NOTHING, own] if own else [NOTHING]:
        for habit in HABITS:
            values: dict[str, Array] = {}
            for key, quantity in QUANTITIES.items():
                worked = habit(quantity.work(exercise, values, habit))
                values[key] = _own_or(known.get(key), worked)
            sets.append(values)
    return sets


def allowed(exercise: Exercise, key: str, own: Mapping[str, Array] = NOTHING) -> list[Array]:
    """Return all that a quantity's answers may be, before rounding; the exact values first."""
    candidates: list[Array] = []
    for values in bases(exercise, own):
        for habit in HABITS:
            candidates += [way(exercise, values, habit) for way in QUANTITIES[key].ways]
    return candidates


def _own_or(own: Array | None, worked: Array) -> Array:
    """Return the student's own numbers where there are some."""
    return worked if own is None else np.where(np.isnan(own), worked, own)
