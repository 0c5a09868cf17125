"""Universal approximation in a picture: what each unit adds, and their sum beside the target."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from nnviz.activations import Array
from nnviz.experiments.approximation import (
    largest_error_at,
    output,
    positions,
    running_sums,
    unit_curves,
)
from nnviz.experiments.target_functions import Target
from nnviz.figures.style import BELOW_ALL, UI_REVISION, Spec, template
from nnviz.network import Network, Params
from nnviz.number_format import number
from nnviz.palette import Palette

_GRID_POINTS = 241
SHARED_POINTS = np.linspace(0.0, 1.0, 33)
"""Where every unit's curve has a point; what is drawn adds up there."""

_SPREAD = np.linspace(-6.0, 6.0, 13)
"""Where a sigmoid bends, in units of 1/steepness: there it needs points of its own."""

_MOST_SUMS = 16
"""Running sums that one picture can show."""

_HEIGHT = 540  # pixels
_TARGET = "f(x), the target"


def plot_points(network: Network, params: Params) -> Array:
    """Return the x at which sums are drawn: evenly, and closer where sharp units switch."""
    p, slopes = positions(params), params.W_H[1]
    grid = np.linspace(0.0, 1.0, _GRID_POINTS)
    if network.activation == "step":
        return _in_picture(grid, _both_sides(p))
    is_sharp = slopes > _GRID_POINTS  # the grid is too wide for these
    return _in_picture(grid, (p[is_sharp, None] + _SPREAD / slopes[is_sharp, None]).ravel())


def unit_points(network: Network, params: Params, unit: int) -> Array:
    """Return the x at which one unit's curve is drawn: a few that all share, and its own bend."""
    p, slope = positions(params)[unit], params.W_H[1, unit]
    own = _both_sides(p) if network.activation == "step" else p + _SPREAD / slope
    return _in_picture(SHARED_POINTS, own)


def _both_sides(p: Array) -> Array:
    return np.append(p, np.nextafter(p, -2.0))


def _in_picture(*x: Array) -> Array:
    points = np.unique(np.concatenate(x))
    return points[(points >= 0.0) & (points <= 1.0)]


def construction_curves(
    network: Network,
    params: Params,
    target: Target,
    palette: Palette,
    trained: tuple[Network, Params] | None = None,
) -> go.Figure:
    """Return what each unit adds, above their sum beside the target.

    Parameters
    ----------
    network, params
        With one input and one output, of regression.
    target : Target
    palette : Palette
    trained : (Network, Params), optional
        Another network for the same target, whose output is drawn as well.

    """
    x = plot_points(network, params)
    traces = [
        *_units(network, params, palette),
        *_sums(network, params, x, palette),
        *_target(target, palette),
        *_total(network, params, x, palette),
    ]
    if trained is not None:
        line = {"color": palette.lanes[1], "width": 2}
        traces.append(_line(x, output(*trained, x), "trained instead", line))
    traces += _worst(network, params, target, palette)
    return go.Figure(data=traces, layout=_two_rows(palette))


def _units(network: Network, params: Params, palette: Palette) -> Iterator[Spec]:
    """Yield the units' curves: those that add and those that subtract, all in one trace each."""
    weights, p = params.W_O[1:, 0], positions(params)
    for is_chosen, name, color in (
        (weights > 0.0, "unit adds", palette.high),
        (weights < 0.0, "unit subtracts", palette.low),
    ):
        units = np.flatnonzero(is_chosen)
        if not len(units):
            continue
        pieces = [_unit_piece(network, params, int(m)) for m in units]
        line = {"color": color, "width": 1}
        yield _line(*_joined(pieces), name, line, row=1) | {
            "showlegend": False,  # up is up and down is down, whatever the colour
            "customdata": _numbered(units + 1, pieces),
            "hovertemplate": (
                "unit %{customdata}: w g(z) = %{y:.3f} at x = %{x:.3f}<extra></extra>"
            ),
        }
        if network.activation == "step":
            yield _risers(p[units], np.zeros(len(units)), weights[units], color, row=1)


def _unit_piece(network: Network, params: Params, unit: int) -> tuple[Array, Array]:
    x = unit_points(network, params, unit)
    gaps = _jumps(network, x, positions(params)[unit : unit + 1])
    return _with_gaps(x, unit_curves(network, params, x)[:, unit], gaps)


