"""Samples as markers: class 0 square, class 1 disc; training filled, test open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from nnviz.activations import Array
from nnviz.datasets import Sample
from nnviz.figures.labels import feature_label, hidden_symbol
from nnviz.figures.style import Spec
from nnviz.network import Network, Params
from nnviz.palette import Palette

SYMBOLS = ("square", "circle")
"""Marker of each class."""


@dataclass(frozen=True, slots=True)
class Group:
    """The samples of one class in one part of the split.

    Attributes
    ----------
    label : int
        Class, 0 or 1.
    is_test : bool
    rows : ndarray (n,) of int
        Which samples.

    """

    label: int
    is_test: bool
    rows: NDArray[np.intp]

    @property
    def part(self) -> str:
        """The part of the split, in a word."""
        return "test" if self.is_test else "training"


def groups(sample: Sample, is_test: NDArray[np.bool_]) -> list[Group]:
    """Return the groups of `sample` that have samples, training before test."""
    every = (
        Group(label, part, np.flatnonzero((sample.y == label) & (is_test == part)))
        for part in (False, True)
        for label in range(len(SYMBOLS))
    )
    return [group for group in every if len(group.rows)]


def marker(group: Group, palette: Palette, size: float) -> Spec:
    """Return the marker of a group: outlined in the ground, or filled with it for test samples."""
    fill, outline = palette.classes[group.label], palette.ground
    if group.is_test:
        fill, outline = outline, fill
    return {
        "symbol": SYMBOLS[group.label],
        "size": size,
        "color": fill,
        "opacity": 1,
        "line": {"color": outline, "width": 1.2},
    }


def sample_traces(  # noqa: PLR0913, PLR0917 - what is drawn, where, and what hovering says
    network: Network,
    params: Params,
    sample: Sample,
    is_test: NDArray[np.bool_],
    positions: Array,
    units: Sequence[int],
    palette: Palette,
    size: float = 7.0,
    axes: Spec | None = None,
) -> list[go.Scatter | go.Scatter3d]:
    """Return one trace of markers for each class and part of the split.

    Parameters
    ----------
    network, params
        For the values that hovering shows.
    sample : Sample
    is_test : ndarray (n_samples,) of bool
    positions : ndarray (n_samples, 2 or 3)
        Where each sample is drawn.
    units : sequence of int
        Indices of the hidden units whose values hovering shows.
    palette : Palette
    size : float
        Of a marker, in pixels.
    axes : dict, optional
        Names of the axes to draw on, for figures that have several.

    """
    forward = network.forward(params, sample.X)
    facts = np.column_stack(
        [np.arange(1, len(sample.X) + 1), sample.X, forward.u_H[:, list(units)], forward.u_O[:, 0]]
    )  # (n_samples, 4 + n_units): number, x1, x2, u …, P(y = 1)
    names = [*map(feature_label, sample.feature_names), *map(hidden_symbol, units), "P(y = 1)"]
    values = "".join(
        f"<br>{name} = %{{customdata[{column}]:.4g}}" for column, name in enumerate(names, 1)
    )
    kind = go.Scatter if positions.shape[1] == 2 else go.Scatter3d
    return [
        kind(
            **dict(zip("xyz", positions[group.rows].T, strict=False)),
            **(axes or {}),
            mode="markers",
            name=f"class {group.label}" + (", test" if group.is_test else ""),
            legendgroup=group.part,
            marker=marker(group, palette, size),
            customdata=facts[group.rows],
            hovertemplate=f"sample %{{customdata[0]}}, class {group.label}, {group.part}"
            f"{values}<extra></extra>",
        )
        for group in groups(sample, is_test)
    ]
