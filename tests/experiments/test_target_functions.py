from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.experiments.target_functions import JUMP_AT, N_HEIGHTS, TARGETS, drawn

LIPSCHITZ = [name for name, target in TARGETS.items() if target.lipschitz]
X = np.linspace(0.0, 1.0, 100_001)

heights = st.lists(st.floats(0.0, 1.0), min_size=N_HEIGHTS, max_size=N_HEIGHTS)


@pytest.mark.parametrize("name", TARGETS)
def test_target_stays_in_the_picture(name: str) -> None:
    """Every value lies from 0 to 1."""
    values = TARGETS[name].value(X)
    assert values.shape == X.shape
    assert 0.0 <= values.min() <= values.max() <= 1.0


FORMULAS = {
    "wiggle": 0.2 + 0.4 * 0.09 + 0.3 * 0.3 * math.sin(4.5) + 0.05 * math.cos(15.0),
    "sine": 0.5 + 0.4 * math.sin(0.6 * math.pi),
    "bump": 0.1 + 0.8 * math.exp(-2.0),
    "triangle": 0.9 - 0.8 * 0.4,
    "cubic": 0.5 + 0.4 * (4.0 * (-0.4) ** 3 - 3.0 * (-0.4)),
    "root": 0.1 + 0.8 * math.sqrt(0.3),
    "jump": 0.2,
}


@pytest.mark.parametrize("name", TARGETS)
def test_value_is_that_of_the_formula_on_screen(name: str) -> None:
    """At x = 0.3, computed from the formula by hand."""
    assert TARGETS[name].value(np.array([0.3]))[0] == pytest.approx(FORMULAS[name], rel=1e-12)


@pytest.mark.parametrize("name", LIPSCHITZ)
def test_lipschitz_constant_is_the_steepest_slope(name: str) -> None:
    """No chord is steeper than L, and some chord is as steep, to a thousandth."""
    target = TARGETS[name]
    assert target.lipschitz is not None
    steepest = np.abs(np.diff(target.value(X)) / np.diff(X)).max()
    assert target.lipschitz * 0.999 <= steepest <= target.lipschitz * (1.0 + 1e-9)


def test_root_is_steeper_than_any_constant() -> None:
    """Chords from 0 over h have the slope 0.8/√h, which grows beyond any L."""
    h = 10.0 ** -np.arange(1.0, 12.0)
    root = TARGETS["root"].value
    np.testing.assert_allclose((root(h) - root(np.zeros(1))) / h, 0.8 / np.sqrt(h), rtol=1e-5)


def test_jump_jumps() -> None:
    """On both sides of its place the values differ by 0.6, however near."""
    left, right = TARGETS["jump"].value(np.nextafter(JUMP_AT, [0.0, 1.0]))
    assert right - left == pytest.approx(0.6)


@given(heights)
def test_drawn_target_goes_through_its_heights(values: list[float]) -> None:
    """At the drawn positions the target has the drawn heights, and halfway their mean."""
    value, x = drawn(values).value, np.linspace(0.0, 1.0, 2 * N_HEIGHTS - 1)
    np.testing.assert_allclose(value(x[::2]), values, atol=1e-15)
    means = np.mean([values[1:], values[:-1]], axis=0)
    np.testing.assert_allclose(value(x[1::2]), means, atol=1e-15)


@given(heights)
def test_drawn_target_knows_its_steepest_piece(values: list[float]) -> None:
    """L is the largest difference of neighbours over their distance of 1/16."""
    assert drawn(values).lipschitz == pytest.approx(16.0 * np.abs(np.diff(values)).max())


@pytest.mark.parametrize(
    "wrong", [[], [0.5] * 16, [0.5] * 18, [0.5] * 16 + [1.5], [0.5] * 16 + [float("nan")]]
)
def test_wrong_heights_are_refused(wrong: list[float]) -> None:
    """It takes seventeen numbers from 0 to 1, and the sentence says so."""
    with pytest.raises(ValueError, match="17 numbers from 0 to 1"):
        drawn(wrong)