def _sums(network: Network, params: Params, x: Array, palette: Palette) -> Iterator[Spec]:
    """Yield the running sums, thin, in one trace; of many units only some are drawn."""
    sums, gaps = running_sums(network, params, x), _jumps(network, x, positions(params))
    chosen = np.arange(0, network.n_hidden, -(-network.n_hidden // _MOST_SUMS))
    pieces = [_with_gaps(x, sums[:, k], gaps) for k in chosen]
    joined_x, joined_y = _joined(pieces)
    line = {"color": palette.muted, "width": 0.7}
    # Thin lines in the background: single precision halves what is sent.
    yield _line(joined_x.astype(np.float32), joined_y.astype(np.float32), "running sums", line) | {
        "customdata": _numbered(chosen, pieces),
        "hovertemplate": (
            "bias and first %{customdata} units: %{y:.3f} at x = %{x:.3f}<extra></extra>"
        ),
        "opacity": 0.75,
    }


def _joined(pieces: Sequence[tuple[Array, Array]]) -> tuple[Array, Array]:
    """Return curves as one, parted by the gap at the end of each."""
    return np.concatenate([x for x, _ in pieces]), np.concatenate([y for _, y in pieces])


def _numbered(
    numbers: NDArray[np.intp], pieces: Sequence[tuple[Array, Array]]
) -> NDArray[np.int16]:
    """Return for each point of the joined curves the number of its curve."""
    return np.repeat(numbers, [len(x) for x, _ in pieces]).astype(np.int16)


def _target(target: Target, palette: Palette) -> Iterator[Spec]:
    x = np.linspace(0.0, 1.0, 2 * _GRID_POINTS - 1)
    line = {"color": palette.text, "width": 1.5, "dash": "dot"}
    yield _line(x, target.value(x), _TARGET, line)


def _total(network: Network, params: Params, x: Array, palette: Palette) -> Iterator[Spec]:
    p = positions(params)
    u_O = output(network, params, x)
    line = {"color": palette.accent, "width": 2.5}
    yield _line(*_with_gaps(x, u_O, _jumps(network, x, p)), "network, the sum", line)
    if network.activation == "step":
        low, high = (output(network, params, at) for at in (np.nextafter(p, -2.0), p))
        yield _risers(p, low, high, palette.accent, row=2)


def _worst(network: Network, params: Params, target: Target, palette: Palette) -> Iterator[Spec]:
    """Yield the place of the largest error, as a bar between network and target."""
    error, x = largest_error_at(network, params, target)
    here = np.array([x])
    ends = [float(target.value(here)[0]), float(output(network, params, here)[0])]
    yield _line(np.array([x, x]), np.array(ends), "largest error", {"color": palette.warning}) | {
        "mode": "lines+markers",
        "line": {"color": palette.warning, "width": 2},
        "marker": {"symbol": "line-ew", "size": 9, "line": {"width": 2, "color": palette.warning}},
        "hovertemplate": f"largest error {number(error, 3)} at x = {x:.3f}<extra></extra>",
    }


def _line(x: Array, y: Array, name: str, line: Spec, *, row: int = 2) -> Spec:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "name": name,
        "line": line,
        "xaxis": "x",
        "yaxis": "y2" if row == 1 else "y",
        "hovertemplate": f"{name}: %{{y:.3f}} at x = %{{x:.3f}}<extra></extra>",
    }


def _risers(x: Array, low: Array, high: Array, color: str, *, row: int) -> Spec:
    """Return dotted lines over the jumps, which are no part of the function."""
    gap = np.full(len(x), np.nan)
    y = np.column_stack([low, high, gap]).ravel()
    line = {"color": color, "width": 1, "dash": "dot"}
    silent = {"hoverinfo": "skip", "hovertemplate": None, "showlegend": False}
    return _line(np.repeat(x, 3), y, "jump", line, row=row) | silent


def _jumps(network: Network, x: Array, p: Array) -> NDArray[np.intp]:
    """Return the indices into `x` right after a jump, which lines must not cross."""
    if network.activation != "step":
        return np.array([], dtype=np.intp)
    return np.searchsorted(x, p)  # a step is 1 at its place already


def _with_gaps(x: Array, y: Array, gaps: NDArray[np.intp]) -> tuple[Array, Array]:
    """Return the curve with a gap before each of the indices `gaps` and at its end."""
    at = np.append(gaps, len(x))
    return np.insert(x, at, np.append(x[gaps], x[-1])), np.insert(y, at, np.nan)


def _two_rows(palette: Palette) -> Spec:
    heading: Spec = {
        "showarrow": False,
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "yref": "paper",
        "yanchor": "bottom",
    }
    zero = {"zeroline": True, "zerolinecolor": palette.rule}
    return {
        "template": template(palette),
        "height": _HEIGHT,
        "margin": {"l": 44, "r": 10, "t": 34, "b": 92},
        "xaxis": {"range": [-0.01, 1.01], "anchor": "y", "mirror": "all"},
        "yaxis": {"domain": [0.0, 0.57], "range": [-0.1, 1.1]},
        "yaxis2": {"domain": [0.69, 1.0], "nticks": 5, **zero},
        "legend": BELOW_ALL,
        "uirevision": UI_REVISION,
        "annotations": [
            heading | {"y": 1.01, "text": "<b>What each unit adds</b>, w g(s (x − p))"},
            heading
            | {"y": 0.58, "text": "<b>Their sum</b>, the network's output u<sub>O</sub>(x)"},
        ],
    }
