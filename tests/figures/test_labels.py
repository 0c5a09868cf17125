from __future__ import annotations

import pytest

from nnviz.figures.labels import feature_label, number, plain, signed, tick, wrapped


@pytest.mark.parametrize(
    ("value", "text"),
    [(1.005, "1.00"), (-2.5, "−2.50"), (123456.0, "1.2e05"), (float("nan"), "not finite")],
)
def test_numbers_have_a_true_minus_and_no_idle_digits(value: float, text: str) -> None:
    """Two digits, the sign U+2212, and a power of ten from 100,000."""
    assert number(value) == text


@pytest.mark.parametrize(("value", "text"), [(2.0, "+2.00"), (-2.0, "−2.00"), (0.0, "+0.00")])
def test_signed_numbers_always_have_a_sign(value: float, text: str) -> None:
    """Weights show a plus as well."""
    assert signed(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(-0.5, "−0.5"), (1.0, "1"), (1499.9, "1500"), (2e9, "2e09")]
)
def test_ticks_have_three_digits_at_most(value: float, text: str) -> None:
    """Ends of a scale carry no digits that say nothing."""
    assert tick(value) == text


@pytest.mark.parametrize(
    ("name", "label"), [("x1", "x₁"), ("x_12", "x₁₂"), ("age", "age"), ("covid19", "covid19")]
)
def test_feature_names_get_subscripts(name: str, label: str) -> None:
    """A number after one letter is a subscript; other names stay as they are."""
    assert feature_label(name) == label


@pytest.mark.parametrize("name", ["<b>x</b>", "%{x}", "a&b"])
def test_names_are_never_markup(name: str) -> None:
    """Nothing in a user's name is read by Plotly as a tag, an entity or a variable."""
    assert "<" not in plain(name)
    assert "%{" not in plain(name)
    assert "&b" not in plain(name)


def test_long_names_are_shortened() -> None:
    """A long name ends in an ellipsis and fits a small map."""
    assert plain("a" * 60) == "a" * 17 + "…"


def test_notes_fit_a_phone() -> None:
    """Lines are short, and markup does not count as letters."""
    text = wrapped(["u<sub>O</sub> " * 40], narrow=True)
    lines = text.replace("u<sub>O</sub>", "u").split("<br>")
    assert all(40 <= len(line) <= 46 for line in lines[:-1])


def test_subscripts_come_back_in_their_order() -> None:
    """Different subscripted symbols survive the wrapping, each in its place."""
    text = "ŷ<sub>2</sub> is not u<sub>O,1</sub>, as " + "words " * 20 + "y<sub>3</sub>."
    assert wrapped([text], narrow=True).replace("<br>", " ") == text
