"""Activations: the functions themselves, three experiments, and universal approximation."""

from __future__ import annotations

import streamlit as st

from nnviz.ui.activations.collapse import read_collapse, show_collapse
from nnviz.ui.activations.controls import TAB, TABLE
from nnviz.ui.activations.curves_tab import show_curves
from nnviz.ui.activations.frozen_steps import read_steps, show_steps
from nnviz.ui.activations.universal import read_universal, show_universal
from nnviz.ui.activations.vanishing import read_vanishing, show_vanishing
from nnviz.ui.look import apply_look
from nnviz.ui.settings import Settings
from nnviz.ui.theme import current_palette, listen_for_theme

apply_look()
palette = current_palette()
settings = Settings(TABLE)
notices = st.container()
functions, identity, step, saturation, universal = settings.draw_tabs(TAB)
# The controls of closed tabs are drawn as well, so that they stay in the address; nothing else of
# these tabs is computed.
with functions:
    if functions.open:
        show_curves()
with identity:
    collapse = read_collapse(settings)
    if identity.open:
        show_collapse(*collapse)
with step:
    n_steps_units = read_steps(settings)
    if step.open:
        show_steps(n_steps_units)
with saturation:
    wanted_scale = read_vanishing(settings)
    if saturation.open:
        show_vanishing(*wanted_scale, palette)
with universal:
    wanted = read_universal(settings)
    if universal.open:
        show_universal(wanted, palette)
if notes := settings.notes():
    notices.warning("\n\n".join(notes))
listen_for_theme()
