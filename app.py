"""nnviz: see what every node of a two-stage neural network computes while it learns."""

import streamlit as st

from nnviz.ui.compute import get_ready
from nnviz.ui.navigation import all_pages

get_ready()

page = st.navigation(all_pages(), position="top")
st.set_page_config(
    page_title=f"{page.title} · nnviz",
    page_icon="assets/icon.svg",
    layout="wide",
    initial_sidebar_state="auto",
)
st.logo("assets/logo.svg", size="large")
page.run()
