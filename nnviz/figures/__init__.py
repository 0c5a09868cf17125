"""Plotly figures of a two-stage network at one step: arrays in, ``plotly`` figures out.

Reading order: `style` (every colour and font), `labels` and `outputs` (numbers and symbols as
text), `clipping` and `boundary` (parts of lines and planes), `samples` (data points of all
figures), then the figures `hidden_space`, `surface` and `scores`.
Figures bring their own template; `nnviz.ui.charts` shows them, each with a text.
"""

from nnviz.figures.collapse import collapsed_classes, collapsed_line
from nnviz.figures.hidden_space import hidden_space
from nnviz.figures.scores import score_figure
from nnviz.figures.style import DOWNLOAD_CONFIG
from nnviz.figures.surface import node_surface

__all__ = [
    "DOWNLOAD_CONFIG",
    "collapsed_classes",
    "collapsed_line",
    "hidden_space",
    "node_surface",
    "score_figure",
]
