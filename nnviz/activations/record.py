"""What an activation function is: one record with its formula, value, derivative and facts."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nnviz.number_format import listed, tick

Array = NDArray[np.float64]

Tail = Literal["zero", "fades", "stays", "swings"]
"""g′ far out: 0 for all z of that sign; tends to 0; stays away from 0; keeps crossing 0."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is true of one activation and its derivative, as data that tests can check.

    Lecture: "Activation functions at hidden layer: some choices" (Figure 11).

    Attributes
    ----------
    attained : tuple of bool
        Whether g takes the lower and the upper end of its range as a value.
    tails : tuple of Tail
        g′ far out to the left and to the right.
    zeros : tuple of float
        Single points where g′ = 0; for sine, those nearest to 0.
    zeros_text : str
        The same in words, without "at".
    limits : pair of pairs of float, or None
        What (g, g′) tend to as z rises to 0 and as it falls to 0, where these differ.
    monotone : bool
        Whether g never falls.

    """

    attained: tuple[bool, bool]
    tails: tuple[Tail, Tail]
    zeros: tuple[float, ...] = ()
    zeros_text: str = ""
    limits: tuple[tuple[float, float], tuple[float, float]] | None = None
    monotone: bool = True

    @property
    def is_differentiable(self) -> bool:
        """Whether g has a derivative everywhere; else everywhere but at 0."""
        return self.limits is None

    @property
    def is_continuous(self) -> bool:
        """Whether g has no jump."""
        return self.limits is None or self.limits[0][0] == self.limits[1][0]

    @property
    def differentiable_text(self) -> str:
        """Where g has a derivative."""
        if self.is_differentiable:
            return "everywhere"
        return "except at 0 (a kink)" if self.is_continuous else "except at 0 (a jump)"

    @property
    def vanishing_text(self) -> str:
        """Where g′ is 0 or tends to it."""
        if self.tails == ("zero", "zero"):
            return "everywhere but at 0, where there is none"
        parts = [f"at {self.zeros_text}"] if self.zeros else []
        if self.tails == ("fades", "fades"):
            parts.append("as |z| grows")
        elif self.tails[0] == "fades":
            parts.append("as z → −∞")
        elif self.tails[0] == "zero":
            parts.append("for z < 0")
        return listed(parts) or "nowhere"


@dataclass(frozen=True, slots=True)
class Activation:
    """An activation function g and its derivative g′.

    Attributes
    ----------
    name, label : str
        Key in `ACTIVATIONS`, and the word shown on screen.
    latex : str
        g(z) in LaTeX.
    text : str
        g(z) in plain characters, for places that cannot typeset.
    range : tuple of float
        Infimum and supremum of g over the real line.
    neutral : float
        Value of g that a diverging colour scale paints neutral: 0, or ½ for functions that
        run from 0 to 1 and cross ½ at z = 0.
    fill_value : callable
        ``fill_value(z, out)`` writes g(z) into `out`; both have the same shape. It may raise
        NumPy's overflow warning where the result is right all the same.
    fill_derivative : callable
        ``fill_derivative(z, u, out)`` writes g′(z) into `out`, given u = g(z).
    facts : Facts
        What is true of g and g′.

    """

    name: str
    label: str
    latex: str
    text: str
    range: tuple[float, float]
    neutral: float
    fill_value: Callable[[Array, Array], None]
    fill_derivative: Callable[[Array, Array, Array], None]
    facts: Facts

    def value(self, z: ArrayLike) -> Array:
        """Return g(z), an array of the shape of `z`."""
        z = np.asarray(z, dtype=np.float64)
        out = np.empty_like(z)
        with np.errstate(over="ignore"):
            self.fill_value(z, out)
        return out

    def derivative(self, z: ArrayLike) -> Array:
        """Return g′(z), an array of the shape of `z`; 0 where ReLU and step have a kink or jump."""
        z = np.asarray(z, dtype=np.float64)
        out = np.empty_like(z)
        with np.errstate(over="ignore"):
            self.fill_derivative(z, self.value(z), out)
        return out

    @property
    def is_bounded(self) -> bool:
        """Whether both ends of the range are finite."""
        return math.isfinite(self.range[0]) and math.isfinite(self.range[1])

    @property
    def steepest_slope(self) -> float:
        """The largest |g′| for −12 ≤ z ≤ 12, by which "flat" is judged where g grows flat."""
        return float(np.abs(self.derivative(np.linspace(-12.0, 12.0, 2401))).max())

    @property
    def can_saturate(self) -> bool:
        """Whether g grows flat gradually, on one side or on both."""
        return "fades" in self.facts.tails

    @property
    def range_text(self) -> str:
        """The values that g takes: an interval, or two single values if it jumps."""
        low, high = (_end(end) for end in self.range)
        if not self.facts.is_continuous:
            return f"{{{low}, {high}}}"
        left, right = self.facts.attained
        return f"{'[' if left else '('}{low}, {high}{']' if right else ')'}"


def _end(value: float) -> str:
    if math.isinf(value):
        return "∞" if value > 0.0 else "−∞"
    return tick(value)
