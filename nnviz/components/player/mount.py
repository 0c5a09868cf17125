"""The player on a page."""

from __future__ import annotations

from nnviz.components.player.payload import Payload
from nnviz.components.player.view import View, checked_view
from nnviz.components.shared.mount import register

_SHOW = register("player", states=("view",))


def player(payload: Payload, *, key: str) -> View:
    """Show the player and return where it was left.

    Parameters
    ----------
    payload : Payload
        What to play; what the browser reports is checked against its sizes.
    key : str
        Identifies the player, so that new data reach the one that is there.

    """
    report = _SHOW(payload.data, key=key).view
    return checked_view(report, payload.n_steps, payload.n_samples)
