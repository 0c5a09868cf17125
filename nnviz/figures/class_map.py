"""Which of several classes is the most likely, and how sure the network is of it.

The hue is the class's; it fades to the ground as the largest probability falls to 1/K, where the
network knows nothing. One number a cell says both: class k, sure to the share s, is k + s.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from nnviz.activations import Array
from nnviz.datasets import Sample
from nnviz.figures.boundary import class_margins, likeliest
from nnviz.figures.labels import feature_label
from nnviz.figures.precision import single
from nnviz.figures.style import Spec
from nnviz.palette import Palette
from nnviz.surfaces import Grid

CLASS_AXIS = "coloraxis3"
"""Colour axis of the map of classes."""

BOUNDARY_NAME = "boundary between classes"

_LEAST_SURE, _MOST_SURE = 1e-3, 1.0 - 1e-3  # keep class k + 0 apart from class k − 1 + 1


def class_map(grid: Grid, z_O: Array, u_O: Array, sample: Sample) -> go.Heatmap:
    """Return the map of the most likely class, in its hue, faded by its probability.

    Parameters
    ----------
    grid : Grid
    z_O, u_O : ndarray (n_classes, rows, cols)
        Scores and probabilities.
    sample : Sample

    """
    classes, probability = likeliest(z_O), u_O.max(axis=0)
    name1, name2 = map(feature_label, sample.feature_names)
    return go.Heatmap(
        name="class",
        x=grid.x1,
        y=grid.x2,
        z=single(encoded(classes, probability, len(z_O))),
        text=classes.astype(np.int8),
        customdata=single(probability),
        coloraxis=CLASS_AXIS,
        hovertemplate=f"{name1} = %{{x:.4g}}<br>{name2} = %{{y:.4g}}"
        "<br>ŷ = class %{text}, P = %{customdata:.3f}<extra></extra>",
    )


def encoded(classes: NDArray[np.intp], probability: Array, n_classes: int) -> Array:
    """Return class + share of sureness, which is 0 at probability 1/K and 1 at 1."""
    sure = (probability - 1.0 / n_classes) / (1.0 - 1.0 / n_classes)
    value: Array = classes.astype(np.float64) + np.clip(sure, _LEAST_SURE, _MOST_SURE)
    return value


def class_boundaries(grid: Grid, z_O: Array, palette: Palette) -> Iterator[go.Contour]:
    """Yield the lines where the most likely class changes, if it does anywhere.

    Every boundary is that of two classes, so those of all classes but one are all boundaries.
    """
    margins = class_margins(z_O)  # (n_classes, rows, cols)
    crossed = [margin for margin in margins if margin.min() < 0.0 < margin.max()]
    for i, margin in enumerate(crossed[:-1]):
        yield go.Contour(
            name=BOUNDARY_NAME,
            x=grid.x1,
            y=grid.x2,
            z=single(margin),
            contours={"start": 0.0, "end": 0.0, "size": 1.0, "coloring": "none"},
            line={"color": palette.line, "width": 2, "smoothing": 0},
            hoverinfo="skip",
            showlegend=i == 0,
            legendgroup="boundary",
        )


def class_axis(n_classes: int, palette: Palette) -> Spec:
    """Return the colour axis: a ramp from the ground to its hue for each class."""
    ramps = [
        [(k + end) / n_classes, color]
        for k, hue in enumerate(palette.regions[:n_classes])
        for end, color in ((0, palette.ground), (1, hue))
    ]
    return {
        "cmin": 0.0,
        "cmax": float(n_classes),
        "colorscale": ramps,
        "showscale": False,
    }
