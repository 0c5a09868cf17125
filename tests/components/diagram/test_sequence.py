from __future__ import annotations

from typing import Any

import pytest
import streamlit as st
from hypothesis import given
from hypothesis import strategies as gen

from nnviz.components.diagram import DrawingSequence, Request
from nnviz.components.diagram.mount import requested
from nnviz.components.diagram.sequence import checked_request
from tests.components.player.hostile import ANYTHING


@pytest.fixture(autouse=True)
def _session(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "session_state", {})


@given(number=gen.integers(1, 2**53), at=gen.integers(0, 1000), again=gen.booleans())
def test_new_request_is_returned_once(number: int, at: int, *, again: bool) -> None:
    """A request with a number beyond the last one is returned as it is; the same again is not."""
    st.session_state["graph"] = {"request": {"number": number, "at": at, "again": again}}
    assert requested("graph", number - 1) == Request(number, at, again)
    assert requested("graph", number) is None


@given(raw=ANYTHING)
def test_anything_else_is_no_request(raw: Any) -> None:
    """Whatever the browser reports, there is no exception and no request that is not one."""
    for state in (
        raw,
        {"request": raw},
        {"request": {"number": raw, "at": 1}},
        {"request": {"number": 1, "at": raw}},
    ):
        st.session_state["graph"] = state
        found = requested("graph", 0)
        assert found is None or (found.number > 0 and found.at >= 0)


def test_again_must_be_said_plainly() -> None:
    """Only a true counts as a request for another iteration."""
    assert checked_request({"number": 1, "at": 0, "again": 1}, 0) == Request(1, 0, again=False)


def test_browser_gets_plain_lists() -> None:
    """What is sent can be written as JSON: tuples become lists, mappings dicts."""
    data = DrawingSequence(at=1, count=3, starts=(0, 2), places={"h1": 1}).data
    assert data["starts"] == [0, 2]
    assert data["places"] == {"h1": 1}
