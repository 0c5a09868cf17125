"""Backpropagation: one iteration on one sample, number by number, on the network's graph."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from nnviz.backpropagation.derivation import backpropagate
from nnviz.backpropagation.operation_count import Multiplications
from nnviz.backpropagation.steps import places, starts, steps
from nnviz.components.diagram import DrawingSequence
from nnviz.components.diagram.mount import diagram_of_sequence, requested
from nnviz.ui import backpropagation
from nnviz.ui.backpropagation import names
from nnviz.ui.backpropagation.compute import rows_of, start
from nnviz.ui.backpropagation.controls import read_settings
from nnviz.ui.backpropagation.drawing import drawing
from nnviz.ui.backpropagation.iteration import begin_iteration, current_iteration, go_to
from nnviz.ui.backpropagation.results import show_check, show_cost, show_terms, show_update
from nnviz.ui.backpropagation.steps import show_buttons, show_formula
from nnviz.ui.backpropagation.words import describe, is_usable
from nnviz.ui.look import apply_look
from nnviz.ui.theme import current_palette, listen_for_theme

KEY = "bp_graph"
INTRODUCTION = (
    "How the loss of a sample tells **every weight** which way to go: forward once, back once. "
    "Press 1 to 5, or → and ←; Enter after phase 5 goes on with the new weights. "
    ":violet[**Accumulated**] factors (thick frame, underlined) were computed at nodes visited "
    "before, :green[**local**] ones (dashed frame) belong to the node or edge itself."
)
STYLES = Path(backpropagation.__file__).parent / "backpropagation.css"

apply_look()
st.html(STYLES)
palette = current_palette()
st.markdown(INTRODUCTION)
notices = st.container()
state, notes = read_settings()
try:
    given = start(state.run)
except ValueError as error:
    notices.error(f"{error} Your settings are as you left them: change them in the sidebar.")
    st.stop()
if state.row >= len(given.X):
    notes.append(f"There are {len(given.X)} samples; the last one is shown.")
rows = rows_of(given, min(state.row, len(given.X) - 1), state.size)
X, y = given.X[rows], given.y[rows]
listed = steps(given.network)
iteration = current_iteration(state.run, given.params, listed)
request = requested(KEY, iteration.acknowledged)
if request is not None:
    go_to(iteration.at if request.again else request.at, acknowledged=request.number)
    if request.again and listed[iteration.at].phase == 5:
        now = backpropagate(given.network, iteration.params, X, y, state.learning_rate)
        begin_iteration(now.updated)
    iteration = current_iteration(state.run, given.params, listed)
derived = backpropagate(given.network, iteration.params, X, y, state.learning_rate)
step = listed[iteration.at]
notes += [given.note] if given.note else []
can_repeat = step.phase == 5 and is_usable(derived)
if step.phase == 5 and not can_repeat:
    notes.append(
        "The updated weights are too large to go on with. These weights are kept: choose a smaller "
        "rate η."
    )
if notes:
    notices.warning("\n\n".join(notes))
st.caption(describe(state, given, rows, iteration.number))
show_buttons(derived, listed, iteration, can_repeat=can_repeat)
found = show_formula(derived, listed, iteration, palette)
diagram_of_sequence(
    drawing(derived, listed, iteration.at),
    DrawingSequence(
        at=iteration.at,
        count=len(listed),
        starts=starts(listed),
        acknowledged=iteration.acknowledged,
        places=places(listed, iteration.at),
        repeats=can_repeat,
        announcement=f"Phase {step.phase}: {names.title(given.network, step)} = {found.plain}",
    ),
    key=KEY,
)
update, checks, cost = st.container(key="bp_results").columns(3, gap="large")
with update:
    show_terms(derived, step, rows)
    if step.phase == 5:
        show_update(derived, given, X, y)
    else:
        st.markdown("**After the update**")
        st.caption("The weights and the loss, before and after, come with phase 5.")
with checks:
    show_check(derived, X, y, step)
with cost, st.container(key="bp_cost"):
    network = given.network
    show_cost(Multiplications(network.n_inputs, network.n_hidden, network.n_outputs))
listen_for_theme()
