"""What the table of activations claims, held against value and derivative."""

from __future__ import annotations

import numpy as np
import pytest

from nnviz.activations import ACTIVATIONS, Tail

FACTS = {name: g.facts for name, g in ACTIVATIONS.items()}
every_activation = pytest.mark.parametrize("name", ACTIVATIONS)

Z = np.linspace(-12.0, 12.0, 24_001)  # 0 is one of them
TINY = 1e-9


def tail(slopes: np.ndarray) -> Tail:
    """Return what |g′| at growing |z| does: its first half is nearer to 0 than its second."""
    near, far = np.abs(slopes[: len(slopes) // 2]), np.abs(slopes[len(slopes) // 2 :])
    if not slopes.any():
        return "zero"
    if far.max() < 1e-3 * near.max():
        return "fades"
    return "stays" if (slopes > 0.0).all() else "swings"


@every_activation
@pytest.mark.parametrize("end", [0, 1])
def test_an_end_is_attained_or_only_approached(name: str, end: int) -> None:
    """For moderate z, the end of the range is among the values exactly if the facts say so."""
    z = np.concatenate([np.linspace(-5.0, 5.0, 101), [*FACTS[name].zeros]])
    reached = np.abs(ACTIVATIONS[name].value(z) - ACTIVATIONS[name].range[end]).min() < 1e-13
    assert bool(reached) is FACTS[name].attained[end]


@every_activation
def test_monotone_means_never_falling(name: str) -> None:
    """The differences of g over a fine grid are all 0 or more exactly if it is called monotone."""
    assert bool((np.diff(ACTIVATIONS[name].value(Z)) >= 0.0).all()) is FACTS[name].monotone


@every_activation
def test_differentiable_means_equal_slopes_from_both_sides(name: str) -> None:
    """At 0 the difference quotients from the left and from the right agree, or the facts say no."""
    g, h = ACTIVATIONS[name], 1e-7
    below, here, above = g.value([-h, 0.0, h])
    agree = abs((above - here) - (here - below)) / h < 1e-5
    assert bool(agree) is FACTS[name].is_differentiable


@every_activation
def test_away_from_zero_everything_is_differentiable(name: str) -> None:
    """Left of 0, and right of it, difference quotients are the derivative."""
    g, h = ACTIVATIONS[name], 1e-6
    z = Z[np.abs(Z) > 2 * h]
    quotient = (g.value(z + h) - g.value(z - h)) / (2 * h)
    np.testing.assert_allclose(quotient, g.derivative(z), atol=1e-6)


@pytest.mark.parametrize("name", [name for name in FACTS if FACTS[name].limits])
@pytest.mark.parametrize("side", [0, 1])
def test_limits_are_those_just_beside_zero(name: str, side: int) -> None:
    """Just left and just right of 0, g and g′ have the limits of the facts."""
    g, z = ACTIVATIONS[name], (-1e-12, 1e-12)[side]
    np.testing.assert_allclose((g.value(z), g.derivative(z)), FACTS[name].limits[side], atol=1e-11)


@every_activation
@pytest.mark.parametrize("side", [-1.0, 1.0])
def test_tails_are_as_stated(name: str, side: float) -> None:
    """Far out g′ is zero, fades, stays or swings, as the facts say for that side."""
    slopes = ACTIVATIONS[name].derivative(side * np.linspace(1.0, 30.0, 2901))
    assert tail(slopes) == FACTS[name].tails[int(side > 0.0)]


@every_activation
def test_zeros_of_the_derivative_are_all_there(name: str) -> None:
    """At each stated zero g′ is 0, and between −π and π there is a change of sign for each."""
    slopes, stated = ACTIVATIONS[name].derivative(np.linspace(-3.14, 3.14, 6282)), FACTS[name].zeros
    assert np.abs(ACTIVATIONS[name].derivative(np.array(stated))).max(initial=0.0) < TINY
    assert np.count_nonzero(slopes[1:] * slopes[:-1] < 0.0) == len(stated)


TEXTS = {
    "identity": ("(−∞, ∞)", "everywhere", "nowhere"),
    "step": ("{0, 1}", "except at 0 (a jump)", "everywhere but at 0, where there is none"),
    "sigmoid": ("(0, 1)", "everywhere", "as |z| grows"),
    "tanh": ("(−1, 1)", "everywhere", "as |z| grows"),
    "relu": ("[0, ∞)", "except at 0 (a kink)", "for z < 0"),
    "leaky_relu": ("(−∞, ∞)", "except at 0 (a kink)", "nowhere"),
    "softplus": ("(0, ∞)", "everywhere", "as z → −∞"),
    "elu": ("(−1, ∞)", "everywhere", "as z → −∞"),
    "silu": ("[−0.278, ∞)", "everywhere", "at z ≈ −1.28 and as z → −∞"),
    "sine": ("[−1, 1]", "everywhere", "at z = π/2 + kπ"),
    "gaussian": ("(0, 1]", "everywhere", "at z = 0 and as |z| grows"),
}
"""What any textbook's table says."""


@every_activation
def test_words_follow_from_the_facts(name: str) -> None:
    """Range, differentiability and vanishing gradient read as in a textbook's table."""
    g, facts = ACTIVATIONS[name], FACTS[name]
    assert (g.range_text, facts.differentiable_text, facts.vanishing_text) == TEXTS[name]
