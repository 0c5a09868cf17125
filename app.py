"""nnviz: see what every node of a two-stage neural network computes while it learns."""

import streamlit as st

st.set_page_config(
    page_title="nnviz", page_icon="assets/icon.svg", layout="wide", initial_sidebar_state="auto"
)
st.logo("assets/logo.svg", size="large")
st.navigation(
    [
        st.Page("nnviz/ui/pages/playground.py", title="Playground", default=True),
        st.Page("nnviz/ui/pages/linear.py", title="From linear to non-linear"),
        st.Page("nnviz/ui/pages/activations.py", title="Activations"),
        st.Page("nnviz/ui/pages/backpropagation.py", title="Backpropagation"),
        st.Page("nnviz/ui/pages/homework.py", title="Homework"),
        st.Page("nnviz/ui/pages/autodiff.py", title="Autodiff"),
    ],
    position="top",
).run()
