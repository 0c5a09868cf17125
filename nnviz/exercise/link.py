"""An exercise as the text of a link, short enough to read and to mend by hand.

``1~sigmoid~binary~H_0.5_-1__2_1__1_-2~O_0.5__1__-1~x_1_2~y_1~rate_0.5``: the version, g, the head,
then numbers with ``_`` between them and ``__`` between rows. None of these characters is changed
in an address.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from nnviz.activations import ACTIVATIONS
from nnviz.exercise.exercise import Exercise, Matrix, Row
from nnviz.exercise.number_format import exact_text
from nnviz.heads import HEADS
from nnviz.spelling import find

VERSION = "1"
LONGEST = 1500
"""Characters: the largest exercise has 42 numbers of at most 24 characters each."""

_FIELDS = ("H", "O", "x", "y", "rate")
_NUMBER = re.compile(r"-?\d{1,20}(?:\.\d{1,25})?(?:e-?\d{1,3})?", re.ASCII)

BROKEN = (
    "The link's exercise cannot be read: {reason} A new exercise is shown instead; ask for the "
    "link again."
)


def encode(exercise: Exercise) -> str:
    """Return the text of a link's parameter `ex`."""
    numbers = (
        _rows(exercise.W_H), _rows(exercise.W_O), _row(exercise.x), _row(exercise.y),
        exact_text(exercise.rate),
    )  # fmt: skip
    fields = (f"{name}_{text}" for name, text in zip(_FIELDS, numbers, strict=True))
    return "~".join([VERSION, exercise.activation, exercise.head, *fields])


def decode(text: str) -> Exercise:
    """Return the exercise that a link asks for.

    Raises
    ------
    ValueError
        With a sentence, for any text that is not an exercise of this version.

    """
    if len(text) > LONGEST:
        message = f"it is longer than {LONGEST:,} characters."
        raise ValueError(message)
    version, *fields = text.split("~")
    if version != VERSION or len(fields) != 2 + len(_FIELDS):
        message = f"it must have {3 + len(_FIELDS)} parts and begin with version {VERSION}."
        raise ValueError(message)
    activation, head, *numbers = fields
    activation = _named(activation, {key: g.label for key, g in ACTIVATIONS.items()})
    head = _named(head, {key: record.label for key, record in HEADS.items()})
    texts = []
    for name, field in zip(_FIELDS, numbers, strict=True):
        if not field.startswith(f"{name}_"):
            message = f"its part {name} is missing or not in its place."
            raise ValueError(message)
        texts.append(field.removeprefix(f"{name}_"))
    W_H, W_O, x, y, rate = (_read_rows(part) for part in texts)
    if len(x) != 1 or len(y) != 1 or len(rate) != 1 or len(rate[0]) != 1:
        message = "x and y must be one row each, and the rate one number."
        raise ValueError(message)
    return Exercise(activation, head, W_H, W_O, x[0], y[0], rate[0][0])


def _named(text: str, labels: Mapping[str, str]) -> str:
    """Return the key that a text names in any spelling, or the text itself."""
    try:
        return find(text, tuple(labels), labels.__getitem__)
    except ValueError:
        return text


def _row(numbers: Row) -> str:
    return "_".join(exact_text(number).replace("+", "") for number in numbers)


def _rows(matrix: Matrix) -> str:
    return "__".join(_row(row) for row in matrix)


def _read_rows(text: str) -> Matrix:
    return tuple(tuple(_read(part) for part in row.split("_")) for row in text.split("__"))


def _read(text: str) -> float:
    if not _NUMBER.fullmatch(text):
        message = "one of its numbers is not a number."
        raise ValueError(message)
    return float(text)
