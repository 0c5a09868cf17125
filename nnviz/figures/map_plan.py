"""Where the maps of all nodes stand in one figure, in pixels at a nominal width."""

from __future__ import annotations

import math
from dataclasses import dataclass

LEFT, RIGHT = 46, 14
"""Margins: tick labels and an axis title; half a tick label."""

CAPTION = 30
"""Above each map, for its title."""

_WIDE, _NARROW = 1050, 360  # widths of figures
_TICKS = 44  # tick labels and axis title below the lowest maps
_BAR = 48  # a colour bar with its title and tick labels
_LEGEND = 52
_GAP = 20  # between neighbouring hidden maps
_GUTTER = 74  # between the hidden maps and the output's, with its tick labels
_LARGEST_HIDDEN, _LARGEST_ALONE, _LARGEST_OUTPUT = 230, 290, 420  # alone: in a single row


@dataclass(frozen=True, slots=True)
class Box:
    """A square: its left and upper edges, from those of the plot area, and its side."""

    left: float
    top: float
    side: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.side

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.side


@dataclass(frozen=True, slots=True)
class MapPlan:
    """A plot area of `width` × `height` pixels.

    Attributes
    ----------
    columns : int
        Hidden maps in a row.
    hidden : tuple of Box
        Maps of the hidden nodes, row by row.
    output : Box

    """

    width: float
    height: float
    columns: int
    hidden: tuple[Box, ...]
    output: Box

    @property
    def boxes(self) -> tuple[Box, ...]:
        """Maps of all nodes, the output last."""
        return (*self.hidden, self.output)

    def x(self, box: Box) -> list[float]:
        """Return the left and right edge of `box` as shares of the width."""
        return [box.left / self.width, box.right / self.width]

    def y(self, pixels: float) -> float:
        """Return a distance from the upper edge as a share of the height, counted upwards."""
        return 1.0 - pixels / self.height

    def is_first_of_row(self, node: int) -> bool:
        """Return whether no map stands directly at the left of `boxes[node]`."""
        return node == len(self.hidden) or node % self.columns == 0

    def is_last_of_column(self, node: int) -> bool:
        """Return whether no hidden map stands below `boxes[node]`."""
        return node + self.columns >= len(self.hidden)

    @property
    def hidden_bar(self) -> tuple[float, float, float]:
        """Left and right edge and upper edge, in pixels, of the hidden maps' colour bar."""
        right = max(box.right for box in self.hidden)
        return self.hidden[0].left, right, self.hidden[-1].bottom + _TICKS

    @property
    def output_bar(self) -> tuple[float, float, float]:
        """The same of the output map's colour bar."""
        return self.output.left, self.output.right, self.output.bottom + _TICKS

    @property
    def legend_top(self) -> float:
        """Upper edge, in pixels, of the legend, below the output's colour bar."""
        return self.output.bottom + _TICKS + _BAR


def plan_wide(n_hidden: int, columns: int | None = None) -> MapPlan:
    """Return the plan with hidden maps at the left and the output's, larger, at the right."""
    columns = min(n_hidden, columns or min(4, math.ceil(math.sqrt(n_hidden))))
    width = _WIDE - LEFT - RIGHT
    room = 0.58 * width - (columns - 1) * _GAP
    side = min(_LARGEST_ALONE if columns == n_hidden else _LARGEST_HIDDEN, room / columns)
    hidden = _in_rows(n_hidden, columns, side, 0.0)
    left = hidden[columns - 1].right + _GUTTER
    output = Box(left, 0.0, min(_LARGEST_OUTPUT, width - left))
    height = max(hidden[-1].bottom, output.bottom + _LEGEND) + _TICKS + _BAR
    return MapPlan(width, height, columns, hidden, output)


def plan_narrow(n_hidden: int, columns: int | None = None) -> MapPlan:
    """Return the plan for a phone: the output in full width, the hidden maps below it."""
    columns = columns or 2
    width = _NARROW - LEFT - RIGHT
    output = Box(0.0, 0.0, width)
    side = (width - (columns - 1) * _GAP) / columns
    hidden = _in_rows(n_hidden, columns, side, output.bottom + _TICKS + _BAR + _LEGEND + CAPTION)
    return MapPlan(width, hidden[-1].bottom + _TICKS + _BAR, columns, hidden, output)


def _in_rows(n_maps: int, columns: int, side: float, top: float) -> tuple[Box, ...]:
    """Return equal boxes in rows of `columns`, the first row's upper edge at `top`."""
    return tuple(
        Box((m % columns) * (side + _GAP), top + (m // columns) * (side + CAPTION), side)
        for m in range(n_maps)
    )
