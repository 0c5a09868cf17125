"""What the server takes from the drawing pad, whoever sent it."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.components.sketch.heights import checked_heights
from nnviz.experiments.target_functions import N_HEIGHTS, drawn
from nnviz.ui.activations.universal import FIRST_DRAWING
from tests.components.player.hostile import ANYTHING

FORGED = st.one_of(ANYTHING, st.lists(ANYTHING, min_size=N_HEIGHTS, max_size=N_HEIGHTS))
numbers = st.lists(
    st.floats(allow_nan=False, allow_infinity=False), min_size=N_HEIGHTS, max_size=N_HEIGHTS
)


@given(FORGED)
def test_whatever_is_sent_is_heights_or_nothing(raw: object) -> None:
    """The answer is None or seventeen numbers from 0 to 1, which make a target."""
    heights = checked_heights(raw, N_HEIGHTS)
    assert heights is None or drawn(heights).name == "drawn"


@given(numbers)
def test_numbers_beyond_the_pad_are_clipped(raw: list[float]) -> None:
    """Finite numbers are taken, each moved to the nearest one from 0 to 1."""
    assert checked_heights(raw, N_HEIGHTS) == [min(1.0, max(0.0, height)) for height in raw]


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf, 10**400, "0.5", None, True, []])
def test_one_bad_height_spoils_the_curve(bad: Any) -> None:
    """Not a number, infinite, too large, or of another kind: nothing is taken."""
    assert checked_heights([0.5] * (N_HEIGHTS - 1) + [bad], N_HEIGHTS) is None


@pytest.mark.parametrize("length", [0, N_HEIGHTS - 1, N_HEIGHTS + 1])
def test_another_length_is_refused(length: int) -> None:
    """Only as many heights as the pad has points are taken."""
    assert checked_heights([0.5] * length, N_HEIGHTS) is None


def test_first_drawing_is_sound() -> None:
    """What the pad shows first would pass the check itself."""
    assert checked_heights(list(FIRST_DRAWING), N_HEIGHTS) == list(FIRST_DRAWING)
