from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.exercise.blanks import SETS, withheld
from nnviz.exercise.checking import places
from nnviz.exercise.exercise import Exercise
from nnviz.exercise.generate import small_integers
from nnviz.exercise.number_format import number_text
from nnviz.exercise.quantities import QUANTITIES, answer_key
from nnviz.exercise.worksheet import key_page, worksheet
from nnviz.network import Network
from tests.exercise.strategies import example, exercises

ALL = SETS["all"]
_VOID = {"meta", "line", "rect", "circle"}


class Balance(HTMLParser):
    """Collects visible text and sees that every tag is closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID:
            self.open.append(tag)
        assert all(not name.startswith("on") for name, _ in attrs)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in _VOID
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text += data


@given(exercises())
def test_worksheet_with_all_blank_holds_given_numbers_alone(exercise: Exercise) -> None:
    """There is a line for each number, and none of them has been filled in."""
    page = worksheet(exercise, ALL)
    assert page.count("class=line") == len(places(exercise, ALL))
    assert "<span>0" not in page.replace("<span>0</span>", "")
    assert not Balance(page).open


@given(exercises(), st.sets(st.sampled_from(list(QUANTITIES)), min_size=1))
def test_nothing_that_is_withheld_is_worked_out(exercise: Exercise, blanks: set[str]) -> None:
    """The sheet has the numbers of exactly those quantities that no blank precedes."""
    hidden = withheld(blanks, ())
    page = worksheet(exercise, blanks)
    printed = len(re.findall(r" =</span><span>", page))
    assert printed == len(places(exercise, set(QUANTITIES) - hidden))
    assert page.count("class=line") == len(places(exercise, blanks))


def test_the_keys_digits_are_not_on_the_sheet() -> None:
    """No answer of the exercise, cut to three digits, is anywhere in the page."""
    exercise = small_integers(Network(2, 2, 1), 4)
    page = worksheet(exercise, ALL)
    for values in list(answer_key(exercise).values())[1:]:  # z_H are small integers
        for value in values.flat:
            assert f"{abs(value):.5f}"[:5] not in page


@given(exercises())
def test_key_has_every_number(exercise: Exercise) -> None:
    """The key's text has each number to five digits, and no line to write on."""
    parsed = Balance(key_page(exercise, ALL))
    text = parsed.text
    assert not parsed.open
    for values in answer_key(exercise).values():
        for value in values.flat:
            assert number_text(float(value)).replace("^", "") in text


@pytest.mark.parametrize("page", [worksheet(example(), ALL), key_page(example(), ALL)])
def test_page_needs_nothing_else(page: str) -> None:
    """Neither page loads anything, or runs anything."""
    assert not re.search(r"src=|href=|url\(|@import|<script|<link", page)
