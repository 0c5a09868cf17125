"""What a drawing shows besides symbols and weights."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from nnviz.components.diagram.pruning import MOST_TRANSFORMATIONS

ROLES = ("accumulated", "local", "focus")
"""Ways to set nodes and edges off: the two kinds of factors in the lecture's backward pass, and
what the drawing is about at the moment."""

_NAME = re.compile(r"[a-z][a-z-]*")


@dataclass(frozen=True, slots=True)
class Options:
    """What a drawing shows besides symbols and weights.

    Attributes
    ----------
    title : str
        What the drawing is, for those who do not see it.
    lines : mapping of str to sequence of str
        Lines of text under a node's symbol, such as its values, by id.
    edge_lines : mapping of int to sequence of str
        Lines of text on an edge, by its index in the graph, instead of its weight.
    room, edge_room : mapping to sequence of str
        Lines that a node or an edge has room for, so that nothing moves when they come; by default
        its own.
    values, edge_values : mapping to mapping of str to float
        Exact numbers of a node or an edge, for programs: they become attributes ``data-…``.
    node_roles, edge_roles : mapping to str
        One of `ROLES` for a node (by id) or an edge (by index).
    pictures : mapping of str to str
        A small image in a node, as a data URI, by id.
    are_edges_smooth : bool
        Whether an edge is one curve under its text, instead of straight lines up to the text and on
        from it.
    selected : str or None
        Node that is chosen.
    most : int
        Transformation nodes that are drawn; the rest are counted.

    Raises
    ------
    ValueError
        For an unknown role, or a name of a value that an attribute cannot have.

    """

    title: str = "Computational graph"
    lines: Mapping[str, Sequence[str]] = field(default_factory=dict)
    edge_lines: Mapping[int, Sequence[str]] = field(default_factory=dict)
    room: Mapping[str, Sequence[str]] = field(default_factory=dict)
    edge_room: Mapping[int, Sequence[str]] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    edge_values: Mapping[int, Mapping[str, float]] = field(default_factory=dict)
    node_roles: Mapping[str, str] = field(default_factory=dict)
    edge_roles: Mapping[int, str] = field(default_factory=dict)
    pictures: Mapping[str, str] = field(default_factory=dict)
    are_edges_smooth: bool = False
    selected: str | None = None
    most: int = MOST_TRANSFORMATIONS

    def __post_init__(self) -> None:
        """Check the roles and the names of values."""
        for role in (*self.node_roles.values(), *self.edge_roles.values()):
            if role not in ROLES:
                message = f"A role must be one of {', '.join(ROLES)}; got {role!r} instead."
                raise ValueError(message)
        for values in (*self.values.values(), *self.edge_values.values()):
            for name in values:
                if not _NAME.fullmatch(name):
                    message = f"A value's name must be of small letters; got {name!r} instead."
                    raise ValueError(message)
