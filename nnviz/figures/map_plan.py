"""Where the pictures of all nodes stand in one figure, in pixels at a nominal width."""

from __future__ import annotations

import math
from dataclasses import dataclass

LEFT, RIGHT = 46, 14
"""Margins: tick labels and an axis title; half a tick label."""

CAPTION = 30
"""Above each map, for its title."""

_WIDE, _NARROW = 1050, 360  # widths of figures
_TICKS = 48  # tick labels and axis title below the lowest maps
_BAR = 48  # a colour bar with its title and tick labels
_LEGEND = {False: 52, True: 96}  # with several classes
_GAP = 20  # between neighbouring hidden maps
_GUTTER = 74  # between the hidden maps and the output's, with its tick labels
_LARGEST_HIDDEN, _LARGEST_ALONE, _LARGEST_OUTPUT = 230, 290, 420  # alone: in a single row
_CURVE_ASPECT = 1.4  # width over height
_LARGEST_OF_SEVERAL = 330  # of several outputs, one below the other


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: its left and upper edges, from those of the plot area, and its width.

    Attributes
    ----------
    left, top, side : float
        `side` is the width.
    aspect : float
        Width over height: 1 for maps.

    """

    left: float
    top: float
    side: float
    aspect: float = 1.0

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.side

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.side / self.aspect


@dataclass(frozen=True, slots=True)
class MapPlan:
    """A plot area of `width` × `height` pixels.

    Attributes
    ----------
    columns : int
        Hidden maps in a row.
    hidden : tuple of Box
        Maps of the hidden nodes, row by row.
    output_columns : int
        Output maps in a row.
    outputs : tuple of Box
        Maps of the output nodes, row by row.
    classes : Box or None
        Map of the most likely of several classes.
    legend_top : float
        Upper edge of the legend.

    """

    width: float
    height: float
    columns: int
    hidden: tuple[Box, ...]
    output_columns: int
    outputs: tuple[Box, ...]
    classes: Box | None
    legend_top: float

    @property
    def output(self) -> Box:
        """The largest map, which is about the output."""
        return self.classes or self.outputs[0]

    @property
    def boxes(self) -> tuple[Box, ...]:
        """All maps: of the hidden nodes, of the outputs, and of the classes if there is one."""
        return (*self.hidden, *self.outputs, *([self.classes] if self.classes else []))

    def x(self, box: Box) -> list[float]:
        """Return the left and right edge of `box` as shares of the width."""
        return [box.left / self.width, box.right / self.width]

    def y(self, pixels: float) -> float:
        """Return a distance from the upper edge as a share of the height, counted upwards."""
        return 1.0 - pixels / self.height

    def is_first_of_row(self, node: int) -> bool:
        """Return whether no map of its kind stands directly at the left of `boxes[node]`."""
        place, columns, _ = self._place(node)
        return place % columns == 0

    def is_last_of_column(self, node: int) -> bool:
        """Return whether no map of its kind stands below `boxes[node]`."""
        place, columns, n_maps = self._place(node)
        return place + columns >= n_maps

    def _place(self, node: int) -> tuple[int, int, int]:
        """Return a map's place among those of its kind, how many a row has, and how many exist."""
        for n_maps, columns in (
            (len(self.hidden), self.columns),
            (len(self.outputs), self.output_columns),
        ):
            if node < n_maps:
                return node, columns, n_maps
            node -= n_maps
        return 0, 1, 1

    @property
    def hidden_bar(self) -> tuple[float, float, float]:
        """Left and right edge and upper edge, in pixels, of the hidden maps' colour bar."""
        return _below(self.hidden)

    @property
    def output_bar(self) -> tuple[float, float, float]:
        """The same of the output maps' colour bar."""
        return _below(self.outputs)

    @property
    def class_bar(self) -> tuple[float, float, float]:
        """The same of the colour bar of the map of classes."""
        return _below((self.output,))


