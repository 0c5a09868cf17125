"""Light or dark, also where it changes while the page is open.

Streamlit says which one a page began with and does not run again when it changes; figures would
keep the old ground. A component without anything to see reports the change.
"""

from __future__ import annotations

import streamlit as st

from nnviz.components.theme.mount import reported_theme, theme_reporter
from nnviz.palette import PALETTES, Palette

_KEY = "theme"


def current_palette() -> Palette:
    """Return the palette of the theme that the browser shows."""
    return PALETTES[_theme()]


def listen_for_theme() -> None:
    """Run the page again on a change of theme; it takes no room worth speaking of: put it last."""
    theme_reporter(_theme(), key=_KEY)


def _theme() -> str:
    theme = reported_theme(_KEY) or st.context.theme.type
    return theme if theme in PALETTES else "light"
