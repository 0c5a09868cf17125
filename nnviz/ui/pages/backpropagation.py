"""Backpropagation: one step on one sample, number by number, on the network's graph."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from nnviz.backpropagation.derivation import backpropagate
from nnviz.backpropagation.operation_count import Multiplications
from nnviz.backpropagation.steps import moments, places, starts
from nnviz.components.diagram import DrawingSequence
from nnviz.components.diagram.mount import diagram_of_sequence, requested
from nnviz.ui import backpropagation
from nnviz.ui.backpropagation import names
from nnviz.ui.backpropagation.compute import rows_of, start
from nnviz.ui.backpropagation.controls import read_settings
from nnviz.ui.backpropagation.drawing import drawing
from nnviz.ui.backpropagation.iteration import begin_again, current_round, go_to
from nnviz.ui.backpropagation.results import show_check, show_cost, show_terms, show_update
from nnviz.ui.backpropagation.steps import show_buttons, show_formula
from nnviz.ui.backpropagation.words import describe, is_usable
from nnviz.ui.look import apply_look
from nnviz.ui.theme import current_palette, listen_for_theme

KEY = "bp_graph"
INTRODUCTION = (
    "How the loss of a sample tells **every weight** which way to go: forward once, back once. "
    "Press 1 to 5, or → and ←; Enter after step 5 goes on with the new weights. "
    ":violet[**Accumulated**] factors (thick frame, underlined) were worked out at nodes visited "
    "before, :green[**local**] ones (dashed frame) belong to the place itself."
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
listed = moments(given.network)
standing = current_round(state.run, given.params, listed)
request = requested(KEY, standing.acknowledged)
if request is not None:
    go_to(standing.at if request.again else request.at, acknowledged=request.number)
    if request.again and listed[standing.at].phase == 5:
        now = backpropagate(given.network, standing.params, X, y, state.learning_rate)
        begin_again(now.updated)
    standing = current_round(state.run, given.params, listed)
step = backpropagate(given.network, standing.params, X, y, state.learning_rate)
moment = listed[standing.at]
notes += [given.note] if given.note else []
can_repeat = moment.phase == 5 and is_usable(step)
if moment.phase == 5 and not can_repeat:
    notes.append(
        "The updated weights are too large to go on with. These weights are kept: choose a smaller "
        "rate η."
    )
if notes:
    notices.warning("\n\n".join(notes))
st.caption(describe(state, given, rows, standing.number))
show_buttons(step, listed, standing, can_repeat=can_repeat)
found = show_formula(step, listed, standing, palette)
diagram_of_sequence(
    drawing(step, listed, standing.at),
    DrawingSequence(
        at=standing.at,
        count=len(listed),
        starts=starts(listed),
        acknowledged=standing.acknowledged,
        places=places(listed, standing.at),
        repeats=can_repeat,
        announcement=f"Step {moment.phase}: {names.title(given.network, moment)} = {found.plain}",
    ),
    key=KEY,
)
update, checks, cost = st.container(key="bp_results").columns(3, gap="large")
with update:
    show_terms(step, moment, rows)
    if moment.phase == 5:
        show_update(step, given, X, y)
    else:
        st.markdown("**After the update**")
        st.caption("The weights and the loss, before and after, come with step 5.")
with checks:
    show_check(step, X, y, moment)
with cost, st.container(key="bp_cost"):
    network = given.network
    show_cost(Multiplications(network.n_inputs, network.n_hidden, network.n_outputs))
listen_for_theme()
