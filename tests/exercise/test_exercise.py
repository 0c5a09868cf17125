from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given

from nnviz.exercise.exercise import LIMIT, Exercise
from nnviz.exercise.resizing import resized
from tests.exercise.strategies import example, exercises, sized

GOOD = example()


@pytest.mark.parametrize(
    "change",
    [
        {"activation": "softmax"},
        {"head": "hinge"},
        {"head": "multiclass"},
        {"W_H": ((1.0, 2.0), (1.0, 2.0))},
        {"W_H": ((1.0, 2.0), (1.0, 2.0), (1.0,))},
        {"W_O": ()},
        {"W_O": ((1.0, 1.0), (1.0, 1.0), (1.0, 1.0))},
        {"x": (1.0, 2.0, 3.0)},
        {"x": (1.0, float("nan"))},
        {"x": (1.0, 2 * LIMIT)},
        {"y": (0.5,)},
        {"y": (2.0,)},
        {"y": (0.0, 1.0)},
        {"rate": 0.0},
        {"rate": float("inf")},
    ],
)
def test_what_does_not_fit_is_refused(change: dict[str, Any]) -> None:
    """Unknown names, shapes that do not fit and numbers out of bounds raise a sentence."""
    with pytest.raises(ValueError, match=r"must|instead"):
        replace(GOOD, **change)


@given(exercises(), exercises())
def test_resizing_keeps_what_has_a_place(old: Exercise, other: Exercise) -> None:
    """The result has the new network, and all old numbers whose place is in both."""
    new = resized(old, other.network, 0)
    assert new.network == other.network
    rows, columns = np.minimum(np.shape(old.W_H), np.shape(new.W_H))
    kept = np.array(old.W_H)[:rows, :columns]
    np.testing.assert_array_equal(np.array(new.W_H)[:rows, :columns], kept)
    assert resized(new, new.network, 1) == new


def test_other_activation_changes_nothing_else() -> None:
    """With the same sizes every number stays."""
    assert resized(GOOD, sized("tanh", "binary"), 0) == replace(GOOD, activation="tanh")
