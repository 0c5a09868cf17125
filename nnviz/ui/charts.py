"""Plotly figures on a page, each with a text for those who do not see it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from nnviz.components.chart.mount import chart
from nnviz.figures import DOWNLOAD_CONFIG
from nnviz.snapshot import Snapshot


class Figure(Protocol):
    """A figure of :mod:`nnviz.figures`, whose layout has a height."""

    layout: Any

    def to_json(self) -> str | None:
        """Return it as Plotly's JSON."""


def show_chart(
    figure: Figure, title: str, *, key: str, config: Mapping[str, Any] = DOWNLOAD_CONFIG
) -> None:
    """Show a figure without holding up the page around it.

    Parameters
    ----------
    figure : Figure
        Without a width it is as wide as there is room.
    title : str
        What it shows; a screen reader says it.
    key : str
        Names the place; another figure with the same key keeps its camera and zoom.
    config : mapping
        Plotly's settings of its buttons.

    """
    layout = figure.layout
    chart(
        figure.to_json() or "{}",
        key=key,
        title=title,
        config=config,
        height=int(layout.height),
        width=None if layout.width is None else int(layout.width),
    )


def of_step(what: str, snapshot: Snapshot) -> str:
    """Return the title of a figure that is drawn from a network at a step."""
    return f"{what}, {snapshot.label} network at step {snapshot.step}"
