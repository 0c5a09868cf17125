"""The weights that a step starts from: trained as the playground trains, behind a cache."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from nnviz.activations import Array
from nnviz.datasets import DATASETS, Sample, split
from nnviz.network import Network, Params
from nnviz.standardizer import Standardizer
from nnviz.training import Run, TrainingSettings, train
from nnviz.ui.state import AppState


@dataclass(frozen=True, slots=True)
class Start:
    """Weights and samples in the units of training.

    Attributes
    ----------
    network : Network
    params : Params
        After all steps of the run; not folded, so they go with `X`.
    sample : Sample
        In the data's own units.
    X : ndarray (n_samples, n_inputs)
        All samples as training sees them: standardised, if the settings say so.
    y : ndarray (n_samples,) or (n_samples, n_outputs)
    is_test : ndarray (n_samples,) of bool
    note : str
        A sentence, if the run ended before it should.

    """

    network: Network
    params: Params
    sample: Sample
    X: Array
    y: NDArray[Any]
    is_test: NDArray[np.bool_]
    note: str = ""


@st.cache_resource(max_entries=64, show_spinner=False)
def start(state: AppState) -> Start:
    """Return what `state` leads to; shared between sessions and therefore read-only.

    Raises
    ------
    ValueError
        If there is no such sample, or training cannot start.

    """
    sample = DATASETS[state.dataset].make(
        state.n_samples, state.noise, state.data_seed, state.n_classes
    )
    parts = split(sample, state.test_share, state.data_seed)
    kind = sample.kind
    [activation] = state.activations
    network = Network(kind.n_inputs, state.n_hidden, sample.n_outputs, activation, kind.head)
    scaler = (
        Standardizer.fit(parts.X_train)
        if state.standardize
        else Standardizer.identity(kind.n_inputs)
    )
    run = _train(network, state, scaler.apply(parts.X_train), parts.y_train)
    last = run.params_at(run.n_steps)
    params = Params(last.W_H.astype(np.float64), last.W_O.astype(np.float64))
    X = scaler.apply(sample.X)
    for array in (params.W_H, params.W_O, sample.X, sample.y, X, parts.is_test):
        array.flags.writeable = False
    note = f"{run.divergence} Step {run.n_steps} is the last one." if run.divergence else ""
    return Start(network, params, sample, X, sample.y, parts.is_test, note)


def _train(network: Network, state: AppState, X: Array, y: NDArray[Any]) -> Run:
    """Return the run that the playground would make of these samples."""
    settings = TrainingSettings(
        learning_rate=state.learning_rate,
        n_steps=state.n_steps,
        optimizer=state.optimizer,
        batch_size=state.batch_size,
        l2=state.l2,
        seed=state.weight_seed,
    )
    return train(network, X, y, settings, params=network.init(state.weight_seed, state.scale))


def rows_of(given: Start, row: int, size: int) -> list[int]:
    """Return the rows of a step: `row`, and after it the training samples that follow.

    After the last sample the first one follows; each stands once.
    """
    n_samples = len(given.X)
    following = (np.arange(1, n_samples) + row) % n_samples
    training = following[~given.is_test[following]]
    return [row, *(int(r) for r in training[: size - 1])]
