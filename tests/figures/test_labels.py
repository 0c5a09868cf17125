from __future__ import annotations

import pytest

from nnviz.figures.labels import feature_label, plain, wrapped


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
