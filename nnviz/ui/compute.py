"""Training behind a cache: one computation for each setting, however many students ask for it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import streamlit as st

from nnviz.activations import Array
from nnviz.components.player.payload import Comparison, encode
from nnviz.datasets import DATASETS, Sample, Split, split
from nnviz.datasets.data_warnings import cautions
from nnviz.network import Network
from nnviz.standardizer import Standardizer
from nnviz.training import Run, TrainingSettings, train
from nnviz.ui.state import AppState

MAX_CACHED_RUNS = 64
"""A default run takes about 1 MB, the largest about 40 MB."""


@dataclass(frozen=True, slots=True)
class Computed:
    """What a setting leads to: the runs of all lanes, as the player's bytes, and what to beware."""

    comparison: Comparison
    payload: bytes
    cautions: tuple[str, ...]


@st.cache_resource(max_entries=MAX_CACHED_RUNS, show_spinner=False)
def compute(state: AppState) -> Computed:
    """Return the runs for `state`. They are shared between sessions and therefore read-only.

    Raises
    ------
    ValueError
        If there is no such sample, or training cannot start.

    """
    sample, parts = draw(state)
    comparison = train_lanes(state, sample, parts)
    return Computed(comparison, encode(comparison), tuple(cautions(sample, parts)))


def draw(state: AppState) -> tuple[Sample, Split]:
    """Draw the samples of `state` and divide them; ValueError if there is no such sample."""
    sample = DATASETS[state.dataset].make(
        state.n_samples, state.noise, state.data_seed, state.n_classes
    )
    return sample, split(sample, state.test_share, state.data_seed)


def train_lanes(state: AppState, sample: Sample, parts: Split) -> Comparison:
    """Train one network for each activation, from the same initial weights."""
    lanes = {name: _lane(name, state, sample, parts) for name in state.activations}
    freeze(sample.X, sample.y, parts.is_test)
    return Comparison(sample, parts.is_test, lanes)


def _lane(activation: str, state: AppState, sample: Sample, parts: Split) -> Run:
    """Return one lane's run, its weights in the units of the data."""
    run, standardizer = train_one(activation, state, sample, parts)
    run = standardizer.fold_run(run)
    freeze(run.W_H, run.W_O, run.train_loss, run.train_score, run.test_loss, run.test_score)
    return run


def train_one(
    activation: str, state: AppState, sample: Sample, parts: Split
) -> tuple[Run, Standardizer]:
    """Return a run in the units of training, and what leads to these units."""
    kind = sample.problem
    network = Network(kind.n_inputs, state.n_hidden, sample.n_outputs, activation, kind.head.name)
    standardizer = (
        Standardizer.fit(parts.X_train)
        if state.standardize
        else Standardizer.identity(kind.n_inputs)
    )
    run = train(
        network,
        standardizer.apply(parts.X_train),
        parts.y_train,
        TrainingSettings(
            learning_rate=state.learning_rate,
            n_steps=state.n_steps,
            optimizer=state.optimizer,
            batch_size=state.batch_size,
            l2=state.l2,
            seed=state.weight_seed,
        ),
        params=network.init(state.weight_seed, state.scale),
        X_test=standardizer.apply(parts.X_test),
        y_test=parts.y_test,
    )
    return run, standardizer


def freeze(*arrays: Array | np.ndarray | None) -> None:
    """Make arrays read-only that sessions share."""
    for array in arrays:
        if array is not None:
            array.flags.writeable = False
