"""Sentences about what is propagated: which sample, which weights, in which units."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nnviz.backpropagation.derivation import Backpropagation
from nnviz.datasets import DATASETS
from nnviz.number_format import count, listed, tick
from nnviz.optimizers import OPTIMIZERS
from nnviz.training import LARGEST_WEIGHT
from nnviz.ui.backpropagation.compute import Start
from nnviz.ui.backpropagation.state import StepState


def describe(state: StepState, given: Start, rows: Sequence[int], n_iterations: int) -> str:
    """Return what is shown, in plain text."""
    sample, before = given.sample, state.run.shared
    row = rows[0]
    part = "test" if given.is_test[row] else "training"
    is_class = sample.problem.is_classification
    known = f"class {sample.y[row]}" if is_class else f"target {_vector(sample.targets[row])}"
    shown = f"Sample {row + 1} ({part}, {known})"
    if len(rows) > 1:
        shown += f" averaged with {', '.join(str(r + 1) for r in rows[1:])},"
    made = f"after {count(before.n_steps)} training steps" if before.n_steps else "random start"
    if n_iterations:
        made += f" and {n_iterations} of your own"
    kind = "standardised" if before.standardize else "in the data's own units"
    others = _besides_descent(state)
    # The same update only where training is plain gradient descent as well.
    own = ", so that the update is training's own" if not others else ""
    note = f" (plain gradient descent; the training before used {others})" if others else ""
    unseen = " · training never sees a test sample" if given.is_test[row] else ""
    dataset, activation = DATASETS[state.run.dataset].label, given.network.g.label
    return (
        f"{shown} of {dataset} · {activation} network, {made} · "
        f"features {kind} as in training{own} · w ← w − η ∂L/∂w with "
        f"η = {state.learning_rate:g}{note}{unseen}"
    )


def _besides_descent(state: StepState) -> str:
    """Return what the training before did besides plain gradient descent; empty if nothing."""
    before = state.run.shared
    extras = [OPTIMIZERS[before.optimizer].label] if before.optimizer != "gd" else []
    if before.l2:
        extras.append("an L2 penalty")
    return listed(extras)


def is_usable(derived: Backpropagation) -> bool:
    """Whether the updated weights are finite, and small enough to compute with."""
    after = derived.updated
    with np.errstate(invalid="ignore"):
        return all(
            bool(np.isfinite(W).all() and (np.abs(W) < np.sqrt(LARGEST_WEIGHT)).all())
            for W in (after.W_H, after.W_O)
        )


def _vector(values: np.ndarray) -> str:
    text = ", ".join(tick(value) for value in values)
    return text if len(values) == 1 else f"({text})"
