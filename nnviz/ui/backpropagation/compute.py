"""The weights that an iteration starts from: trained as the playground trains, behind a cache."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from nnviz.activations import Array
from nnviz.datasets import Sample
from nnviz.network import Network, Params
from nnviz.ui.compute import draw, freeze, train_one
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
    sample, parts = draw(state)
    [activation] = state.activations
    run, standardizer = train_one(activation, state, sample, parts)
    last = run.params_at(run.n_steps)
    params = Params(last.W_H.astype(np.float64), last.W_O.astype(np.float64))
    X = standardizer.apply(sample.X)
    freeze(params.W_H, params.W_O, sample.X, sample.y, X, parts.is_test)
    note = f"{run.divergence} Step {run.n_steps} is the last one." if run.divergence else ""
    return Start(run.network, params, sample, X, sample.y, parts.is_test, note)


def rows_of(given: Start, row: int, size: int) -> list[int]:
    """Return the rows of an iteration: `row`, and after it the training samples that follow.

    After the last sample the first one follows; each is there once.
    """
    n_samples = len(given.X)
    following = (np.arange(1, n_samples) + row) % n_samples
    training = following[~given.is_test[following]]
    return [row, *(int(r) for r in training[: size - 1])]
