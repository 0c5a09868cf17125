"""Where the player was left: what the browser reported, checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from nnviz.components.theme import checked_theme


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
        Whether the player has reported anything yet: it does when it first rests while somebody
        looks at what follows its step.
    look : str or None
        What was looked at, by the name that its place on the page has; None if the report says
        nothing of it.

    """

    step: int
    sample: int | None = None
    theme: str = ""
    narrow: bool = False
    reported: bool = True
    look: str | None = None


def checked_view(raw: object, n_steps: int, n_samples: int) -> View:
    """Return what the browser reported; what is missing or impossible counts as the end.

    The browser may be anyone's program, and its report may belong to the run before this one.
    """
    report: dict[str, Any] = raw if isinstance(raw, dict) else {}
    step = _index(report.get("step"), n_steps + 1)
    return View(
        step=n_steps if step is None or report.get("at_end") is True else step,
        sample=_index(report.get("sample"), n_samples),
        theme=checked_theme(report.get("theme")) or "",
        narrow=report.get("narrow") is True,
        reported=bool(report),
        look=look if isinstance(look := report.get("look"), str) else None,
    )


def _index(value: object, size: int) -> int | None:
    """Return `value` as an index below `size`; None if it is none."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    return int(value) if 0 <= value < size and value == int(value) else None
