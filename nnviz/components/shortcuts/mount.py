"""The header's buttons on a page."""

from __future__ import annotations

from nnviz.components.shared.mount import register, reported
from nnviz.components.shortcuts.qr import qr_code

_SHOW = register("shortcuts", states=("link",))
_KEY = "shortcuts"


def shortcuts() -> None:
    """Show the buttons; with them the page has its keys, whatever else is on it."""
    _SHOW(qr_code(reported(_KEY, "link")), key=_KEY)
