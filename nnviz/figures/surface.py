"""One node's output as a surface over the feature space."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go

from nnviz.activations import Array
from nnviz.checks import lookup
from nnviz.datasets import Sample
from nnviz.figures.boundary import BOUNDARY, is_crossed, why_absent
from nnviz.figures.labels import feature_label, hidden_symbol, unbroken
from nnviz.figures.outputs import output_meaning, output_symbol, require_fit, target_symbol
from nnviz.figures.precision import single
from nnviz.figures.samples import TARGET_AXIS, SampleStyle, legend_for, sample_traces
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
from nnviz.snapshot import Snapshot
from nnviz.surfaces import ColorRange, Grid, output_color_range

CELLS = 80
"""Cells a side of the surface."""

_BELOW = 104  # the colour bar and the legend
_MANY = 32  # the legend of several classes, where it has more rows
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


def node_surface(
    snapshot: Snapshot,
    node: str,
    color_range: ColorRange,
    palette: Palette,
    *,
    narrow: bool = False,
) -> go.Figure:
    """Return the surface of u over the feature space of one node, with the samples.

    On an output, samples are at the height of their class or target; P(y = 1) also carries the
    decision boundary. On a hidden node they are at their own u, a little lifted so that the
    surface does not cut their markers. Hovering shows the exact values.

    Parameters
    ----------
    snapshot : Snapshot
        Of a network with two inputs.
    node : str
        ``"h1"``, ``"h2"`` … for a hidden node, ``"o1"`` … for an output.
    color_range : ColorRange
        Of the node's colours.
    palette : Palette
    narrow : bool
        Whether the figure is for a phone.

    Raises
    ------
    ValueError
        If there is no such node, or the network has another number of inputs or is not one for
        this sample.

    """
    require_fit(snapshot, n_inputs=2)
    sample, params = snapshot.sample, snapshot.params
    chosen = _find(snapshot.network, node)
    grid = Grid(sample.domain, CELLS, CELLS)
    u = chosen.values(params, grid.points).reshape(grid.rows, grid.cols)
    box = [*sample.domain, _height_range(u, sample, chosen, color_range)]
    positions = np.column_stack([sample.X, _sample_height(chosen, params, sample, box[-1])])
    remark = note(_sentences(chosen, u), palette, narrow=narrow)
    below = _BELOW + (_MANY if sample.n_classes > 2 else 0)
    style = SampleStyle(palette, _MARKER_SIZE, chosen.units, chosen.target)
    return go.Figure(
        data=[
            _surface(grid, u, chosen, sample, palette),
            *sample_traces(snapshot, positions, style),
        ],
        layout={
            "template": template(palette),
            "title": title(snapshot, f"surface of {chosen.symbol}"),
            "height": room_above(remark) + scene_height(narrow=narrow) + below,
            "margin": {"l": 20, "r": 14, "t": room_above(remark), "b": below},
            "uirevision": UI_REVISION,
            "annotations": [remark],
            "coloraxis": color_axis(color_range, chosen.colors(palette))
            | {"colorbar": color_bar(color_range, chosen.symbol) | _BAR_PLACE},
            TARGET_AXIS: color_axis(output_color_range(sample), palette) | {"showscale": False},
            "legend": scene_legend() | legend_for(sample),
            "scene": scene([*map(feature_label, sample.feature_names), "u"], box, 0.7),
        },
    )


@dataclass(frozen=True, slots=True)
class _Node:
    """The node that is drawn: a hidden one or an output, by its index."""

    network: Network
    unit: int | None
    output: int | None

    @property
    def symbol(self) -> str:
        """Symbol of its value."""
        if self.unit is not None:
            return hidden_symbol(self.unit)
        if self.network.head.is_joint:
            return output_meaning(self.network, self.output or 0)
        return output_symbol(self.network, self.output or 0)

    @property
    def units(self) -> list[int]:
        """Hidden units whose values hovering shows."""
        return [] if self.unit is None else [self.unit]

    @property
    def target(self) -> int:
        """Target whose colours the samples have."""
        return self.output or 0

    @property
    def has_boundary(self) -> bool:
        """Whether a level of it is the decision boundary."""
        return self.unit is None and self.network.head.is_two_class

    def colors(self, palette: Palette) -> Palette:
        """Return the colours of its values: of a class of several, those of that class."""
        is_class = self.unit is None and self.network.head.is_joint
        return palette.of_class(self.target) if is_class else palette

    def values(self, params: Params, X: Array) -> Array:
        """Return its output (n,) at points (n, 2)."""
        forward = self.network.forward(params, X)
        u: Array = forward.u_O[:, self.target] if self.unit is None else forward.u_H[:, self.unit]
        return u


def _find(network: Network, node: str) -> _Node:
    """Return the node called `node`."""
    nodes = {f"h{m + 1}": _Node(network, m, None) for m in range(network.n_hidden)}
    nodes |= {f"o{k + 1}": _Node(network, None, k) for k in range(network.n_outputs)}
    return lookup(nodes, node, "node")


def _sentences(node: _Node, u: Array) -> list[str]:
    """Return what height, colour and line mean; `u` (rows, cols) decides whether there is one."""
    meaning = f"Height and colour are {node.symbol}"
    if node.unit is not None:
        return [f"{meaning}; samples are on the surface."]
    head, k = node.network.head, node.target
    if head.is_joint:
        return [f"{meaning}; samples of class {k} are at 1, all others at 0, below the surface."]
    if not head.is_two_class:
        predicted, target = output_meaning(node.network, k), target_symbol(node.network, k)
        return [f"{meaning} = {predicted}; samples are at their target {target}."]
    first = f"{meaning} = P(y = 1 | x); samples are at their class, 0 (below the surface) or 1."
    if is_crossed(u):
        line = unbroken(f"{node.symbol} = {BOUNDARY}")
        return [first, f"The line is the decision boundary, {line}."]
    return [first, f"No decision boundary in view: {why_absent(u)}."]


def _surface(grid: Grid, u: Array, node: _Node, sample: Sample, palette: Palette) -> go.Surface:
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
    if node.has_boundary and is_crossed(u):
        contours["z"] |= {
            "show": True,
            "start": BOUNDARY,
            "end": BOUNDARY,
            "size": 1.0,
            "color": palette.line,
            "width": 5,
        }
    return go.Surface(
        name=node.symbol,
        x=grid.x1,
        y=grid.x2,
        z=single(u),
        coloraxis="coloraxis",
        contours=contours,
        # Full ambient light alone: colours are the scale's, whatever the slope.
        lighting={"ambient": 1, "diffuse": 0, "specular": 0, "fresnel": 0},
        hovertemplate=f"{name1} = %{{x:.4g}}<br>{name2} = %{{y:.4g}}"
        f"<br>{node.symbol} = %{{z:.4g}}<extra></extra>",
    )


def _sample_height(
    node: _Node, params: Params, sample: Sample, height_range: tuple[float, float]
) -> Array:
    """Return the height (n_samples,) of each sample: what the output should be, or its own u."""
    if node.unit is None:
        target: Array = sample.problem.head.encode(sample.y, sample.n_outputs)[:, node.target]
        return target
    low, high = height_range
    return node.values(params, sample.X) + _LIFT * (high - low)


def _height_range(
    u: Array, sample: Sample, node: _Node, color_range: ColorRange
) -> tuple[float, float]:
    """Return the range of the upright axis: that of the colours, or more where values go beyond."""
    heights = u if node.unit is not None or sample.problem.is_classification else sample.targets
    low = min(color_range.low, float(u.min()), float(heights.min()))
    high = max(color_range.high, float(u.max()), float(heights.max()))
    padding = _PADDING * (high - low)
    return low - padding, high + padding
