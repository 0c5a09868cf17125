from __future__ import annotations

from typing import Any

import pytest
import streamlit as st
from hypothesis import given
from hypothesis import strategies as gen

from nnviz.components.diagram import Go, Walk, asked
from nnviz.components.diagram.sequence import checked_go
from tests.components.player.hostile import ANYTHING


@pytest.fixture(autouse=True)
def _session(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "session_state", {})


@given(number=gen.integers(1, 2**53), at=gen.integers(0, 1000), again=gen.booleans())
def test_new_wish_is_heard(number: int, at: int, *, again: bool) -> None:
    """A wish with a number beyond the last one comes through as it is; the same again does not."""
    st.session_state["graph"] = {"go": {"number": number, "at": at, "again": again}}
    assert asked("graph", number - 1) == Go(number, at, again)
    assert asked("graph", number) is None


@given(raw=ANYTHING)
def test_anything_else_is_no_wish(raw: Any) -> None:
    """Whatever the browser reports, there is no exception and no wish that is not one."""
    for state in (
        raw,
        {"go": raw},
        {"go": {"number": raw, "at": 1}},
        {"go": {"number": 1, "at": raw}},
    ):
        st.session_state["graph"] = state
        found = asked("graph", 0)
        assert found is None or (found.number > 0 and found.at >= 0)


def test_again_must_be_said_plainly() -> None:
    """Only a true counts as a wish for another round."""
    assert checked_go({"number": 1, "at": 0, "again": 1}, 0) == Go(1, 0, again=False)


def test_browser_gets_plain_lists() -> None:
    """What is sent can be written as JSON: tuples become lists, mappings dicts."""
    data = Walk(at=1, count=3, starts=(0, 2), places={"h1": 1}).data
    assert data["starts"] == [0, 2]
    assert data["places"] == {"h1": 1}
