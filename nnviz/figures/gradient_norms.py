"""How large the gradient of the hidden weights is while networks learn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from nnviz.activations import Array
from nnviz.figures.style import BELOW_ALL, UI_REVISION, template
from nnviz.palette import Palette

_HEIGHT = 320  # pixels


def gradient_chart(steps: Sequence[int], norms: Mapping[str, Array], palette: Palette) -> go.Figure:
    """Return ‖∂L/∂W_H‖ against the step, one line for each network, on a logarithmic axis.

    Parameters
    ----------
    steps : sequence of int
    norms : mapping of str to ndarray (at most n_steps,)
        By name; shorter where training diverged. A norm of 0 has no place on the axis.
    palette : Palette

    """
    return go.Figure(
        data=[
            {
                "type": "scatter",
                "mode": "lines",
                "x": list(steps[: len(values)]),
                "y": [value if value > 0.0 else None for value in values.tolist()],
                "name": name,
                "line": {"color": color, "width": 2},
                "hovertemplate": f"{name}: %{{y:.2g}} at step %{{x}}<extra></extra>",
            }
            for (name, values), color in zip(norms.items(), palette.lanes, strict=False)
        ],
        layout={
            "template": template(palette),
            "height": _HEIGHT,
            "margin": {"l": 62, "r": 12, "t": 34, "b": 64},
            "yaxis": {"type": "log", "dtick": "D2", "tickformat": "~g"},
            "legend": BELOW_ALL,
            "uirevision": UI_REVISION,
            "annotations": [
                {
                    "text": "<b>‖∂L/∂W<sub>H</sub>‖</b>, gradient of the mean loss, at each step",
                    "showarrow": False,
                    "x": 0,
                    "xref": "paper",
                    "xanchor": "left",
                    "y": 1.02,
                    "yref": "paper",
                    "yanchor": "bottom",
                }
            ],
        },
    )
