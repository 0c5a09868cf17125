"""What a browser has been sent, so that it is not sent again."""

from __future__ import annotations

from collections.abc import Iterable

from nnviz.components.player.wire import Packed

MOST_KEPT = 32
"""Parts that the browser keeps; ``js/wire.js`` counts on it."""


class SentParts:
    """Marks of the parts that one session's browser keeps, the one used last at the end.

    It is a guess: a message may be lost on the way. A browser that lacks a part says so, and
    `forget` makes the next message carry it.
    """

    def __init__(self) -> None:
        """Begin with a browser that has nothing."""
        self._marks: dict[str, None] = {}

    def message(self, packed: Packed) -> bytes:
        """Return what this browser needs, and count it as sent."""
        known = [part.mark for part in packed.parts if part.mark in self._marks]
        for part in packed.parts:
            self._marks.pop(part.mark, None)
            self._marks[part.mark] = None
        for mark in list(self._marks)[:-MOST_KEPT]:
            del self._marks[mark]
        return packed.message(known)

    def forget(self, marks: object) -> None:
        """Send these parts again. The list comes from a browser, so it can be anything."""
        if isinstance(marks, Iterable):
            for mark in marks:
                if isinstance(mark, str):
                    self._marks.pop(mark, None)
