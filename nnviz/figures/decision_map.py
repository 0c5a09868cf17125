"""One node's values over the feature space, with the samples and the line where it is neutral.

There is no legend: the page explains once what is drawn in several such maps side by side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from nnviz.activations import Array
from nnviz.datasets import Sample
from nnviz.figures.labels import feature_label
from nnviz.figures.precision import single
from nnviz.figures.samples import groups, marker
from nnviz.figures.style import SMALL, UI_REVISION, Spec, color_axis, color_bar, template
from nnviz.number_format import tick
from nnviz.palette import Palette
from nnviz.surfaces import ColorRange, Grid

HEIGHT = 400
"""Pixels; the width is the page's."""

_PLOT = 285  # height of the map itself
_LEFT, _TOP = 46, 10
_BAR = 52  # from the map to its colour bar: tick labels and the axis title
_MARKER_SIZE, _RING_SIZE = 6.0, 11.0


@dataclass(frozen=True, slots=True)
class NodeMap:
    """What a map shows.

    Attributes
    ----------
    grid : Grid
    values : ndarray (rows, cols)
        Of the node at each point of the grid.
    color_range : ColorRange
        Its neutral value is where the line is drawn.
    symbol : str
        What the node is called.
    is_decision : bool
        Whether the line is the decision boundary.
    rings : sequence of int
        Rows of samples to draw a ring around.
    ring_name : str
        What these are.

    """

    grid: Grid
    values: Array
    color_range: ColorRange
    symbol: str
    is_decision: bool
    rings: Sequence[int] = ()
    ring_name: str = ""

    @property
    def is_crossed(self) -> bool:
        """Whether the values lie on both sides of neutral."""
        return bool(self.values.min() < self.color_range.neutral < self.values.max())

    @property
    def line_name(self) -> str:
        """What the line is."""
        level = f"{self.symbol} = {tick(self.color_range.neutral)}"
        return f"boundary, {level}" if self.is_decision else level


def decision_map(
    node_map: NodeMap, sample: Sample, is_test: NDArray[np.bool_], palette: Palette
) -> go.Figure:
    """Return the map of one node; a decision's line is thick, another node's is thin.

    Parameters
    ----------
    node_map : NodeMap
    sample : Sample
        Of two features and two classes.
    is_test : ndarray (n_samples,) of bool
    palette : Palette

    """
    x1, x2 = map(feature_label, sample.feature_names)
    below = HEIGHT - _TOP - _PLOT
    bar: Spec = color_bar(node_map.color_range, node_map.symbol)
    place: Spec = {"x": 0, "xanchor": "left", "len": 1, "y": -_BAR / _PLOT, "yanchor": "top"}
    return go.Figure(
        data=[
            _values(node_map, sample),
            *_line(node_map, palette),
            *_rings(node_map, sample, palette),
            *_samples(sample, is_test, palette),
        ],
        layout={
            "template": template(palette),
            "height": HEIGHT,
            "margin": {"l": _LEFT, "r": 14, "t": _TOP, "b": below},
            "uirevision": UI_REVISION,
            "coloraxis": color_axis(node_map.color_range, palette) | {"colorbar": bar | place},
            "xaxis": {"title": {"text": x1}, "range": list(sample.domain[0]), "nticks": 5},
            "yaxis": {"title": {"text": x2}, "range": list(sample.domain[1]), "nticks": 5},
            "showlegend": False,
            "annotations": list(_absence(node_map, palette)),
        },
    )


def _values(node_map: NodeMap, sample: Sample) -> go.Heatmap:
    """Return the colours."""
    x1, x2 = map(feature_label, sample.feature_names)
    return go.Heatmap(
        name=node_map.symbol,
        x=node_map.grid.x1,
        y=node_map.grid.x2,
        z=single(node_map.values),
        coloraxis="coloraxis",
        zsmooth="fast",  # no steps where a node is steep
        hovertemplate=f"{x1} = %{{x:.4g}}<br>{x2} = %{{y:.4g}}"
        f"<br>{node_map.symbol} = %{{z:.4g}}<extra></extra>",
    )


def _line(node_map: NodeMap, palette: Palette) -> Iterator[go.Contour]:
    """Yield the line where the node is neutral, if it is crossed."""
    if node_map.is_crossed:
        level = node_map.color_range.neutral
        yield go.Contour(
            name=node_map.line_name,
            x=node_map.grid.x1,
            y=node_map.grid.x2,
            z=single(node_map.values),
            contours={"start": level, "end": level, "size": 1.0, "coloring": "none"},
            line={
                "color": palette.line,
                "width": 2.4 if node_map.is_decision else 1.2,
                "smoothing": 0,
            },
            hoverinfo="skip",
        )


def _absence(node_map: NodeMap, palette: Palette) -> Iterator[Spec]:
    """Yield a note that a decision has no boundary in view, if so."""
    if node_map.is_decision and not node_map.is_crossed:
        level = node_map.color_range.neutral
        side = ">" if node_map.values.max() > level else "<"
        yield {
            "text": f"no boundary in view: {node_map.symbol} {side} {tick(level)}",
            "xref": "paper",
            "yref": "paper",
            "x": 0.5,
            "y": 0.0,
            "yanchor": "bottom",
            "yshift": 6,
            "borderpad": 3,
            "bgcolor": palette.ground,
            "showarrow": False,
            "font": {"size": SMALL, "color": palette.text},
        }


def _rings(node_map: NodeMap, sample: Sample, palette: Palette) -> Iterator[go.Scatter]:
    """Yield rings around the chosen samples."""
    if len(node_map.rings):
        chosen = sample.X[list(node_map.rings)]
        yield go.Scatter(
            name=node_map.ring_name,
            x=chosen[:, 0],
            y=chosen[:, 1],
            mode="markers",
            marker={
                "symbol": "circle-open",
                "size": _RING_SIZE,
                "color": palette.line,
                "line": {"width": 1.2, "color": palette.line},
            },
            hoverinfo="skip",
        )


def _samples(sample: Sample, is_test: NDArray[np.bool_], palette: Palette) -> Iterator[go.Scatter]:
    """Yield the samples, one trace for each class and part of the split."""
    x1, x2 = map(feature_label, sample.feature_names)
    for group in groups(sample, is_test):
        yield go.Scatter(
            name=f"class {group.label}" + (", test" if group.is_test else ""),
            x=sample.X[group.rows, 0],
            y=sample.X[group.rows, 1],
            mode="markers",
            marker=marker(group, palette, _MARKER_SIZE),
            customdata=group.rows + 1,
            hovertemplate=f"sample %{{customdata}}, class {group.label}, {group.part}"
            f"<br>{x1} = %{{x:.4g}}<br>{x2} = %{{y:.4g}}<extra></extra>",
        )
