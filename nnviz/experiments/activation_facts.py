"""What is true of each activation function and its derivative, as data that tests can check.

Lecture: "Activation functions at hidden layer: some choices" (Figure 11).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from nnviz.activations import ACTIVATIONS, LEAK
from nnviz.number_format import listed, tick

Tail = Literal["zero", "fades", "stays", "swings"]
"""g′ far out: 0 for all z of that sign; tends to 0; stays away from 0; keeps crossing 0."""

SILU_DIP = -1.2784645427610738
"""Where SiLU is least: σ(z)(1 + z(1 − σ(z))) = 0."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Properties of one activation.

    Attributes
    ----------
    name : str
        A key of `ACTIVATIONS`.
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

    name: str
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
    def range_text(self) -> str:
        """The values that g takes: an interval, or two single values if it jumps."""
        low, high = (_end(end) for end in ACTIVATIONS[self.name].range)
        if not self.is_continuous:
            return f"{{{low}, {high}}}"
        return f"{'[' if self.attained[0] else '('}{low}, {high}{']' if self.attained[1] else ')'}"

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


def _end(value: float) -> str:
    if math.isinf(value):
        return "∞" if value > 0.0 else "−∞"
    return tick(value)


FACTS: dict[str, Facts] = {
    facts.name: facts
    for facts in (
        Facts("identity", (False, False), ("stays", "stays")),
        Facts("step", (True, True), ("zero", "zero"), limits=((0.0, 0.0), (1.0, 0.0))),
        Facts("sigmoid", (False, False), ("fades", "fades")),
        Facts("tanh", (False, False), ("fades", "fades")),
        Facts("relu", (True, False), ("zero", "stays"), limits=((0.0, 0.0), (0.0, 1.0))),
        Facts("leaky_relu", (False, False), ("stays", "stays"), limits=((0.0, LEAK), (0.0, 1.0))),
        Facts("softplus", (False, False), ("fades", "stays")),
        Facts("elu", (False, False), ("fades", "stays")),
        Facts(
            "silu",
            (True, False),
            ("fades", "stays"),
            (SILU_DIP,),
            "z ≈ −1.28",
            monotone=False,
        ),
        Facts(
            "sine",
            (True, True),
            ("swings", "swings"),
            (-math.pi / 2, math.pi / 2),
            "z = π/2 + kπ",
            monotone=False,
        ),
        Facts(
            "gaussian",
            (False, True),
            ("fades", "fades"),
            (0.0,),
            "z = 0",
            monotone=False,
        ),
    )
}
