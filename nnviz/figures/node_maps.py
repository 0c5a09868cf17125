"""What every node outputs over the plane, in one figure.

Lecture: "Example: output of each hidden node" and "output of output node" (figures 9 and 10).
"""

from __future__ import annotations

from dataclasses import dataclass

import plotly.graph_objects as go

from nnviz.activations import Array
from nnviz.datasets import Sample
from nnviz.figures.boundary import is_crossed, why_absent
from nnviz.figures.class_map import (
    CLASS_AXIS,
    class_axis,
    class_boundaries,
    class_map,
    why_no_boundary,
)
from nnviz.figures.heat_maps import (
    axes_of,
    boundary,
    contour_lines,
    hidden_maps,
    output_map,
    zero_lines,
)
from nnviz.figures.labels import OUTPUT_SYMBOL, feature_label
from nnviz.figures.map_layout import absence, captions, layout_of, layout_of_axes
from nnviz.figures.map_plan import MapPlan, plan_narrow, plan_wide
from nnviz.figures.outputs import require_fit
from nnviz.figures.samples import SampleStyle, sample_traces
from nnviz.figures.style import Spec, color_axis, color_bar
from nnviz.network import Network
from nnviz.palette import Palette
from nnviz.snapshot import Snapshot
from nnviz.surfaces import ColorRange, Grid

LEAST_CELLS = 60
PIXELS_A_CELL = 2
"""A map has a cell for two pixels, and not fewer cells a side than the least."""

LARGE_CELLS = 160
"""Cells a side of maps whose boundary or contour lines are drawn from them."""

BOUNDARY_CELLS = 100
"""Cells a side for boundaries between several classes, each of which needs a grid of its own."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What all parts of the figure are about."""

    snapshot: Snapshot
    palette: Palette
    plan: MapPlan
    marker_size: float

    @property
    def network(self) -> Network:
        """Whose nodes are drawn."""
        return self.snapshot.network

    @property
    def sample(self) -> Sample:
        """On the maps."""
        return self.snapshot.sample

    def samples(self, node: int, target: int = 0, *, in_legend: bool = True) -> list[go.Scatter]:
        """Return the samples on the map of `node`."""
        style = SampleStyle(self.palette, self.marker_size, target=target, in_legend=in_legend)
        traces = sample_traces(self.snapshot, self.sample.X, style)
        return [trace.update(axes_of(node)) for trace in traces]


@dataclass(frozen=True, slots=True)
class _Scores:
    """The outputs over a grid: raw and after g_O, both (n_outputs, rows, cols)."""

    grid: Grid
    z_O: Array
    u_O: Array


def node_maps(
    snapshot: Snapshot,
    hidden_range: ColorRange,
    output_range: ColorRange,
    palette: Palette,
    columns: int | None = None,
    *,
    narrow: bool = False,
) -> go.Figure:
    """Return the heat maps of all hidden nodes and of the outputs, each with its output weight.

    Hidden maps carry their line z = 0. The samples stand on the map that shows the prediction: on
    P(y = 1) with the decision boundary u_O = ½, on the most likely of several classes with the
    boundaries between them, or on every predicted number with its contour lines.

    Parameters
    ----------
    snapshot : Snapshot
        Of a network with two inputs.
    hidden_range, output_range : ColorRange
        Of the colours; the same at every step of a run.
    palette : Palette
    columns : int, optional
        Hidden maps in a row; by default about as many as rows, and four at most.
    narrow : bool
        Whether the figure is for a phone: the output first, in full width.

    Raises
    ------
    ValueError
        If the network has another number of inputs than two, or is not one for this sample.

    """
    require_fit(snapshot, n_inputs=2)
    network, params, sample = snapshot.network, snapshot.params, snapshot.sample
    plan = (plan_narrow if narrow else plan_wide)(
        network.n_hidden, columns, network.n_outputs, has_classes=network.head.is_joint
    )
    drawn = _Drawn(snapshot, palette, plan, 5.0 if narrow else 7.0)
    draw = _two_classes if network.head.is_two_class else _numbers
    if network.head.is_joint:
        draw = _several_classes
    traces, notes = draw(drawn, output_range)
    name1, name2 = map(feature_label, sample.feature_names)
    return go.Figure(
        data=[
            *hidden_maps(network, params, sample, _cells(plan.hidden[0].side)),
            *zero_lines(params, sample, palette),
            *traces,
        ],
        layout={
            **layout_of(plan, snapshot, palette, [*captions(network, params, palette), *notes]),
            **layout_of_axes(
                plan, (name1, sample.domain[0]), [(name2, sample.domain[1])] * len(plan.boxes)
            ),
            **_color_axes(drawn, hidden_range, output_range),
        },
    )


