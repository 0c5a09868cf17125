"""The theme's reporter on a page."""

from __future__ import annotations

from nnviz.components.shared.mount import register, reported
from nnviz.components.theme import checked_theme

_SHOW = register("theme", states=("theme",))


def theme_reporter(known: str, *, key: str) -> None:
    """Report when the page's theme is not `known`; it takes no room worth speaking of."""
    _SHOW({"theme": known}, key=key)


def reported_theme(key: str) -> str | None:
    """Return the theme that the reporter with this key reported last; None before it has."""
    return checked_theme(reported(key, "theme"))
