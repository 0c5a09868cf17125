"""Drawings of computational graphs, and their mount in Streamlit.

Reading order: `text` (numbers and widths), `folding` (which nodes are drawn), `layout` (where),
`picture` (a node's map as a tiny image), `options` and `svg` (`draw`: a graph as text). `diagram`
shows that text on a page and says which node was chosen; `walk_diagram` shows one of a sequence of
drawings, through which keys and clicks lead.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import streamlit as st

from nnviz.components.bundle import joined, stylesheet
from nnviz.components.diagram.options import ROLES, Options
from nnviz.components.diagram.picture import picture
from nnviz.components.diagram.sequence import Go, Walk, checked_go
from nnviz.components.diagram.svg import draw, size

_COMPONENT = st.components.v2.component(
    "nnviz_graph",
    css=stylesheet("diagram/css/diagram.css"),
    js=joined("diagram/js/diagram.js"),
    isolate_styles=True,
)


def diagram(svg: str, *, key: str, beside: Sequence[str] = ()) -> None:
    """Show a drawing.

    Parameters
    ----------
    svg : str
        From `draw`.
    key : str
        Identifies the drawing; `chosen` reads by it which node was clicked, or chosen by Enter.
    beside : sequence of str
        Drawings that stand in line with it. It takes the height of the tallest, so that what
        follows is in line as well; where they wrap, a page's style sets ``--in-line: 0``.

    """
    _COMPONENT(
        data={"svg": svg, "sizes": [size(other) for other in (svg, *beside)]},
        key=key,
        on_node_change=_nothing,
    )


def walk_diagram(svg: str, walk: Walk, *, key: str) -> None:
    """Show one drawing of a sequence; the keyboard leads through it, see `Walk`.

    Parameters
    ----------
    svg : str
        From `draw`.
    walk : Walk
        Where it stands in the sequence, and where keys and clicks lead.
    key : str
        Identifies the drawing; `asked` reads by it where the visitor wants to go.

    """
    _COMPONENT(
        data={"svg": svg, "sizes": [size(svg)], "walk": walk.data},
        key=key,
        on_node_change=_nothing,
        on_go_change=_nothing,
    )


def asked(key: str, heard: int) -> Go | None:
    """Return where the visitor of the drawing with this key wants to go; None if nowhere new.

    Parameters
    ----------
    key : str
    heard : int
        Number of the last wish that was heard.

    """
    state: Any = st.session_state.get(key)
    return checked_go(state.get("go") if hasattr(state, "get") else None, heard)


def chosen(key: str, nodes: Collection[str]) -> str | None:
    """Return which of `nodes` is chosen in the drawing with this key, None if none is.

    It is known before the drawing is mounted, so that the drawing can show it. The browser may be
    anyone's program, so anything else counts as none.
    """
    state: Any = st.session_state.get(key)
    node = state.get("node") if hasattr(state, "get") else None
    return node if isinstance(node, str) and node in nodes else None


def forget(key: str) -> None:
    """Choose no node in the drawing with this key; to be called before it is mounted."""
    st.session_state[key] = {"node": None}


def _nothing() -> None:
    """Stand in as the callback that makes Streamlit keep the state ``node``."""


__all__ = [
    "ROLES",
    "Go",
    "Options",
    "Walk",
    "asked",
    "chosen",
    "diagram",
    "draw",
    "forget",
    "picture",
    "size",
    "walk_diagram",
]
