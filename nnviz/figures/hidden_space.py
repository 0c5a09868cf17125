"""The samples as the output units see them: at the outputs of two or three hidden units.

There the network is a logistic or linear regression, whose boundaries and contours are lines or
planes. Lecture: "Model of example two-stage network", the representation of the data in u_H.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from nnviz.activations import Array
from nnviz.datasets import Sample
from nnviz.figures.boundary import BOUNDARY
from nnviz.figures.class_map import BOUNDARY_NAME
from nnviz.figures.labels import OUTPUT_SYMBOL
from nnviz.figures.outputs import output_meaning, require_fit, target_symbol
from nnviz.figures.projection import Projection, project, project_along
from nnviz.figures.samples import TARGET_AXIS, SampleStyle, legend_for, sample_traces
from nnviz.figures.style import (
    BELOW_ALL,
    SMALL,
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
from nnviz.network import Network
from nnviz.number_format import plural
from nnviz.palette import Palette
from nnviz.snapshot import Snapshot
from nnviz.surfaces import ColorRange, output_color_range

_PLOT_HEIGHT = 400  # pixels, with two units
_LEFT = {2: 46, 3: 20}  # pixels: the upright axis
_BELOW = {2: 100, 3: 54}  # the legend, and in two dimensions the axis
_BAR = 52  # a colour bar with its title
_MANY = 44  # the legend of several classes, where it has more rows
_TICKS = 44  # pixels from a plot to below its axis title
_PADDING, _PADDING_FOR_COUNTS = 0.08, 0.25  # share of an axis left free at each end
_FEW_PLACES = 8  # so many distinct points or fewer get their counts written beside them


def hidden_space(
    snapshot: Snapshot,
    units: Sequence[int] | None,
    palette: Palette,
    output: int = 0,
    *,
    narrow: bool = False,
) -> go.Figure:
    """Return the samples in the space of the hidden units' outputs, with the decision boundary.

    All units are seen at once, along the boundary, so that it is a line with the samples on the
    side that the network puts them. Or the axes are two or three chosen units: if there are others,
    the boundary has no sharp picture there; it is drawn dashed, for the other units at their means,
    and a note says for how many samples the network decides otherwise. Several classes have a
    boundary for each pair of classes that meet; a predicted number has lines along which it is the
    same.

    Parameters
    ----------
    snapshot : Snapshot
        Of a network with two hidden units or more.
    units : sequence of int, or None
        Two or three indices of hidden units, from 0: the axes. None for all at once.
    palette : Palette
    output : int
        Index of the output whose target and lines are shown, of several predicted numbers.
    narrow : bool
        Whether the figure is for a phone.

    Raises
    ------
    ValueError
        If the network is not one for this sample or has fewer than two hidden units, `units` are
        not two or three of them, or there are too many classes to see all units at once.

    """
    require_fit(snapshot)
    sample = snapshot.sample
    projection = _project(snapshot, units, output)
    n_axes = len(projection.symbols)
    bar = _bar(snapshot.network, sample, output, palette, n_axes)
    remark = note(projection.sentences(output), palette, narrow=narrow)
    plot_height = _PLOT_HEIGHT if n_axes == 2 else scene_height(narrow=narrow)
    below = _BELOW[n_axes] + (_BAR if bar else 0) + (_MANY if sample.n_classes > 2 else 0)
    style = SampleStyle(palette, (7.0, 4.5)[n_axes - 2], projection.units, output)
    return go.Figure(
        data=[
            *_lines(projection, sample, output, palette),
            *sample_traces(snapshot, projection.positions, style),
            *_counts(projection.positions, sample, palette),
        ],
        layout={
            "template": template(palette),
            "title": title(snapshot, "hidden space"),
            "height": room_above(remark) + plot_height + below,
            "margin": {"l": _LEFT[n_axes], "r": 14, "t": room_above(remark), "b": below},
            # A zoom holds for these axes alone.
            "uirevision": f"{UI_REVISION} {projection.symbols}",
            "annotations": [remark],
            "legend": (BELOW_ALL if n_axes == 2 else scene_legend()) | legend_for(sample),
            **_axes(projection),
            **bar,
        },
    )


def _project(snapshot: Snapshot, units: Sequence[int] | None, output: int) -> Projection:
    """Return what is drawn, with more room where counts are written beside the samples."""
    n_hidden = snapshot.network.n_hidden
    if n_hidden < 2:
        message = (
            "The hidden space needs at least 2 hidden units to span a plane; "
            f"this network has {n_hidden}."
        )
        raise ValueError(message)

    def padded(padding: float) -> Projection:
        if units is None:
            return project_along(snapshot, output, padding)
        return project(snapshot, _check_units(units, n_hidden), padding)

    drawn = padded(_PADDING)
    return drawn if _places(drawn.positions) is None else padded(_PADDING_FOR_COUNTS)


def _check_units(units: Sequence[int], n_hidden: int) -> tuple[int, ...]:
    """Return `units`; raise ValueError unless they are two or three different hidden units."""
    chosen = tuple(int(unit) for unit in units)
    is_valid = len(chosen) in {2, 3} and len(set(chosen)) == len(chosen)
    if not is_valid or not set(chosen) <= set(range(n_hidden)):
        message = (
            f"units must be two or three different indices from 0 to {n_hidden - 1}; "
            f"got {list(units)} instead."
        )
        raise ValueError(message)
    return chosen


def _axes(projection: Projection) -> Spec:
    """Return the axes of the layout, or its scene."""
    names = projection.symbols
    if len(names) == 3:
        return {"scene": scene(names, projection.box, 1.0)}
    return {
        f"{letter}axis": {"title": {"text": name}, "range": list(ends)}
        for letter, name, ends in zip("xy", names, projection.box, strict=True)
    }


def _bar(network: Network, sample: Sample, output: int, palette: Palette, n_axes: int) -> Spec:
    """Return the colour axis of a regression's targets, with its bar; nothing for classes."""
    if sample.problem.is_classification:
        return {}
    span = output_color_range(sample)
    every_target_is_within = ColorRange(span.low, span.high, span.neutral)
    bar = color_bar(every_target_is_within, f"target {target_symbol(network, output)}")
    place = {"x": 0, "xanchor": "left", "len": 300, "lenmode": "pixels", "y": 0, "yanchor": "top"}
    return {
        TARGET_AXIS: color_axis(span, palette)
        | {"colorbar": bar | place | {"ypad": _TICKS if n_axes == 2 else 0}}
    }


