"""Functions on [0, 1] to approximate, each with what is known about how fast that can go.

How well N steps can follow a curve depends on how steep it is. Where |f(a) − f(b)| ≤ L |a − b| for
all a and b, f is Lipschitz with constant L; the largest error of N steps then falls at least as
1/N. Two targets are here because they are not Lipschitz.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from nnviz.activations import Array

N_HEIGHTS = 17
"""Heights of a drawn target, at x = 0, 1/16, …, 1: few enough to set each by keyboard."""

JUMP_AT = 1.0 / 3.0
"""Where the jump is: never at a multiple of 1/2^k, so no step of ours falls on it."""


@dataclass(frozen=True, slots=True)
class Target:
    """A function on [0, 1] with values in [0, 1].

    Attributes
    ----------
    name, label : str
        Key in `TARGETS`, and the word on screen.
    latex : str
        f(x) in LaTeX.
    value : callable
        ``value(x)`` returns f(x), in the shape of x.
    lipschitz : float or None
        L, as small as it can be to three digits; None if there is none.
    rate : float
        What theory says of the slope of log(largest error) over log(N) for N equal steps: −1 if
        Lipschitz, −½ for a square root, 0 for a jump.
    note : str
        Why this one, one or two sentences.

    """

    name: str
    label: str
    latex: str
    value: Callable[[Array], Array]
    lipschitz: float | None
    rate: float
    note: str


def _wiggle(x: Array) -> Array:
    return 0.2 + 0.4 * x**2 + 0.3 * x * np.sin(15.0 * x) + 0.05 * np.cos(50.0 * x)


def _sine(x: Array) -> Array:
    return 0.5 + 0.4 * np.sin(2.0 * np.pi * x)


def _bump(x: Array) -> Array:
    return 0.1 + 0.8 * np.exp(-50.0 * (x - 0.5) ** 2)


def _triangle(x: Array) -> Array:
    return 0.9 - 0.8 * np.abs(2.0 * x - 1.0)


def _cubic(x: Array) -> Array:
    t = 2.0 * x - 1.0
    return 0.5 + 0.4 * (4.0 * t**3 - 3.0 * t)


def _root(x: Array) -> Array:
    return 0.1 + 0.8 * np.sqrt(x)


def _jump(x: Array) -> Array:
    return np.where(x > JUMP_AT, 0.8, 0.2)


TARGETS: dict[str, Target] = {
    target.name: target
    for target in (
        Target(
            "wiggle",
            "the visual proof's",
            r"f(x) = 0.2 + 0.4\,x^2 + 0.3\,x \sin 15x + 0.05 \cos 50x",
            _wiggle,
            7.0,
            -1.0,
            "The curve that the visual proof uses.",
        ),
        Target(
            "sine",
            "sine",
            r"f(x) = 0.5 + 0.4 \sin 2 \pi x",
            _sine,
            0.8 * math.pi,
            -1.0,
            "One period of a sine.",
        ),
        Target(
            "bump",
            "bump",
            r"f(x) = 0.1 + 0.8\,e^{-50 (x - 1/2)^2}",
            _bump,
            # The steepest point of e^(−a t²) is at t = 1/√(2a), with slope √(2a/e).
            0.8 * math.sqrt(100.0 / math.e),
            -1.0,
            "Flat at both ends, so equal steps waste units there.",
        ),
        Target(
            "triangle",
            "triangle",
            r"f(x) = 0.9 - 0.8\,|2x - 1|",
            _triangle,
            1.6,
            -1.0,
            "Equally steep everywhere: the error is exactly what the bound allows.",
        ),
        Target(
            "cubic",
            "cubic",
            r"f(x) = 0.5 + 0.4\,(4 t^3 - 3 t), \; t = 2x - 1",
            _cubic,
            7.2,
            -1.0,
            "A polynomial that is steepest at both ends.",
        ),
        Target(
            "root",
            "square root",
            r"f(x) = 0.1 + 0.8 \sqrt x",
            _root,
            None,
            -0.5,
            "Continuous, but infinitely steep at 0, so not Lipschitz: the error still falls, "
            "only more slowly.",
        ),
        Target(
            "jump",
            "jump",
            r"f(x) = 0.2 \text{ if } x \le \tfrac13, \text{ else } 0.8",
            _jump,
            None,
            0.0,
            "Not continuous, and the theorem promises nothing: as long as no unit's step falls "
            "exactly on the jump, the largest error stays as high as the jump, however many units "
            "there are. A sum of sigmoids is continuous, so it misses by half the jump at least.",
        ),
    )
}


def drawn(heights: Sequence[float]) -> Target:
    """Return the target through `heights` at equal distances, straight between them.

    Parameters
    ----------
    heights : sequence of float, `N_HEIGHTS` of them
        From 0 to 1.

    Raises
    ------
    ValueError
        If it is not that many, or one is not a number from 0 to 1.

    """
    values = np.asarray(heights, dtype=np.float64)
    if values.shape != (N_HEIGHTS,) or not bool(((values >= 0.0) & (values <= 1.0)).all()):
        message = f"heights must be {N_HEIGHTS} numbers from 0 to 1; got {heights!r} instead."
        raise ValueError(message)
    positions = np.linspace(0.0, 1.0, N_HEIGHTS)
    return Target(
        "drawn",
        "drawn",
        r"f(x) \text{ as drawn, straight between 17 heights}",
        lambda x: np.interp(x, positions, values),
        float(np.abs(np.diff(values)).max() * (N_HEIGHTS - 1)),
        -1.0,
        "Your own. It is straight between its points, so its L is its steepest piece.",
    )
