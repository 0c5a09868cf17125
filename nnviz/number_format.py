"""Numbers, subscripts and lists as text: one rule for figures, pages and drawings.

The browser's half is ``components/shared/js/format.js``; ``tests/number_format_cases.json`` is the
table of cases that both are tested with. The rules:

- A minus is U+2212, and what is rounded to zero has none.
- A power of ten is written ``1.2e5`` or ``1.2e−7``: no plus, no leading zeros.
- What is no finite number is written in words.
- A tie is rounded away from zero, as browsers do.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal

NOT_FINITE = "not finite"

_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_THIN = "\u202f"  # a narrow space at which no line breaks
_LARGEST_PLAIN = 1e5  # from here on, numbers are powers of ten
_PLAIN_POWERS = range(-3, 5)  # of the first digit, where significant digits are no power of ten
_GROUPED_FROM = 10_000
_EXACT = Context(prec=400, rounding=ROUND_HALF_UP)  # a double has 309 digits before its point


def number(value: float, digits: int = 2) -> str:
    """Return `value` with fixed decimals: ``−2.50``; from 100,000 on as a power of ten, ``1.2e5``.

    Parameters
    ----------
    value : float
    digits : int
        Decimals.

    """
    if not math.isfinite(value):
        return NOT_FINITE
    if abs(value) >= _LARGEST_PLAIN:
        return _power(value, 2)
    return _fixed(value, digits)


def signed(value: float, digits: int = 2) -> str:
    """Return `value` as `number` does, always with its sign; zero has a plus."""
    return with_plus(number(value, digits))


def short(value: float) -> str:
    """Return `value` in little room: three digits and two decimals at most, or a power of ten.

    1.23, 12.3, 123, 3e7, 4e−3; zero is ``0.00``.
    """
    if not math.isfinite(value):
        return NOT_FINITE
    size = abs(value)
    if size >= 1e4 or 0.0 < size < 0.005:
        return _power(value, 1)
    return _fixed(value, 0 if size >= 99.95 else 1 if size >= 9.995 else 2)


def short_signed(value: float) -> str:
    """Return `value` as `short` does, with its sign; zero is ``0``."""
    return "0" if value == 0.0 else with_plus(short(value))


def significant(value: float, digits: int = 3) -> str:
    """Return `value` with its sign and that many significant digits, or as a power of ten.

    Small whole numbers have no decimals, and zero is ``0``, without a sign.
    """
    if not math.isfinite(value):
        return NOT_FINITE
    if value == 0.0:
        return "0"
    if abs(value) < 10**digits and value == int(value):
        return with_plus(_fixed(value, 0))
    power = _rounded(value, digits).adjusted()
    if power in _PLAIN_POWERS:
        return with_plus(_fixed(value, max(digits - 1 - power, 0)))
    return with_plus(_power(value, digits))


def tick(value: float, digits: int = 3) -> str:
    """Return `value` with that many significant digits at most, without zeros at the end.

    For the ends of a scale, in tables and in sentences: 0.5, 1500, 1.5e18.
    """
    if not math.isfinite(value):
        return NOT_FINITE
    if value == 0.0:
        return "0"
    rounded = _rounded(value, digits)
    if rounded.adjusted() in _PLAIN_POWERS:
        return _without_zeros(f"{rounded:f}").replace("-", "−")
    mantissa, e, exponent = _power(value, digits).partition("e")
    return _without_zeros(mantissa) + e + exponent


def scale_ends(low: float, high: float, neutral: float, *, clipped: bool) -> tuple[str, str]:
    """Return the texts at the ends of a colour bar: ``≤ −1.5e18`` where values lie beyond.

    Where the lower end is neutral, nothing lies below it.

    Parameters
    ----------
    low, high, neutral : float
    clipped : bool
        Whether some values lie beyond the ends and are painted like them.

    """
    below = "≤ " if clipped and low < neutral else ""
    return f"{below}{tick(low)}", f"{'≥ ' if clipped else ''}{tick(high)}"


def percent(share: float) -> str:
    """Return a share, 0 to 1, in whole percent; but all and nothing are said of these alone.

    Where rounding would make 100 % of less than all, or 0 % of more than nothing, there are as
    many decimals as it takes: 99.5 %, 0.04 %.
    """
    if not math.isfinite(share):
        return NOT_FINITE
    # Players hold shares in single precision: what that adds must not decide a tie.
    hundredths = 100.0 * share
    text = _fixed(float(_fixed_digits(hundredths, 4)), 0)
    digits = 0
    while share not in {0.0, 1.0} and float(text.replace("−", "-")) in {0.0, 100.0}:
        digits += 1
        text = _fixed(hundredths, digits)
    return f"{text}{_THIN}%"


def count(value: float) -> str:
    """Return a whole number with thin spaces between thousands, if it has five digits or more."""
    whole = int(value)
    if abs(whole) < _GROUPED_FROM:
        return str(whole).replace("-", "−")
    return f"{whole:,}".replace(",", _THIN).replace("-", "−")


def plural(n: int, word: str, many: str | None = None) -> str:
    """Return ``1 multiplication``, ``2 multiplications``; `many` is a plural that is no -s."""
    return f"{count(n)} {word if n == 1 else many or word + 's'}"


def subscript(n: int | str) -> str:
    """Return a whole number, or its digits, in subscript digits."""
    return str(n).translate(_SUBSCRIPTS)


def listed(items: Iterable[str], conjunction: str = "and") -> str:
    """Return ``a``, ``a and b``, or ``a, b and c``."""
    *first, last = list(items) or [""]
    return f"{', '.join(first)} {conjunction} {last}" if first else last


def vector(values: Sequence[float], digits: int = 3) -> str:
    """Return numbers with fixed decimals, in brackets if there are several: ``(0.500, −1.000)``."""
    texts = [number(value, digits) for value in values]
    return texts[0] if len(texts) == 1 else f"({', '.join(texts)})"


def latex(text: str) -> str:
    r"""Return a number that this module has written as LaTeX: ``1.2 \cdot 10^{5}``."""
    if text == NOT_FINITE:
        return rf"\text{{{text}}}"
    mantissa, _e, power = text.replace("−", "-").partition("e")
    return rf"{mantissa} \cdot 10^{{{power}}}" if power else mantissa


def _fixed_digits(value: float, digits: int) -> str:
    """Return `value` with fixed decimals and an ASCII minus."""
    return f"{Decimal(value).quantize(Decimal(1).scaleb(-digits), context=_EXACT):f}"


def _fixed(value: float, digits: int) -> str:
    text = _fixed_digits(value, digits)
    return text.replace("-", "−") if text.strip("-0.") else text.removeprefix("-")


def _rounded(value: float, digits: int) -> Decimal:
    """Return `value` with that many significant digits."""
    return Context(prec=digits, rounding=ROUND_HALF_UP).create_decimal(Decimal(value))


def _power(value: float, digits: int) -> str:
    """Return `value` as a power of ten with that many significant digits."""
    mantissa, _e, exponent = f"{_rounded(value, digits):.{digits - 1}e}".partition("e")
    return f"{mantissa}e{int(exponent)}".replace("-", "−")


def with_plus(text: str) -> str:
    """Return a number that this module has written with a sign, whatever its sign."""
    return text if text.startswith(("−", NOT_FINITE)) else f"+{text}"


def _without_zeros(text: str) -> str:
    return text.rstrip("0").removesuffix(".") if "." in text else text
