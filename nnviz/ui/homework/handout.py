"""'Hand it out': the link, the worksheet, and the answer key for those who ask twice."""

from __future__ import annotations

from functools import partial

import streamlit as st

from nnviz.exercise.exercise import Exercise
from nnviz.exercise.link import encode
from nnviz.exercise.quantities import QUANTITIES, answer_key
from nnviz.exercise.worksheet import key_page, worksheet
from nnviz.ui.homework.session import current, full_link
from nnviz.ui.homework.solver import blanks_text, values_text

_KEY_OF = "hw_key_of"
_ASKED = "hw_key_asked"


def show_handout() -> None:
    """Show the link, and offer both pages."""
    exercise, blanks = current()
    st.markdown("#### Link")
    st.markdown(
        "It opens this exercise on any device that reaches this address. Blank: "
        f"{blanks_text(blanks)}."
    )
    st.code(full_link(), language=None, wrap_lines=True)
    st.markdown("#### Worksheet")
    st.markdown(
        "The same exercise on paper: a page for the printer (A4) with the numbers that are given "
        "and lines to write on. It holds no answer."
    )
    st.download_button(
        "Download the worksheet", partial(worksheet, exercise, blanks), "worksheet.html",
        "text/html", key="hw_worksheet", on_click="ignore", icon=":material/download:",
    )  # fmt: skip
    st.markdown("#### Answer key")
    _show_key(exercise, blanks)


def _show_key(exercise: Exercise, blanks: tuple[str, ...]) -> None:
    """Show the key once it is asked for and confirmed, for this exercise alone."""
    state, this = st.session_state, encode(exercise)
    if state.get(_KEY_OF) == this:
        _show_answers(exercise, blanks)
        st.button("Hide the answer key", key="hw_hide", on_click=_set, args=(None, False))
    elif state.get(_ASKED):
        st.warning("The answer key shows every number of this exercise on this screen.")
        with st.container(horizontal=True):
            st.button("Yes, show the key", key="hw_confirm", on_click=_set, args=(this, False))
            st.button("No, keep it hidden", key="hw_cancel", on_click=_set, args=(None, False))
    else:
        st.markdown("It is not worked out, nor anywhere in this page, before you ask for it.")
        st.button("Show the answer key …", key="hw_ask", on_click=_set, args=(None, True))


def _set(key_of: str | None, asked: bool) -> None:  # noqa: FBT001 - Streamlit passes it by place
    st.session_state[_KEY_OF], st.session_state[_ASKED] = key_of, asked


def _show_answers(exercise: Exercise, blanks: tuple[str, ...]) -> None:
    key = answer_key(exercise)
    for name, quantity in QUANTITIES.items():
        st.markdown(f"**{quantity.title}**  \n{values_text(exercise, name, key)}")
    st.caption("Five significant digits.")
    st.download_button(
        "Download the answer key", partial(key_page, exercise, blanks), "answer-key.html",
        "text/html", key="hw_key", on_click="ignore", icon=":material/download:",
    )  # fmt: skip
