"""The page's exercise and blanks: where they are kept, and how a link brings them in.

The exercise is in the address under ``ex``, its blanks under ``blanks``; answers never do.
"""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st

from nnviz.exercise.blanks import SETS, decode_blanks, encode_blanks, in_order
from nnviz.exercise.exercise import Exercise
from nnviz.exercise.generate import MADE, small_integers
from nnviz.exercise.link import decode, encode
from nnviz.exercise.number_format import exact_text
from nnviz.exercise.symbols import Layer
from nnviz.network import Network
from nnviz.ui.links import under_own_keys, unknown_notes

FIRST_SEED = 28
"""Its small integers let few mistakes come to the same number."""
KINDS = tuple(MADE)

KEYS = ("ex", "blanks")
"""The parameters of this page's links."""

ERRORS = "hw_errors"
"""Where sentences about fields that cannot be taken in are kept."""

_EXERCISE, _BLANKS, _LINK, _NOTE = "hw_exercise", "hw_blank_keys", "hw_link", "hw_note"
_OTHERS = "hw_other_parameters"


def first_exercise() -> Exercise:
    """Return what the page shows without a link: two inputs, two sigmoids, one output."""
    return small_integers(Network(2, 2, 1), FIRST_SEED)


def current() -> tuple[Exercise, tuple[str, ...]]:
    """Return the exercise and its blanks."""
    exercise: Exercise = st.session_state[_EXERCISE]
    blanks: tuple[str, ...] = st.session_state[_BLANKS]
    return exercise, blanks


def note() -> str:
    """Return the sentence about a broken link, or nothing."""
    sentence: str = st.session_state.get(_NOTE, "")
    return sentence


def adopt(exercise: Exercise) -> None:
    """Make this the page's exercise, and fill every field of the editor.

    Called before the fields are drawn: Streamlit does not let a drawn one be changed.
    """
    state = st.session_state
    state[_EXERCISE], state[_NOTE], state[ERRORS] = exercise, "", ()
    state["hw_n_inputs"], state["hw_n_hidden"] = len(exercise.x), exercise.n_hidden
    state["hw_n_outputs"], state["hw_head"] = exercise.n_outputs, exercise.head
    state["hw_activation"] = exercise.activation
    for layer in ("H", "O"):
        matrix = exercise.W_H if layer == "H" else exercise.W_O
        for i, row in enumerate(matrix):
            for m, weight in enumerate(row):
                state[weight_key(layer, i, m)] = exact_text(weight)
    for i, value in enumerate(exercise.x):
        state[f"hw_x_{i}"] = exact_text(value)
    for k, value in enumerate(exercise.y):
        state[f"hw_y_{k}"] = exact_text(value)
    state["hw_rate"] = exact_text(exercise.rate)


def adopt_blanks(blanks: Collection[str]) -> None:
    """Make these the blanks, unless there are none."""
    if blanks:
        st.session_state[_BLANKS] = in_order(blanks)
    st.session_state["hw_blanks"] = list(st.session_state[_BLANKS])


def weight_key(layer: Layer, row: int, column: int) -> str:
    """Return the key of the field for one weight."""
    return f"hw_W_{layer}_{row}_{column}"


def open_link() -> None:
    """Take in a link when there is a new one; else see that the page has an exercise."""
    state = st.session_state
    given = {key: st.query_params.get_all(key) for key in st.query_params}
    own = under_own_keys(given, KEYS, "")
    exercise_text, blanks_text = (own[key][-1] if own.get(key) else None for key in KEYS)
    asked = exercise_text, blanks_text
    if _EXERCISE not in state:
        state[_BLANKS] = SETS["all"]
        adopt(first_exercise())
        state[_NOTE] = "\n\n".join(unknown_notes(own, KEYS))
    elif "hw_rate" not in state:  # back from another page: Streamlit forgot the fields
        adopt(state[_EXERCISE])
    if "hw_blanks" not in state:
        adopt_blanks(state[_BLANKS])
    if asked != state.get(_LINK) and asked != (None, None):
        _take_in(exercise_text, blanks_text, unknown_notes(own, KEYS))
    state[_OTHERS] = {key: texts for key, texts in own.items() if key not in KEYS}


def _take_in(exercise_text: str | None, blanks_text: str | None, notes: list[str]) -> None:
    """Adopt what a link asks for, or say what is wrong with it and leave things as they are.

    `notes` are sentences that are said of the link in any case.
    """
    if exercise_text is not None:
        try:
            adopt(decode(exercise_text))
        except ValueError as error:
            notes.append(
                f"The exercise of this link cannot be read: {_sentence(error)} "
                "What is shown is another exercise; ask for the link again."
            )
    if blanks_text is not None:
        try:
            adopt_blanks(decode_blanks(blanks_text))
        except ValueError as error:
            notes.append(f"The blanks of this link cannot be read: {error} They are as they were.")
    st.session_state[_NOTE] = "\n\n".join(notes)


def _sentence(error: ValueError) -> str:
    """Return the error's words with no meaning in Markdown: they may quote the link."""
    words = str(error)
    plain = "".join(c if c.isalnum() or c in " .,;:'_-−()" else " " for c in words)
    return " ".join(plain.replace("_", r"\_").split())[:300]


def write_link() -> None:
    """Put the exercise and its blanks into the address."""
    exercise, blanks = current()
    link = encode(exercise), encode_blanks(blanks)
    if (st.query_params.get("ex"), st.query_params.get("blanks")) != link:
        # Both at once: each change of the address is an entry in the browser's history.
        others: dict[str, list[str]] = st.session_state[_OTHERS]
        st.query_params.from_dict(others | dict(zip(KEYS, link, strict=True)))
    st.session_state[_LINK] = link


def full_link() -> str:
    """Return the address that opens this exercise in another browser."""
    exercise, blanks = current()
    base = (st.context.url or "homework").split("?")[0]
    return f"{base}?ex={encode(exercise)}&blanks={encode_blanks(blanks)}"
