from __future__ import annotations

from typing import Any

import pytest
import streamlit as st
from hypothesis import given

from nnviz.components.diagram.mount import chosen, forget
from tests.components.player.hostile import ANYTHING

NODES = {"h1", "z1"}


@pytest.fixture(autouse=True)
def _session(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "session_state", {})


@pytest.mark.parametrize("node", sorted(NODES))
def test_known_node_is_chosen(node: str) -> None:
    """What the browser reports is the chosen node, if there is such a node."""
    st.session_state["graph"] = {"node": node}
    assert chosen("graph", NODES) == node


@given(raw=ANYTHING)
def test_anything_else_is_no_node(raw: Any) -> None:
    """Whatever the browser reports, a node that does not exist is not chosen."""
    for state in (raw, {"node": raw}):
        st.session_state["graph"] = state
        assert chosen("graph", NODES) in {None, *NODES}
    st.session_state["graph"] = {"node": "h9"}
    assert chosen("graph", NODES) is None


def test_forgotten_is_not_chosen() -> None:
    """After `forget` no node is chosen, and before any report neither."""
    assert chosen("graph", NODES) is None
    st.session_state["graph"] = {"node": "h1"}
    forget("graph")
    assert chosen("graph", NODES) is None