def plan_wide(
    n_hidden: int,
    columns: int | None = None,
    n_outputs: int = 1,
    *,
    has_classes: bool = False,
    are_curves: bool = False,
) -> MapPlan:
    """Return the plan with hidden maps at the left and the output's, larger, at the right.

    Parameters
    ----------
    n_hidden : int
    columns : int, optional
        Hidden maps in a row; by default about as many as rows, and four at most.
    n_outputs : int
    has_classes : bool
        Whether there is a map of the most likely class, above those of the outputs.
    are_curves : bool
        Whether curves are drawn, not maps: wider than high, and without colour bars.

    """
    aspect, bar = (_CURVE_ASPECT, 0) if are_curves else (1.0, _BAR)
    columns = min(n_hidden, columns or min(4, math.ceil(math.sqrt(n_hidden))))
    width = _WIDE - LEFT - RIGHT
    room = 0.58 * width - (columns - 1) * _GAP
    side = min(_LARGEST_ALONE if columns == n_hidden else _LARGEST_HIDDEN, room / columns)
    hidden = _in_rows(n_hidden, columns, side, 0.0, aspect=aspect)
    left = hidden[columns - 1].right + _GUTTER
    is_several = n_outputs > 1 and not has_classes
    largest = min(_LARGEST_OF_SEVERAL if is_several else _LARGEST_OUTPUT, width - left)
    right = _outputs(n_outputs, left, largest, aspect, has_classes=has_classes)
    legend_top = _below(right.outputs)[2] + bar
    left_end = hidden[-1].bottom + _TICKS + bar
    if has_classes:  # the legend then has the whole width
        legend_top = max(legend_top, left_end)
    height = max(left_end, legend_top + _LEGEND[has_classes])
    return MapPlan(
        width, height, columns, hidden, right.columns, right.outputs, right.classes, legend_top
    )


def plan_narrow(
    n_hidden: int,
    columns: int | None = None,
    n_outputs: int = 1,
    *,
    has_classes: bool = False,
    are_curves: bool = False,
) -> MapPlan:
    """Return the plan for a phone: outputs in full width, the hidden maps below them.

    Parameters
    ----------
    n_hidden, columns, n_outputs, has_classes, are_curves
        As for `plan_wide`.

    """
    aspect, bar = (_CURVE_ASPECT, 0) if are_curves else (1.0, _BAR)
    columns = columns or 2
    width = _NARROW - LEFT - RIGHT
    above = _outputs(n_outputs, 0.0, width, aspect, has_classes=has_classes)
    legend_top = _below(above.outputs)[2] + bar
    side = (width - (columns - 1) * _GAP) / columns
    top = legend_top + _LEGEND[has_classes] + CAPTION
    hidden = _in_rows(n_hidden, columns, side, top, aspect=aspect)
    height = hidden[-1].bottom + _TICKS + bar
    return MapPlan(
        width, height, columns, hidden, above.columns, above.outputs, above.classes, legend_top
    )


@dataclass(frozen=True, slots=True)
class _OutputPlan:
    """The maps about the output, in one column of the figure."""

    columns: int
    outputs: tuple[Box, ...]
    classes: Box | None


def _outputs(
    n_outputs: int, left: float, width: float, aspect: float, *, has_classes: bool
) -> _OutputPlan:
    """Return maps of `width` below each other; or small ones below a large one of the classes."""
    if not has_classes:
        return _OutputPlan(1, _in_rows(n_outputs, 1, width, 0.0, left, aspect), None)
    classes = Box(left, 0.0, width, aspect)
    columns = min(n_outputs, 3)
    side = (width - (columns - 1) * _GAP) / columns
    top = classes.bottom + _TICKS + _BAR + CAPTION
    return _OutputPlan(columns, _in_rows(n_outputs, columns, side, top, left, aspect), classes)


def _below(boxes: tuple[Box, ...]) -> tuple[float, float, float]:
    """Return left and right edge of a group of maps, and the end of the tick labels below it."""
    return boxes[0].left, max(box.right for box in boxes), boxes[-1].bottom + _TICKS


def _in_rows(
    n_maps: int, columns: int, side: float, top: float, left: float = 0.0, aspect: float = 1.0
) -> tuple[Box, ...]:
    """Return equal boxes in rows of `columns`, the first row's upper edge at `top`."""
    pitch = side / aspect + CAPTION
    return tuple(
        Box(left + (m % columns) * (side + _GAP), top + (m // columns) * pitch, side, aspect)
        for m in range(n_maps)
    )
