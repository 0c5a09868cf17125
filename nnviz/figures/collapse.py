"""The line that an identity network collapses to, on top of the network's own boundary."""

from __future__ import annotations

import plotly.graph_objects as go

from nnviz.activations import Array
from nnviz.datasets import Sample
from nnviz.figures.boundary import BOUNDARY
from nnviz.figures.clipping import hyperplane_in_box
from nnviz.figures.labels import feature_label
from nnviz.figures.style import TITLE_STRIP, UI_REVISION, Spec, color_axis, template
from nnviz.network import Network, Params
from nnviz.palette import Palette
from nnviz.surfaces import Grid, node_surfaces, output_color_range

_CELLS = 120
_WIDE, _NARROW = 420, 330  # pixels


def collapsed_line(
    network: Network, params: Params, sample: Sample, palette: Palette, *, narrow: bool = False
) -> tuple[go.Figure, Array | None]:
    """Draw u_O with its boundary, and over it the line Wᵀ [1, x] = 0 of the collapsed weights.

    Parameters
    ----------
    network : Network
        With the identity as hidden activation.
    params : Params
    sample : Sample
        Gives the feature space.
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
    line: Spec = {
        "type": "scatter",
        "x": ends[:, 0],
        "y": ends[:, 1],
        "mode": "lines",
        "line": {"color": palette.lanes[2], "width": 3, "dash": "dash"},
        "name": "collapsed: Wᵀ[1, x] = 0",
        "showlegend": True,
    }
    size = _NARROW if narrow else _WIDE
    x1, x2 = (feature_label(name) for name in sample.feature_names)
    figure = go.Figure(
        data=[*traces, line],
        layout={
            "template": template(palette),
            "width": size,
            "height": size + 62,
            "margin": {"l": 48, "r": 8, "t": TITLE_STRIP, "b": 84},
            "xaxis": {"title": {"text": x1}, "range": sample.domain[0]},
            "yaxis": {"title": {"text": x2}, "range": sample.domain[1]},
            "coloraxis": {**color_axis(output_color_range(), palette), "showscale": False},
            "legend": {"x": 0, "y": -0.16, "yanchor": "top", "font": {"size": 12}},
            "uirevision": UI_REVISION,
        },
    )
    return figure, ends if len(ends) else None