def _lines(
    projection: Projection, sample: Sample, output: int, palette: Palette
) -> Iterator[go.Scatter | go.Scatter3d | go.Mesh3d]:
    """Yield boundaries between classes, or lines of equal output."""
    if sample.problem.is_classification:
        for i, corners in enumerate(projection.boundaries()):
            yield from _boundary(projection, corners, palette, in_legend=i == 0)
    elif projection.shape == "line":
        symbol = output_meaning(projection.network, output)
        levels = projection.levels(output, output_color_range(sample))
        for i, (level, ends) in enumerate(levels):
            text = level if projection.units else ""  # or the axis has the values
            line = _level(f"{symbol} is the same", text, ends, palette, in_legend=i == 0)
            yield _held_apart(line, projection)


def _level(name: str, level: str, ends: Array, palette: Palette, *, in_legend: bool) -> go.Scatter:
    """Return a line of equal output, with the value in its middle."""
    x, y = np.stack([ends[0], ends.mean(axis=0), ends[1]]).T
    return go.Scatter(
        x=x,
        y=y,
        mode="lines+text",
        text=["", level, ""],
        textposition="top center",
        textfont={"size": SMALL, "color": palette.muted},
        line={"color": palette.muted, "width": 1},
        name=name,
        hoverinfo="skip",
        legendgroup="levels",
        showlegend=in_legend,
    )


