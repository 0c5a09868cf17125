from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_allclose, assert_array_equal

from nnviz.figures.boundary import (
    class_margins,
    is_crossed,
    likeliest,
    linear_boundaries,
    why_absent,
)

numbers = st.floats(-5.0, 5.0).map(lambda x: round(x, 2))
BOX = {2: ((-1.0, 2.0), (0.0, 1.0)), 3: ((-1.0, 2.0), (0.0, 1.0), (-3.0, 1.0))}
every_dimension = pytest.mark.parametrize("n_axes", BOX)


@given(arrays(float, (4, 6), elements=numbers))
def test_the_likeliest_class_is_the_one_in_the_lead(z_O: np.ndarray) -> None:
    """The winner's lead is the largest, at least 0, and all others' are at most 0."""
    margins = class_margins(z_O)
    assert_array_equal(margins.max(axis=0), margins[likeliest(z_O), np.arange(6)])
    assert (margins.max(axis=0) >= 0.0).all()
    assert ((margins > 0.0).sum(axis=0) <= 1).all()


def test_two_classes_lead_by_the_difference_of_their_scores(rng: np.random.Generator) -> None:
    """With two classes the margins are z₀ − z₁ and z₁ − z₀."""
    z_O = rng.normal(size=(2, 9))
    assert_array_equal(class_margins(z_O), [z_O[0] - z_O[1], z_O[1] - z_O[0]])


@every_dimension
@given(data=st.data())
def test_on_a_boundary_two_classes_share_the_highest_score(
    n_axes: int, data: st.DataObject
) -> None:
    """At every corner both scores are equal, and no other is higher."""
    biases = data.draw(arrays(float, 4, elements=numbers))
    weights = data.draw(arrays(float, (n_axes, 4), elements=numbers))
    for i, j, corners in linear_boundaries(biases, weights, BOX[n_axes]):
        scores = biases + corners @ weights
        assert i < j
        assert_allclose(scores[:, i], scores[:, j], atol=1e-8)
        assert_allclose(scores[:, i], scores.max(axis=1), atol=1e-8)


@every_dimension
@given(data=st.data())
def test_boundaries_stay_in_the_box(n_axes: int, data: st.DataObject) -> None:
    """No corner lies outside the axes."""
    low, high = np.transpose(BOX[n_axes])
    weights = data.draw(arrays(float, (n_axes, 3), elements=numbers))
    for *_, corners in linear_boundaries([0.5, -0.5, 0.0], weights, BOX[n_axes]):
        assert (corners >= low - 1e-9).all()
        assert (corners <= high + 1e-9).all()


@example(biases=np.zeros(4), weights=np.array([[0.0, 0.0, 1.0, -1.0], [0.0, 0.0, 0.0, 0.0]]))
@given(biases=arrays(float, 4, elements=numbers), weights=arrays(float, (2, 4), elements=numbers))
def test_no_class_changes_without_a_boundary(biases: np.ndarray, weights: np.ndarray) -> None:
    """A side of the box whose two ends have different winners is met by a boundary's end."""
    (x1, X1), (x2, X2) = BOX[2]
    around = np.array([[x1, x2], [X1, x2], [X1, X2], [x1, X2], [x1, x2]])
    scores = biases + around @ weights
    first, second = np.sort(scores, axis=1)[:, -2:].T
    assume((second - first > 0.05).all())  # no tie at a corner
    found = [corners for *_, corners in linear_boundaries(biases, weights, BOX[2])]
    ends = np.vstack([np.empty((0, 2)), *found])
    for (a, start), (b, stop) in pairwise(enumerate(around)):
        if scores[a].argmax() != scores[b].argmax():
            detour = np.hypot(*(ends - start).T) + np.hypot(*(ends - stop).T)
            assert (detour < np.hypot(*(stop - start)) + 1e-6).any()


def test_three_sectors_meet_in_one_point() -> None:
    """Three classes whose weights point apart have three lines, with one end in common."""
    angle = 2.0 * np.pi * np.arange(3) / 3.0
    weights = np.stack([np.cos(angle), np.sin(angle)])
    lines = list(linear_boundaries(np.zeros(3), weights, ((-1.0, 1.0), (-1.0, 1.0))))
    assert [(i, j) for i, j, _ in lines] == [(0, 1), (0, 2), (1, 2)]
    for *_, ends in lines:
        assert np.abs(ends).max(axis=1).min() < 1e-9


def test_equal_scores_have_no_boundary() -> None:
    """Classes that cannot be told apart have no line between them."""
    assert not list(linear_boundaries(np.zeros(3), np.zeros((2, 3)), BOX[2]))


@pytest.mark.parametrize(
    ("u_O", "crossed", "words"), [([0.1, 0.4], False, "< ½"), ([0.6, 0.9], False, "> ½"),
    ([0.5, 0.5], False, "= ½"), ([0.4, 0.6], True, "")],
)  # fmt: skip
def test_a_boundary_is_in_view_or_said_not_to_be(
    u_O: list[float],
    crossed: bool,  # noqa: FBT001
    words: str,
) -> None:
    """Outputs on both sides of one half cross it; others are said to be on their side."""
    assert is_crossed(np.array(u_O)) is crossed
    assert words in why_absent(np.array(u_O))
