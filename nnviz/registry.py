"""Looking a record up by its name, with an error that lists the valid names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

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