def _boundary(
    projection: Projection, corners: Array, palette: Palette, *, in_legend: bool
) -> Iterator[go.Scatter | go.Scatter3d | go.Mesh3d]:
    """Yield the line between two classes, or the plane and its outline."""
    is_binary = projection.network.head.is_two_class
    shared = {
        "name": f"{OUTPUT_SYMBOL} = {BOUNDARY}" if is_binary else BOUNDARY_NAME,
        "hoverinfo": "skip",
        "legendgroup": "boundary",
    }
    line = {"color": palette.line, "width": 2}
    if projection.shape == "line":
        x, y = corners.T
        edge = go.Scatter(x=x, y=y, mode="lines", line=line, showlegend=in_legend, **shared)
        yield _held_apart(edge, projection)
        return
    x, y, z = np.vstack([corners, corners[:1]]).T  # back to the first corner
    edge = go.Scatter3d(x=x, y=y, z=z, mode="lines", line=line, showlegend=in_legend, **shared)
    yield _held_apart(edge, projection)
    after = np.arange(1, len(corners) - 1)  # the polygon as a fan of triangles around corner 0
    yield go.Mesh3d(
        x=x[:-1],
        y=y[:-1],
        z=z[:-1],
        i=np.zeros_like(after),
        j=after,
        k=after + 1,
        color=palette.line,
        opacity=0.16,
        lighting={"ambient": 1, "diffuse": 0, "specular": 0, "fresnel": 0},
        **shared,
    )


def _held_apart(
    line: go.Scatter | go.Scatter3d, projection: Projection
) -> go.Scatter | go.Scatter3d:
    """Return a line dashed if it holds only for the other units at their means."""
    if projection.n_held:
        line.update(line={"dash": "dash"}, name=f"{line.name}, other units at their means")
    return line


def _places(positions: Array) -> tuple[Array, NDArray[np.intp]] | None:
    """Return the few distinct points, and which one each sample is at; None if they are many.

    A step activation puts all samples on the corners of a square or cube, a dead ReLU on one
    point. Markers lie on each other there, so they have to be counted.
    """
    largest = np.abs(positions).max(axis=0)
    # Sums of the same numbers in another order differ in their last digits.
    rounded = np.round(positions / np.where(largest > 0.0, largest, 1.0), 9)
    _, first, which = np.unique(rounded, axis=0, return_index=True, return_inverse=True)
    places = positions[first]
    is_stacked = len(places) <= _FEW_PLACES and len(places) < len(positions)
    return (places, which) if is_stacked else None


def _counts(
    positions: Array, sample: Sample, palette: Palette
) -> Iterator[go.Scatter | go.Scatter3d]:
    """Yield the number of samples of each class at each place, if places are few."""
    if stacked := _places(positions):
        places, which = stacked
        kind = go.Scatter if positions.shape[1] == 2 else go.Scatter3d
        yield kind(
            **dict(zip("xyz", places.T, strict=False)),
            mode="markers+text",
            marker={"size": 11, "opacity": 0},  # keeps the text off the samples' markers
            text=[_count(sample, which == i) for i in range(len(places))],
            textposition="top center",
            textfont={"size": SMALL, "color": palette.text},
            hoverinfo="skip",
            showlegend=False,
        )


def _count(sample: Sample, here: NDArray[np.bool_]) -> str:
    """Return how many samples are at a place, by class where there are classes."""
    if not sample.problem.is_classification:
        return plural(int(np.count_nonzero(here)), "sample")
    numbers = np.bincount(sample.y[here], minlength=sample.n_classes)
    # Two classes are both named; of more, those that are here.
    named = [(k, n) for k, n in enumerate(numbers) if n or sample.n_classes == 2]
    return "<br>".join(f"{n} × class {k}" for k, n in named)
