"""Checking a student's answers, in the order in which they are computed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from nnviz.activations import Array
from nnviz.exercise.blanks import withheld
from nnviz.exercise.exercise import Exercise
from nnviz.exercise.hints import hint
from nnviz.exercise.number_format import agrees, as_shown, read_number
from nnviz.exercise.quantities import QUANTITIES, Place, answer_key, shape
from nnviz.exercise.rounding import allowed, bases

EMPTY, RIGHT, WRONG, UNREADABLE = "empty", "right", "wrong", "unreadable"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What there is to say about one answer: its state, and a hint in Markdown or nothing."""

    state: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A checked sheet.

    Attributes
    ----------
    verdicts : mapping of Place to Verdict
        Of all blanks, in order.
    shown : mapping of str to ndarray
        Numbers that may be shown, by quantity, as they are printed.

    """

    verdicts: Mapping[Place, Verdict]
    shown: Mapping[str, Array]

    @property
    def n_right(self) -> int:
        """How many answers are right."""
        return sum(verdict.state == RIGHT for verdict in self.verdicts.values())


def places(exercise: Exercise, keys: Collection[str]) -> list[Place]:
    """Return all numbers of some quantities, in order, matrices row by row."""
    network = exercise.network
    return [
        (key, tuple(int(i) for i in index))
        for key in QUANTITIES
        if key in keys
        for index in np.ndindex(shape(key, network))
    ]


def check(exercise: Exercise, blanks: Collection[str], answers: Mapping[Place, str]) -> Sheet:
    """Return a verdict on each blank, and the numbers that may be shown.

    Parameters
    ----------
    exercise : Exercise
    blanks : collection of str
        Keys of the quantities that are to be filled in.
    answers : mapping of Place to str
        What was typed in; missing or empty where nothing was.

    """
    key = answer_key(exercise)
    own: dict[str, Array] = {}
    verdicts: dict[Place, Verdict] = {}
    done: set[str] = set()
    shown: dict[str, Array] = {}
    for name in QUANTITIES:
        if name in blanks:
            confirmed = done | set(shown)
            checked, own[name] = _check_quantity(exercise, name, answers, own, confirmed)
            verdicts |= checked
            if all(verdict.state == RIGHT for verdict in checked.values()):
                done.add(name)
        elif name not in withheld(blanks, done):
            shown[name] = own[name] = as_shown(key[name])
    return Sheet(verdicts, shown)


def _check_quantity(exercise: Exercise, name: str, answers: Mapping[Place, str],
                    own: Mapping[str, Array], confirmed: Collection[str],
                    ) -> tuple[dict[Place, Verdict], Array]:  # fmt: skip
    """Return verdicts on one quantity, and its right answers with NaN for the others."""
    sets = bases(exercise, own)
    candidates = allowed(exercise, name, sets)
    accepted = np.full(shape(name, exercise.network), np.nan)
    verdicts: dict[Place, Verdict] = {}
    for place in places(exercise, [name]):
        text, index = answers.get(place, ""), place[1]
        if not text.strip():
            verdicts[place] = Verdict(EMPTY)
            continue
        try:
            answer = read_number(text)
        except ValueError as error:
            verdicts[place] = Verdict(UNREADABLE, str(error))
            continue
        if any(agrees(answer, float(values[index])) for values in candidates):
            verdicts[place] = Verdict(RIGHT)
            accepted[index] = answer
        else:
            words = hint(exercise, place, answer, sets, confirmed)
            verdicts[place] = Verdict(WRONG, words)
    return verdicts, accepted
