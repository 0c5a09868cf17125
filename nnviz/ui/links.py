"""What a link asks for and does not get, in sentences: shared by the pages.

The bounds of a widget are the browser's, so every value is checked on the server again.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import Any

import streamlit as st

from nnviz.ui.widgets import Control

_RESERVED = frozenset({"embed", "embed_options"})  # Streamlit's own
_MOST_NOTES = 8
_LONGEST_QUOTE = 40


def asked_for() -> dict[str, list[str]]:
    """Return the parameters of the address, each with all its values."""
    return {key: st.query_params.get_all(key) for key in st.query_params}


def checked(
    drawn: Mapping[str, Any], controls: Mapping[str, Control]
) -> tuple[dict[str, Any], list[str]]:
    """Return values that the server takes: what it refuses becomes the default, with a sentence."""
    values, notes = {}, []
    for key, control in controls.items():
        value = drawn.get(key)
        values[key] = value if control.accepts(value) else control.default
        if values[key] is not value:
            default = ", ".join(control.texts(control.default))
            notes.append(f"{control.label} must be {control.allowed}. {default} is used.")
    return values, notes


def link_notes(
    asked: Mapping[str, Sequence[str]],
    values: Mapping[str, Any],
    controls: Mapping[str, Control],
    elsewhere: Container[str] = (),
) -> list[str]:
    """Return a sentence for everything that a link asks for and does not get.

    Parameters
    ----------
    asked : mapping of str to sequence of str
        The link's parameters, each with all its values.
    values : mapping of str to Any
        The settings that are in force, by key.
    controls : mapping of str to Control
        The page's, by key.
    elsewhere : container of str
        Keys that the page has under other settings only.

    """
    notes = []
    for key, texts in asked.items():
        control = controls.get(key)
        if control is None and key in elsewhere:
            notes.append(f"{quoted(key)} goes with another problem than this; it is ignored.")
        elif control is None and key not in _RESERVED:
            notes.append(f"This page has no setting {quoted(key)}; it is ignored.")
        elif control is not None and not control.same(texts, values[key]):
            wanted = ", ".join(quoted(text) for text in texts[:4])
            used = ", ".join(control.texts(values[key]))
            notes.append(
                f"The link asks for {control.label} {wanted}; it must be {control.allowed}, "
                f"given once. {used} is used instead."
            )
    if len(notes) > _MOST_NOTES:
        notes = [*notes[:_MOST_NOTES], f"{len(notes) - _MOST_NOTES} more were left out as well."]
    return notes


def standing_answer(key: str, values: Mapping[str, Any], notes: list[str]) -> list[str]:
    """Return the answer to the link that opened a session, until a setting changes.

    Parameters
    ----------
    key : str
        Of the session's state, one for each page.
    values : mapping of str to Any
        The settings that are in force.
    notes : list of str
        From `link_notes`; they count when the page is opened, and not afterwards.

    """
    first, answer = st.session_state.setdefault(key, (values, notes))
    if values != first:
        st.session_state[key] = (None, [])
        return []
    standing: list[str] = answer
    return standing


def quoted(text: str) -> str:
    """Return a link's text as a short code span, in which Markdown has no meaning."""
    plain = " ".join(text.replace("`", "'").split()) or "nothing"
    return f"`{plain if len(plain) <= _LONGEST_QUOTE else plain[:_LONGEST_QUOTE] + '…'}`"


def read(control: Control) -> Any:
    """Draw a control and return its value, checked: the widget's bounds are the browser's."""
    asked = st.query_params.get_all(control.key)
    value = control.draw()
    sentence = ""
    if not control.accepts(value):
        sentence, value = f"{control.label} must be {control.allowed}.", control.default
    # A link is read once, when a session starts; the answer stands until the setting changes.
    answers = st.session_state.setdefault("link_answers", {})
    if control.key not in answers:
        is_refused = bool(asked) and not control.same(asked, value)
        answers[control.key] = value if is_refused else None
    if answers[control.key] is not None and answers[control.key] == value:
        sentence = f"The link asks for another {control.label}; it must be {control.allowed}."
    else:
        answers[control.key] = None
    if sentence:
        st.warning(f"{sentence} {', '.join(control.texts(value))} is used.")
    return value
