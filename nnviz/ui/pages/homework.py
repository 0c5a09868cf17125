"""Homework: backpropagation by hand, set by a teacher, checked number by number."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from nnviz.ui import homework
from nnviz.ui.homework.editor import show_editor
from nnviz.ui.homework.handout import show_handout
from nnviz.ui.homework.session import note, open_link, write_link
from nnviz.ui.homework.solver import show_solver
from nnviz.ui.look import apply_look
from nnviz.ui.theme import listen_for_theme

INTRODUCTION = (
    "Work one step of backpropagation out by hand, forward, back and one update, and have every "
    "number checked: a wrong one gets a hint about the factor that is off, never the answer."
)
TABS = ("Solve it", "Set the exercise", "Hand it out")
STYLES = Path(homework.__file__).parent / "homework.css"

apply_look()
st.html(STYLES)
st.markdown(INTRODUCTION)
open_link()
if note():
    st.warning(note())
solve, edit, hand_out = st.tabs(TABS)
with solve:
    show_solver()
with edit:
    show_editor()
with hand_out:
    show_handout()
write_link()
listen_for_theme()
