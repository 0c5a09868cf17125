"""Time of all derivatives against the number of inputs, on log axes."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from nnviz.autodiff.derivative_cost import Cost
from nnviz.figures.style import BELOW_ALL, UI_REVISION, Spec, template
from nnviz.number_format import number
from nnviz.palette import Palette

_HEIGHT = 360  # pixels


def cost_chart(cost: Cost, palette: Palette, *, relative: bool = False) -> go.Figure:
    """Return the cost of both modes and of one evaluation.

    Parameters
    ----------
    cost : Cost
    palette : Palette
    relative : bool
        Whether costs are counted in evaluations of the function instead of milliseconds.

    """
    unit = "evaluations" if relative else "ms"
    rows = (
        ("forward, all derivatives", cost.forward, palette.lanes[1], "square", "solid"),
        ("reverse, all derivatives", cost.reverse, palette.lanes[0], "circle", "solid"),
        ("one evaluation", cost.evaluation, palette.muted, "diamond", "dash"),
    )
    traces = []
    for name, seconds, color, symbol, dash in rows:
        shown = cost.relative(seconds) if relative else [1e3 * second for second in seconds]
        slope = number(cost.slope(shown))
        traces.append(
            _curve(cost.sizes, shown, f"{name} (slope {slope})", unit)
            | {
                "line": {"color": color, "width": 2, "dash": dash},
                "marker": {"symbol": symbol, "size": 7, "color": color},
            }
        )
    title = (
        "<b>Cost</b> in evaluations of the function" if relative else "<b>Time</b> in milliseconds"
    )
    return go.Figure(data=traces, layout=_layout(title, palette))


def _layout(title: str, palette: Palette) -> Spec:
    """Return logarithmic axes under a title."""
    return {
        "template": template(palette),
        "height": _HEIGHT,
        "margin": {"l": 58, "r": 12, "t": 34, "b": 118},
        "xaxis": {
            "type": "log",
            "tickvals": [1, 10, 100, 1000],
            "ticktext": ["1", "10", "100", "1,000"],
            "title": {"text": "number of inputs n"},
        },
        "yaxis": {"type": "log", "dtick": 1, "tickformat": "~g", "title": {"text": ""}},
        "legend": BELOW_ALL | {"orientation": "v"},
        "uirevision": UI_REVISION,
        "annotations": [
            {
                "text": title,
                "showarrow": False,
                "x": 0,
                "xref": "paper",
                "xanchor": "left",
                "y": 1.015,
                "yref": "paper",
                "yanchor": "bottom",
            }
        ],
    }


def _curve(sizes: Sequence[int], values: Sequence[float], name: str, unit: str) -> Spec:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": list(sizes),
        "y": list(values),
        "name": name,
        "hovertemplate": f"%{{y:.3g}} {unit} for n = %{{x}}<extra>{name}</extra>",
    }
