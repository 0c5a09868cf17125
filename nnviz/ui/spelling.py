"""Names in links: read without regard to case, spaces, underscores and hyphens, and by keys."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

_LONGEST_QUOTE = 40
_BETWEEN_WORDS = re.compile(r"_|(?<=\w)-(?=\w)")


def plain(text: str) -> str:
    """Return a name without what people write differently: case, spaces, underscores, hyphens."""
    return " ".join(_BETWEEN_WORDS.sub(" ", text).split()).casefold()


def find(text: str, options: Sequence[Any], name: Callable[[Any], str]) -> Any:
    """Return the option that a text names: by its name, its key or its number.

    Raises
    ------
    ValueError
        If there is none.

    """
    for option in options:
        if text == name(option):
            return option
    for spelling in (name, str):
        for option in options:
            if plain(text) == plain(spelling(option)):
                return option
    number = float(text)
    for option in options:
        if isinstance(option, int | float) and option == number and math.isfinite(number):
            return option
    return refuse(text)


def only(texts: Sequence[str]) -> str:
    """Return the one text of a parameter that must be given once; ValueError for none or more."""
    if len(texts) != 1:
        refuse(str(len(texts)))
    return texts[0]


def refuse(text: str) -> NoReturn:
    """Raise the ValueError of a text that is not allowed."""
    message = f"not allowed: {text}"
    raise ValueError(message)


def quoted(text: str) -> str:
    """Return a link's text as a short code span, in which Markdown has no meaning."""
    words = " ".join(text.replace("`", "'").split()) or "nothing"
    return f"`{words if len(words) <= _LONGEST_QUOTE else words[:_LONGEST_QUOTE] + '…'}`"
