"""Fonts, lines and colours of all figures; every colour comes from a `Palette`."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import plotly.graph_objects as go

from nnviz.figures.labels import wrapped
from nnviz.number_format import scale_ends, tick
from nnviz.palette import Palette
from nnviz.snapshot import Snapshot
from nnviz.surfaces import ColorRange

Spec = dict[str, Any]
"""A part of a Plotly figure, as plain values."""

FONT_FAMILY = "system-ui, 'Segoe UI', 'Liberation Sans', sans-serif"
FONT_SIZE = 13
SMALL = 12

UI_REVISION = "nnviz"
"""Constant, so that a reader's zoom, camera and hidden samples outlive an update."""

TITLE_STRIP = 34
"""Pixels at the top of a figure for its title and Plotly's buttons."""

BELOW_ALL: Spec = {"x": 0, "y": 0, "yref": "container", "yanchor": "bottom"}
"""Place of a legend at the lower edge of a figure."""

_CENTRE = {"x": -0.09, "y": 0.07, "z": -0.17}  # leaves room for labels at the left and below
_CAMERA = {"x": -0.67, "y": -0.85, "z": 0.79}  # in lengths of the scene's diagonal

DOWNLOAD_CONFIG: Spec = {
    "displaylogo": False,
    "showSendToCloud": False,  # nothing leaves the page
    "modeBarButtonsToRemove": ["select2d", "lasso2d", "autoScale2d"],
    "toImageButtonOptions": {
        "format": "png",
        "filename": "nnviz",
        "scale": 2,
        "width": None,  # as on screen
        "height": None,
    },
}
"""Plotly's own settings, its `config`: download as a PNG of double size."""


@lru_cache(maxsize=8)
def template(palette: Palette) -> go.layout.Template:
    """Return the defaults of all figures on the ground of `palette`."""
    font: Spec = {"family": FONT_FAMILY, "size": FONT_SIZE, "color": palette.text}
    axis, axis_3d = _axis(palette), _axis_3d(palette)
    return go.layout.Template(
        layout={
            "font": font,
            "paper_bgcolor": palette.ground,
            "plot_bgcolor": palette.ground,
            "hovermode": "closest",
            "showlegend": True,  # of a single trace too
            # Dragging scrolls the page, on a phone too; Plotly's buttons turn zooming on.
            "dragmode": False,
            "xaxis": axis,
            "yaxis": axis,
            "scene": {"xaxis": axis_3d, "yaxis": axis_3d, "zaxis": axis_3d, "dragmode": "orbit"},
            "hoverlabel": {
                "bgcolor": palette.panel,
                "bordercolor": palette.rule,
                "font": font | {"size": SMALL},
                "align": "left",
            },
            "modebar": {
                "bgcolor": palette.ground,
                "color": palette.muted,
                "activecolor": palette.accent,
            },
            "legend": {
                "orientation": "h",
                "bgcolor": palette.ground,
                "font": {"size": SMALL},
                "itemwidth": 30,
                "tracegroupgap": 6,
                "groupclick": "toggleitem",
            },
        }
    )


def _axis(palette: Palette) -> Spec:
    """Return the defaults of an axis: a thin frame around the plot, and no grid."""
    return {
        "showgrid": False,
        "zeroline": False,
        "showline": True,
        "mirror": True,
        "linecolor": palette.rule,
        "ticks": "outside",
        "ticklen": 4,
        "tickcolor": palette.rule,
        "tickfont": {"size": SMALL, "color": palette.muted},
        "title": {"standoff": 6, "font": {"size": FONT_SIZE}},
    }


def _axis_3d(palette: Palette) -> Spec:
    """Return the defaults of an axis of a 3-D scene: thin lines and no walls."""
    return {
        "showbackground": False,
        "showspikes": False,
        "gridcolor": palette.rule,
        "linecolor": palette.rule,
        "zerolinecolor": palette.rule,
        "tickfont": {"size": SMALL, "color": palette.muted},
    }


def title(snapshot: Snapshot, what: str) -> Spec:
    """Return the title of a figure: which network, at which step, and what of it."""
    text = f"<b>{snapshot.label}</b>, step {snapshot.step}: {what}"
    return {
        "text": text,
        "font": {"size": 15},
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": 1,
        "yref": "container",
        "yanchor": "top",
        "pad": {"t": 10},
    }


