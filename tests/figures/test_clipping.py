from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from nnviz.figures.clipping import clipped, hyperplane_in_box

SQUARE = ((0.0, 1.0), (0.0, 1.0))
CUBE = (*SQUARE, (0.0, 1.0))

coefficients = st.floats(-10.0, 10.0).map(lambda value: round(value, 3))


@given(st.lists(coefficients, min_size=3, max_size=4))
def test_corners_lie_on_the_plane_and_in_the_box(weights: list[float]) -> None:
    """Every corner satisfies bias + weights · u = 0 and lies in the unit square or cube."""
    bias, *slopes = weights
    corners = hyperplane_in_box(bias, slopes, CUBE[: len(slopes)])
    assert_allclose(bias + corners @ slopes, 0.0, atol=1e-9)
    assert ((corners >= 0.0) & (corners <= 1.0)).all()


def test_diagonal_of_a_square() -> None:
    """The line u₁ = u₂ enters and leaves the unit square at two opposite corners."""
    assert_allclose(hyperplane_in_box(0.0, [1.0, -1.0], SQUARE), [[0.0, 0.0], [1.0, 1.0]])


def test_plane_across_a_cube_has_six_corners_in_order() -> None:
    """u₁ + u₂ + u₃ = 3/2 cuts the cube in a regular hexagon: neighbours are equally far apart."""
    corners = hyperplane_in_box(-1.5, [1.0, 1.0, 1.0], CUBE)
    sides = np.linalg.norm(corners - np.roll(corners, 1, axis=0), axis=1)
    assert_allclose(sides, [np.sqrt(0.5)] * 6)


@pytest.mark.parametrize("bias", [-5.0, 5.0])
def test_line_outside_has_no_ends(bias: float) -> None:
    """A line that does not meet the box has no corners."""
    assert hyperplane_in_box(bias, [1.0, 1.0], SQUARE).shape == (0, 2)


@pytest.mark.parametrize("bias", [0.0, 1.0])
def test_no_weights_are_no_line(bias: float) -> None:
    """Where all weights are 0 the equation holds everywhere or nowhere: there is no line."""
    assert hyperplane_in_box(bias, [0.0, 0.0], SQUARE).shape == (0, 2)


def test_line_does_not_change_with_the_size_of_its_weights() -> None:
    """Weights times 1e38 describe the same line."""
    ends = hyperplane_in_box(-1.0, [3.0, 2.0], SQUARE)
    assert_allclose(hyperplane_in_box(-1e38, [3e38, 2e38], SQUARE), ends)


@given(st.lists(coefficients, min_size=6, max_size=8).filter(lambda w: len(w) % 2 == 0))
def test_clipped_corners_are_on_the_right_side(weights: list[float]) -> None:
    """What is left of a line or polygon satisfies bias + weights · u ≥ 0 at every corner."""
    half = len(weights) // 2
    (bias, *slopes), (cut, *cuts) = weights[:half], weights[half:]
    corners = clipped(hyperplane_in_box(bias, slopes, CUBE[: half - 1]), cut, cuts)
    assert (cut + corners @ cuts >= -1e-9).all()
    assert_allclose(bias + corners @ slopes, 0.0, atol=1e-9)


def test_line_is_cut_where_the_other_is_zero() -> None:
    """The diagonal, cut at u₁ ≥ ¼, begins at (¼, ¼)."""
    diagonal = np.array([[0.0, 0.0], [1.0, 1.0]])
    assert_allclose(clipped(diagonal, -0.25, [1.0, 0.0]), [[0.25, 0.25], [1.0, 1.0]])


def test_polygon_is_cut_around_a_corner() -> None:
    """A square in space without its corner (0, 0) is a pentagon of area 1 − ½ · ½²."""
    square = np.array([[0.0, 0.0, 0.0], [1.0, 0.0, 0.0], [1.0, 1.0, 0.0], [0.0, 1.0, 0.0]])
    x, y, _ = clipped(square, -0.5, [1.0, 1.0, 0.0]).T
    area = 0.5 * abs(np.sum(x * np.roll(y, -1) - y * np.roll(x, -1)))
    assert len(x) == 5
    assert_allclose(area, 1.0 - 0.5 * 0.5**2)


def test_nothing_is_left_on_the_wrong_side() -> None:
    """A line all of which is on the other side, or nothing at all, has no corners."""
    assert clipped(np.array([[0.0, 0.0], [1.0, 1.0]]), -9.0, [1.0, 1.0]).shape == (0, 2)
    assert clipped(np.empty((0, 3)), 1.0, [1.0, 1.0, 1.0]).shape == (0, 3)
