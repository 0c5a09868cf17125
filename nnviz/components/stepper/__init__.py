"""Plays frames over a drawing of a graph, as a Streamlit component: no server while it plays."""

from __future__ import annotations

import streamlit as st

from nnviz.components.bundle import joined, stylesheet
from nnviz.components.stepper.frames import Animation, Frame, NodeText

_COMPONENT = st.components.v2.component(
    "nnviz_stepper",
    css=stylesheet("stepper/css/stepper.css"),
    js=joined("stepper/js/stepper.js"),
    isolate_styles=True,
)


def stepper(animation: Animation, *, key: str) -> None:
    """Show an animation; `key` identifies it."""
    _COMPONENT(data=animation.payload(), key=key)


__all__ = ["Animation", "Frame", "NodeText", "stepper"]
