"""How wide a text is in a drawing."""

from __future__ import annotations

import unicodedata

_NARROW = frozenset(" .,:;|'ijl()[]₀₁₂₃₄₅₆₇₈₉⁰¹²³⁴⁵⁶⁷⁸⁹")


def width(text: str, size: float = 11.0) -> float:
    """Return about how wide `text` is on screen, in pixels, at a font size: rather too wide."""
    narrow = sum(letter in _NARROW for letter in text)
    marks = sum(unicodedata.combining(letter) > 0 for letter in text)
    return size * (0.6 * (len(text) - narrow - marks) + 0.36 * narrow)
