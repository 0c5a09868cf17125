"""Light or dark, also where it changes while the page is open.

Streamlit says which one a page began with and does not run again when it changes; figures would
keep the old ground. A component without anything to see hears of the change and tells.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from nnviz.palette import PALETTES, Palette

_KEY = "theme"

_PROGRAM = """
export default function tellTheme({ data, parentElement, setStateValue }) {
  const host = parentElement.host ?? parentElement;
  const ground = getComputedStyle(host).getPropertyValue("--st-background-color").trim();
  if (!/^#[0-9a-f]{6}$/i.test(ground)) return;
  const [r, g, b] = [1, 3, 5].map((i) => parseInt(ground.slice(i, i + 2), 16));
  const theme = 0.299 * r + 0.587 * g + 0.114 * b < 128 ? "dark" : "light";
  if (theme !== data.theme) setStateValue("theme", theme);
}
"""

_COMPONENT = st.components.v2.component("nnviz_theme", js=_PROGRAM)


def current_palette() -> Palette:
    """Return the palette of the theme that the browser shows."""
    return PALETTES[_theme()]


def listen_for_theme() -> None:
    """Hear of a change of theme; it takes no room worth speaking of, so put it last."""
    _COMPONENT(data={"theme": _theme()}, key=_KEY, on_theme_change=_nothing)


def _theme() -> str:
    reported: Any = st.session_state.get(_KEY, {}).get("theme")
    theme = reported if reported in ("light", "dark") else st.context.theme.type
    return theme if theme in PALETTES else "light"


def _nothing() -> None:
    """Stand in as the callback that makes Streamlit keep the state ``theme``."""
