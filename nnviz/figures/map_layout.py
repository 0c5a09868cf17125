"""Axes, captions and margins of a figure with a picture for every node."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nnviz.figures.heat_maps import axes_of
from nnviz.figures.labels import hidden_symbol, output_weight_symbol
from nnviz.figures.map_plan import CAPTION, LEFT, RIGHT, MapPlan
from nnviz.figures.outputs import output_meaning, output_symbol
from nnviz.figures.samples import legend_for
from nnviz.figures.style import SMALL, TITLE_STRIP, UI_REVISION, Spec, template, title
from nnviz.network import Network, Params
from nnviz.number_format import signed
from nnviz.palette import Palette
from nnviz.snapshot import Snapshot

NamedRange = tuple[str, tuple[float, float]]
"""Title of an axis, and its two ends."""


def layout_of(
    plan: MapPlan, snapshot: Snapshot, palette: Palette, annotations: Sequence[Spec]
) -> Spec:
    """Return the layout without its axes."""
    return {
        "template": template(palette),
        "title": title(snapshot, "nodes"),
        "height": round(plan.height) + TITLE_STRIP + CAPTION,
        "margin": {"l": LEFT, "r": RIGHT, "t": TITLE_STRIP + CAPTION, "b": 0},
        "uirevision": UI_REVISION,
        "annotations": list(annotations),
        "legend": {
            # Entries of several classes need the whole width.
            "x": 0 if plan.classes else plan.x(plan.output)[0],
            "y": plan.y(plan.legend_top),
            "yanchor": "top",
            **legend_for(snapshot.sample),
        },
    }


def layout_of_axes(plan: MapPlan, across: NamedRange, upright: Sequence[NamedRange]) -> Spec:
    """Return the axes of all pictures, with numbers only at the edges of each block.

    Parameters
    ----------
    plan : MapPlan
    across : (title, (low, high))
        Of all horizontal axes.
    upright : sequence of (title, (low, high))
        Of the upright axis of each of ``plan.boxes``.

    """
    specs: Spec = {}
    for node, (box, (name, ends)) in enumerate(zip(plan.boxes, upright, strict=True)):
        names = axes_of(node)
        is_lowest, is_first = plan.is_last_of_column(node), plan.is_first_of_row(node)
        common = {"nticks": 4, "fixedrange": node < len(plan.hidden)}
        specs[f"xaxis{names['xaxis'][1:]}"] = common | {
            "anchor": names["yaxis"],
            "domain": plan.x(box),
            "range": list(across[1]),
            "showticklabels": is_lowest,
            "title": {"text": across[0] if is_lowest else ""},
        }
        specs[f"yaxis{names['yaxis'][1:]}"] = common | {
            "anchor": names["xaxis"],
            "domain": [plan.y(box.bottom), plan.y(box.top)],
            "range": list(ends),
            "showticklabels": is_first,
            "title": {"text": name if is_first else ""},
        }
    return specs


def at(axes: Spec, x: float, y: float) -> Spec:
    """Return an annotation's place as shares of a picture's sides."""
    return {
        "xref": f"{axes['xaxis']} domain",
        "yref": f"{axes['yaxis']} domain",
        "x": x,
        "y": y,
        "showarrow": False,
    }


def captions(network: Network, params: Params, palette: Palette) -> list[Spec]:
    """Return the title of each picture: its symbol, and its weights into the outputs."""
    hidden = [
        (hidden_symbol(m), _weights(network, params.W_O, m + 1)) for m in range(network.n_hidden)
    ]
    outputs = [(_output(network, k), _bias(network, params, k)) for k in range(network.n_outputs)]
    named = [*hidden, *outputs]
    if network.head.is_joint:
        named.append(("most likely class ŷ", ""))
    return [
        {
            "text": f"<b>{name}</b>"
            + (f'&nbsp;&nbsp;<span style="color:{palette.muted}">{value}</span>' if value else ""),
            **at(axes_of(node), x=0.0, y=1.0),
            "xanchor": "left",
            "yanchor": "bottom",
            "borderpad": 0,
            "yshift": 1,
            "font": {"size": SMALL},
        }
        for node, (name, value) in enumerate(named)
    ]


def absence(text: str, axes: Spec, palette: Palette) -> Spec:
    """Return a note at the foot of a map that there is no decision boundary, and why."""
    return {
        "text": f"no boundary in view: {text}",
        **at(axes, x=0.5, y=0.0),
        "yanchor": "bottom",
        "yshift": 6,
        "borderpad": 3,
        "bgcolor": palette.ground,
        "font": {"size": SMALL, "color": palette.text},
    }


def _output(network: Network, k: int) -> str:
    """Return what the picture of output `k` is titled; for classes its map is small."""
    meaning = output_meaning(network, k)
    is_class = network.head.is_joint
    return meaning if is_class else f"{output_symbol(network, k)} = {meaning}"


def _bias(network: Network, params: Params, k: int) -> str:
    """Return the output's own bias, where there is room for it."""
    if network.head.is_joint:
        return ""
    return f"{output_weight_symbol(0)} = {signed(params.W_O[0, k])}"


def _weights(network: Network, W_O: np.ndarray, row: int) -> str:
    """Return the weights of one hidden unit; of more than two, the strongest."""
    weights = W_O[row]  # (n_outputs,)
    symbol = output_weight_symbol(row)
    if network.n_outputs == 1:
        return f"{symbol} = {signed(weights[0])}"
    if network.n_outputs == 2:
        return f"w = {signed(weights[0])}, {signed(weights[1])}"
    k = int(np.abs(weights).argmax())
    return f"→ class {k}: {signed(weights[k], 1)}"
