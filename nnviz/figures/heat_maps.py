"""Heat maps of nodes over the plane, and the lines on them."""

from __future__ import annotations

from collections.abc import Iterator

import plotly.graph_objects as go

from nnviz.activations import Array
from nnviz.datasets import Sample
from nnviz.figures.boundary import BOUNDARY, is_crossed
from nnviz.figures.clipping import hyperplane_in_box
from nnviz.figures.labels import OUTPUT_SYMBOL, feature_label
from nnviz.figures.outputs import output_meaning, output_symbol
from nnviz.figures.precision import single
from nnviz.figures.style import SMALL, Spec
from nnviz.network import Network, Params
from nnviz.palette import Palette
from nnviz.surfaces import ColorRange, Grid, contour_levels


def axes_of(node: int) -> Spec:
    """Return the names of the axes of the map of `node`, counted from 0 through all maps."""
    suffix = str(node + 1) if node else ""
    return {"xaxis": f"x{suffix}", "yaxis": f"y{suffix}"}


def hover_position(sample: Sample) -> str:
    """Return the lines of a hover label that say where in the feature space it is."""
    names = map(feature_label, sample.feature_names)
    return "<br>".join(f"{name} = %{{{axis}:.4g}}" for name, axis in zip(names, "xy", strict=False))


def hidden_maps(network: Network, params: Params, sample: Sample, cells: int) -> list[go.Heatmap]:
    """Return the maps of u_H with `cells` a side, which also know z_H for hovering."""
    grid = Grid(sample.domain, cells, cells)
    forward = network.forward(params, grid.points)
    size = (grid.rows, grid.cols)
    where = hover_position(sample)
    return [
        go.Heatmap(
            name=f"h{m + 1}",
            x=grid.x1,
            y=grid.x2,
            z=single(forward.u_H[:, m].reshape(size)),
            customdata=single(forward.z_H[:, m].reshape(size)),
            coloraxis="coloraxis",
            hovertemplate=f"{where}<br>z<sub>H,{m + 1}</sub> = %{{customdata:.4g}}"
            f"<br>u<sub>H,{m + 1}</sub> = %{{z:.4g}}<extra></extra>",
            **axes_of(m),
        )
        for m in range(network.n_hidden)
    ]


def zero_lines(params: Params, sample: Sample, palette: Palette) -> Iterator[go.Scatter]:
    """Yield the line z = 0 of each hidden node that has one in view."""
    for m, (bias, *weights) in enumerate(params.W_H.T):
        ends = hyperplane_in_box(bias, weights, sample.domain)
        if len(ends):
            yield go.Scatter(
                name=f"h{m + 1}, z = 0",
                x=ends[:, 0],
                y=ends[:, 1],
                mode="lines",
                line={"color": palette.line, "width": 1.2},
                hoverinfo="skip",
                showlegend=False,
                **axes_of(m),
            )


def output_map(
    network: Network, k: int, grid: Grid, u_O: Array, sample: Sample, axes: Spec
) -> go.Heatmap:
    """Return the map of output `k`, given its values (rows, cols)."""
    symbol = output_symbol(network, k)
    if network.n_outputs > 1:
        symbol = output_meaning(network, k)
    return go.Heatmap(
        name=f"o{k + 1}",
        x=grid.x1,
        y=grid.x2,
        z=single(u_O),
        coloraxis="coloraxis2",
        hovertemplate=f"{hover_position(sample)}<br>{symbol} = %{{z:.4g}}<extra></extra>",
        **axes,
    )


def boundary(grid: Grid, u_O: Array, palette: Palette, axes: Spec) -> Iterator[go.Contour]:
    """Yield the decision boundary of two classes, if P(y = 1) lies on both sides of it."""
    if is_crossed(u_O):
        yield go.Contour(
            name=f"{OUTPUT_SYMBOL} = {BOUNDARY}",
            x=grid.x1,
            y=grid.x2,
            z=single(u_O),
            contours={"start": BOUNDARY, "end": BOUNDARY, "size": 1.0, "coloring": "none"},
            line={"color": palette.line, "width": 2, "smoothing": 0},
            hoverinfo="skip",
            showlegend=True,
            legendgroup="boundary",
            **axes,
        )


def contour_lines(
    grid: Grid, u_O: Array, color_range: ColorRange, palette: Palette, axes: Spec
) -> Iterator[go.Contour]:
    """Yield labelled lines of equal output (rows, cols), at round values within the range."""
    levels = contour_levels(color_range)
    if u_O.max() > levels[0] and u_O.min() < levels[-1]:
        yield go.Contour(
            name="contour lines",
            x=grid.x1,
            y=grid.x2,
            z=single(u_O),
            contours={
                "start": levels[0],
                "end": levels[-1],
                "size": levels[1] - levels[0] if len(levels) > 1 else 1.0,
                "coloring": "none",
                "showlabels": True,
                "labelfont": {"size": SMALL, "color": palette.line},
            },
            line={"color": palette.line, "width": 1, "smoothing": 0},
            hoverinfo="skip",
            showlegend=False,
            **axes,
        )
