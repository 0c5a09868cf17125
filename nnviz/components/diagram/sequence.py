"""A sequence of drawings of which a page shows one: which it is, and which one is asked for next.

The browser computes by itself where a key leads, so that two quick presses go two drawings on even
if the server has answered the first one only. Requests are numbered: as long as one is pending, the
browser does not go back to the drawing that the server shows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class DrawingSequence:
    """Which drawing of a sequence is shown, and where keys and clicks lead.

    Attributes
    ----------
    at, count : int
        Index of this drawing, and how many there are.
    starts : sequence of int
        Where the keys 1, 2, … lead; from there, the same key leads to the end of its part.
    acknowledged : int
        Number of the last request that was answered.
    places : mapping of str to int
        Where a click leads: by a node's id, or an edge's source and target joined by ``>``.
    repeats : bool
        Whether Enter asks for another iteration.
    announcement : str
        What a screen reader says about this drawing.

    """

    at: int
    count: int
    starts: Sequence[int]
    acknowledged: int = 0
    places: Mapping[str, int] = field(default_factory=dict)
    repeats: bool = False
    announcement: str = ""

    @property
    def data(self) -> dict[str, Any]:
        """What the browser's half gets."""
        return {
            "at": self.at,
            "count": self.count,
            "starts": list(self.starts),
            "acknowledged": self.acknowledged,
            "places": dict(self.places),
            "repeats": self.repeats,
            "announcement": self.announcement,
        }


@dataclass(frozen=True, slots=True)
class Request:
    """A request for another drawing, or for another iteration.

    Attributes
    ----------
    number : int
        Requests are numbered.
    at : int
        0 or more; whether there is such a drawing is the page's to check.
    again : bool

    """

    number: int
    at: int
    again: bool = False


_LARGEST = 2**53
"""Whole numbers up to here are exact in a browser."""


def checked_request(raw: object, acknowledged: int) -> Request | None:
    """Return what the browser reported, if it is a request that was not answered before.

    The browser may be anyone's program, so anything else is no request.
    """
    if not isinstance(raw, dict):
        return None
    number, at = _whole(raw.get("number")), _whole(raw.get("at"))
    if number is None or at is None or number <= acknowledged:
        return None
    return Request(number, at, raw.get("again") is True)


def _whole(value: object) -> int | None:
    """Return `value` as a whole number that a browser can count to; None if it is none."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    return int(value) if 0 <= value <= _LARGEST and value == int(value) else None
