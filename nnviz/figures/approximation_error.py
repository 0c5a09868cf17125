"""The largest error of an approximation against the number of hidden units, on log axes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go

from nnviz.activations import Array
from nnviz.experiments.approximation import error_bound
from nnviz.figures.style import BELOW_ALL, UI_REVISION, Spec, template
from nnviz.palette import Palette

_HEIGHT = 400  # pixels


@dataclass(frozen=True, slots=True)
class Errors:
    """Largest errors for several numbers of units.

    Attributes
    ----------
    n_hidden : sequence of int
    errors : sequence of float

    """

    n_hidden: Sequence[int]
    errors: Sequence[float]


def error_chart(
    steps: Errors,
    sigmoids: Errors | None,
    trained: Errors | None,
    lipschitz: float | None,
    current: tuple[int, float],
    palette: Palette,
) -> go.Figure:
    """Return the largest error against the number of units, both logarithmic.

    Parameters
    ----------
    steps : Errors
        Of the construction with steps.
    sigmoids : Errors or None
        Of the construction with sigmoids, where these are chosen.
    trained : Errors or None
        Of trained networks.
    lipschitz : float or None
        The target's L; with it the bound L/(2N) is drawn.
    current : (int, float)
        Number of units and largest error of the network that is shown.
    palette : Palette

    """
    traces = [_measured(steps, "steps", palette.accent, "circle")]
    if lipschitz:
        ends = np.array([steps.n_hidden[0], steps.n_hidden[-1]])
        bound = [error_bound(lipschitz, n) for n in ends]
        line = {"color": palette.muted, "width": 1.5, "dash": "dash"}
        traces.append(_log_line(ends, bound, "bound L/(2N)", line))
    if sigmoids is not None:
        traces.append(_measured(sigmoids, "sigmoids", palette.lanes[0], "square"))
    if trained is not None:
        traces.append(_measured(trained, "trained", palette.lanes[1], "diamond"))
    ring = {"symbol": "circle-open", "size": 16, "line": {"width": 2}, "color": palette.warning}
    traces.append(
        _log_line([current[0]], [current[1]], "shown here", {})
        | {"mode": "markers", "marker": ring}
    )
    powers = [n for n in steps.n_hidden if n in {1, 4, 16, 64, 256}]
    return go.Figure(
        data=traces,
        layout={
            "template": template(palette),
            "height": _HEIGHT,
            "margin": {"l": 58, "r": 12, "t": 34, "b": 92},
            "xaxis": {"type": "log", "tickvals": powers},
            "yaxis": {"type": "log", "dtick": "D2", "tickformat": "~g", "title": {"text": ""}},
            "legend": BELOW_ALL,
            "uirevision": UI_REVISION,
            "annotations": [
                {
                    "text": "<b>Largest error</b> |u<sub>O</sub>(x) − f(x)| against N",
                    "showarrow": False,
                    "x": 0,
                    "xref": "paper",
                    "xanchor": "left",
                    "y": 1.015,
                    "yref": "paper",
                    "yanchor": "bottom",
                }
            ],
        },
    )


def _measured(errors: Errors, name: str, color: str, symbol: str) -> Spec:
    return _log_line(errors.n_hidden, errors.errors, name, {"color": color, "width": 2}) | {
        "mode": "lines+markers",
        "marker": {"symbol": symbol, "size": 7, "color": color},
    }


def _log_line(x: Sequence[int] | Array, y: Sequence[float], name: str, line: Spec) -> Spec:
    """Return a line for logarithmic axes, which have no place for an error of 0."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": list(x),
        "y": [value if value > 0.0 else None for value in y],
        "name": name,
        "line": line,
        "hovertemplate": f"{name}: %{{y:.3g}} at N = %{{x}}<extra></extra>",
    }
