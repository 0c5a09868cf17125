"""A link in a page's own words, and sentences about what it asks for and does not get.

A link may write a name in any case, with spaces or underscores, or give an option's key; and on a
page whose keys have a prefix it may leave the prefix out. Streamlit reads none of this, so
`in_own_words` rewrites the address before a widget is drawn.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import Any

from nnviz.ui.widgets import Control, Text

Asked = Mapping[str, Sequence[str]]
"""Parameters of an address, each with all its values."""

_RESERVED = frozenset({"embed", "embed_options", "tab"})  # Streamlit's own, and the open tab
_MOST_NOTES = 8
_MOST_NAMES = 8
_MOST_TEXTS = 4
_LONGEST_QUOTE = 40


def quoted(text: str) -> str:
    """Return a link's text as a short code span, in which Markdown has no meaning."""
    words = " ".join(text.replace("`", "'").split()) or "nothing"
    return f"`{words if len(words) <= _LONGEST_QUOTE else words[:_LONGEST_QUOTE] + '…'}`"


def under_own_keys(asked: Asked, keys: Container[str], prefix: str) -> dict[str, list[str]]:
    """Return the parameters under the page's keys: ``Problem`` is ``bp_problem`` where it has one.

    What has no key on the page stays as it is.
    """
    found: dict[str, list[str]] = {}
    for key, texts in asked.items():
        spelled = key.casefold().replace("-", "_")
        own = next((k for k in (key, spelled, f"{prefix}{spelled}") if k in keys), key)
        found.setdefault(own, []).extend(texts)
    return found


def in_own_words(asked: Asked, controls: Mapping[str, Control]) -> dict[str, list[str]]:
    """Return the parameters with the texts that the page writes itself, without refused ones."""
    found = {}
    for key, texts in asked.items():
        try:
            control = controls[key]
        except KeyError:
            found[key] = list(texts)
            continue
        try:
            found[key] = control.texts(control.read(texts))
        except ValueError:
            continue
    return found


def checked(control: Control, value: Any) -> tuple[Any, str]:
    """Return a value that the server takes, and a sentence if it is the default instead."""
    if control.accepts(value):
        return value, ""
    used = in_words(control, control.default)
    return control.default, f"{control.label} must be {control.allowed}. {used} is used."


def is_met(control: Control, texts: Sequence[str], value: Any) -> bool:
    """Whether a value is what a link's texts ask for."""
    try:
        wanted = control.read(texts)
    except ValueError:
        return False
    if isinstance(wanted, tuple):
        return sorted(map(str, wanted)) == sorted(map(str, value))
    return bool(wanted == value)


def in_words(control: Control, value: Any) -> str:
    """Return a value as a sentence names it."""
    texts = control.texts(value)
    return ", ".join(map(quoted, texts) if isinstance(control, Text) else texts)


def refused_note(control: Control, texts: Sequence[str], value: Any) -> str:
    """Return the answer to a link that asks for what is not allowed."""
    wanted = ", ".join(quoted(text) for text in texts[:_MOST_TEXTS])
    return (
        f"The link asks for {control.label} {wanted}; it must be {control.allowed}, given once. "
        f"{in_words(control, value)} is used instead."
    )


def unknown_notes(asked: Asked, keys: Container[str]) -> list[str]:
    """Return a sentence about parameters for which the page has no setting, if there are any."""
    names = [quoted(key) for key in asked if key not in keys and key not in _RESERVED]
    if not names:
        return []
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    noun, verb = ("setting", "it is") if len(names) == 1 else ("settings", "they are")
    return [f"This page has no {noun} {', '.join(names[:_MOST_NAMES])}{more}; {verb} ignored."]


def shortened(notes: list[str]) -> list[str]:
    """Return at most some of the sentences, and how many more there would be."""
    if len(notes) <= _MOST_NOTES:
        return notes
    return [*notes[:_MOST_NOTES], f"{len(notes) - _MOST_NOTES} more were left out as well."]
