"""A sentence about a wrong answer: which factor is off, never what is right."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from nnviz.exercise.exercise import Exercise
from nnviz.exercise.mistakes import FACTORS, Mistake
from nnviz.exercise.mistakes_backward import (
    hidden_error_mistakes,
    hidden_gradient_mistakes,
    hidden_weight_mistakes,
    output_error_mistakes,
    output_gradient_mistakes,
    output_weight_mistakes,
)
from nnviz.exercise.mistakes_forward import (
    hidden_output_mistakes,
    hidden_sum_mistakes,
    loss_mistakes,
    output_mistakes,
    output_sum_mistakes,
)
from nnviz.exercise.number_format import agrees
from nnviz.exercise.quantities import QUANTITIES, Place, Values

MISTAKES: Mapping[str, Callable[[Exercise, Values], Iterator[Mistake]]] = {
    "z_H": hidden_sum_mistakes,
    "u_H": hidden_output_mistakes,
    "z_O": output_sum_mistakes,
    "u_O": output_mistakes,
    "loss": loss_mistakes,
    "delta_O": output_error_mistakes,
    "delta_H": hidden_error_mistakes,
    "grad_O": output_gradient_mistakes,
    "grad_H": hidden_gradient_mistakes,
    "new_O": output_weight_mistakes,
    "new_H": hidden_weight_mistakes,
}

_CLOSE = 0.05
"""Relative error of a number with two digits, at most."""

ROUNDED = (
    "Close: this looks like a number that was rounded too early. Carry at least three digits from "
    "step to step."
)


def kinds(
    exercise: Exercise, place: Place, answer: float, sets: Sequence[Values]
) -> dict[str, str]:
    """Return the kinds of mistakes that give `answer`, each with the sentence for it."""
    found: dict[str, str] = {}
    key, index = place
    for values in sets:
        for mistake in MISTAKES[key](exercise, values):
            if agrees(answer, float(mistake.values[index])):
                found.setdefault(mistake.kind, mistake.sentence)
        if found:
            break  # the exact numbers, which come first, say it best
    return found


def hint(
    exercise: Exercise,
    place: Place,
    answer: float,
    sets: Sequence[Values],
    confirmed: Collection[str],
) -> str:
    """Return what to say about a wrong answer.

    Parameters
    ----------
    exercise : Exercise
    place : Place
        Which number it is.
    answer : float
        A wrong one.
    sets : sequence of mappings of str to ndarray
        Numbers that one may go on from, the exact ones first, as `rounding.bases` returns them.
    confirmed : collection of str
        Keys of the quantities that are shown or completely right.

    Returns
    -------
    str
        Markdown without any digit.

    """
    found = kinds(exercise, place, answer, sets)
    key, index = place
    if len(found) == 1:
        return next(iter(found.values()))
    if found:
        factors = _listed([FACTORS[kind] for kind in found])
        return f"More than one mistake gives this number. Look again at {factors}."
    if any(_is_close(answer, float(v[key][index])) for v in sets):
        return ROUNDED
    return _sources(key, confirmed)


def _is_close(answer: float, value: float) -> bool:
    return abs(answer - value) <= _CLOSE * abs(value)


def _sources(key: str, confirmed: Collection[str]) -> str:
    """Say what a quantity is built from, and which of that is settled."""
    quantity = QUANTITIES[key]
    parents = [f"${QUANTITIES[parent].latex}$" for parent in quantity.built_from]
    built = _listed([*parents, *quantity.given])
    sentence = f"No classic mistake gives this number. It is built from {built}."
    settled = [p for p in quantity.built_from if p in confirmed]
    unsettled = [p for p in quantity.built_from if p not in confirmed]
    if settled:
        sentence += f" {_listed([f'${QUANTITIES[p].latex}$' for p in settled])} "
        sentence += "is right." if len(settled) == 1 else "are right."
    if unsettled:
        names = _listed([f"${QUANTITIES[p].latex}$" for p in unsettled])
        sentence += f" Check {names} first."
    return sentence


def _listed(words: Iterable[str]) -> str:
    """Return words as a list in a sentence."""
    *most, final = words
    return f"{', '.join(most)} and {final}" if most else final
