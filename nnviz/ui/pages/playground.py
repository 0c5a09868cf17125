"""Playground: settings in the sidebar, the player, and tabs about the paused step."""

from __future__ import annotations

import streamlit as st

from nnviz.components.player.mount import player
from nnviz.ui.compute import compute_some, kept, show_more
from nnviz.ui.controls import read_sidebar, to_state
from nnviz.ui.look import apply_look
from nnviz.ui.shown import Shown, remember, remember_view
from nnviz.ui.tabs import show_tabs

apply_look()
# Notices have a place of their own, always: what comes and goes above the player would make
# Streamlit build it again, and the playhead would be lost.
notices = st.container()
values, notes = read_sidebar()
try:
    state = to_state(values)
    computed = kept(state)
    if computed is None:
        with st.sidebar, st.spinner("Training …"):
            computed = compute_some(state)
except ValueError as error:
    notices.error(f"{error} Your settings are as you left them: change them in the sidebar.")
    st.stop()
if notes or computed.data_warnings:
    notices.warning("\n\n".join([*notes, *computed.data_warnings]))
# No fragment around this: a setting that changes in the same moment as the player reports its step
# goes to the server in one message, of which only the fragment would run.
view = player(computed.packed, key="player", on_report=remember_view)
remember(Shown(values, view))
show_tabs(computed.comparison, view, computed.packed.mark)
show_more(state, computed)
