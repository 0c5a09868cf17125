from __future__ import annotations

from contextlib import suppress
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.exercise.exercise import Exercise
from nnviz.exercise.link import LONGEST, decode, encode
from tests.exercise.strategies import ANY, example, exercises

GOOD = encode(example())


@given(exercises(ANY))
def test_exercise_survives_a_link(exercise: Exercise) -> None:
    """Every number comes back exactly, and the text needs no escaping in an address."""
    text = encode(exercise)
    assert decode(text) == exercise
    assert quote(text, safe="") == quote_plus(text) == text
    assert len(text) <= LONGEST


def test_a_wrong_number_of_parts_is_told_with_the_right_one() -> None:
    """The sentence says how many parts a sound link has, and its version."""
    n_parts = len(GOOD.split("~"))
    with pytest.raises(ValueError, match=f"must have {n_parts} parts and begin with version 1"):
        decode(GOOD + "~more_1")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1",
        "2" + GOOD[1:],
        GOOD + "~more_1",
        GOOD.replace("sigmoid", "softmax"),
        GOOD.replace("binary", "multiclass"),
        GOOD.replace("~x_", "~X_"),
        GOOD.replace("rate_0.5", "rate_0"),
        GOOD.replace("rate_0.5", "rate_-1"),
        GOOD.replace("rate_0.5", "rate_1_1"),
        GOOD.replace("rate_0.5", "rate_nan"),
        GOOD.replace("rate_0.5", "rate_1e7"),
        GOOD.replace("rate_0.5", "rate_1e999"),
        GOOD.replace("rate_0.5", "rate_٣"),
        GOOD.replace("~x_", "~x_1_1_"),
        GOOD.replace("~O_", "~O_1__"),
        GOOD.replace("~y_", "~y_2_"),
        GOOD.replace("~y_0", "~y_0.5").replace("~y_1", "~y_0.5"),
        "1~sigmoid~binary~H_~O_~x_~y_~rate_1",
        GOOD * 100,
        "__import__('os').system('true')",
    ],
)
def test_broken_links_get_a_sentence(text: str) -> None:
    """Wrong version, parts, names, shapes and numbers raise a sentence."""
    with pytest.raises(ValueError, match=r"\.$|instead"):
        decode(text)


@given(st.text(alphabet="1~_-.eHOxyrat sigmodbn0", max_size=200) | st.text(max_size=50))
def test_no_text_does_harm(text: str) -> None:
    """Any text is an exercise that encodes again, or a ValueError."""
    try:
        exercise = decode(text)
    except ValueError:
        return
    assert decode(encode(exercise)) == exercise


@given(st.integers(0, len(GOOD) - 1), st.characters())
def test_a_mistyped_character_does_no_harm(place: int, character: str) -> None:
    """A link with one other character is another exercise or a ValueError."""
    with suppress(ValueError):
        decode(GOOD[:place] + character + GOOD[place + 1 :])
