"""Small networks to draw, each with its weights and its sample."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray
from plotly.basedatatypes import BaseTraceType

from nnviz.datasets import DATASETS, Sample, split
from nnviz.figures import hidden_space, node_maps, node_surface
from nnviz.network import Network, Params
from nnviz.palette import LIGHT
from nnviz.surfaces import ColorRange, output_color_range


@dataclass(frozen=True)
class Drawing:
    """Everything that the figures draw, and the figures."""

    network: Network
    params: Params
    sample: Sample
    is_test: NDArray[np.bool_]

    @property
    def what(self) -> tuple[Network, Params, Sample, NDArray[np.bool_]]:
        return self.network, self.params, self.sample, self.is_test

    @property
    def hidden_range(self) -> ColorRange:
        g = self.network.g
        return ColorRange(*g.range, g.neutral) if g.is_bounded else ColorRange(-4.0, 4.0, 0.0)

    def node_maps(self, columns: int | None = None, *, narrow: bool = False) -> go.Figure:
        ranges = self.hidden_range, output_color_range(self.sample)
        return node_maps(*self.what, *ranges, LIGHT, "net", 7, columns, narrow=narrow)

    def hidden_space(self, *units: int) -> go.Figure:
        return hidden_space(*self.what, units, LIGHT, "net", 7)

    def surface(self, node: str) -> go.Figure:
        color_range = output_color_range(self.sample) if node == "o1" else self.hidden_range
        return node_surface(*self.what, node, color_range, LIGHT, "net", 7)


def drawing(
    n_hidden: int = 3,
    activation: str = "sigmoid",
    params: Params | None = None,
    n_samples: int = 40,
) -> Drawing:
    """Return a network and its sample; weights that are not given are random."""
    network = Network(2, n_hidden, 1, activation)
    sample = DATASETS["xor"].make(n_samples, rng=1)
    weights = params or network.init(2, scale=2.0)  # a boundary in view
    return Drawing(network, weights, sample, split(sample, 0.25, rng=1).is_test)


def named(figure: go.Figure, name: str) -> BaseTraceType:
    """Return the one trace of `figure` with this name."""
    (trace,) = [trace for trace in figure.data if trace.name == name]
    return trace


def texts(figure: go.Figure) -> list[str]:
    """Return the text of every annotation of `figure`."""
    return [annotation.text for annotation in figure.layout.annotations]
