"""All activation functions and their derivatives as small pictures under one pointer."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from nnviz.components.curves.sampling import sampled

_FOLDER = Path(__file__).parent
_COMPONENT = st.components.v2.component(
    "nnviz_curves",
    css=(_FOLDER / "curves.css").read_text(encoding="utf-8"),
    js=(_FOLDER / "curves.js").read_text(encoding="utf-8"),
    isolate_styles=True,
)


def curves(*, key: str) -> None:
    """Show g and g′ of every activation; pointing at z in one picture shows the same z in all."""
    _COMPONENT(data=sampled(), key=key)
