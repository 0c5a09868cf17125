"""Small networks to draw, each with its weights and its sample."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray
from plotly.basedatatypes import BaseTraceType

from nnviz.datasets import DATASETS, Sample, split
from nnviz.figures import hidden_space, node_surface, score_figure
from nnviz.network import Network, Params
from nnviz.palette import LIGHT
from nnviz.snapshot import Snapshot
from nnviz.surfaces import ColorRange, output_color_range

SURFACE_PROBLEMS = {
    "binary": "xor",
    "multiclass": "pinwheel",
    "regression": "saddle",
    "vector_regression": "rotation",
}
"""A data set of each problem that has two inputs."""

PROBLEM_SETS = SURFACE_PROBLEMS | {"curve": "sine"}
"""A data set of each problem."""


@dataclass(frozen=True)
class Drawing:
    """Everything that the figures draw, and the figures."""

    network: Network
    params: Params
    sample: Sample
    is_test: NDArray[np.bool_]

    @property
    def snapshot(self) -> Snapshot:
        return Snapshot(self.network, self.params, self.sample, self.is_test, "net", 7)

    @property
    def hidden_range(self) -> ColorRange:
        g = self.network.g
        return ColorRange(*g.range, g.neutral) if g.is_bounded else ColorRange(-4.0, 4.0, 0.0)

    def hidden_space(self, *units: int, output: int = 0) -> go.Figure:
        return hidden_space(self.snapshot, units or None, LIGHT, output)

    def surface(self, node: str) -> go.Figure:
        is_output = node.startswith("o")
        color_range = output_color_range(self.sample) if is_output else self.hidden_range
        return node_surface(self.snapshot, node, color_range, LIGHT)

    def scores(self, *, narrow: bool = False) -> go.Figure:
        return score_figure(self.snapshot, LIGHT, narrow=narrow)


def drawing(
    n_hidden: int = 3,
    activation: str = "sigmoid",
    params: Params | None = None,
    n_samples: int = 40,
    dataset: str = "xor",
    n_classes: int = 3,
) -> Drawing:
    """Return a network and its sample; weights that are not given are random."""
    sample = DATASETS[dataset].make(n_samples, rng=1, n_classes=n_classes)
    kind = sample.problem
    network = Network(kind.n_inputs, n_hidden, sample.n_outputs, activation, kind.head.name)
    weights = params or network.init(2, scale=2.0)  # a boundary in view
    return Drawing(network, weights, sample, split(sample, 0.25, rng=1).is_test)


def contested(n_classes: int) -> Drawing:
    """Return a network of several classes, each of which is the likeliest in a sector."""
    angle = 2.0 * np.pi * np.arange(n_classes) / n_classes + 0.1
    W_H = 3.0 * np.stack([np.zeros(n_classes), np.cos(angle), np.sin(angle)])
    params = Params(W_H, np.vstack([np.zeros(n_classes), np.eye(n_classes)]))
    return drawing(n_classes, "tanh", params, dataset="pinwheel", n_classes=n_classes)


def named(figure: go.Figure, name: str) -> BaseTraceType:
    """Return the one trace of `figure` with this name."""
    (trace,) = all_named(figure, name)
    return trace


def all_named(figure: go.Figure, name: str) -> list[BaseTraceType]:
    """Return the traces of `figure` with this name."""
    return [trace for trace in figure.data if trace.name == name]


def texts(figure: go.Figure) -> list[str]:
    """Return the text of every annotation of `figure`."""
    return [annotation.text for annotation in figure.layout.annotations]


def over(trace: BaseTraceType) -> np.ndarray:
    """Return the points (rows · cols, 2) of a map's cells, row by row."""
    return np.stack(np.meshgrid(trace.x, trace.y), axis=-1).reshape(-1, 2)
