"""Checking arguments, with errors that say what is allowed and what came instead."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TypeVar

import numpy as np

T = TypeVar("T")


def lookup(registry: Mapping[str, T], name: str, kind: str) -> T:
    """Return ``registry[name]``.

    Raises
    ------
    ValueError
        If there is no such name; the message lists those that exist.

    """
    try:
        return registry[name]
    except (KeyError, TypeError):
        valid = ", ".join(registry)
        message = f"{kind} must be one of {valid}; got {name!r} instead."
        raise ValueError(message) from None


def check_whole(name: str, value: float, low: int, high: int | None = None) -> None:
    """Raise ValueError unless `value` is a whole number from `low` to `high` (None: no limit)."""
    is_whole = isinstance(value, int | np.integer) and not isinstance(value, bool)
    if not is_whole or value < low or (high is not None and value > high):
        allowed = f"at least {low}" if high is None else f"from {low} to {high}"
        message = f"{name} must be a whole number, {allowed}; got {value!r} instead."
        raise ValueError(message)


def check_positive(name: str, value: float, *, zero: bool = False) -> None:
    """Raise ValueError unless `value` is a finite number above 0, or 0 where `zero` allows it."""
    if not _is_number(value) or value < 0.0 or (value == 0.0 and not zero):
        allowed = "a number, 0 or above" if zero else "a number above 0"
        message = f"{name} must be {allowed}; got {value!r} instead."
        raise ValueError(message)


def check_share(name: str, value: float) -> None:
    """Raise ValueError unless `value` is from 0 up to but not including 1."""
    if not _is_number(value) or not 0.0 <= value < 1.0:
        message = f"{name} must be from 0 up to but not including 1; got {value!r} instead."
        raise ValueError(message)


def _is_number(value: object) -> bool:
    """Return whether `value` is a finite real number; True and False are none."""
    if isinstance(value, bool) or not isinstance(value, int | float | np.integer | np.floating):
        return False
    return math.isfinite(value)
