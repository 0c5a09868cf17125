"""'Solve it': a field for each blank, a verdict on each answer, and what is not blank.

All checking is done here, on the server. What is sent to the browser is built from the sheet that
`check` returns, which holds no number that must not be shown.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from nnviz.exercise.blanks import ALL, SETS
from nnviz.exercise.checking import EMPTY, RIGHT, UNREADABLE, WRONG, Sheet, check, places
from nnviz.exercise.exercise import Exercise
from nnviz.exercise.formulas import latex_formula
from nnviz.exercise.link import encode
from nnviz.exercise.number_format import number_text
from nnviz.exercise.quantities import QUANTITIES, Place, ancestors, shape
from nnviz.exercise.symbols import latex_symbol, spoken
from nnviz.ui.homework.given import show_given
from nnviz.ui.homework.session import current

TOLERANCE = (
    "**Three digits are enough.** An answer is right if it is the exact value to three significant "
    "digits, or rounded to three decimals. You may go on from rounded numbers: what follows from "
    "your own right answers and the numbers shown, or from rounding every number on the way like "
    "this, is right as well."
)
_MARKS = {
    EMPTY: ":gray[–]",
    RIGHT: ":green[✓ right]",
    WRONG: ":red[✗ hint below]",
    UNREADABLE: ":orange[? not read]",
}
_WIDEST_ROW = 4


def show_solver() -> None:
    """Draw the sheet."""
    exercise, blanks = current()
    left, right = st.container(key="hw_solver").columns([3, 7], gap="large")
    with left, st.container(key="hw_given"):
        show_given(exercise)
    with right:
        progress = st.container(key="hw_progress")
        st.caption(TOLERANCE)
        answers: dict[Place, str] = {}
        marks: dict[Place, DeltaGenerator] = {}
        notes: dict[str, DeltaGenerator] = {}
        paper = st.container(key="hw_sheet")
        for key in QUANTITIES:
            with paper.container(border=True, gap="xsmall", key=f"hw_quantity_{key}"):
                _show_heading(exercise, key)
                if key in blanks:
                    _draw_fields(exercise, key, answers, marks)
                notes[key] = st.container(gap="xsmall", key=f"hw_notes_{key}")
        sheet = check(exercise, blanks, answers)
    _show_progress(sheet, progress)
    for place, verdict in sheet.verdicts.items():
        marks[place].markdown(_MARKS[verdict.state])
    for key in QUANTITIES:
        with notes[key]:
            if key in blanks:
                _show_hints(exercise, key, sheet)
            else:
                _show_values(exercise, key, sheet, blanks)


def _show_heading(exercise: Exercise, key: str) -> None:
    quantity = QUANTITIES[key]
    st.markdown(f"**{quantity.title}** ${quantity.latex}$  \n${latex_formula(key, exercise)}$")


def _draw_fields(
    exercise: Exercise,
    key: str,
    answers: dict[Place, str],
    marks: dict[Place, DeltaGenerator],
) -> None:
    """Draw the fields of a quantity, a matrix in its own shape; fill in answers and marks."""
    size = shape(key, exercise.network)
    per_row = size[1] if len(size) == 2 and size[1] > 1 else _WIDEST_ROW
    listed = places(exercise, [key])
    sheet = hashlib.sha256(encode(exercise).encode()).hexdigest()[:12]
    for start in range(0, len(listed), per_row):
        with st.container(horizontal=True, gap="small", key=f"hw_fields_{key}_{start}"):
            for place in listed[start : start + per_row]:
                name = "_".join([key, *map(str, place[1])])
                with st.container(gap=None, width=150, key=f"hw_cell_{name}"):
                    st.markdown(f"${latex_symbol(place, exercise.network)}$")
                    answers[place] = _read(place, exercise, f"hw_a_{sheet}_{name}")
                    marks[place] = st.empty()


def _read(place: Place, exercise: Exercise, key: str) -> str:
    """Draw the field of one answer and return what is typed in; the server trusts no length."""
    text = st.text_input(
        spoken(place, exercise.network), key=key, max_chars=40, label_visibility="collapsed",
        persist_state="session", autocomplete="off",
    )  # fmt: skip
    return text[:200]


def _show_progress(sheet: Sheet, where: DeltaGenerator) -> None:
    n = len(sheet.verdicts)
    done = " All done." if sheet.n_right == n else ""
    where.progress(sheet.n_right / n, f"**{sheet.n_right} of {n} right.**{done}")


def _show_hints(exercise: Exercise, key: str, sheet: Sheet) -> None:
    """Say each hint once, for all answers that it is about."""
    about: dict[tuple[str, str], list[str]] = {}
    for place in places(exercise, [key]):
        verdict = sheet.verdicts[place]
        if verdict.hint:
            mark = "✗" if verdict.state == WRONG else "?"
            symbol = f"${latex_symbol(place, exercise.network)}$"
            about.setdefault((mark, verdict.hint), []).append(symbol)
    for (mark, hint), symbols in about.items():
        st.markdown(f"{mark} {', '.join(symbols)}: {hint}")


def _show_values(exercise: Exercise, key: str, sheet: Sheet, blanks: tuple[str, ...]) -> None:
    """Show numbers that are no blanks, or say when they will appear."""
    if key in sheet.shown:
        st.markdown(values_text(exercise, key, sheet.shown))
        return
    wanted = [QUANTITIES[b].latex for b in blanks if b in ancestors(key)]
    names = ", ".join(f"${name}$" for name in wanted)
    st.caption(f"Not blank; shown when what it is computed from is right: {names}.")


def values_text(exercise: Exercise, key: str, values: Mapping[str, np.ndarray]) -> str:
    """Return a quantity's numbers as formulas, which do not break, a line for each row."""
    size = shape(key, exercise.network)
    listed = places(exercise, [key])
    per_row = size[1] if len(size) == 2 else len(listed)
    texts = [
        f"${{{latex_symbol(p, exercise.network)} = {_latex_number(float(values[key][p[1]]))}}}$"
        for p in listed
    ]
    rows = [texts[i : i + per_row] for i in range(0, len(texts), per_row)]
    return "  \n".join(" &emsp; ".join(row) for row in rows)


def _latex_number(value: float) -> str:
    text = number_text(value).replace("−", "-").replace("·", r"\cdot ")
    mantissa, caret, exponent = text.partition("^")
    return f"{mantissa}^{{{exponent}}}" if caret else text


def blanks_text(blanks: tuple[str, ...]) -> str:
    """Return in words what is blank."""
    if blanks == SETS[ALL]:
        return "everything that is computed"
    return ", ".join(f"${QUANTITIES[key].latex}$" for key in blanks)
