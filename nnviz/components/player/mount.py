"""The player on a page."""

from __future__ import annotations

from nnviz.components.player.view import View, checked_view
from nnviz.components.shared.mount import register

_SHOW = register("player", states=("view",))


def player(payload: bytes, *, n_steps: int, n_samples: int, key: str) -> View:
    """Show the player and return where it was left.

    Parameters
    ----------
    payload : bytes
        From `nnviz.components.player.payload.encode`.
    n_steps, n_samples : int
        Of the run, to check what the browser reports.
    key : str
        Identifies the player, so that new data reach the one that is there.

    """
    return checked_view(_SHOW(payload, key=key).view, n_steps, n_samples)
