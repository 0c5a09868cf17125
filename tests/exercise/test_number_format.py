from __future__ import annotations

import math
from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.exercise.number_format import (
    LONGEST,
    agrees,
    as_shown,
    exact_text,
    number_text,
    read_number,
    three_decimals,
    three_digits,
)

VALUES = st.floats(-1e6, 1e6).filter(lambda v: v == 0.0 or abs(v) > 1e-9)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.25", 0.25),
        ("0,25", 0.25),
        (" −0.25 ", -0.25),
        ("-.5", -0.5),
        ("+3.", 3.0),
        ("1/3", 1 / 3),
        ("−2 / 0,5", -4.0),
        ("2.5e-3", 0.0025),
        ("2,5E−3", 0.0025),
        ("2.5·10^-3", 0.0025),
        ("2.5 x 10^−3", 0.0025),
        ("1 1/2", 1.5),
        ("−2 3 / 4", -2.75),
        ("1½", 1.5),
        ("¾", 0.75),
        ("1 000,5", 1000.5),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, value: float) -> None:
    """Point or comma, any minus sign, fractions, mixed numbers and powers of ten."""
    assert read_number(text) == value


@pytest.mark.parametrize(
    "text",
    ["", "one", "1..2", "1/2/3", "1/0", "1e999", "nan", "inf", "__import__('os')", "2**9",
     "1,000.5", "٣", "<b>1</b>", "1 2", "1 2.5", "1.5 1/2", "1 1/0", "1 1/2/3", "1 -1/2", "10 00",
     "1" * (LONGEST + 1), "9" * 30 + "e300", "1e300/1e-300", "$1$"],
)  # fmt: skip
def test_anything_else_gets_a_sentence(text: str) -> None:
    """What is no finite number raises a sentence that does not repeat it and has no digit."""
    with pytest.raises(ValueError, match=r"\.$") as caught:
        read_number(text)
    assert not any(character.isdigit() for character in str(caught.value))


@given(st.text(max_size=60))
def test_no_text_does_harm(text: str) -> None:
    """Any text is a finite number or a ValueError."""
    with suppress(ValueError):
        assert math.isfinite(read_number(text))


@given(VALUES)
def test_three_digits_or_decimals_are_enough(value: float) -> None:
    """The value itself agrees, and so does either rounding of it."""
    array = np.array([value])
    assert agrees(value, value)
    assert agrees(float(three_digits(array)[0]), value)
    assert agrees(float(three_decimals(array)[0]), value)


@given(st.floats(0.1, 0.999), st.sampled_from([1.0, -1.0]))
def test_border_of_the_tolerance(size: float, sign: float) -> None:
    """Below 1 the border is half a thousandth: 0.49 of one pass, 0.51 fail, on either side."""
    value = sign * size
    for direction in (1.0, -1.0):
        assert agrees(value + direction * 0.00049, value)
        assert not agrees(value + direction * 0.00051, value)


@pytest.mark.parametrize(
    ("answer", "value", "right"),
    [
        (0.12, 0.1234, False),  # two digits
        (12.3, 12.345, True),
        (12.0, 12.345, False),
        (0.046, 0.0456, True),  # three decimals
        (0.0458, 0.0456, False),
        (1000.0, 999.6, True),
        (0.0, 0.0004, True),
        (-0.0004, 0.0004, False),  # a wrong sign is no rounding
        (0.0004, 0.0, False),
        (0.0, 0.0, True),
        (math.nan, 0.1, False),
    ],
)
def test_what_agrees(answer: float, value: float, *, right: bool) -> None:
    """Three significant digits or three decimals, and nothing coarser."""
    assert agrees(answer, value) is right


@given(VALUES)
def test_given_numbers_are_exact(value: float) -> None:
    """What a field shows is read back as the same number."""
    assert read_number(exact_text(value)) == value


def test_a_tie_counts_as_a_rounding() -> None:
    """1.01 − 1.005 is a little more than 0.005 in floating point, and 1.01 is right anyway."""
    assert 1.01 - 1.005 > 0.005
    assert agrees(1.01, 1.005)
    assert agrees(0.001, 0.0005)


def test_how_many_digits_a_number_keeps() -> None:
    """Three significant digits, three decimals, or five digits where a number is shown."""
    value = np.array([12.34567, 0.01234567])
    assert three_digits(value).tolist() == [12.3, 0.0123]
    assert three_decimals(value).tolist() == [12.346, 0.012]
    assert as_shown(value).tolist() == [12.346, 0.012346]


def test_numbers_for_people() -> None:
    """A true minus sign, no more digits than asked for, and a power of ten where it is needed."""
    assert number_text(-0.123456) == "−0.12346"
    assert number_text(1.5e-7) == "1.5·10^−7"
    assert number_text(-0.0) == "0"
