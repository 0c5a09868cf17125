"""What every node outputs over the feature space, in one figure.

Lecture: "Example: output of each hidden node" and "output of output node" (figures 9 and 10).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from nnviz.activations import Array
from nnviz.datasets import Sample
from nnviz.figures.boundary import BOUNDARY, is_crossed, require_binary, why_absent
from nnviz.figures.clipping import hyperplane_in_box
from nnviz.figures.labels import (
    OUTPUT_SYMBOL,
    feature_label,
    hidden_symbol,
    output_weight_symbol,
    signed,
)
from nnviz.figures.map_plan import CAPTION, LEFT, RIGHT, MapPlan, plan_narrow, plan_wide
from nnviz.figures.precision import single
from nnviz.figures.samples import sample_traces
from nnviz.figures.style import (
    SMALL,
    TITLE_STRIP,
    UI_REVISION,
    Spec,
    color_axis,
    color_bar,
    template,
    title,
)
from nnviz.network import Network, Params
from nnviz.palette import Palette
from nnviz.surfaces import ColorRange, Grid, node_surfaces

LEAST_HIDDEN_CELLS = 60
PIXELS_A_CELL = 2
"""A hidden node's map has a cell for two pixels, and not fewer cells a side than the least."""

OUTPUT_CELLS = 160
"""Cells a side of the output's map, whose boundary is drawn from it."""


def node_maps(  # noqa: PLR0913, PLR0917 - what is drawn, and how
    network: Network,
    params: Params,
    sample: Sample,
    is_test: NDArray[np.bool_],
    hidden_range: ColorRange,
    output_range: ColorRange,
    palette: Palette,
    lane_label: str,
    step: int,
    columns: int | None = None,
    *,
    narrow: bool = False,
) -> go.Figure:
    """Return the heat maps of all hidden nodes and of the output, each with its output weight.

    Hidden maps carry their line z = 0; the output's map carries the samples and, where there is
    one, the decision boundary u_O = ½.

    Parameters
    ----------
    network, params
        With two inputs and the binary head.
    sample : Sample
    is_test : ndarray (n_samples,) of bool
    hidden_range, output_range : ColorRange
        Of the colours; the same at every step of a run.
    palette : Palette
    lane_label : str
        Name of the network, for the title.
    step : int
        Step that the weights belong to.
    columns : int, optional
        Hidden maps in a row; by default about as many as rows, and four at most.
    narrow : bool
        Whether the figure is for a phone: the output first, in full width.

    Raises
    ------
    ValueError
        If the network has another number of inputs or another head.

    """
    require_binary(network)
    plan = (plan_narrow if narrow else plan_wide)(network.n_hidden, columns)
    grid = Grid(sample.domain, OUTPUT_CELLS, OUTPUT_CELLS)
    u_O = node_surfaces(network, params, grid).output[0]  # (rows, cols)
    on_output = _axes_of(network.n_hidden)
    marker_size = 5.0 if narrow else 7.0
    return go.Figure(
        data=[
            *_hidden_maps(network, params, sample, plan.hidden[0].side),
            *_zero_lines(params, sample, palette),
            _output_map(grid, u_O, sample, on_output),
            *_boundary(grid, u_O, palette, on_output),
            *sample_traces(
                network, params, sample, is_test, sample.X, (), palette, marker_size, on_output
            ),
        ],
        layout={
            "template": template(palette),
            "title": title(lane_label, step),
            "height": round(plan.height) + TITLE_STRIP + CAPTION,
            "margin": {"l": LEFT, "r": RIGHT, "t": TITLE_STRIP + CAPTION, "b": 0},
            "uirevision": UI_REVISION,
            "annotations": [*_captions(params, palette), *_absence(u_O, on_output, palette)],
            **_layout_of_axes(plan, sample),
            **_color_axes(plan, hidden_range, output_range, palette),
            "legend": {"x": plan.x(plan.output)[0], "y": plan.y(plan.legend_top), "yanchor": "top"},
        },
    )


def _axes_of(node: int) -> Spec:
    """Return the names of the axes of the map of `node`, counted from 0, the output last."""
    suffix = str(node + 1) if node else ""
    return {"xaxis": f"x{suffix}", "yaxis": f"y{suffix}"}


def _hidden_maps(network: Network, params: Params, sample: Sample, side: float) -> list[go.Heatmap]:
    """Return the maps of u_H, `side` pixels wide, which also know z_H for hovering."""
    cells = max(LEAST_HIDDEN_CELLS, round(side / PIXELS_A_CELL))
    grid = Grid(sample.domain, cells, cells)
    forward = network.forward(params, grid.points)
    size = (grid.rows, grid.cols)
    where = _hover_position(sample)
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
            **_axes_of(m),
        )
        for m in range(network.n_hidden)
    ]


