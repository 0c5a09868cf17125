"""A pad to draw a curve on, as a Streamlit component."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import streamlit as st

from nnviz.components.bundle import joined, stylesheet

_LARGEST = sys.float_info.max
_COMPONENT = st.components.v2.component(
    "nnviz_sketch",
    css=stylesheet("sketch/css/sketch.css"),
    js=joined("sketch/js/sketch.js"),
    isolate_styles=True,
)


def sketch(heights: Sequence[float], *, key: str) -> Any:
    """Show the pad with a curve on it and return what was drawn last, unchecked; None before.

    Parameters
    ----------
    heights : sequence of float
        From 0 to 1, at equal distances.
    key : str
        Identifies the pad.

    """
    result = _COMPONENT(data={"heights": list(heights)}, key=key, on_heights_change=_nothing)
    return result.heights


def checked_heights(raw: Any, n_heights: int) -> list[float] | None:
    """Return what the browser sent as heights, clipped to [0, 1]; None if they are not such.

    The browser may be anyone's program.
    """
    if not isinstance(raw, list) or len(raw) != n_heights:
        return None
    if not all(_is_number(height) for height in raw):
        return None
    return [min(1.0, max(0.0, float(height))) for height in raw]


def _is_number(value: Any) -> bool:
    """Whether `value` is a finite number that a float can hold; NaN is not."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and -_LARGEST <= value <= _LARGEST


def _nothing() -> None:
    """Stand in as the callback that makes Streamlit keep the state ``heights``."""
