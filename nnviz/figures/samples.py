"""Samples as markers: a shape for each class, or a disc in the colour of its target.

Training samples are filled. Test samples of a class are hollow; where the fill is the target's
colour they have a dot instead, and in 3-D, which has no such marker, another shape.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from nnviz.activations import Array
from nnviz.datasets import Sample
from nnviz.figures.labels import feature_label, hidden_symbol
from nnviz.figures.outputs import output_meaning, target_symbol
from nnviz.figures.style import SMALL, Spec
from nnviz.network import Network
from nnviz.palette import Palette
from nnviz.snapshot import Snapshot

SYMBOLS = ("square", "circle", "triangle-up", "diamond", "cross")
"""Marker of each class."""

SYMBOLS_3D = ("square", "circle", "cross", "diamond", "square")
"""The same in 3-D, where Plotly has no triangle, and an x that some systems cannot show."""

_SIZES_3D = (1.0, 1.0, 1.0, 1.0, 0.55)  # the second square is a small one,
_SECOND_SQUARE, _SMALL = 4, " (small)"  # which the legend has to say, for it shows one size

TARGET_AXIS = "coloraxis2"
"""Colour axis of targets, which figures of a regression define."""


@dataclass(frozen=True, slots=True)
class Group:
    """The samples of one class in one part of the split; of a regression, all in that part.

    Attributes
    ----------
    label : int or None
        Class from 0; None for a regression.
    is_test : bool
    rows : ndarray (n,) of int
        Which samples.

    """

    label: int | None
    is_test: bool
    rows: NDArray[np.intp]

    @property
    def part(self) -> str:
        """The part of the split, in a word."""
        return "test" if self.is_test else "training"

    @property
    def name(self) -> str:
        """Text in the legend."""
        if self.label is None:
            return f"{self.part} samples"
        return self.name_of_class + (", test" if self.is_test else "")

    @property
    def name_of_class(self) -> str:
        """Its class, in training and test alike."""
        return f"class {self.label}"

    @property
    def heading(self) -> str:
        """Beginning of the hover text, after the sample's number."""
        return self.part if self.label is None else f"{self.name_of_class}, {self.part}"


def groups(sample: Sample, is_test: NDArray[np.bool_]) -> list[Group]:
    """Return the groups of `sample` that have samples, training before test."""
    labels: list[int | None] = [*range(sample.n_classes)] or [None]
    every = (
        Group(label, part, np.flatnonzero(_belongs(sample, label) & (is_test == part)))
        for part in (False, True)
        for label in labels
    )
    return [group for group in every if len(group.rows)]


def _belongs(sample: Sample, label: int | None) -> NDArray[np.bool_]:
    """Return which samples are of a class, or all if there are no classes."""
    return np.ones(len(sample.X), dtype=bool) if label is None else sample.y == label


def marker(group: Group, palette: Palette, size: float, *, in_space: bool = False) -> Spec:
    """Return the marker of a group: outlined in the ground, or filled with it for test samples.

    Parameters
    ----------
    group : Group
        Without a class, the marker has the colour of writing.
    palette : Palette
    size : float
        In pixels.
    in_space : bool
        Whether it is drawn in 3-D.

    """
    label = 1 if group.label is None else group.label
    fill = palette.text if group.label is None else palette.classes[label]
    outline = palette.ground
    if group.is_test:
        fill, outline = outline, fill
    elif in_space and SYMBOLS_3D[label] == "cross":
        outline = fill  # or nothing but outline would be left
    return {
        "symbol": (SYMBOLS_3D if in_space else SYMBOLS)[label],
        "size": size * _SIZES_3D[label] if in_space else size,
        "color": fill,
        "opacity": 1,
        "line": {"color": outline, "width": 1.2},
    }


def target_marker(
    group: Group, targets: Array, palette: Palette, size: float, *, in_space: bool = False
) -> Spec:
    """Return the marker of a group in the colours of its targets (n,), on a rim that shows them."""
    test_symbol = "diamond" if in_space else "circle-dot"
    return {
        "symbol": test_symbol if group.is_test else "circle",
        "size": size,
        "color": targets,
        "coloraxis": TARGET_AXIS,
        "opacity": 1,
        "line": {"color": palette.text, "width": 1},
    }


@dataclass(frozen=True, slots=True)
class SampleStyle:
    """How the samples of a figure look, and what they say.

    Attributes
    ----------
    palette : Palette
    size : float
        Of a marker, in pixels.
    units : sequence of int
        Indices of the hidden units whose values hovering shows.
    target : int or None
        Index of the target whose colour the markers of a regression have; None for no colour.
    in_legend : bool
        Whether the legend names them.

    """

    palette: Palette
    size: float = 7.0
    units: Sequence[int] = ()
    target: int | None = 0
    in_legend: bool = True


