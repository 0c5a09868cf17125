"""The pad on a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from nnviz.components.shared.mount import register

_SHOW = register("sketch", states=("heights",))


def sketch(heights: Sequence[float], *, key: str) -> Any:
    """Show the pad with a curve on it and return what was drawn last, unchecked; None before.

    Parameters
    ----------
    heights : sequence of float
        From 0 to 1, at equal distances.
    key : str
        Identifies the pad.

    """
    return _SHOW({"heights": list(heights)}, key=key).heights
