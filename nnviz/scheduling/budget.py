"""Seconds of work that one session may ask for: nobody takes a server away from the others."""

from __future__ import annotations

import math
import time
from collections.abc import Callable


class Budget:
    """A purse of seconds that fills again with time.

    Parameters
    ----------
    most : float
        Seconds of work in a full purse; it is full at first.
    refill : float
        Seconds after which an empty purse is full again.
    clock : callable
        Returns seconds.

    """

    def __init__(
        self, most: float, refill: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Begin with a full purse."""
        self._most, self._refill, self._clock = most, refill, clock
        self._left, self._at = most, clock()

    def take(self, seconds: float) -> int:
        """Pay for work, and return 0; or pay nothing, and return in how many seconds it can.

        Work that is dearer than a full purse can be paid with a full one.
        """
        now = self._clock()
        self._left = min(self._most, self._left + (now - self._at) * self._most / self._refill)
        self._at = now
        price = min(seconds, self._most)
        if price > self._left:
            return math.ceil((price - self._left) * self._refill / self._most)
        self._left -= price
        return 0
