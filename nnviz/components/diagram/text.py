"""Text as it stands in a drawing: short numbers with a true minus sign, and its width."""

from __future__ import annotations

import math
import unicodedata

_LEAST_POWER, _LARGEST_POWER = -3, 5  # of numbers that are written without a power of ten
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


def significant(value: float, digits: int = 3) -> str:
    """Return `value` with its sign and that many significant digits, or as a power of ten.

    Small whole numbers have no decimals, and 0 has no sign.
    """
    if not math.isfinite(value):
        return "not finite"
    if value == 0.0:
        return "0"
    if abs(value) < 10**digits and value == int(value):
        return f"{int(value):+d}".replace("-", "−")
    mantissa, exponent = f"{value:+.{digits - 1}e}".split("e")
    power = int(exponent)
    is_plain = _LEAST_POWER <= power < _LARGEST_POWER
    text = f"{value:+.{max(digits - 1 - power, 0)}f}" if is_plain else f"{mantissa}e{power}"
    return text.replace("-", "−")


def width(text: str, size: float = 11.0) -> float:
    """Return about how wide `text` is on screen, in pixels, at a font size: rather too wide."""
    narrow = sum(letter in _NARROW for letter in text)
    marks = sum(unicodedata.combining(letter) > 0 for letter in text)
    return size * (0.6 * (len(text) - narrow - marks) + 0.36 * narrow)