def note(sentences: Iterable[str], palette: Palette, *, narrow: bool) -> Spec:
    """Return an annotation under the title, for what a reader must know about this figure."""
    return {
        "text": wrapped(sentences, narrow=narrow),
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "yshift": 4,
        "align": "left",
        "borderpad": 0,
        "showarrow": False,
        "font": {"size": SMALL, "color": palette.muted},
    }


def room_above(annotation: Spec) -> int:
    """Return the upper margin, in pixels, that the title and a `note` need."""
    n_lines = 1 + str(annotation["text"]).count("<br>")
    return TITLE_STRIP + 10 + 16 * n_lines


def scene(names: Sequence[str], box: Sequence[tuple[float, float]], height: float) -> Spec:
    """Return a 3-D scene, seen from a little above.

    Parameters
    ----------
    names : sequence of str
        Titles of the three axes.
    box : sequence of (low, high)
        Their ranges.
    height : float
        Length of the upright axis, relative to the others.

    """
    axes = {
        f"{letter}axis": {"title": {"text": name}, "range": list(ends), "nticks": 5}
        for letter, name, ends in zip("xyz", names, box, strict=True)
    }
    diagonal = math.sqrt(2.0 + height**2)
    eye = {axis: diagonal * share for axis, share in _CAMERA.items()}
    return {
        **axes,
        "aspectmode": "manual",
        "aspectratio": {"x": 1, "y": 1, "z": height},
        "camera": {"eye": eye, "center": _CENTRE},
        "uirevision": UI_REVISION,
    }


def scene_height(*, narrow: bool) -> int:
    """Return the pixels of a 3-D scene: its size follows its height, so a phone needs fewer."""
    return 310 if narrow else 480


def scene_legend() -> Spec:
    """Return the place of a 3-D figure's legend, whose markers it shows at a readable size."""
    return BELOW_ALL | {"itemsizing": "constant"}


def color_at(position: float, palette: Palette) -> str:
    """Return the colour at `position`, from −1 (low) over 0 (ground) to 1 (high), as ``#rrggbb``.

    Piecewise linear in sRGB, like the player's, and clipped at both ends.
    """
    share = min(abs(position), 1.0)
    start, end = _rgb(palette.ground), _rgb(palette.low if position < 0 else palette.high)
    mixed = (math.floor(a + share * (b - a) + 0.5) for a, b in zip(start, end, strict=True))
    return "#" + "".join(f"{level:02x}" for level in mixed)


def color_scale(color_range: ColorRange, palette: Palette) -> list[list[float | str]]:
    """Return Plotly's colour scale from ``color_range.low`` to ``.high``.

    It has a stop at neutral, and Plotly interpolates between stops as `color_at` does. Where low
    is neutral, as for ReLU, that leaves the upper half.
    """
    span = color_range.high - color_range.low
    values = dict.fromkeys((color_range.low, color_range.neutral, color_range.high))
    return [
        [
            (value - color_range.low) / span,
            color_at((value - color_range.neutral) / color_range.reach, palette),
        ]
        for value in values
    ]


def color_axis(color_range: ColorRange, palette: Palette) -> Spec:
    """Return a colour axis without a bar: `color_range` in the colours of `palette`."""
    return {
        "cmin": color_range.low,
        "cmax": color_range.high,
        "colorscale": color_scale(color_range, palette),
    }


def color_bar(color_range: ColorRange, symbol: str) -> Spec:
    """Return a thin horizontal colour bar with its range; its place is left to the caller.

    Parameters
    ----------
    color_range : ColorRange
    symbol : str
        What the colours show, in Plotly's HTML.

    """
    low, neutral, high = color_range.low, color_range.neutral, color_range.high
    first, last = scale_ends(low, high, neutral, clipped=color_range.clipped)
    ticks = {neutral: tick(neutral)} | {low: first, high: last}
    return {
        "orientation": "h",
        "thickness": 9,
        "outlinewidth": 0,
        "ypad": 0,
        "xpad": 0,
        "tickvals": list(ticks),
        "ticktext": list(ticks.values()),
        "ticklabeloverflow": "allow",
        "ticks": "outside",
        "ticklen": 3,
        "tickfont": {"size": SMALL},
        "title": {
            "text": f"{symbol} from {tick(low)} to {tick(high)}",
            "side": "top",
            "font": {"size": SMALL},
        },
    }


def _rgb(color: str) -> tuple[int, int, int]:
    """Return the levels, 0 to 255, of a colour ``#rrggbb``."""
    red, green, blue = (int(color[i : i + 2], 16) for i in (1, 3, 5))
    return red, green, blue
