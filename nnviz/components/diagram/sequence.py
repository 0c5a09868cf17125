"""A sequence of drawings: where one stands in it, and where the visitor wants to go next.

The browser works out by itself where a key leads, so that two quick presses go two moments on even
if the server has answered the first one only. Each wish therefore has a number, and the browser
takes the server's word only when its last wish has been heard.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Walk:
    """Where a drawing stands in a sequence, and where keys and clicks lead.

    Attributes
    ----------
    at, count : int
        Index of this drawing, and how many there are.
    starts : sequence of int
        Where the keys 1, 2, … lead; from there, the same key leads to the end of its part.
    heard : int
        Number of the last wish that was heard.
    places : mapping of str to int
        Where a click leads: by a node's id, or an edge's source and target joined by ``>``.
    repeats : bool
        Whether Enter asks for another round.
    said : str
        What a screen reader says about it.

    """

    at: int
    count: int
    starts: Sequence[int]
    heard: int = 0
    places: Mapping[str, int] = field(default_factory=dict)
    repeats: bool = False
    said: str = ""

    @property
    def data(self) -> dict[str, Any]:
        """What the browser's half gets."""
        return {
            "at": self.at,
            "count": self.count,
            "starts": list(self.starts),
            "heard": self.heard,
            "places": dict(self.places),
            "repeats": self.repeats,
            "said": self.said,
        }


@dataclass(frozen=True, slots=True)
class Go:
    """A wish: to a moment, or another round.

    Attributes
    ----------
    number : int
        Wishes are numbered.
    at : int
        0 or more; whether there is such a moment is the page's to check.
    again : bool

    """

    number: int
    at: int
    again: bool = False


_LARGEST = 2**53
"""Whole numbers up to here are exact in a browser."""


def checked_go(raw: Any, heard: int) -> Go | None:
    """Return what the browser reported, if it is a wish that was not heard before.

    The browser may be anyone's program, so anything else is no wish.
    """
    if not isinstance(raw, dict):
        return None
    number, at = _whole(raw.get("number")), _whole(raw.get("at"))
    if number is None or at is None or number <= heard:
        return None
    return Go(number, at, raw.get("again") is True)


def _whole(value: Any) -> int | None:
    """Return `value` as a whole number that a browser can count to; None if it is none."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return int(value) if is_number and 0 <= value <= _LARGEST and value == int(value) else None
