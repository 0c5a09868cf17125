"""Autodiff: forward and reverse mode on a graph, step by step, and what they cost."""

from __future__ import annotations

import streamlit as st

from nnviz.autodiff import Trace, UndefinedError
from nnviz.components.stepper import Animation
from nnviz.components.stepper.mount import stepper
from nnviz.ui.autodiff import controls
from nnviz.ui.autodiff.animations import forward_animation, reverse_animation, values_animation
from nnviz.ui.autodiff.cost import show_cost
from nnviz.ui.autodiff.graphs import Wanted, read_graph
from nnviz.ui.autodiff.results import nodes_table, primitives_table, show_results
from nnviz.ui.look import apply_look
from nnviz.ui.settings import Settings
from nnviz.ui.theme import current_palette, listen_for_theme

INTRODUCTION = (
    "A derivative of a composite function is a sum over paths of products along each path. "
    "**Forward mode** accumulates these products from one input, **reverse mode** from the output: "
    "play both, and count what they cost for all inputs."
)


def _read_mode(settings: Settings, wanted: Wanted) -> tuple[str, int | None]:
    """Draw the choice of the mode and, for forward mode, of its input; return both."""
    modes, inputs = st.columns([3, 1], vertical_alignment="top")
    tape = wanted.tape
    with modes:
        mode: str = settings.draw(controls.MODE)
    if mode != controls.FORWARD or not tape.inputs:
        return mode, None
    with inputs:
        name = settings.draw(controls.input_choice(wanted.graph, tape.input_names))
    return mode, tape.inputs[tape.input_names.index(name)]


def _animation(traced: Trace, mode: str, chosen: int | None) -> Animation:
    """Return what is played; without an input there are values alone."""
    if chosen is not None:
        return forward_animation(traced, chosen)
    if mode == controls.VALUES or not traced.tape.inputs:
        return values_animation(traced)
    return reverse_animation(traced)


apply_look()
palette = current_palette()
settings = Settings(controls.TABLE)
st.markdown(INTRODUCTION)
notices = st.container()
with st.container():
    wanted = read_graph(settings)
mode, chosen = _read_mode(settings, wanted)
if notes := settings.notes():
    notices.warning("\n\n".join(notes))
try:
    traced = wanted.traced()
except UndefinedError as error:
    st.error(f"{error} Move the sliders, or change what is computed: your settings are kept.")
else:
    stepper(_animation(traced, mode, chosen), key="ad_stepper")
    show_results(wanted, traced)
    with st.expander("Every node as a table"):
        st.table(nodes_table(traced, chosen), border="horizontal", hide_index=True)
with st.expander("The operations: value and local derivatives, side by side"):
    st.table(primitives_table(), border="horizontal", hide_index=True)
show_cost(palette)
listen_for_theme()
