"""Training, step by step, with every step of the run kept.

`reference_step` is the readable version of one update. `train` does the same by a `Trainer`, with
preallocated buffers, samples along the fast axis and one flat parameter vector, which is several
times faster; a test proves the two equal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from nnviz.activations import Array
from nnviz.descent import is_weight, unflatten
from nnviz.network import Network, Params
from nnviz.optimizers import OPTIMIZERS
from nnviz.read_only import show_read_only
from nnviz.trainer import LARGEST_WEIGHT, Stretch, Trainer, joined
from nnviz.training_settings import MAX_STEPS, TrainingSettings

__all__ = [
    "LARGEST_WEIGHT",
    "MAX_STEPS",
    "Run",
    "TrainingSettings",
    "reference_step",
    "run_of",
    "train",
]


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """A training run with the weights and losses of every step; step 0 is the start.

    Its arrays are read-only.

    Attributes
    ----------
    network : Network
    settings : TrainingSettings or None
        None where the weights were trained elsewhere: how is not known.
    W_H : ndarray (n_steps + 1, n_inputs + 1, n_hidden)
    W_O : ndarray (n_steps + 1, n_hidden + 1, n_outputs)
    train_loss, train_score : ndarray (n_steps + 1,)
        Mean loss per sample, and accuracy or R².
    test_loss, test_score : ndarray (n_steps + 1,) or None
        The same on test samples, where there were any.
    diverged_at : int or None
        First step that was not finite. The arrays then end at the step before it.
    divergence : str
        Why it is not finite, as a sentence; empty if it did not diverge.

    """

    network: Network
    settings: TrainingSettings | None
    W_H: Array
    W_O: Array
    train_loss: Array
    train_score: Array
    test_loss: Array | None = None
    test_score: Array | None = None
    diverged_at: int | None = None
    divergence: str = ""

    def __post_init__(self) -> None:
        """Make the arrays read-only."""
        curves = ("train_loss", "train_score", "test_loss", "test_score")
        show_read_only(self, "W_H", "W_O", *curves)

    @property
    def n_steps(self) -> int:
        """Number of steps that were kept, after step 0."""
        return len(self.W_H) - 1

    def params_at(self, step: int) -> Params:
        """Return the weights after `step` updates.

        Raises
        ------
        ValueError
            If the step was not kept.

        """
        if not 0 <= step <= self.n_steps:
            message = f"step must be from 0 to {self.n_steps}; got {step} instead."
            raise ValueError(message)
        return Params(self.W_H[step], self.W_O[step])


def reference_step(
    network: Network,
    params: Params,
    memory: Array,
    t: int,
    X: ArrayLike,
    y: ArrayLike,
    settings: TrainingSettings,
) -> tuple[Params, Array]:
    """Return the weights and the optimizer's memory after update number `t` (from 1).

    Parameters
    ----------
    network, params, settings
        What is trained, from which weights, and how.
    memory : ndarray (n_memory, n_parameters)
        What the optimizer remembers; zeros before the first step.
    t : int
        Number of this update, from 1.
    X, y : array_like
        The samples of this update.

    """
    gradient = network.backward(params, X, y)
    theta = np.concatenate([params.W_H.ravel(), params.W_O.ravel()])
    slope = np.concatenate([gradient.W_H.ravel(), gradient.W_O.ravel()])
    slope += settings.l2 * is_weight(network) * theta
    memory = memory.copy()
    OPTIMIZERS[settings.optimizer].update(theta, slope, memory, t, settings.learning_rate)
    W_H, W_O = unflatten(network, theta)
    return Params(W_H, W_O), memory


def train(
    network: Network,
    X: ArrayLike,
    y: ArrayLike,
    settings: TrainingSettings | None = None,
    *,
    params: Params | None = None,
    X_test: ArrayLike | None = None,
    y_test: ArrayLike | None = None,
) -> Run:
    """Train `network` and return every step.

    Parameters
    ----------
    network : Network
    X, y : array_like
        Training samples (n_samples, n_inputs) and targets, as the head takes them.
    settings : TrainingSettings, optional
    params : Params, optional
        Initial weights; by default ``network.init(settings.seed)``.
    X_test, y_test : array_like, optional
        Samples that are evaluated at every step but not trained on; none if X_test is empty.

    Returns
    -------
    Run
        If a step is not finite, the run ends at the step before it and says so.

    Raises
    ------
    ValueError
        If there is no sample, the shapes do not fit the network, or the loss is not finite at
        the initial weights.

    """
    settings = settings or TrainingSettings()
    trainer = Trainer.begin(network, X, y, settings, params=params, X_test=X_test, y_test=y_test)
    return run_of(network, settings, [trainer.advance(settings.n_steps)])


def run_of(network: Network, settings: TrainingSettings, stretches: Sequence[Stretch]) -> Run:
    """Return the run that consecutive stretches of a training make up, from the first on.

    Raises
    ------
    ValueError
        If the loss is not finite at the initial weights.

    """
    whole = joined(stretches)
    W_H, W_O = unflatten(network, whole.history)
    run = Run(
        network,
        settings,
        W_H,
        W_O,
        whole.train_loss,
        whole.train_score,
        whole.test_loss,
        whole.test_score,
    )
    return _end_before_divergence(run, whole, settings.learning_rate)


def _end_before_divergence(run: Run, whole: Stretch, learning_rate: float) -> Run:
    """Return `run`, cut before its first step that is not finite."""
    sound_weights = whole.has_sound_weights
    sound = sound_weights & np.isfinite(run.train_loss)
    if sound.all():
        return run
    step = int(np.argmin(sound))
    if step == 0:
        message = (
            "The loss is not finite at the initial weights, so training cannot start: "
            "the features, targets or weights are too large."
        )
        raise ValueError(message)
    what = "the loss" if sound_weights[step] else "a weight"
    kept = slice(0, step)
    return replace(
        run,
        W_H=run.W_H[kept],
        W_O=run.W_O[kept],
        train_loss=run.train_loss[kept],
        train_score=run.train_score[kept],
        test_loss=None if run.test_loss is None else run.test_loss[kept],
        test_score=None if run.test_score is None else run.test_score[kept],
        diverged_at=step,
        divergence=(
            f"Training diverged: at step {step} {what} grew beyond what a number can hold. "
            f"The steps before it are kept. A learning rate below {learning_rate:g} may help."
        ),
    )
