"""The player on a page."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from nnviz.components.player.sent import SentParts
from nnviz.components.player.view import View, checked_view
from nnviz.components.player.wire import Packed
from nnviz.components.shared.mount import register, reported

_SHOW = register("player", states=("view", "missing"))
_SENT = "player_parts"


def player(packed: Packed, *, key: str, on_report: Callable[[View], None] | None = None) -> View:
    """Show the player and return where it was left.

    Parameters
    ----------
    packed : Packed
        What to play; the browser gets what it does not have yet. What it reports is checked
        against the sizes.
    key : str
        Identifies the player, so that new data reach the one that is there.
    on_report : callable
        Is given each new report, before the page runs: also the last one, when it is another page
        that runs.

    """
    n_steps, n_samples = packed.n_steps, packed.n_samples
    sent = st.session_state.setdefault(_SENT, SentParts())

    def take() -> None:
        if on_report is not None:
            on_report(checked_view(reported(key, "view"), n_steps, n_samples))

    def send_again() -> None:
        sent.forget(reported(key, "missing"))

    on = {"view": take, "missing": send_again}
    report = _SHOW(sent.message(packed), key=key, on=on).view
    return checked_view(report, n_steps, n_samples)
