"""The header's buttons on a page."""

from __future__ import annotations

from nnviz.components.shared.mount import register

_SHOW = register("shortcuts")


def shortcuts() -> None:
    """Show the buttons; with them the page has its keys, whatever else is on it."""
    _SHOW({}, key="shortcuts")
