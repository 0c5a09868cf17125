"""Plays frames over a drawing of a graph, as a Streamlit component: no server while it plays."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from nnviz.components import diagram
from nnviz.components.stepper.frames import Animation, Frame, NodeText

_FOLDER = Path(__file__).parent
_DRAWING = Path(diagram.__file__).parent / "diagram.css"
_COMPONENT = st.components.v2.component(
    "nnviz_stepper",
    css="\n".join(path.read_text(encoding="utf-8") for path in (_DRAWING, _FOLDER / "stepper.css")),
    js=(_FOLDER / "stepper.js").read_text(encoding="utf-8"),
    isolate_styles=True,
)


def stepper(animation: Animation, *, key: str) -> None:
    """Show an animation; `key` identifies it."""
    _COMPONENT(data=animation.payload(), key=key)


__all__ = ["Animation", "Frame", "NodeText", "stepper"]
