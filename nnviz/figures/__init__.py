"""Plotly figures of a two-stage network at one step: arrays in, ``plotly`` figures out.

Reading order: `style` (every colour and font), `labels` (numbers and symbols as text), `clipping`
(the part of a line or plane inside a box), `samples` (data points of all figures), then the
figures `node_maps`, `hidden_space` and `surface`. Figures bring their own template, so Streamlit
shows them with ``st.plotly_chart(figure, theme=None, config=DOWNLOAD_CONFIG)``.
"""

from nnviz.figures.collapse import collapsed_line
from nnviz.figures.hidden_space import hidden_space
from nnviz.figures.node_maps import node_maps
from nnviz.figures.style import DOWNLOAD_CONFIG
from nnviz.figures.surface import node_surface

__all__ = ["DOWNLOAD_CONFIG", "collapsed_line", "hidden_space", "node_maps", "node_surface"]
