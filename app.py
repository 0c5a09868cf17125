"""nnviz: see what every node of a two-stage neural network computes while it learns."""

import streamlit as st

from nnviz.ui.compute import get_ready
from nnviz.ui.navigation import all_pages, configure

get_ready()

page = st.navigation(all_pages(), position="top")
configure(page)
page.run()
