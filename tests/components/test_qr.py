"""The QR code of a link, by what the standard fixes, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.components.shortcuts.qr import qr_code

FINDER = ("1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111")


@pytest.mark.parametrize("length", [30, 300, 1200])
def test_a_code_is_square_with_finders_in_three_corners_and_a_margin(length: int) -> None:
    """ISO/IEC 18004: 17 + 4 v modules a side, finder patterns, and a quiet zone of four."""
    rows = qr_code("https://example.org/?".ljust(length, "a"))["rows"]
    size = len(rows)
    assert (size - 8 - 17) % 4 == 0
    assert {len(row) for row in rows} == {size}
    assert all(set(row) == {"0"} for row in rows[:4])
    for top, left in ((4, 4), (4, size - 11), (size - 11, 4)):
        assert tuple(row[left : left + 7] for row in rows[top : top + 7]) == FINDER


def test_a_link_that_is_too_long_gets_a_sentence() -> None:
    """The sentence says how long it is, and that it can be copied."""
    answer = qr_code("https://example.org/".ljust(1201, "a"))
    assert answer["rows"] == ()
    assert "1201 letters" in answer["trouble"]


@given(st.one_of(st.none(), st.integers(), st.text(), st.lists(st.text()), st.binary()))
def test_what_is_no_link_has_no_code(asked: object) -> None:
    """The browser may be anyone's program."""
    assert qr_code(asked)["rows"] == ()
