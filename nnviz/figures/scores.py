"""How good the network is: a table of confusions, or predictions over targets.

Training beside test, because the difference is the point.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from nnviz.activations import Array
from nnviz.figures.outputs import output_meaning, require_fit, target_symbol
from nnviz.figures.samples import SampleStyle, sample_traces
from nnviz.figures.style import BELOW_ALL, SMALL, TITLE_STRIP, UI_REVISION, Spec, template, title
from nnviz.number_format import number, percent, tick
from nnviz.palette import Palette
from nnviz.scores import accuracy, confusion_matrix, predict, r_squared, rmse
from nnviz.snapshot import Snapshot

_LEFT, _RIGHT, _BELOW_PANEL, _GAP = 58, 14, 62, 74  # pixels around and between panels
_CAPTION = 24  # pixels of each line above a panel
_LEGEND = {True: 0, False: 48}  # of matrices, of predictions
_CELL = {2: 120, 3: 92, 4: 78, 5: 66}  # pixels a side of a cell, by the number of classes
_LARGEST = {False: 360, True: 254}  # pixels a side of a panel, by whether it is for a phone
_PADDING = 0.05  # share of the axes of predictions left free at each end


@dataclass(frozen=True, slots=True)
class _Panel:
    """One square of the figure.

    Attributes
    ----------
    caption : str
        Above it, in Plotly's HTML.
    traces : sequence
        What it shows, without axes.
    axis : dict
        Of both directions.
    names : (str, str)
        Titles of the horizontal and the upright axis.
    upright : dict
        Of the upright axis alone.

    """

    caption: str
    traces: Sequence[go.Heatmap | go.Scatter]
    axis: Spec
    names: tuple[str, str]
    upright: Spec


def score_figure(snapshot: Snapshot, palette: Palette, *, narrow: bool = False) -> go.Figure:
    """Return the confusion matrices of training and test, or predictions over targets.

    Parameters
    ----------
    snapshot : Snapshot
    palette : Palette
    narrow : bool
        Whether the figure is for a phone: panels below each other.

    Returns
    -------
    Figure
        Of a fixed size, so that panels are square.

    Raises
    ------
    ValueError
        If the network is not one for this sample.

    """
    require_fit(snapshot)
    sample = snapshot.sample
    side, is_counts = _LARGEST[narrow], sample.problem.is_classification
    if is_counts:
        side = min(side, sample.n_classes * _CELL[sample.n_classes])
        panels = list(_confusions(snapshot, palette))
    else:
        panels = list(_predictions(snapshot, palette))
    layout = _layout(panels, side, palette, _LEGEND[is_counts], narrow=narrow)
    figure = go.Figure(layout=layout | {"title": title(snapshot, "scores")})
    for i, panel in enumerate(panels):
        for trace in panel.traces:
            trace.update(_axes_of(i))
            figure.add_trace(trace)
    return figure


def _axes_of(panel: int) -> Spec:
    """Return the names of the axes of a panel, counted from 0."""
    suffix = str(panel + 1) if panel else ""
    return {"xaxis": f"x{suffix}", "yaxis": f"y{suffix}"}


def _confusions(snapshot: Snapshot, palette: Palette) -> Iterator[_Panel]:
    """Yield the confusion matrix of each part that has samples."""
    sample, is_test = snapshot.sample, snapshot.is_test
    predicted = predict(snapshot.network, snapshot.params, sample.X)
    classes = [f"{k}" for k in range(sample.n_classes)]
    axis = {"tickvals": [*range(sample.n_classes)], "ticktext": classes, "ticks": ""}
    for part, rows in (("training", ~is_test), ("test", is_test)):
        if rows.any():
            matrix = confusion_matrix(sample.y[rows], predicted[rows], sample.n_classes)
            share = accuracy(sample.y[rows], predicted[rows])
            caption = (
                f"<b>{part}</b>: accuracy {percent(share)}"
                f"<br>{np.trace(matrix)} of {matrix.sum()} right"
            )
            yield _Panel(
                caption,
                [_matrix(matrix, palette)],
                axis,
                ("predicted class ŷ", "true class y"),
                {"autorange": "reversed"},
            )


def _matrix(matrix: NDArray[np.int64], palette: Palette) -> go.Heatmap:
    """Return counts, each with its share of the true class, on colours that say the share."""
    share = matrix / np.maximum(matrix.sum(axis=1, keepdims=True), 1)
    text = [
        [f"{n}<br>{percent(p)}" if n else "0" for n, p in zip(counts, parts, strict=True)]
        for counts, parts in zip(matrix, share, strict=True)
    ]
    return go.Heatmap(
        z=share,
        zmin=0.0,
        zmax=1.0,
        # No further than half way to the accent, so that writing stays readable on it.
        colorscale=[[0.0, palette.ground], [1.0, _mixed(palette)]],
        showscale=False,
        text=text,
        texttemplate="%{text}",
        textfont={"size": SMALL, "color": palette.text},
        customdata=matrix,
        xgap=2,
        ygap=2,
        hovertemplate="%{customdata} samples of class %{y} taken for class %{x}<extra></extra>",
    )


def _predictions(snapshot: Snapshot, palette: Palette) -> Iterator[_Panel]:
    """Yield predictions over targets of each output, with the diagonal where they are equal."""
    network, sample = snapshot.network, snapshot.sample
    predicted = predict(network, snapshot.params, sample.X)  # (n_samples, n_outputs)
    for k, (y, u) in enumerate(zip(sample.targets.T, predicted.T, strict=True)):
        symbol, meaning = target_symbol(network, k), output_meaning(network, k)
        ends = _span(y, u)
        diagonal = go.Scatter(
            x=ends,
            y=ends,
            mode="lines",
            line={"color": palette.line, "width": 1},
            name="perfect: prediction = target",
            hoverinfo="skip",
            showlegend=k == 0,
        )
        style = SampleStyle(palette, 6.0, target=None, in_legend=k == 0)
        markers = sample_traces(snapshot, np.column_stack([y, u]), style)
        caption = "<br>".join(_in_words(y, u, snapshot.is_test))
        axis = {"range": ends, "nticks": 6}
        yield _Panel(
            caption, [diagonal, *markers], axis, (f"target {symbol}", f"prediction {meaning}"), {}
        )


def _in_words(y: Array, u: Array, is_test: NDArray[np.bool_]) -> Iterator[str]:
    """Yield R² and RMSE of each part that has samples."""
    for part, rows in (("training", ~is_test), ("test", is_test)):
        if rows.any():
            yield (
                f"<b>{part}</b>: R² {number(r_squared(y[rows], u[rows])[0], 3)}, "
                f"RMSE {tick(rmse(y[rows], u[rows])[0])}"
            )


def _span(y: Array, u: Array) -> list[float]:
    """Return the range of both axes: all targets, and predictions no more than as wide again."""
    low, high = float(y.min()), float(y.max())
    width = (high - low) or max(1.0, abs(low))
    low, high = (
        max(low - width, min(low, float(u.min()))),
        min(high + width, max(high, float(u.max()))),
    )
    room = _PADDING * ((high - low) or width)
    return [low - room, high + room]


def _mixed(palette: Palette) -> str:
    """Return the colour half way from the ground to the accent."""
    ground, accent = (
        [int(color[i : i + 2], 16) for i in (1, 3, 5)] for color in (palette.ground, palette.accent)
    )
    return "#" + "".join(f"{(a + b) // 2:02x}" for a, b in zip(ground, accent, strict=True))


def _layout(
    panels: Sequence[_Panel], side: int, palette: Palette, legend: int, *, narrow: bool
) -> Spec:
    """Return the layout of square panels side by side, or for a phone below each other."""
    across, down = (1, len(panels)) if narrow else (len(panels), 1)
    n_lines = max(1 + panel.caption.count("<br>") for panel in panels)
    above = n_lines * _CAPTION
    width = across * side + (across - 1) * _GAP
    pitch = side + _BELOW_PANEL + above
    height = down * side + (down - 1) * (_BELOW_PANEL + above)
    specs: Spec = {
        "template": template(palette),
        "width": width + _LEFT + _RIGHT,
        "height": height + TITLE_STRIP + above + _BELOW_PANEL + legend,
        "showlegend": legend > 0,
        "margin": {
            "l": _LEFT, "r": _RIGHT, "t": TITLE_STRIP + above, "b": _BELOW_PANEL + legend,
        },
        "uirevision": UI_REVISION,
        "legend": BELOW_ALL,
        "annotations": [],
    }  # fmt: skip
    for i, panel in enumerate(panels):
        axes = _axes_of(i)
        left = 0.0 if narrow else i * (side + _GAP)
        top = i * pitch if narrow else 0.0
        specs[f"xaxis{axes['xaxis'][1:]}"] = panel.axis | {
            "anchor": axes["yaxis"],
            "domain": [left / width, (left + side) / width],
            "title": {"text": panel.names[0]},
        }
        specs[f"yaxis{axes['yaxis'][1:]}"] = (
            panel.axis
            | panel.upright
            | {
                "anchor": axes["xaxis"],
                "domain": [max(0.0, 1.0 - (top + side) / height), 1.0 - top / height],
                "title": {"text": panel.names[1]},
            }
        )
        specs["annotations"].append(
            {
                "text": panel.caption,
                "showarrow": False,
                "xref": f"{axes['xaxis']} domain",
                "yref": f"{axes['yaxis']} domain",
                "x": 0.0,
                "y": 1.0,
                "xanchor": "left",
                "yanchor": "bottom",
                "align": "left",
                "borderpad": 0,
                "yshift": 4,
                "font": {"size": SMALL},
            }
        )
    return specs
