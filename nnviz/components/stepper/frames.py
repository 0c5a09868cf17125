"""What the stepper plays: a drawing, and frames that say what of it is shown and lit.

Everything is text that Python has written; the browser only shows and hides it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

NODE_KINDS = ("input", "constant", "operation", "output")


@dataclass(frozen=True, slots=True)
class NodeText:
    """A node of the drawing.

    Attributes
    ----------
    kind : str
        One of `NODE_KINDS`.
    label : str
        What it is, for those who do not see the drawing.
    text : str
        Its last line, which appears at a frame; empty if it has none.
    first : int
        The frame at which it appears.

    """

    kind: str
    label: str
    text: str = ""
    first: int = 0


@dataclass(frozen=True, slots=True)
class Frame:
    """One moment.

    Attributes
    ----------
    caption : str
        What happens, in words and numbers.
    nodes : tuple of str
        Where it happens, by id.
    sources : tuple of str
        Nodes whose results are used.
    edges : tuple of int
        Paths along which they come, by their index in the graph.
    counters : tuple of (name, value)
        As text; every frame has the same names.

    """

    caption: str
    nodes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    edges: tuple[int, ...] = ()
    counters: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Animation:
    """A drawing and its frames.

    Attributes
    ----------
    svg : str
        From `nnviz.components.diagram.draw`, with the last line of every node as it is in the end.
    shape : str
        Equal for animations that differ in numbers alone; between these the frame stays.
    nodes : mapping of str to NodeText
        By id.
    frames : tuple of Frame

    """

    svg: str
    shape: str
    nodes: Mapping[str, NodeText]
    frames: tuple[Frame, ...]

    def payload(self) -> dict[str, Any]:
        """Return everything as plain values, for the browser."""
        return {
            "svg": self.svg,
            "shape": self.shape,
            "nodes": {name: asdict(node) for name, node in self.nodes.items()},
            "frames": [asdict(frame) for frame in self.frames],
        }
