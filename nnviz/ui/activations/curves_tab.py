"""The tab g and g′: every activation under one pointer, and a table of what is true of them."""

from __future__ import annotations

import streamlit as st

from nnviz.activations import ACTIVATIONS
from nnviz.components.curves.mount import curves


def show_curves() -> None:
    """Show g and g′ of every activation, and the table."""
    st.markdown(
        "Point anywhere: every picture shows the same z. The solid line is what a hidden unit "
        "passes on, the dashed one is the factor by which it scales the error that comes back: "
        r"$\delta_H = g'(z_H) \sum w \delta$. Where the dashed line lies on 0, "
        "the unit learns nothing."
    )
    curves(key="activation_curves")
    st.markdown("#### What they have in common, and what not")
    st.table(facts_table(), border="horizontal", hide_index=True)


def facts_table() -> dict[str, list[str]]:
    """Return the facts of all activations as text, column by column."""
    listed = ACTIVATIONS.values()
    return {
        "activation": [g.label for g in listed],
        "range": [g.range_text for g in listed],
        "g′ vanishes": [g.facts.vanishing_text for g in listed],
        "differentiable": [g.facts.differentiable_text for g in listed],
        "monotone": ["yes" if g.facts.monotone else "no" for g in listed],
    }
