"""The samples as the output unit sees them: at the outputs of two or three hidden units.

There the network is a logistic regression, whose boundary w_O,0 + Σ w_O,m u_m = 0 is a line or a
plane. Lecture: "Model of example two-stage network", the representation of the data in u_H.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from nnviz.activations import Activation, Array
from nnviz.datasets import Sample
from nnviz.figures.boundary import BOUNDARY, require_binary
from nnviz.figures.clipping import hyperplane_in_box, scaled_height
from nnviz.figures.labels import OUTPUT_SYMBOL, hidden_symbol, number, signed, unbroken
from nnviz.figures.samples import sample_traces
from nnviz.figures.style import (
    BELOW_ALL,
    SMALL,
    UI_REVISION,
    Spec,
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

_HALF = unbroken("P(y = 1) = ½")
_PLOT_HEIGHT = 400  # pixels, with two units
_LEFT = {2: 46, 3: 20}  # pixels: the upright axis
_BELOW = {2: 100, 3: 54}  # the legend, and in two dimensions the axis
_PADDING, _PADDING_FOR_COUNTS = 0.08, 0.25  # share of an axis left free at each end
_FEW_PLACES = 8  # so many distinct points or fewer get their counts written beside them


@dataclass(frozen=True, slots=True)
class Projection:
    """What the output unit computes from the chosen units alone.

    Attributes
    ----------
    units : tuple of int
        Indices of the chosen hidden units.
    bias : float
        w_O,0, and Σ w_O,m u_m over the other units, at their means.
    weights : ndarray (n_chosen,)
        w_O,m of the chosen units.
    n_others : int
        Number of the other units.
    box : tuple of (low, high)
        Range of each axis.

    """

    units: tuple[int, ...]
    bias: float
    weights: Array
    n_others: int
    box: tuple[tuple[float, float], ...]

    @property
    def shape(self) -> str:
        """What the boundary is."""
        return "line" if len(self.units) == 2 else "plane"

    @property
    def corners(self) -> Array:
        """Corners (n, n_chosen) of the boundary inside the box; no rows if it is not crossed."""
        return hyperplane_in_box(self.bias, self.weights, self.box)

    def sentences(self) -> Iterator[str]:
        """Yield what the boundary is, and what the picture does not show of it."""
        terms = "".join(
            f" {signed(weight)[0]} {number(abs(weight))} {hidden_symbol(unit)}"
            for unit, weight in zip(self.units, self.weights, strict=True)
        )
        equation = f"the {self.shape} " + unbroken(f"{number(self.bias)}{terms} = 0")
        if len(self.corners):
            yield f"{_HALF} on {equation}."
        else:
            middle = np.mean(self.box, axis=1)[None]  # (1, n_chosen)
            sign = float(scaled_height(self.bias, self.weights, middle)[0])
            relation = "=" if sign == 0.0 else ">" if sign > 0.0 else "<"
            yield f"{_HALF} on {equation}, which is not in view:"
            yield unbroken(f"P(y = 1) {relation} ½") + " all over it."
        if self.n_others:
            others = "other unit is held at its mean"
            if self.n_others > 1:
                others = f"{self.n_others} other units are held at their means"
            yield f"For this {self.shape} the {others} over the training samples."


def hidden_space(  # noqa: PLR0913, PLR0917 - what is drawn, and how
    network: Network,
    params: Params,
    sample: Sample,
    is_test: NDArray[np.bool_],
    units: Sequence[int],
    palette: Palette,
    lane_label: str,
    step: int,
    *,
    narrow: bool = False,
) -> go.Figure:
    """Return the samples at the outputs of two or three hidden units, with the decision boundary.

    Where the network has more hidden units than those chosen, the boundary has no sharp picture
    here. It is then drawn for the other units at their means, and a note says so.

    Parameters
    ----------
    network, params
        With two inputs, two hidden units or more, and the binary head.
    sample : Sample
    is_test : ndarray (n_samples,) of bool
    units : sequence of int
        Two or three indices of hidden units, from 0.
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
        If the network has fewer than two hidden units, or `units` are not two or three of them.

    """
    require_binary(network)
    chosen = _check_units(units, network.n_hidden)
    u_H = network.forward(params, sample.X).u_H  # (n_samples, n_hidden)
    projection = _project(network, params, u_H, is_test, chosen)
    positions = u_H[:, chosen]
    remark = note(projection.sentences(), palette, narrow=narrow)
    n_axes = len(chosen)
    plot_height = _PLOT_HEIGHT if n_axes == 2 else scene_height(narrow=narrow)
    return go.Figure(
        data=[
            *_boundary(projection, palette),
            *sample_traces(
                network, params, sample, is_test, positions, chosen, palette, (7.0, 4.5)[n_axes - 2]
            ),
            *_counts(positions, sample, palette),
        ],
        layout={
            "template": template(palette),
            "title": title(lane_label, step, "hidden space"),
            "height": room_above(remark) + plot_height + _BELOW[n_axes],
            "margin": {"l": _LEFT[n_axes], "r": 14, "t": room_above(remark), "b": _BELOW[n_axes]},
            "uirevision": f"{UI_REVISION} {chosen}",  # a zoom holds for these axes alone
            "annotations": [remark],
            "legend": BELOW_ALL if n_axes == 2 else scene_legend(),
            **_axes(projection),
        },
    )


def _check_units(units: Sequence[int], n_hidden: int) -> tuple[int, ...]:
    """Return `units`; raise ValueError unless they are two or three different hidden units."""
    if n_hidden < 2:
        message = (
            "The hidden space needs at least 2 hidden units to span a plane; "
            f"this network has {n_hidden}."
        )
        raise ValueError(message)
    chosen = tuple(int(unit) for unit in units)
    is_valid = len(chosen) in {2, 3} and len(set(chosen)) == len(chosen)
    if not is_valid or not set(chosen) <= set(range(n_hidden)):
        message = (
            f"units must be two or three different indices from 0 to {n_hidden - 1}; "
            f"got {list(units)} instead."
        )
        raise ValueError(message)
    return chosen


def _project(
    network: Network,
    params: Params,
    u_H: Array,
    is_test: NDArray[np.bool_],
    units: tuple[int, ...],
) -> Projection:
    """Return what the output unit makes of `units`, the others at their means over training."""
    bias, weights = params.W_O[0, 0], params.W_O[1:, 0]
    others = np.setdiff1d(np.arange(network.n_hidden), units)
    held = float(weights[others] @ u_H[~is_test][:, others].mean(axis=0)) if len(others) else 0.0
    padding = _PADDING if _places(u_H[:, units]) is None else _PADDING_FOR_COUNTS
    box = tuple(_axis_range(network.g, u_H[:, unit], padding) for unit in units)
    return Projection(units, float(bias) + held, weights[list(units)], len(others), box)


def _axis_range(g: Activation, u: Array, padding: float) -> tuple[float, float]:
    """Return the range of g if it is bounded, else that of `u`, with a share free at each end."""
    low, high = g.range if g.is_bounded else (float(u.min()), float(u.max()))
    # A unit that never varies, such as a dead ReLU, still needs an axis.
    room = padding * (high - low) if high > low else 0.5 * max(1.0, abs(low))
    return low - room, high + room


def _axes(projection: Projection) -> Spec:
    """Return the axes of the layout, or its scene."""
    names = [hidden_symbol(unit) for unit in projection.units]
    if len(names) == 3:
        return {"scene": scene(names, projection.box, 1.0)}
    return {
        f"{letter}axis": {"title": {"text": name}, "range": list(ends)}
        for letter, name, ends in zip("xy", names, projection.box, strict=True)
    }


def _boundary(
    projection: Projection, palette: Palette
) -> Iterator[go.Scatter | go.Scatter3d | go.Mesh3d]:
    """Yield the line, or the plane and its outline, where P(y = 1) = ½."""
    corners = projection.corners
    if not len(corners):
        return
    shared = {
        "name": f"{OUTPUT_SYMBOL} = {BOUNDARY}",
        "hoverinfo": "skip",
        "legendgroup": "boundary",
    }
    line = {"color": palette.line, "width": 2}
    if projection.shape == "line":
        x, y = corners.T
        yield go.Scatter(x=x, y=y, mode="lines", line=line, **shared)
        return
    x, y, z = np.vstack([corners, corners[:1]]).T  # back to the first corner
    yield go.Scatter3d(x=x, y=y, z=z, mode="lines", line=line, **shared)
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


def _places(positions: Array) -> tuple[Array, NDArray[np.intp]] | None:
    """Return the few distinct points, and which one each sample is at; None if they are many.

    A step activation puts all samples on the corners of a square or cube, a dead ReLU on one
    point. Markers lie on each other there, so they have to be counted.
    """
    places, which = np.unique(positions, axis=0, return_inverse=True)
    is_stacked = len(places) <= _FEW_PLACES and len(places) < len(positions)
    return (places, which) if is_stacked else None


def _counts(
    positions: Array, sample: Sample, palette: Palette
) -> Iterator[go.Scatter | go.Scatter3d]:
    """Yield the number of samples of each class at each place, if places are few."""
    if stacked := _places(positions):
        places, which = stacked
        counts = [np.bincount(sample.y[which == i], minlength=2) for i in range(len(places))]
        kind = go.Scatter if positions.shape[1] == 2 else go.Scatter3d
        yield kind(
            **dict(zip("xyz", places.T, strict=False)),
            mode="markers+text",
            marker={"size": 11, "opacity": 0},  # keeps the text off the samples' markers
            text=[f"{zeros} × class 0<br>{ones} × class 1" for zeros, ones in counts],
            textposition="top center",
            textfont={"size": SMALL, "color": palette.text},
            hoverinfo="skip",
            showlegend=False,
        )
