"""Numbers as people write them: reading them, rounding them, and how exact they must be."""

from __future__ import annotations

import math
import re
import unicodedata

import numpy as np

from nnviz.activations import Array

LONGEST = 40
"""Characters of a number that is typed in."""

HOW_TO_WRITE = (
    "Write one number, with a point or a comma; fractions a/b and w a/b and a power of ten as in "
    "“e-b” are read as well."
)
"""Without digits, so that it contains no answer by chance."""

_NUMBER = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,3})?"
_FRACTION = re.compile(rf"({_NUMBER})(?:/({_NUMBER}))?", re.ASCII)
_MIXED = re.compile(r"([+-]?)(\d+) (\d+)/(\d+)", re.ASCII)
_GROUPED = re.compile(r"[+-]?\d{1,3}(?: \d{3})+(?:\.\d*)?", re.ASCII)
_POWER = re.compile(r"[·*×x]10\^")
_VULGAR = re.compile("[¼½¾⅐-⅞]")
_AROUND_OPERATORS = re.compile(r" ?([/·*×x^e+-]) ?")
_SIGNS = str.maketrans({"−": "-", "–": "-", "‒": "-", "﹣": "-", "-": "-", ",": ".", "⁄": "/"})
_SLACK = 1e-9
"""Relative; what floating point adds to the half unit of a tie."""


def read_number(text: str) -> float:
    """Return the number that `text` says.

    Parameters
    ----------
    text : str
        With a decimal point or comma, either minus sign, as a fraction, as a whole number and a
        fraction, with an exponent, or with spaces between groups of three digits. Other spaces
        between digits are refused: they may be a forgotten sign or point.

    Raises
    ------
    ValueError
        With a sentence, if it is no finite number.

    """
    compact = _compact(text) if len(text) <= LONGEST else ""
    if mixed := _MIXED.fullmatch(compact):
        sign, whole, numerator, denominator = mixed.groups()
        total = float(whole) * float(denominator) + float(numerator)
        return _quotient(float(f"{sign}1") * total, float(denominator))
    if fraction := _FRACTION.fullmatch(compact):
        return _quotient(float(fraction[1]), float(fraction[2] or 1.0))
    message = f"This is not a number. {HOW_TO_WRITE}"
    raise ValueError(message)


def _compact(text: str) -> str:
    """Return `text` in lower case, with points, hyphens and slashes, and no needless space."""
    plain = _VULGAR.sub(lambda match: f" {unicodedata.normalize('NFKC', match[0])}", text)
    spaced = " ".join(plain.translate(_SIGNS).lower().split())
    compact = _POWER.sub("e", _AROUND_OPERATORS.sub(r"\1", spaced))
    return compact.replace(" ", "") if _GROUPED.fullmatch(compact) else compact


def _quotient(numerator: float, denominator: float) -> float:
    """Return numerator / denominator; raise ValueError with a sentence unless it is finite."""
    if denominator == 0.0:
        message = "Nothing can be divided by zero. Write another number."
        raise ValueError(message)
    if not math.isfinite(numerator) or not math.isfinite(denominator):
        message = "This number is too large to compute with. Write a smaller one."
        raise ValueError(message)
    with np.errstate(over="ignore", under="ignore"):
        value = float(np.float64(numerator) / np.float64(denominator))
    if not math.isfinite(value):
        message = "This number is too large to compute with. Write a smaller one."
        raise ValueError(message)
    return value


def significant(values: Array, digits: int = 3) -> Array:
    """Return `values` rounded to significant digits."""
    return np.array([float(f"{v:.{digits - 1}e}") for v in values.flat]).reshape(values.shape)


def three_digits(values: Array) -> Array:
    """Return `values` rounded to three significant digits."""
    return significant(values, 3)


def three_decimals(values: Array) -> Array:
    """Return `values` rounded to three decimals."""
    return np.round(values, 3)


def as_shown(values: Array) -> Array:
    """Return `values` as the page shows them where they are no blanks: five significant digits."""
    return significant(values, 5)


def agrees(answer: float, value: float) -> bool:
    """Whether `answer` is `value` to three significant digits, or rounded to three decimals.

    To three significant digits: no further away than half a unit of the third digit, so that more
    digits are right as well. To three decimals: a number of thousandths within half of one.
    """
    if not math.isfinite(answer) or not math.isfinite(value):
        return False
    error = abs(answer - value)
    if error == 0.0:
        return True
    if value != 0.0 and error <= 0.5 * 10.0 ** (_magnitude(value) - 2) * (1.0 + _SLACK):
        return True
    thousandths = 1000.0 * answer
    is_rounded = abs(thousandths - round(thousandths)) <= _SLACK * max(1.0, abs(thousandths))
    return is_rounded and error <= 0.0005 * (1.0 + _SLACK)


def _magnitude(value: float) -> int:
    """Return the power of ten of the first digit: 0 for 1 to 9.99, by the digits, not by a log."""
    return int(f"{value:.16e}".split("e")[1])


def number_text(value: float, digits: int = 5) -> str:
    """Return `value` for people: no more than `digits` significant digits, a true minus sign."""
    text = f"{value:.{digits}g}"
    if "e" in text:
        mantissa, exponent = text.split("e")
        text = f"{mantissa}·10^{int(exponent)}"
    text = "0" if text == "-0" else text
    return text.replace("-", "−")


def exact_text(value: float) -> str:
    """Return a given number with all its digits and the hyphen as minus, for fields and links."""
    text = repr(float(value))
    return text.removesuffix(".0") if text != "-0.0" else "0"
