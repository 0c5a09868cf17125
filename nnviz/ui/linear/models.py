"""The models of the page: scikit-learn's baselines and the two-stage network, fitted and cached."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import streamlit as st

from nnviz.activations import Array
from nnviz.comparison import ComparisonSettings, by_activation, compare
from nnviz.datasets import DATASETS, Sample, Split, split
from nnviz.graphs.baselines import BASELINES
from nnviz.graphs.fitted_model import BaselineSettings, Fitted
from nnviz.graphs.fitted_network import fitted_network
from nnviz.surfaces import Grid
from nnviz.training import Run
from nnviz.ui.linear.maps import MAP_CELLS, thumbnails
from nnviz.ui.linear.state import DataState, NetworkState

NETWORK = "network"
LABELS: Mapping[str, str] = {
    **{name: baseline.label for name, baseline in BASELINES.items()},
    NETWORK: "two-stage network",
}
"""What the models are called on screen, by name."""

DESCRIPTIONS: Mapping[str, str] = {
    **{name: baseline.description for name, baseline in BASELINES.items()},
    NETWORK: "A logistic regression on transformations that are learned along with it.",
}

_TRAINING = ComparisonSettings(learning_rate=0.05, n_steps=1000, optimizer="adam")
"""Adam suits every activation of the page at one rate; this takes some 30 ms."""


@dataclass(frozen=True, slots=True)
class Column:
    """What a column shows.

    Attributes
    ----------
    fitted : Fitted
    train_accuracy, test_accuracy : float
        0 to 1; NaN where there is no sample.
    difference : float
        Between the graph and the model itself, the largest over all samples.
    shown : ndarray (MAP_CELLS, MAP_CELLS)
        Values of the node that decides, over the feature space.
    thumbnails : dict of str to ndarray
        Values of the transformations that are drawn, on a coarse grid, by id.

    """

    fitted: Fitted
    train_accuracy: float
    test_accuracy: float
    difference: float
    shown: Array
    thumbnails: dict[str, Array]


@st.cache_resource(max_entries=32, show_spinner=False)
def draw_data(data: DataState) -> tuple[Sample, Split]:
    """Return the samples and their division; shared between sessions and therefore read-only."""
    sample = DATASETS[data.dataset].make(data.n_samples, data.noise, data.seed)
    parts = split(sample, data.test_share, data.seed)
    for array in (sample.X, sample.y, parts.is_test):
        array.flags.writeable = False
    return sample, parts


@st.cache_resource(max_entries=96, show_spinner=False)
def fit_column(
    model: str, data: DataState, baselines: BaselineSettings, network: NetworkState
) -> Column | str:
    """Return a fitted model, or a sentence that says why these samples cannot be fitted."""
    sample, parts = draw_data(data)
    try:
        if model == NETWORK:
            fitted = fitted_network(train_network(sample, data, network))
        else:
            fitted = BASELINES[model].fit(parts.X_train, parts.y_train, baselines)
    except ValueError as error:
        return str(error)
    grid = Grid(sample.domain, MAP_CELLS, MAP_CELLS)
    return Column(
        fitted,
        fitted.accuracy(parts.X_train, parts.y_train),
        fitted.accuracy(parts.X_test, parts.y_test),
        fitted.largest_difference(sample.X),
        fitted.values(grid.points, fitted.shown).reshape(MAP_CELLS, MAP_CELLS),
        thumbnails(fitted.graph, sample.domain),
    )


def train_network(sample: Sample, data: DataState, network: NetworkState) -> Run:
    """Train the network on the training samples; weights are in the units of the data."""
    variants = by_activation(network.activation)
    comparison = compare(
        sample, variants, _TRAINING, n_hidden=network.n_hidden, seed=network.seed,
        test_share=data.test_share, split_seed=data.seed,
    )  # fmt: skip
    return comparison[network.activation]


def is_close(difference: float) -> bool:
    """Whether a graph computes the same as its model, but for rounding."""
    return bool(np.isfinite(difference)) and difference <= 1e-8
