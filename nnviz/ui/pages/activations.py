"""Activations: the functions themselves, three experiments, and universal approximation."""

from __future__ import annotations

import streamlit as st

from nnviz.ui.activations.collapse import read_collapse, show_collapse
from nnviz.ui.activations.curves_tab import show_curves
from nnviz.ui.activations.frozen_steps import read_steps, show_steps
from nnviz.ui.activations.settings import TABS
from nnviz.ui.activations.universal import read_universal, show_universal
from nnviz.ui.activations.vanishing import read_vanishing, show_vanishing
from nnviz.ui.look import apply_look
from nnviz.ui.theme import current_palette, listen_for_theme
from nnviz.ui.widgets import BIND

apply_look()
palette = current_palette()
functions, identity, step, saturation, universal = st.tabs(
    TABS, key="act_tab", on_change="rerun", bind=BIND
)
# The controls of closed tabs are drawn as well, and nothing else of these tabs is worked out:
# Streamlit forgets a control that is not drawn.
with functions:
    if functions.open:
        show_curves()
with identity:
    collapse = read_collapse()
    if identity.open:
        show_collapse(*collapse)
with step:
    n_steps_units = read_steps()
    if step.open:
        show_steps(n_steps_units)
with saturation:
    wanted_scale = read_vanishing()
    if saturation.open:
        show_vanishing(*wanted_scale, palette)
with universal:
    wanted = read_universal()
    if universal.open:
        show_universal(wanted, palette)
listen_for_theme()
