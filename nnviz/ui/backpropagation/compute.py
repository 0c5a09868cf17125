"""The weights that an iteration starts from: those that the playground's runs keep."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnviz.activations import Array
from nnviz.datasets import Sample
from nnviz.network import Network, Params
from nnviz.ui.compute import compute
from nnviz.ui.controls import RUN_LENGTHS
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


def start(state: AppState) -> Start:
    """Return what `state`, with one activation, leads to; its arrays are read-only.

    The weights are those that a run kept at its step ``state.shared.n_steps``. Runs are as long
    as the playground's, so that every step of one run comes from one training.

    Raises
    ------
    ValueError
        If there is no such sample, or training cannot start.

    """
    n_steps = state.shared.n_steps
    longer = next(length for length in RUN_LENGTHS if length >= n_steps)
    comparison = compute(state.sharing(n_steps=longer)).comparison
    [lane] = comparison.trained.values()
    run, last = lane.run, min(n_steps, lane.run.n_steps)
    sample = comparison.sample
    X = lane.standardizer.apply(sample.X)
    X.flags.writeable = False
    ended = run.diverged_at is not None and run.diverged_at <= n_steps
    note = f"{run.divergence} Step {run.n_steps} is the last one." if ended else ""
    return Start(run.network, run.params_at(last), sample, X, sample.y, comparison.is_test, note)


def rows_of(given: Start, row: int, size: int) -> list[int]:
    """Return the rows of an iteration: `row`, and after it the training samples that follow.

    After the last sample the first one follows; each is there once.
    """
    n_samples = len(given.X)
    following = (np.arange(1, n_samples) + row) % n_samples
    training = following[~given.is_test[following]]
    return [row, *(int(r) for r in training[: size - 1])]
