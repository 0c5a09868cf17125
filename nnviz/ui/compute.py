"""Training behind a cache: one computation for each setting, however many students ask for it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import streamlit as st

from nnviz.activations import Array
from nnviz.datasets import DATASETS, Split, split
from nnviz.network import Network
from nnviz.player.payload import PlayerRun, encode
from nnviz.standardizer import Standardizer
from nnviz.training import Run, TrainingSettings, train
from nnviz.ui.state import AppState

MAX_CACHED_RUNS = 64
"""A default run takes about 1 MB, the largest about 40 MB."""


@dataclass(frozen=True, slots=True)
class Computed:
    """What a setting leads to: the runs of all lanes, and the same as the player's bytes."""

    player_run: PlayerRun
    payload: bytes


@st.cache_resource(max_entries=MAX_CACHED_RUNS, show_spinner=False)
def compute(state: AppState) -> Computed:
    """Return the runs for `state`. They are shared between sessions and therefore read-only."""
    player_run = train_lanes(state)
    return Computed(player_run, encode(player_run))


def train_lanes(state: AppState) -> PlayerRun:
    """Draw the data and train one network for each activation, from the same initial weights."""
    sample = DATASETS[state.dataset].make(state.n_samples, state.noise, state.data_seed)
    parts = split(sample, state.test_share, state.data_seed)
    lanes = {name: _train_lane(name, state, parts) for name in state.activations}
    _freeze(sample.X, sample.y, parts.is_test)
    return PlayerRun(sample, parts.is_test, lanes)


def _train_lane(activation: str, state: AppState, parts: Split) -> Run:
    network = Network(2, state.n_hidden, 1, activation, "binary")
    standardizer = (
        Standardizer.fit(parts.X_train) if state.standardize else Standardizer.identity(2)
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
    run = standardizer.fold_run(run)
    _freeze(run.W_H, run.W_O, run.train_loss, run.train_score, run.test_loss, run.test_score)
    return run


def _freeze(*arrays: Array | np.ndarray | None) -> None:
    for array in arrays:
        if array is not None:
            array.flags.writeable = False
