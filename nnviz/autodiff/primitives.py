"""The operations that can be differentiated: each one's value and local derivatives, side by side.

Everything is plain floats. Where a value or a derivative does not exist, or is beyond what a float
can hold, a sentence says so, with the numbers.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from nnviz.number_format import tick

Function = Callable[..., float]


class UndefinedError(ValueError):
    """A value or a derivative does not exist for these numbers; the message is a sentence."""


@dataclass(frozen=True, slots=True)
class Primitive:
    """An operation of one or two numbers, or of any number of them.

    Attributes
    ----------
    name : str
        Key in `PRIMITIVES`; for a function also what one writes: ``exp(a)``.
    label : str
        What it is called.
    text : str
        What it does with {0} and {1}, in plain characters.
    latex : str
        The same in LaTeX, of a and b.
    slopes_latex : tuple of str
        The local derivative with respect to each argument.
    value : callable
        ``value(*arguments)``.
    derivatives : tuple of callable
        ``derivatives[i](*arguments)`` is the local derivative with respect to argument i.
    n_arguments : int or None
        None for any number of them, which then share the one derivative.

    """

    name: str
    label: str
    text: str
    latex: str
    slopes_latex: tuple[str, ...]
    value: Function
    derivatives: tuple[Function, ...]
    n_arguments: int | None

    @property
    def is_function(self) -> bool:
        """Whether it is written as a function, like exp(a)."""
        return self.text.startswith(self.name)

    def written(self, *arguments: str) -> str:
        """Return the operation of these arguments as text."""
        if self.n_arguments is None:
            return " + ".join(arguments)
        return self.text.format(*arguments)


def plain(value: float) -> str:
    """Return a number with four digits at most and a true minus sign, or that there is none."""
    return "undefined" if math.isnan(value) else tick(value, 4)


def _divide(a: float, b: float) -> float:
    if b == 0.0:
        message = f"{plain(a)} ÷ 0 is not defined: a number cannot be divided by zero."
        raise UndefinedError(message)
    return a / b


def _power(a: float, b: float) -> float:
    if a == 0.0 and b < 0.0:
        message = f"0 to the power {plain(b)} is not defined: it would divide by zero."
        raise UndefinedError(message)
    if a < 0.0 and not b.is_integer():
        message = (
            f"{plain(a)} to the power {plain(b)} is not a real number: a negative number has "
            "whole powers only."
        )
        raise UndefinedError(message)
    return math.pow(a, b)


def _power_by_base(a: float, b: float) -> float:
    """Return b aᵇ⁻¹; the power 0 is constant, also at a = 0."""
    if b == 0.0:
        return 0.0
    if a == 0.0 and b < 1.0:
        message = f"a to the power {plain(b)} is infinitely steep at a = 0: it has no derivative."
        raise UndefinedError(message)
    return b * math.pow(a, b - 1.0)


def _power_by_exponent(a: float, b: float) -> float:
    """Return aᵇ ln a; 0 to any power above 0 stays 0."""
    if a == 0.0 and b > 0.0:
        return 0.0
    if a <= 0.0:
        message = (
            f"{plain(a)} to the power b has no derivative with respect to b at b = {plain(b)}: "
            "the base must be above 0."
        )
        raise UndefinedError(message)
    return math.pow(a, b) * math.log(a)


def _log(a: float) -> float:
    if a <= 0.0:
        message = f"log({plain(a)}) is not defined: a logarithm needs a number above 0."
        raise UndefinedError(message)
    return math.log(a)


def _sqrt(a: float) -> float:
    if a < 0.0:
        message = f"sqrt({plain(a)}) is not a real number: a root needs a number of at least 0."
        raise UndefinedError(message)
    return math.sqrt(a)


def _sqrt_slope(a: float) -> float:
    """Return 1 / (2√a)."""
    if a == 0.0:
        message = "sqrt(a) is infinitely steep at a = 0: it has no derivative."
        raise UndefinedError(message)
    return 0.5 / math.sqrt(a)


def _abs_slope(a: float) -> float:
    """Return the sign of a."""
    if a == 0.0:
        message = "abs(a) has a kink at a = 0: it has no derivative there."
        raise UndefinedError(message)
    return math.copysign(1.0, a)


def _is_first(a: float, b: float, name: str) -> bool:
    """Whether max is its first argument; where both are equal, max and min have a kink."""
    if a == b:
        message = f"{name}(a, b) has a kink at a = b = {plain(a)}: it has no derivative there."
        raise UndefinedError(message)
    return a > b


def _sigmoid(a: float) -> float:
    """Return 1/(1 + e⁻ᵃ); the power of e is one that cannot overflow."""
    power = math.exp(-abs(a))
    return 1.0 / (1.0 + power) if a >= 0.0 else power / (1.0 + power)


def _sigmoid_slope(a: float) -> float:
    """Return σ(a)(1 − σ(a)) without the difference, which would lose digits at large a."""
    power = math.exp(-abs(a))
    return power / (1.0 + power) ** 2


def _softplus(a: float) -> float:
    """Return ln(1 + eᵃ) = max(a, 0) + ln(1 + e^−|a|)."""
    return max(a, 0.0) + math.log1p(math.exp(-abs(a)))


def _sum(*arguments: float) -> float:
    return math.fsum(arguments) if len(arguments) > 2 else sum(arguments)


PRIMITIVES: dict[str, Primitive] = {
    primitive.name: primitive
    for primitive in (
        Primitive(
            "add", "sum", "{0} + {1}", "a + b", ("1", "1"),
            value=_sum,
            derivatives=(lambda *_: 1.0,),
            n_arguments=None,
        ),
        Primitive(
            "subtract", "difference", "{0} − {1}", "a - b", ("1", "-1"),
            value=lambda a, b: a - b,
            derivatives=(lambda _a, _b: 1.0, lambda _a, _b: -1.0),
            n_arguments=2,
        ),
        Primitive(
            "multiply", "product", "{0} · {1}", r"a \cdot b", ("b", "a"),
            value=lambda a, b: a * b,
            derivatives=(lambda _a, b: b, lambda a, _b: a),
            n_arguments=2,
        ),
        Primitive(
            "divide", "quotient", "{0} ÷ {1}", r"a \div b", (r"\frac{1}{b}", r"-\frac{a}{b^2}"),
            value=_divide,
            derivatives=(lambda _a, b: 1.0 / b, lambda a, b: -a / b / b),
            n_arguments=2,
        ),
        Primitive(
            "power", "power", "{0} ^ {1}", "a^b", ("b\\,a^{b-1}", r"a^b \ln a"),
            value=_power,
            derivatives=(_power_by_base, _power_by_exponent),
            n_arguments=2,
        ),
        Primitive(
            "negate", "negative", "−{0}", "-a", ("-1",),
            value=lambda a: -a,
            derivatives=(lambda _a: -1.0,),
            n_arguments=1,
        ),
        Primitive(
            "exp", "exponential", "exp({0})", "e^a", ("e^a",),
            value=math.exp,
            derivatives=(math.exp,),
            n_arguments=1,
        ),
        Primitive(
            "log", "natural logarithm", "log({0})", r"\ln a", (r"\frac{1}{a}",),
            value=_log,
            derivatives=(lambda a: 1.0 / a,),
            n_arguments=1,
        ),
        Primitive(
            "sin", "sine", "sin({0})", r"\sin a", (r"\cos a",),
            value=math.sin,
            derivatives=(math.cos,),
            n_arguments=1,
        ),
        Primitive(
            "cos", "cosine", "cos({0})", r"\cos a", (r"-\sin a",),
            value=math.cos,
            derivatives=(lambda a: -math.sin(a),),
            n_arguments=1,
        ),
        Primitive(
            # 1 − tanh² a = 4 σ(2a)(1 − σ(2a)), which keeps its digits at large a.
            "tanh", "hyperbolic tangent", "tanh({0})", r"\tanh a", (r"1 - \tanh^2 a",),
            value=math.tanh,
            derivatives=(lambda a: 4.0 * _sigmoid_slope(2.0 * a),),
            n_arguments=1,
        ),
        Primitive(
            "sigmoid", "sigmoid", "sigmoid({0})", r"\sigma(a) = \frac{1}{1 + e^{-a}}",
            (r"\sigma(a)\,(1 - \sigma(a))",),
            value=_sigmoid,
            derivatives=(_sigmoid_slope,),
            n_arguments=1,
        ),
        Primitive(
            "softplus", "softplus", "softplus({0})", r"\ln(1 + e^a)", (r"\sigma(a)",),
            value=_softplus,
            derivatives=(_sigmoid,),
            n_arguments=1,
        ),
        Primitive(
            # At a = 0, where it has a kink, its derivative counts as 0: training needs a number.
            "relu", "ReLU", "relu({0})", r"\max(0, a)", (r"1 \text{ if } a > 0, \text{ else } 0",),
            value=lambda a: max(a, 0.0),
            derivatives=(lambda a: float(a > 0.0),),
            n_arguments=1,
        ),
        Primitive(
            "sqrt", "square root", "sqrt({0})", r"\sqrt{a}", (r"\frac{1}{2 \sqrt{a}}",),
            value=_sqrt,
            derivatives=(_sqrt_slope,),
            n_arguments=1,
        ),
        Primitive(
            "abs", "absolute value", "abs({0})", "|a|",
            (r"1 \text{ if } a > 0, -1 \text{ if } a < 0",),
            value=abs,
            derivatives=(_abs_slope,),
            n_arguments=1,
        ),
        Primitive(
            "max", "larger of two", "max({0}, {1})", r"\max(a, b)",
            (r"1 \text{ if } a > b, \text{ else } 0", r"1 \text{ if } b > a, \text{ else } 0"),
            value=max,
            derivatives=(
                lambda a, b: float(_is_first(a, b, "max")),
                lambda a, b: float(not _is_first(a, b, "max")),
            ),
            n_arguments=2,
        ),
        Primitive(
            "min", "smaller of two", "min({0}, {1})", r"\min(a, b)",
            (r"1 \text{ if } a < b, \text{ else } 0", r"1 \text{ if } b < a, \text{ else } 0"),
            value=min,
            derivatives=(
                lambda a, b: float(not _is_first(a, b, "min")),
                lambda a, b: float(_is_first(a, b, "min")),
            ),
            n_arguments=2,
        ),
        Primitive(
            "square", "square", "square({0})", "a^2", ("2a",),
            value=lambda a: a * a,
            derivatives=(lambda a: 2.0 * a,),
            n_arguments=1,
        ),
    )
}  # fmt: skip
"""All operations, by name."""

FUNCTIONS = tuple(p.name for p in PRIMITIVES.values() if p.is_function and p.n_arguments == 1)
"""Names of those that are written as functions of one argument."""

FUNCTIONS_OF_TWO = tuple(
    p.name for p in PRIMITIVES.values() if p.is_function and p.n_arguments == 2
)
"""Names of those that are written as functions of two arguments."""
