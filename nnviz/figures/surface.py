"""One node's output as a surface over the feature space."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from nnviz.activations import Array
from nnviz.checks import lookup
from nnviz.datasets import Sample
from nnviz.figures.boundary import BOUNDARY, is_crossed, require_binary, why_absent
from nnviz.figures.labels import OUTPUT_SYMBOL, feature_label, hidden_symbol, unbroken
from nnviz.figures.precision import single
from nnviz.figures.samples import sample_traces
from nnviz.figures.style import (
    UI_REVISION,
    Spec,
    color_axis,
    color_bar,
    note,
    room_above,
    scene,
    scene_height,
    scene_legend,
    template,
    title,
)
from nnviz.network import Network, Params
from nnviz.palette import Palette
from nnviz.surfaces import ColorRange, Grid, node_surfaces

CELLS = 80
"""Cells a side of the surface."""

_BELOW = 104  # the colour bar and the legend
_BAR_PLACE: Spec = {
    "x": 0,
    "xanchor": "left",
    "len": 300,
    "lenmode": "pixels",
    "y": 0,
    "yanchor": "top",
}
_MARKER_SIZE = 3.0  # WebGL's pixels, about twice a figure's
_MESH_LINES = 12  # thin lines along x1 and along x2 that show the surface's shape
_LIFT = 0.015  # of samples above a hidden node's surface, as a share of the upright axis
_PADDING = 0.04  # share of the upright axis left free at each end


def node_surface(  # noqa: PLR0913, PLR0917 - what is drawn, and how
    network: Network,
    params: Params,
    sample: Sample,
    is_test: NDArray[np.bool_],
    node: str,
    color_range: ColorRange,
    palette: Palette,
    lane_label: str,
    step: int,
    *,
    narrow: bool = False,
) -> go.Figure:
    """Return the surface of u over the feature space of one node, with the samples.

    On the output, which also carries the decision boundary, samples stand at the height of their
    class; on a hidden node at their own u, a little lifted so that the surface does not cut their
    markers. Hovering says the exact values.

    Parameters
    ----------
    network, params
        With two inputs and the binary head.
    sample : Sample
    is_test : ndarray (n_samples,) of bool
    node : str
        ``"h1"``, ``"h2"`` … for a hidden node, ``"o1"`` for the output.
    color_range : ColorRange
        Of the node's colours.
    palette : Palette
    lane_label : str
        Name of the network, for the title.
    step : int
        Step that the weights belong to.
    narrow : bool
        Whether the figure is for a phone.

    Raises
    ------
    ValueError
        If there is no such node, or the network has another number of inputs or another head.

    """
    require_binary(network)
    unit = _hidden_unit(node, network.n_hidden)
    grid = Grid(sample.domain, CELLS, CELLS)
    surfaces = node_surfaces(network, params, grid)
    if unit is None:
        symbol, u = OUTPUT_SYMBOL, surfaces.output[0]
    else:
        symbol, u = hidden_symbol(unit), surfaces.hidden[unit]
    units = [] if unit is None else [unit]
    box = [*sample.domain, _height_range(u, color_range)]
    height = _sample_height(network, params, sample, unit, box[-1])
    positions = np.column_stack([sample.X, height])
    remark = note(_sentences(unit, symbol, u), palette, narrow=narrow)
    return go.Figure(
        data=[
            _surface(grid, u, symbol, sample, palette, has_boundary=unit is None),
            *sample_traces(
                network, params, sample, is_test, positions, units, palette, _MARKER_SIZE
            ),
        ],
        layout={
            "template": template(palette),
            "title": title(lane_label, step, f"surface of {symbol}"),
            "height": room_above(remark) + scene_height(narrow=narrow) + _BELOW,
            "margin": {"l": 20, "r": 14, "t": room_above(remark), "b": _BELOW},
            "uirevision": UI_REVISION,
            "annotations": [remark],
            "coloraxis": color_axis(color_range, palette)
            | {"colorbar": color_bar(color_range, symbol) | _BAR_PLACE},
            "legend": scene_legend(),
            "scene": scene([*map(feature_label, sample.feature_names), "u"], box, 0.7),
        },
    )


def _hidden_unit(node: str, n_hidden: int) -> int | None:
    """Return the index of the hidden unit called `node`, or None for the output "o1"."""
    units: dict[str, int | None] = {f"h{m + 1}": m for m in range(n_hidden)}
    return lookup(units | {"o1": None}, node, "node")


def _sentences(unit: int | None, symbol: str, u: Array) -> list[str]:
    """Return what height, colour and line mean; `u` (rows, cols) decides whether there is one."""
    meaning = f"Height and colour are {symbol}"
    if unit is not None:
        return [f"{meaning}; samples stand on the surface."]
    stand = f"{meaning} = P(y = 1 | x); samples stand at their class, 0 (below the surface) or 1."
    if is_crossed(u):
        return [stand, f"The line is the decision boundary, {unbroken(f'{symbol} = {BOUNDARY}')}."]
    return [stand, f"No decision boundary in view: {why_absent(u)}."]


def _surface(  # noqa: PLR0913 - what is drawn, and how
    grid: Grid, u: Array, symbol: str, sample: Sample, palette: Palette, *, has_boundary: bool
) -> go.Surface:
    """Return the surface of `u` (rows, cols), with the boundary drawn on it where there is one."""
    name1, name2 = map(feature_label, sample.feature_names)
    contours: Spec = {
        letter: {
            "show": True,
            "start": low,
            "end": high,
            "size": (high - low) / _MESH_LINES,
            "color": palette.rule,
            "width": 1,
            "highlight": False,
        }
        for letter, (low, high) in zip("xy", sample.domain, strict=True)
    }
    contours["z"] = {"show": False, "highlight": False}
    if has_boundary and is_crossed(u):
        contours["z"] |= {
            "show": True,
            "start": BOUNDARY,
            "end": BOUNDARY,
            "size": 1.0,
            "color": palette.line,
            "width": 5,
        }
    return go.Surface(
        name=symbol,
        x=grid.x1,
        y=grid.x2,
        z=single(u),
        coloraxis="coloraxis",
        contours=contours,
        # Full ambient light alone: colours are the scale's, whatever the slope.
        lighting={"ambient": 1, "diffuse": 0, "specular": 0, "fresnel": 0},
        hovertemplate=f"{name1} = %{{x:.4g}}<br>{name2} = %{{y:.4g}}"
        f"<br>{symbol} = %{{z:.4g}}<extra></extra>",
    )


def _sample_height(
    network: Network,
    params: Params,
    sample: Sample,
    unit: int | None,
    height_range: tuple[float, float],
) -> Array:
    """Return the height (n_samples,) of each sample: its class, or just above its own u."""
    if unit is None:
        return sample.y.astype(np.float64)
    low, high = height_range
    u: Array = network.forward(params, sample.X).u_H[:, unit]
    return u + _LIFT * (high - low)


def _height_range(u: Array, color_range: ColorRange) -> tuple[float, float]:
    """Return the range of the upright axis: that of the colours, or more where `u` goes beyond."""
    low = min(color_range.low, float(u.min()))
    high = max(color_range.high, float(u.max()))
    padding = _PADDING * (high - low)
    return low - padding, high + padding
