"""Names as people write them: without regard to case, spaces, underscores and hyphens."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from typing import TypeVar

_BETWEEN_WORDS = re.compile(r"_|(?<=\w)-(?=\w)")

Option = TypeVar("Option")


def plain(text: str) -> str:
    """Return a name without what people write differently.

    >>> plain(" Leaky-ReLU "), plain("leaky_relu")
    ('leaky relu', 'leaky relu')
    """
    return " ".join(_BETWEEN_WORDS.sub(" ", text).split()).casefold()


def find(text: str, options: Sequence[Option], name: Callable[[Option], str]) -> Option:
    """Return the option that a text names: by its name, by its key, or as a number.

    Parameters
    ----------
    text : str
    options : sequence
        Keys or numbers.
    name : callable
        Returns an option's name on screen.

    Raises
    ------
    ValueError
        If there is none.

    Examples
    --------
    >>> find("BINARY STEP", ("relu", "step"), {"relu": "ReLU", "step": "binary step"}.get)
    'step'

    """
    for option in options:
        if text == name(option):
            return option
    for spelling in (name, str):
        for option in options:
            if plain(text) == plain(spelling(option)):
                return option
    number = float(text)  # a ValueError if it is none
    for option in options:
        if isinstance(option, int | float) and option == number and math.isfinite(number):
            return option
    message = f"{text} is not among the options."
    raise ValueError(message)