def sample_traces(
    snapshot: Snapshot, positions: Array, style: SampleStyle
) -> list[go.Scatter | go.Scatter3d]:
    """Return one trace of markers for each class and part of the split, and what legends need.

    Parameters
    ----------
    snapshot : Snapshot
        Its network gives the values that hovering shows.
    positions : ndarray (n_samples, 2 or 3)
        Where each sample is drawn.
    style : SampleStyle

    """
    sample, is_test, palette = snapshot.sample, snapshot.is_test, style.palette
    names, facts = _facts(snapshot, style.units)
    values = "".join(
        f"<br>{name} = %{{customdata[{column}]:.4g}}" for column, name in enumerate(names, 1)
    )
    in_space = positions.shape[1] == 3
    kind = go.Scatter3d if in_space else go.Scatter
    is_colored = sample.n_classes == 0 and style.target is not None
    traces = []
    for group in groups(sample, is_test):
        look = marker(group, palette, style.size, in_space=in_space)
        if is_colored:
            targets = sample.targets[group.rows, style.target]
            look = target_marker(group, targets, palette, style.size, in_space=in_space)
        is_named = style.in_legend and not _is_second(group, sample, is_test)
        trace = kind(
            **dict(zip("xyz", positions[group.rows].T, strict=False)),
            mode="markers",
            name=group.name + (_SMALL if in_space and group.label == _SECOND_SQUARE else ""),
            marker=look,
            customdata=facts[group.rows],
            hovertemplate=f"sample %{{customdata[0]}}, {group.heading}{values}<extra></extra>",
            showlegend=is_named and not is_colored,
            legendgroup=group.part if sample.n_classes <= 2 else group.name_of_class,
        )
        traces.append(trace)
        if is_colored and style.in_legend:
            traces.append(_legend_entry(kind, group, look, palette))
    return traces


def _is_second(group: Group, sample: Sample, is_test: NDArray[np.bool_]) -> bool:
    """Return whether another group of the same class, of several, is in the legend already.

    Ten entries would be too many; a legend's title then says that hollow means test.
    """
    is_among_several = sample.n_classes > 2 and group.is_test
    return is_among_several and bool(np.any((sample.y == group.label) & ~is_test))


def _legend_entry(
    kind: type[go.Scatter | go.Scatter3d], group: Group, look: Spec, palette: Palette
) -> go.Scatter | go.Scatter3d:
    """Return an entry for a group whose markers have many colours, of which Plotly shows none."""
    place = {axis: [None] for axis in ("xyz" if kind is go.Scatter3d else "xy")}
    return kind(
        **place,
        mode="markers",
        name=group.name,
        marker={**look, "color": palette.ground, "coloraxis": None},
        legendgroup=group.part,
        showlegend=True,
    )


def legend_for(sample: Sample) -> Spec:
    """Return what a figure's legend says and does besides naming the traces."""
    if sample.n_classes > 2:
        heading = {"text": "filled: training, hollow: test", "side": "top"}
        return {"groupclick": "togglegroup", "title": heading | {"font": {"size": SMALL}}}
    return {} if sample.n_classes else {"groupclick": "togglegroup"}


def _facts(snapshot: Snapshot, units: Sequence[int]) -> tuple[list[str], Array]:
    """Return what hovering says: names, and the numbers (n_samples, 1 + n_names) after the first.

    The first number is the sample's own, from 1. Features and chosen hidden units follow; then
    the probabilities, or target, prediction and residual of each output.
    """
    network, sample = snapshot.network, snapshot.sample
    forward = network.forward(snapshot.params, sample.X)
    named: list[tuple[str, Array]] = [
        *zip(map(feature_label, sample.feature_names), sample.X.T, strict=True),
        *((hidden_symbol(m), forward.u_H[:, m]) for m in units),
        *_about_outputs(network, sample, forward.u_O),
    ]
    numbers = np.arange(1.0, len(sample.X) + 1.0)
    return [name for name, _ in named], np.column_stack([numbers, *(column for _, column in named)])


def _about_outputs(network: Network, sample: Sample, u_O: Array) -> Iterator[tuple[str, Array]]:
    """Yield names and values (n_samples,) of what the outputs say of each sample."""
    for k in range(network.n_outputs):
        meaning, u = output_meaning(network, k), u_O[:, k]
        if sample.problem.is_classification:
            yield meaning.replace(" | x", ""), u
        else:
            symbol, y = target_symbol(network, k), sample.targets[:, k]
            yield symbol, y
            yield meaning, u
            yield f"residual {symbol} − {meaning}", y - u
