"""All activation functions and their derivatives as small pictures under one pointer."""

from __future__ import annotations

import streamlit as st

from nnviz.components.bundle import joined, stylesheet
from nnviz.components.curves.sampling import sampled

_COMPONENT = st.components.v2.component(
    "nnviz_curves",
    css=stylesheet("curves/css/curves.css"),
    js=joined("curves/js/curves.js"),
    isolate_styles=True,
)


def curves(*, key: str) -> None:
    """Show g and g′ of every activation; pointing at z in one picture shows the same z in all."""
    _COMPONENT(data=sampled(), key=key)