def _output_map(grid: Grid, u_O: Array, sample: Sample, axes: Spec) -> go.Heatmap:
    """Return the map of the output u_O (rows, cols)."""
    return go.Heatmap(
        name="o1",
        x=grid.x1,
        y=grid.x2,
        z=single(u_O),
        coloraxis="coloraxis2",
        hovertemplate=f"{_hover_position(sample)}<br>{OUTPUT_SYMBOL} = %{{z:.4g}}<extra></extra>",
        **axes,
    )


def _zero_lines(params: Params, sample: Sample, palette: Palette) -> Iterator[go.Scatter]:
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
                **_axes_of(m),
            )


def _boundary(grid: Grid, u_O: Array, palette: Palette, axes: Spec) -> Iterator[go.Contour]:
    """Yield the decision boundary, if the output lies on both sides of it."""
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


def _absence(u_O: Array, axes: Spec, palette: Palette) -> Iterator[Spec]:
    """Yield a note that there is no decision boundary, if there is none."""
    if not is_crossed(u_O):
        yield {
            "text": f"no boundary in view: {why_absent(u_O)}",
            **_at(axes, x=0.5, y=0.0),
            "yanchor": "bottom",
            "yshift": 6,
            "borderpad": 3,
            "bgcolor": palette.ground,
            "font": {"size": SMALL, "color": palette.text},
        }


def _captions(params: Params, palette: Palette) -> list[Spec]:
    """Return the title of each map: its symbol, and its weight into (the output: of) the sum."""
    bias, *weights = params.W_O[:, 0]
    n_hidden = len(weights)
    names = [*map(hidden_symbol, range(n_hidden)), f"{OUTPUT_SYMBOL} = P(y = 1 | x)"]
    numbered = [*enumerate(weights, 1), (0, bias)]
    return [
        {
            "text": f"<b>{name}</b>&nbsp;&nbsp;"
            f'<span style="color:{palette.muted}">{output_weight_symbol(index)} = '
            f"{signed(weight)}</span>",
            **_at(_axes_of(node), x=0.0, y=1.0),
            "xanchor": "left",
            "yanchor": "bottom",
            "borderpad": 0,
            "yshift": 1,
            "font": {"size": SMALL},
        }
        for node, (name, (index, weight)) in enumerate(zip(names, numbered, strict=True))
    ]


def _at(axes: Spec, x: float, y: float) -> Spec:
    """Return an annotation's place as shares of a map's sides."""
    return {
        "xref": f"{axes['xaxis']} domain",
        "yref": f"{axes['yaxis']} domain",
        "x": x,
        "y": y,
        "showarrow": False,
    }


def _layout_of_axes(plan: MapPlan, sample: Sample) -> Spec:
    """Return the axes of all maps, with numbers only at the edges of the block."""
    name1, name2 = map(feature_label, sample.feature_names)
    specs: Spec = {}
    for node, box in enumerate(plan.boxes):
        names = _axes_of(node)
        is_lowest, is_first = plan.is_last_of_column(node), plan.is_first_of_row(node)
        common = {"nticks": 4, "fixedrange": node < len(plan.hidden)}
        specs[f"xaxis{names['xaxis'][1:]}"] = common | {
            "anchor": names["yaxis"],
            "domain": plan.x(box),
            "range": list(sample.domain[0]),
            "showticklabels": is_lowest,
            "title": {"text": name1 if is_lowest else ""},
        }
        specs[f"yaxis{names['yaxis'][1:]}"] = common | {
            "anchor": names["xaxis"],
            "domain": [plan.y(box.bottom), plan.y(box.top)],
            "range": list(sample.domain[1]),
            "showticklabels": is_first,
            "title": {"text": name2 if is_first else ""},
        }
    return specs


def _color_axes(
    plan: MapPlan, hidden_range: ColorRange, output_range: ColorRange, palette: Palette
) -> Spec:
    """Return the two colour axes with their bars: of all hidden maps, and of the output's."""
    bars = {
        "coloraxis": (hidden_range, "u<sub>m</sub>", plan.hidden_bar),
        "coloraxis2": (output_range, OUTPUT_SYMBOL, plan.output_bar),
    }
    return {
        name: color_axis(color_range, palette)
        | {
            "colorbar": color_bar(color_range, symbol)
            | {
                "x": left / plan.width,
                "xanchor": "left",
                "len": (right - left) / plan.width,
                "y": plan.y(top),
                "yanchor": "top",
            }
        }
        for name, (color_range, symbol, (left, right, top)) in bars.items()
    }


def _hover_position(sample: Sample) -> str:
    """Return the lines of a hover label that say where in the feature space it is."""
    name1, name2 = map(feature_label, sample.feature_names)
    return f"{name1} = %{{x:.4g}}<br>{name2} = %{{y:.4g}}"
