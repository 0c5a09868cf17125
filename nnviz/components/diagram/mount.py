"""Drawings on a page: one alone, or one of a sequence."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import streamlit as st

from nnviz.components.diagram.sequence import DrawingSequence, Request, checked_request
from nnviz.components.diagram.svg import size
from nnviz.components.shared.mount import register, reported

_SHOW = register("diagram", states=("node", "request"))


def diagram(svg: str, *, key: str, beside: Sequence[str] = ()) -> None:
    """Show a drawing.

    Parameters
    ----------
    svg : str
        From `draw`.
    key : str
        Identifies the drawing; `chosen` reads by it which node was clicked, or chosen by Enter.
    beside : sequence of str
        Drawings in the same row. It takes the height of the tallest, so that what
        follows is in line, too; where they wrap, a page's style sets ``--in-line: 0``.

    """
    _SHOW({"svg": svg, "sizes": [size(other) for other in (svg, *beside)]}, key=key)


def diagram_of_sequence(svg: str, sequence: DrawingSequence, *, key: str) -> None:
    """Show one drawing of a sequence; keys and clicks lead through it, see `DrawingSequence`.

    Parameters
    ----------
    svg : str
        From `draw`.
    sequence : DrawingSequence
        Which drawing of the sequence it is, and where keys and clicks lead.
    key : str
        Identifies the drawing; `requested` reads by it which drawing the visitor asks for.

    """
    _SHOW({"svg": svg, "sizes": [size(svg)], "sequence": sequence.data}, key=key)


def requested(key: str, acknowledged: int) -> Request | None:
    """Return which drawing the visitor of the one with this key asks for; None if no other.

    Parameters
    ----------
    key : str
    acknowledged : int
        Number of the last request that was answered.

    """
    return checked_request(reported(key, "request"), acknowledged)


def chosen(key: str, nodes: Collection[str]) -> str | None:
    """Return which of `nodes` is chosen in the drawing with this key, None if none is.

    It is known before the drawing is mounted, so that the drawing can show it. The browser may be
    anyone's program, so anything else counts as none.
    """
    node = reported(key, "node")
    return node if isinstance(node, str) and node in nodes else None


def forget(key: str) -> None:
    """Choose no node in the drawing with this key; to be called before it is mounted."""
    st.session_state[key] = {"node": None}
