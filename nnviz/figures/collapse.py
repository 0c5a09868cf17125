"""The lines that an identity network collapses to, on top of the network's own boundaries."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from nnviz.activations import Array
from nnviz.datasets import Sample
from nnviz.figures.boundary import BOUNDARY, linear_boundaries
from nnviz.figures.class_map import CLASS_AXIS, class_axis, class_boundaries, class_map
from nnviz.figures.clipping import hyperplane_in_box
from nnviz.figures.labels import feature_label
from nnviz.figures.style import TITLE_STRIP, UI_REVISION, Spec, color_axis, template
from nnviz.palette import Palette
from nnviz.snapshot import Snapshot
from nnviz.surfaces import Grid, node_surfaces, output_color_range

_CELLS = 120
_WIDE, _NARROW = 420, 330  # pixels


def collapsed_line(
    snapshot: Snapshot, palette: Palette, *, narrow: bool = False
) -> tuple[go.Figure, Array | None]:
    """Draw u_O with its boundary, and over it the line Wᵀ [1, x] = 0 of the collapsed weights.

    Parameters
    ----------
    snapshot : Snapshot
        Of a network with the identity as hidden activation and the binary head.
    palette : Palette
    narrow : bool
        Whether it has to fit on a phone.

    Returns
    -------
    figure : Figure
    ends : ndarray (2, 2) or None
        Where the line enters and leaves the feature space; None if it lies outside.

    Raises
    ------
    ValueError
        If the hidden activation is not the identity.

    """
    network, params, sample = snapshot.network, snapshot.params, snapshot.sample
    bias, *slopes = network.collapsed(params)[:, 0]
    ends = hyperplane_in_box(float(bias), slopes, sample.domain)
    grid = Grid(sample.domain, _CELLS, _CELLS)
    u_O = node_surfaces(network, params, grid).output[0]
    traces: list[Spec] = [
        {"type": "heatmap", "coloraxis": "coloraxis", "name": "u_O"},
        {
            "type": "contour",
            "contours": {"start": BOUNDARY, "end": BOUNDARY, "size": 1, "coloring": "none"},
            "line": {"color": palette.line, "width": 6},
            "name": "network: P(y = 1 | x) = ½",
            "showlegend": True,
            "hoverinfo": "skip",
        },
    ]
    for trace in traces:
        trace.update(x=grid.x1, y=grid.x2, z=u_O)
    colors = {**color_axis(output_color_range(sample), palette), "showscale": False}
    figure = go.Figure(
        data=[*traces, _dashed(ends, "collapsed: Wᵀ[1, x] = 0", palette)],
        layout=_layout(sample, palette, narrow=narrow) | {"coloraxis": colors},
    )
    return figure, ends if len(ends) else None


def collapsed_classes(
    snapshot: Snapshot, palette: Palette, *, narrow: bool = False
) -> tuple[go.Figure, list[tuple[int, int, Array]]]:
    """Draw the most likely class, and over it the boundaries of the collapsed scores.

    Parameters
    ----------
    snapshot : Snapshot
        Of a network with the identity as hidden activation and the multi-class head.
    palette, narrow
        As for `collapsed_line`.

    Returns
    -------
    figure : Figure
    boundaries : list of (i, j, ends)
        Pairs of classes that meet in the feature space, each with the ends (2, 2) of the line on
        which they are equally likely.

    Raises
    ------
    ValueError
        If the hidden activation is not the identity.

    """
    network, params, sample = snapshot.network, snapshot.params, snapshot.sample
    W = network.collapsed(params)  # (3, n_outputs)
    boundaries = list(linear_boundaries(W[0], W[1:], sample.domain))
    grid = Grid(sample.domain, _CELLS, _CELLS)
    forward = network.forward(params, grid.points)
    shape = (network.n_outputs, grid.rows, grid.cols)
    z_O, u_O = forward.z_O.T.reshape(shape), forward.u_O.T.reshape(shape)
    own = [*class_boundaries(grid, z_O, palette)]
    for trace in own:
        trace.update(line={"width": 6}, name="network: two classes equally likely")
    # One trace for all lines: a gap between one and the next.
    gap = np.full((1, 2), np.nan)
    dashes = np.vstack([part for *_, ends in boundaries for part in (ends, gap)] or [gap])
    colors = class_axis(network.n_outputs, palette)
    figure = go.Figure(
        data=[
            class_map(grid, z_O, u_O, sample),
            *own,
            _dashed(dashes, "collapsed: two scores Wᵀ[1, x] equal", palette),
        ],
        layout=_layout(sample, palette, narrow=narrow) | {CLASS_AXIS: colors},
    )
    return figure, boundaries


def _dashed(points: Array, name: str, palette: Palette) -> go.Scatter:
    """Return a dashed line through `points` (n, 2)."""
    return go.Scatter(
        x=points[:, 0],
        y=points[:, 1],
        mode="lines",
        line={"color": palette.lanes[2], "width": 3, "dash": "dash"},
        name=name,
        showlegend=True,
    )


def _layout(sample: Sample, palette: Palette, *, narrow: bool) -> Spec:
    """Return the layout of a square map of fixed size."""
    size = _NARROW if narrow else _WIDE
    x1, x2 = (feature_label(name) for name in sample.feature_names)
    return {
        "template": template(palette),
        "width": size,
        "height": size + 62,
        "margin": {"l": 48, "r": 8, "t": TITLE_STRIP, "b": 84},
        "xaxis": {"title": {"text": x1}, "range": sample.domain[0]},
        "yaxis": {"title": {"text": x2}, "range": sample.domain[1]},
        "legend": {"x": 0, "y": -0.16, "yanchor": "top", "font": {"size": 12}},
        "uirevision": UI_REVISION,
    }
