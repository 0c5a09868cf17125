"""Plotly figures on a page."""

from __future__ import annotations

from typing import Any, Protocol

from nnviz.components.chart.mount import chart
from nnviz.figures import DOWNLOAD_CONFIG
from nnviz.snapshot import Snapshot


class Figure(Protocol):
    """A figure of :mod:`nnviz.figures`, whose layout has a height."""

    layout: Any

    def to_json(self) -> str | None:
        """Return it as Plotly's JSON."""


def show_chart(figure: Figure, snapshot: Snapshot, what: str, *, key: str) -> None:
    """Show a figure of a step, without holding up the player above it.

    Parameters
    ----------
    figure : Figure
        Without a width it is as wide as there is room.
    snapshot : Snapshot
        What it is drawn from.
    what : str
        Of the network it shows; a screen reader says it, with the network's name and the step.
    key : str
        Names the place; another figure with the same key keeps its camera and zoom.

    """
    layout = figure.layout
    chart(
        figure.to_json() or "{}",
        key=key,
        title=f"{what}, {snapshot.label} network at step {snapshot.step}",
        config=DOWNLOAD_CONFIG,
        height=int(layout.height),
        width=None if layout.width is None else int(layout.width),
    )
