"""The player on a page."""

from __future__ import annotations

from collections.abc import Callable

from nnviz.components.player.payload import Payload
from nnviz.components.player.view import View, checked_view
from nnviz.components.shared.mount import register, reported

_SHOW = register("player", states=("view",))


def player(payload: Payload, *, key: str, on_report: Callable[[View], None] | None = None) -> View:
    """Show the player and return where it was left.

    Parameters
    ----------
    payload : Payload
        What to play; what the browser reports is checked against its sizes.
    key : str
        Identifies the player, so that new data reach the one that is there.
    on_report : callable
        Is given each new report, before the page runs: also the last one, when it is another page
        that runs.

    """
    n_steps, n_samples = payload.n_steps, payload.n_samples

    def take() -> None:
        if on_report is not None:
            on_report(checked_view(reported(key, "view"), n_steps, n_samples))

    report = _SHOW(payload.data, key=key, on={"view": take}).view
    return checked_view(report, n_steps, n_samples)
