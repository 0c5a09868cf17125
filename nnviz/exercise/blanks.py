"""Which numbers are blank, as a link says it, and which are withheld because a blank is open."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from nnviz.exercise.quantities import QUANTITIES, ancestors

ALL = "all"
_SEPARATOR = "~"

SETS: dict[str, tuple[str, ...]] = {
    "all": tuple(QUANTITIES),
    "z": tuple(key for key, q in QUANTITIES.items() if q.group == "z"),
    "δ": tuple(key for key, q in QUANTITIES.items() if q.group == "δ"),
    "gradients": tuple(key for key, q in QUANTITIES.items() if q.group == "gradients"),
}
"""Choices that teachers often make."""


def in_order(keys: Iterable[str]) -> tuple[str, ...]:
    """Return quantities in the order in which they are computed, each once."""
    wanted = set(keys)
    return tuple(key for key in QUANTITIES if key in wanted)


def encode_blanks(blanks: Collection[str]) -> str:
    """Return the text of a link's parameter `blanks`."""
    ordered = in_order(blanks)
    return ALL if ordered == SETS[ALL] else _SEPARATOR.join(ordered)


def decode_blanks(text: str) -> tuple[str, ...]:
    """Return the blanks that a link asks for.

    Raises
    ------
    ValueError
        With a sentence, if it names what does not exist, or nothing.

    """
    if text == ALL:
        return SETS[ALL]
    names = text.split(_SEPARATOR) if len(text) <= 200 else [""]
    if not set(names) <= set(QUANTITIES):
        allowed = ", ".join(QUANTITIES)
        message = f"blanks must be “all”, or some of {allowed} with “{_SEPARATOR}” between them."
        raise ValueError(message)
    return in_order(names)


def withheld(blanks: Collection[str], done: Collection[str]) -> frozenset[str]:
    """Return what must not be shown: open blanks, and what is computed from one.

    The gradient of a bias *is* δ, and new weights give the gradients away, so nothing that comes
    after an open blank is shown before the blank is filled in.

    Parameters
    ----------
    blanks : collection of str
        Keys of the blank quantities.
    done : collection of str
        Keys of those whose answers are all right.

    """
    still_open = set(blanks) - set(done)
    return frozenset(key for key in QUANTITIES if still_open & ({key} | ancestors(key)))
