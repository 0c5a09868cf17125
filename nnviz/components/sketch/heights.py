"""What was drawn on the pad, checked."""

from __future__ import annotations

import sys

_LARGEST = sys.float_info.max


def checked_heights(raw: object, n_heights: int) -> list[float] | None:
    """Return what the browser sent as heights, clipped to [0, 1]; None if they are not such.

    The browser may be anyone's program.
    """
    if not isinstance(raw, list) or len(raw) != n_heights:
        return None
    if not all(_is_number(height) for height in raw):
        return None
    return [min(1.0, max(0.0, float(height))) for height in raw]


def _is_number(value: object) -> bool:
    """Whether `value` is a finite number that a float can hold; NaN is not."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        return False
    return -_LARGEST <= value <= _LARGEST
