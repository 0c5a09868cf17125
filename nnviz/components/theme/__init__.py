"""A component without anything to see: it reports whether the page is light or dark."""

from __future__ import annotations


def checked_theme(raw: object) -> str | None:
    """Return what the browser reported if it is a theme, ``"light"`` or ``"dark"``; else None."""
    return raw if isinstance(raw, str) and raw in {"light", "dark"} else None
