"""From linear to non-linear: models side by side, each as the graph that it computes."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from nnviz.components.diagram.mount import diagram
from nnviz.ui import linear
from nnviz.ui.linear.column import drawing, graph_key, show_counts, show_facts, show_map
from nnviz.ui.linear.controls import NOTHING, read_settings
from nnviz.ui.linear.models import draw_data, fit_column
from nnviz.ui.look import apply_look
from nnviz.ui.theme import current_palette, listen_for_theme

INTRODUCTION = (
    "A linear model of **fixed** transformations learns only the weights of its last sum. "
    "*Would it be possible to also learn the first part, the mapping of the features to a "
    "transformed feature space?* The two-stage network does: "
    ":primary[**blue numbers and nodes are learned**] from the data, grey ones are fixed in "
    "advance."
)
HOW_TO_READ = (
    "A solid orange line adds, a dashed blue one subtracts; a thicker line has a larger weight. "
    "Point at a node to see what it is connected to; click it, or press Enter, for its own map. "
    "Squares are class 0, discs class 1, hollow ones test samples; the thick line is the decision "
    "boundary, and rings are support vectors."
)

STYLES = Path(linear.__file__).parent / "linear.css"

apply_look()
st.html(STYLES)
st.markdown(INTRODUCTION)
st.caption(HOW_TO_READ)
notices = st.container()
state, notes, columns = read_settings()
if notes:
    notices.warning("\n\n".join(notes))
palette = current_palette()
sample, parts = draw_data(state.data)
drawings = {}
for place, model in enumerate(state.models):
    if model == NOTHING:
        continue
    fit = fit_column(model, state.data, state.baselines, state.network)
    if isinstance(fit, str):
        columns[place].info(f"{fit} Draw more samples, or take another data seed.")
    else:
        key = graph_key(place, model)
        drawings[place] = fit, key, drawing(fit, model, key, palette)
beside = [svg for _, _, svg in drawings.values()]
for place, (fit, key, svg) in drawings.items():
    with columns[place]:
        show_counts(fit.fitted)
        diagram(svg, key=key, beside=beside)
        show_map(fit, state.models[place], sample, parts.is_test, key, palette)
        show_facts(fit, state.models[place], sample)
listen_for_theme()
