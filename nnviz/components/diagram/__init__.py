"""Drawings of computational graphs.

Reading order: `text` (widths), `pruning` (which nodes are drawn), `layout` (where), `picture` (a
node's map as a tiny image), `options` and `svg` (`draw`: a graph as text). `mount` shows that text
on a page and returns which node was chosen; `sequence` is for drawings of which a page shows one
after the other.
"""

from __future__ import annotations

from nnviz.components.diagram.options import ROLES, Options
from nnviz.components.diagram.picture import picture
from nnviz.components.diagram.sequence import DrawingSequence, Request
from nnviz.components.diagram.svg import draw, size

__all__ = ["ROLES", "DrawingSequence", "Options", "Request", "draw", "picture", "size"]
