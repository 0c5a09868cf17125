"""What the playground showed last, for pages that open on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from nnviz.components.player.view import View

_KEY = "playground"


@dataclass(frozen=True, slots=True)
class Shown:
    """What the playground showed.

    Attributes
    ----------
    values : mapping of str to Any
        Its settings, by key; all of them are allowed.
    view : View
        Where its player was left.

    """

    values: Mapping[str, Any]
    view: View


def remember(shown: Shown) -> None:
    """Keep what the playground shows for the rest of the session."""
    st.session_state[_KEY] = shown


def remember_view(view: View) -> None:
    """Keep where the player was left since, with the settings that are shown."""
    if (shown := last_shown()) is not None:
        remember(replace(shown, view=view))


def last_shown() -> Shown | None:
    """Return what the playground showed last; None if the session has not been there."""
    found = st.session_state.get(_KEY)
    return found if isinstance(found, Shown) else None
