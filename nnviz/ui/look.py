"""What every page has: a style sheet as dense as an instrument, and the header's buttons."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from nnviz.components.shortcuts.mount import shortcuts

_STYLES = Path(__file__).parent / "app.css"


def apply_look() -> None:
    """Add the app's style sheet and the header's buttons to the page; they take no room."""
    st.html(_STYLES)
    shortcuts()