_Traces = list[go.Heatmap | go.Contour | go.Scatter]


def _two_classes(drawn: _Drawn, _output_range: ColorRange) -> tuple[_Traces, list[Spec]]:
    """Return P(y = 1) with its boundary and the samples, and a note if there is no boundary."""
    node = drawn.network.n_hidden
    axes, scores = axes_of(node), _evaluate(drawn, LARGE_CELLS)
    u_O = scores.u_O[0]
    traces = [
        output_map(drawn.network, 0, scores.grid, u_O, drawn.sample, axes),
        *boundary(scores.grid, u_O, drawn.palette, axes),
        *drawn.samples(node),
    ]
    notes = [] if is_crossed(u_O) else [absence(why_absent(u_O), axes, drawn.palette)]
    return traces, notes


def _several_classes(drawn: _Drawn, _output_range: ColorRange) -> tuple[_Traces, list[Spec]]:
    """Return small maps of each P(y = k), and a large one of the most likely class."""
    network, sample = drawn.network, drawn.sample
    node = network.n_hidden + network.n_outputs
    axes, scores = axes_of(node), _evaluate(drawn, LARGE_CELLS)
    small, coarse = (
        _evaluate(drawn, cells) for cells in (_cells(drawn.plan.outputs[0].side), BOUNDARY_CELLS)
    )
    traces = [
        *(
            output_map(network, k, small.grid, u_O, sample, axes_of(network.n_hidden + k))
            for k, u_O in enumerate(small.u_O)
        ),
        class_map(scores.grid, scores.z_O, scores.u_O, sample, axes),
        *class_boundaries(coarse.grid, coarse.z_O, drawn.palette, axes),
        *drawn.samples(node),
    ]
    reason = why_no_boundary(scores.z_O)
    return traces, [absence(reason, axes, drawn.palette)] if reason else []


def _numbers(drawn: _Drawn, output_range: ColorRange) -> tuple[_Traces, list[Spec]]:
    """Return a map with contour lines and the samples for each predicted number."""
    scores = _evaluate(drawn, LARGE_CELLS)
    traces: _Traces = []
    for k, u_O in enumerate(scores.u_O):
        node = drawn.network.n_hidden + k
        axes = axes_of(node)
        traces += [
            output_map(drawn.network, k, scores.grid, u_O, drawn.sample, axes),
            *contour_lines(scores.grid, u_O, output_range, drawn.palette, axes),
            *drawn.samples(node, k, in_legend=k == 0),
        ]
    return traces, []


def _cells(side: float) -> int:
    """Return the number of cells a side of a map that is `side` pixels wide."""
    return max(LEAST_CELLS, round(side / PIXELS_A_CELL))


def _evaluate(drawn: _Drawn, cells: int) -> _Scores:
    """Return the outputs over a grid of `cells` × `cells`."""
    grid = Grid(drawn.sample.domain, cells, cells)
    forward = drawn.network.forward(drawn.snapshot.params, grid.points)
    shape = (drawn.network.n_outputs, cells, cells)
    return _Scores(grid, forward.z_O.T.reshape(shape), forward.u_O.T.reshape(shape))


def _color_axes(drawn: _Drawn, hidden_range: ColorRange, output_range: ColorRange) -> Spec:
    """Return the colour axes with their bars: of all hidden maps, of the outputs', of classes."""
    plan, palette = drawn.plan, drawn.palette
    strongest = "; →: strongest output weight" if drawn.network.n_outputs > 2 else ""
    symbol = OUTPUT_SYMBOL if drawn.network.n_outputs == 1 else "u<sub>O,k</sub>"
    bars: list[tuple[str, Spec, Spec, tuple[float, float, float]]] = [
        (
            "coloraxis",
            color_axis(hidden_range, palette),
            color_bar(hidden_range, "u<sub>m</sub>", strongest),
            plan.hidden_bar,
        ),
        (
            "coloraxis2",
            color_axis(output_range, palette),
            color_bar(output_range, symbol),
            plan.output_bar,
        ),
    ]
    if plan.classes:
        axis = class_axis(drawn.network.n_outputs, palette)
        bars.append((CLASS_AXIS, axis, axis["colorbar"], plan.class_bar))
    return {name: axis | {"colorbar": bar | _place(plan, place)} for name, axis, bar, place in bars}


def _place(plan: MapPlan, place: tuple[float, float, float]) -> Spec:
    """Return the place of a colour bar, given its left, right and upper edge in pixels."""
    left, right, top = place
    return {
        "x": left / plan.width,
        "xanchor": "left",
        "len": (right - left) / plan.width,
        "y": plan.y(top),
        "yanchor": "top",
    }
