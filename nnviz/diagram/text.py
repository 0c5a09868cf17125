"""Text as it stands in a drawing: short numbers with a true minus sign, and its width."""

from __future__ import annotations

import math
import unicodedata

_NARROW = frozenset(" .,:;|'ijl()[]₀₁₂₃₄₅₆₇₈₉⁰¹²³⁴⁵⁶⁷⁸⁹")


def number(value: float) -> str:
    """Return `value` with three digits at most, or a power of ten where they mean nothing."""
    if not math.isfinite(value):
        return "not finite"
    size = abs(value)
    if size >= 1e4 or 0.0 < size < 0.005:
        mantissa, exponent = f"{value:.0e}".split("e")
        text = f"{mantissa}e{int(exponent)}"
    else:
        text = f"{value:.{0 if size >= 99.95 else 1 if size >= 9.995 else 2}f}"
    return text.replace("-", "−")


def signed(value: float) -> str:
    """Return `value` as `number` does, always with its sign; 0 has none."""
    if value == 0.0:
        return "0"
    text = number(value)
    return text if text.startswith(("−", "not")) else f"+{text}"


def width(text: str, size: float = 11.0) -> float:
    """Return about how wide `text` is on screen, in pixels, at a font size: rather too wide."""
    narrow = sum(letter in _NARROW for letter in text)
    marks = sum(unicodedata.combining(letter) > 0 for letter in text)
    return size * (0.6 * (len(text) - narrow - marks) + 0.36 * narrow)
