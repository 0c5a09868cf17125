"""The style sheet that makes every page as dense as an instrument."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_STYLES = Path(__file__).parent / "app.css"


def apply_look() -> None:
    """Add the app's style sheet to the page; it takes no room."""
    st.html(_STYLES)
