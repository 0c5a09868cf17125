"""What the playground showed last, for pages that open on it."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from nnviz.components.player.view import View
from nnviz.ui.state import AppState

_KEY = "playground"


@dataclass(frozen=True, slots=True)
class Shown:
    """The playground's settings, and where its player was left."""

    state: AppState
    view: View


def remember(shown: Shown) -> None:
    """Keep what the playground shows for the rest of the session."""
    st.session_state[_KEY] = shown


def last_shown() -> Shown | None:
    """Return what the playground showed last; None if the session has not been there."""
    found = st.session_state.get(_KEY)
    return found if isinstance(found, Shown) else None
