"""The network of a construction, drawn small: one input, units that switch, one sum."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from nnviz.activations import Array
from nnviz.experiments.approximation import positions
from nnviz.figures.labels import hidden_symbol
from nnviz.figures.style import SMALL, UI_REVISION, Spec, template
from nnviz.network import Network, Params
from nnviz.number_format import number, signed
from nnviz.palette import Palette

_HEIGHT = 330  # pixels
_MOST_UNITS = 6
"""Of more units the first three and the last two are drawn, with three dots between them."""
_INPUT, _HIDDEN, _OUTPUT = 0.0, 1.0, 1.9  # horizontal places of the layers
_ZERO = 1e-9
_WIDEST = 5.0  # pixels of the heaviest edge


def construction_network(network: Network, params: Params, palette: Palette) -> go.Figure:
    """Return the network as nodes and edges, with each unit's z and output weight.

    Parameters
    ----------
    network, params
        With one input and one output.
    palette : Palette

    """
    units = _shown(network.n_hidden)
    n_rows = len(units) + 1  # the bias is above the units
    rows = np.arange(n_rows, dtype=np.float64)[::-1]
    weights = [float(params.W_O[0, 0])] + [
        float("nan") if unit is None else float(params.W_O[unit + 1, 0]) for unit in units
    ]
    middle = float(rows.mean())
    traces = [
        *_edges(units, rows, weights, middle, palette),
        *_nodes(units, rows, middle, palette),
    ]
    return go.Figure(
        data=traces,
        layout={
            "template": template(palette),
            "height": _HEIGHT,
            "showlegend": False,
            "margin": {"l": 4, "r": 4, "t": 4, "b": 4},
            "xaxis": {"visible": False, "range": [-0.15, 2.15]},
            "yaxis": {"visible": False, "range": [-0.7, n_rows - 0.3]},
            "uirevision": UI_REVISION,
            "annotations": _labels(units, rows, weights, positions(params), palette),
        },
    )


def _shown(n_hidden: int) -> list[int | None]:
    """Return the units that are drawn; None for those left out."""
    if n_hidden <= _MOST_UNITS:
        return list(range(n_hidden))
    return [0, 1, 2, None, n_hidden - 2, n_hidden - 1]


def _edges(
    units: list[int | None], rows: Array, weights: list[float], middle: float, palette: Palette
) -> list[Spec]:
    """Return a line for each edge; those into the output are as heavy as their weight."""
    heaviest = float(np.nanmax(np.abs(weights))) or 1.0
    edges = []
    for unit, row, weight in zip([-1, *units], rows, weights, strict=True):
        if unit is None:
            continue
        if unit >= 0:
            thin = {"color": palette.rule, "width": 1.5}
            edges.append(_edge((_INPUT, middle), (_HIDDEN, float(row)), thin))
        width = 0.75 + (_WIDEST - 0.75) * abs(weight) / heaviest
        line = {"color": _color(weight, palette), "width": width}
        edges.append(_edge((_HIDDEN, float(row)), (_OUTPUT, middle), line))
    return edges


def _color(weight: float, palette: Palette) -> str:
    """Return the colour of a weight's sign; none for what only rounding made different from 0."""
    if abs(weight) < _ZERO:
        return palette.rule
    return palette.high if weight > 0.0 else palette.low


def _edge(start: tuple[float, float], end: tuple[float, float], line: Spec) -> Spec:
    (x0, y0), (x1, y1) = start, end
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x0, x1],
        "y": [y0, y1],
        "line": line,
        "hoverinfo": "skip",
    }


def _nodes(units: list[int | None], rows: Array, middle: float, palette: Palette) -> list[Spec]:
    names = ["1", *("⋮" if unit is None else hidden_symbol(unit) for unit in units)]
    circle: Spec = {
        "size": 30,
        "color": palette.ground,
        "line": {"color": palette.text, "width": 1.25},
    }
    shared: Spec = {"type": "scatter", "mode": "markers+text", "hoverinfo": "skip"}
    is_unit = [name != "⋮" for name in names]
    return [
        shared
        | {
            "x": [_INPUT, *(_HIDDEN for _ in names), _OUTPUT],
            "y": [middle, *rows, middle],
            "text": ["x", *names, "u<sub>O</sub>"],
            "marker": circle | {"opacity": [1, *map(int, is_unit), 1]},
            "cliponaxis": False,
        }
    ]


def _labels(
    units: list[int | None],
    rows: Array,
    weights: list[float],
    p: Array,
    palette: Palette,
) -> list[Spec]:
    """Return each unit's place left of it and its output weight right of it."""
    shared: Spec = {
        "showarrow": False,
        "font": {"size": SMALL, "color": palette.muted},
        "bgcolor": palette.ground,
        "borderpad": 1,
    }
    labels = []
    for unit, row, weight in zip([-1, *units], rows, weights, strict=True):
        if unit is None:
            continue
        labels.append(
            shared
            | {
                "x": _HIDDEN,
                "xshift": 22,
                "xanchor": "left",
                "y": row,
                "text": signed(round(weight, 3) + 0.0, 3),
            }
        )
        if unit >= 0:
            text = f"p = {number(p[unit], 3)}"
            labels.append(
                shared | {"x": _HIDDEN, "xshift": -20, "xanchor": "right", "y": row, "text": text}
            )
    return labels
