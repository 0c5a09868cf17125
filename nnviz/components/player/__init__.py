"""The player as a Streamlit component.

`player` mounts it; `payload` makes its bytes, and `page` shows the
same player without Streamlit.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import streamlit as st

from nnviz.components.bundle import joined, stylesheet

_COMPONENT = st.components.v2.component(
    "nnviz_player",
    css=stylesheet("player/css/player.css"),
    js=joined("player/js/streamlit.js"),
    isolate_styles=True,
)


@dataclass(frozen=True, slots=True)
class View:
    """Where the player was left: what it last reported, checked.

    Attributes
    ----------
    step : int
        Step at which it was paused, 0 to n_steps.
    sample : int or None
        Row of the selected sample.
    theme : str
        ``"light"`` or ``"dark"``, as the browser shows it; empty before the player has said so.
    narrow : bool
        Whether the player is as narrow as on a phone.
    reported : bool
        Whether the player has said anything yet: it does when it first comes to rest.

    """

    step: int
    sample: int | None = None
    theme: str = ""
    narrow: bool = False
    reported: bool = True


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
    result = _COMPONENT(data=payload, key=key, on_view_change=_nothing)
    return checked_view(result.view, n_steps, n_samples)


def checked_view(raw: Any, n_steps: int, n_samples: int) -> View:
    """Return what the browser reported; what is missing or impossible counts as the end.

    The browser may be anyone's program, and its report may belong to the run before this one.
    """
    report: dict[str, Any] = raw if isinstance(raw, dict) else {}
    step = _index(report.get("step"), n_steps + 1)
    return View(
        step=n_steps if step is None or report.get("at_end") is True else step,
        sample=_index(report.get("sample"), n_samples),
        theme=theme if (theme := report.get("theme")) in ("light", "dark") else "",
        narrow=report.get("narrow") is True,
        reported=bool(report),
    )


def _index(value: Any, size: int) -> int | None:
    """Return `value` as an index below `size`; None if it is none."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return int(value) if is_number and 0 <= value < size and value == int(value) else None


def _nothing() -> None:
    """Stand in as the callback that makes Streamlit keep the state ``view``."""
