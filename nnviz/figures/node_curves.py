"""What every node of a network with one input outputs along it, in one figure.

Lecture: "Activation functions at hidden layer: identity?", on building a function by scaling,
shifting and adding step-like functions.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import plotly.graph_objects as go

from nnviz.activations import Array
from nnviz.datasets import Sample
from nnviz.figures.heat_maps import axes_of
from nnviz.figures.labels import feature_label, hidden_symbol
from nnviz.figures.map_layout import NamedRange, captions, layout_of, layout_of_axes
from nnviz.figures.map_plan import plan_narrow, plan_wide
from nnviz.figures.outputs import output_meaning, require_fit, target_symbol
from nnviz.figures.precision import single
from nnviz.figures.samples import SampleStyle, sample_traces
from nnviz.figures.style import Spec, color_scale
from nnviz.network import Network, Params
from nnviz.palette import Palette
from nnviz.snapshot import Snapshot
from nnviz.surfaces import ColorRange

POINTS = 400
"""Points of a curve: more than the widest picture has pixels."""

_PADDING = 0.06  # share of the upright axis left free at each end


def node_curves(
    snapshot: Snapshot,
    hidden_range: ColorRange,
    output_range: ColorRange,
    palette: Palette,
    columns: int | None = None,
    *,
    narrow: bool = False,
) -> go.Figure:
    """Return the curves u_m(x) of all hidden nodes, and of the outputs over the samples.

    A hidden curve is filled up to its neutral value in the colours that maps have, and a dotted
    line stands where z = 0.

    Parameters
    ----------
    snapshot : Snapshot
        Of a network with one input.
    hidden_range, output_range : ColorRange
        Of the upright axes; the same at every step of a run.
    palette : Palette
    columns : int, optional
        Hidden curves in a row; by default about as many as rows, and four at most.
    narrow : bool
        Whether the figure is for a phone: the output first, in full width.

    Raises
    ------
    ValueError
        If the network has another number of inputs than one, or is not one for this sample.

    """
    require_fit(snapshot, n_inputs=1)
    network, params, sample = snapshot.network, snapshot.params, snapshot.sample
    plan = (plan_narrow if narrow else plan_wide)(
        network.n_hidden, columns, network.n_outputs, are_curves=True
    )
    x = np.linspace(*sample.domain[0], POINTS)
    forward = network.forward(params, x[:, None])
    output_axis = _output_axis(sample, output_range)
    upright: list[NamedRange] = [
        *[("u<sub>m</sub>", _padded(hidden_range.low, hidden_range.high))] * network.n_hidden,
        *[("y", output_axis)] * network.n_outputs,
    ]
    size = 5.0 if narrow else 7.0
    return go.Figure(
        data=[
            *_hidden_curves(x, forward.u_H, hidden_range, sample, palette),
            *_zero_lines(params, sample, upright[0][1], palette),
            *_outputs(snapshot, palette, size),
            *_output_curves(network, x, forward.u_O, sample, palette),
        ],
        layout={
            **layout_of(plan, snapshot, palette, captions(network, params, palette)),
            **layout_of_axes(
                plan, (feature_label(sample.feature_names[0]), sample.domain[0]), upright
            ),
        },
    )


def _padded(low: float, high: float) -> tuple[float, float]:
    """Return a range with a share free at each end."""
    room = _PADDING * (high - low)
    return low - room, high + room


def _output_axis(sample: Sample, output_range: ColorRange) -> tuple[float, float]:
    """Return the upright axis of the outputs: that of the colours, with every target in it."""
    low, high = float(sample.targets.min()), float(sample.targets.max())
    return _padded(min(low, output_range.low), max(high, output_range.high))


def _hidden_curves(
    x: Array, u_H: Array, hidden_range: ColorRange, sample: Sample, palette: Palette
) -> Iterator[go.Scatter]:
    """Yield u_m(x) of each hidden node, filled up to its neutral value."""
    name = feature_label(sample.feature_names[0])
    gradient: Spec = {
        "type": "vertical",
        "start": hidden_range.low,
        "stop": hidden_range.high,
        "colorscale": color_scale(hidden_range, palette),
    }
    for m, u in enumerate(u_H.T):
        yield go.Scatter(
            name=f"h{m + 1}, neutral",
            x=[x[0], x[-1]],
            y=[hidden_range.neutral] * 2,
            mode="lines",
            line={"color": palette.rule, "width": 1},
            hoverinfo="skip",
            showlegend=False,
            **axes_of(m),
        )
        yield go.Scatter(
            name=f"h{m + 1}",
            x=single(x),
            y=single(u),
            mode="lines",
            line={"color": palette.line, "width": 1.6},
            fill="tonexty",
            fillgradient=gradient,
            hovertemplate=f"{name} = %{{x:.4g}}<br>{hidden_symbol(m)} = %{{y:.4g}}<extra></extra>",
            showlegend=False,
            **axes_of(m),
        )


def _zero_lines(
    params: Params, sample: Sample, upright: tuple[float, float], palette: Palette
) -> Iterator[go.Scatter]:
    """Yield the place z = 0 of each hidden node that has one in view."""
    low, high = sample.domain[0]
    for m, (bias, weight) in enumerate(params.W_H.T):
        # Not −bias/weight: a tiny weight would overflow, and lies out of view anyway.
        if weight != 0.0 and min(low * weight, high * weight) <= -bias <= max(
            low * weight, high * weight
        ):
            yield go.Scatter(
                name=f"h{m + 1}, z = 0",
                x=[-bias / weight] * 2,
                y=list(upright),
                mode="lines",
                line={"color": palette.line, "width": 1, "dash": "dot"},
                hoverinfo="skip",
                showlegend=False,
                **axes_of(m),
            )


def _outputs(snapshot: Snapshot, palette: Palette, size: float) -> Iterator[go.Scatter]:
    """Yield the samples on the picture of each output, at the height of their target."""
    sample, network = snapshot.sample, snapshot.network
    for k in range(network.n_outputs):
        positions = np.column_stack([sample.X[:, 0], sample.targets[:, k]])
        style = SampleStyle(palette, size, target=None, in_legend=k == 0)
        for trace in sample_traces(snapshot, positions, style):
            yield trace.update(axes_of(network.n_hidden + k))


def _output_curves(
    network: Network, x: Array, u_O: Array, sample: Sample, palette: Palette
) -> Iterator[go.Scatter]:
    """Yield the curve of each output."""
    name = feature_label(sample.feature_names[0])
    for k, u in enumerate(u_O.T):
        symbol = output_meaning(network, k)
        yield go.Scatter(
            name=f"prediction {symbol} of {target_symbol(network, k)}",
            x=single(x),
            y=single(u),
            mode="lines",
            line={"color": palette.accent, "width": 3},
            hovertemplate=f"{name} = %{{x:.4g}}<br>{symbol} = %{{y:.4g}}<extra></extra>",
            **axes_of(network.n_hidden + k),
        )
