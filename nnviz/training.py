"""Training, step by step, with every step of the run kept.

`reference_step` is the readable version of one update. `train` does the same with preallocated
buffers, samples along the fast axis and one flat parameter vector, which is several times faster;
a test proves the two equal.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from nnviz.activations import Array
from nnviz.checks import check_positive, check_whole, lookup
from nnviz.descent import Curves, Workspace, evaluate, is_weight, unflatten
from nnviz.network import Network, Params, with_ones
from nnviz.optimizers import OPTIMIZERS
from nnviz.read_only import show_read_only

MAX_STEPS = 5000
"""Longest run: every step is kept, so this bounds memory and the size of what is sent."""

LARGEST_WEIGHT = float(np.finfo(np.float32).max)
"""Weights count as finite up to here, because runs are stored and sent in single precision."""


@dataclass(frozen=True, slots=True)
class TrainingSettings:
    """How to train.

    Parameters
    ----------
    learning_rate : float
        η, greater than 0.
    n_steps : int
        Number of updates, 0 to `MAX_STEPS`.
    optimizer : str
        A key of `OPTIMIZERS`.
    batch_size : int or None
        Samples per update; None means all of them, 1 is one sample at a time. Each epoch visits
        every sample once, in a new random order.
    l2 : float
        λ of the penalty ½ λ Σ w² on all weights but the biases; it is part of the gradient and
        not of the losses that are reported.
    seed : int
        Of the mini-batches' order, and of the initial weights where none are given.

    Raises
    ------
    ValueError
        If a value is out of its range.

    """

    learning_rate: float = 1.0
    n_steps: int = 1000
    optimizer: str = "gd"
    batch_size: int | None = None
    l2: float = 0.0
    seed: int = 0

    def __post_init__(self) -> None:
        """Check the ranges."""
        lookup(OPTIMIZERS, self.optimizer, "optimizer")
        check_positive("learning_rate", self.learning_rate)
        check_whole("n_steps", self.n_steps, 0, MAX_STEPS)
        if self.batch_size is not None:
            check_whole("batch_size", self.batch_size, 1)
        check_positive("l2", self.l2, zero=True)
        check_whole("seed", self.seed, 0)


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


def batches(n_samples: int, settings: TrainingSettings) -> Iterator[np.ndarray]:
    """Yield the sample indices of each update, for ever; every epoch is a new permutation."""
    size = settings.batch_size
    if size is None or size >= n_samples:
        everything = np.arange(n_samples)
        while True:
            yield everything
    # A stream of its own, so that the order of batches does not depend on the initial weights.
    rng = np.random.default_rng([settings.seed, 1])
    while True:
        order = rng.permutation(n_samples)
        for start in range(0, n_samples, size):
            yield order[start : start + size]


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
    params = params or network.init(settings.seed)
    network.check_params(params)
    X = network.check_inputs(X)
    target = network.check_targets(y, len(X))
    if (X_test is None) != (y_test is None):
        message = "X_test and y_test belong together: give both or neither."
        raise ValueError(message)
    with np.errstate(over="ignore", invalid="ignore"):  # a run may diverge; it is reported
        history, curves = _descend(network, params, X, target, settings)
        W_H, W_O = unflatten(network, history)
        train_loss, train_score = curves or evaluate(network, W_H, W_O, X, target)
        test_loss, test_score = None, None
        if X_test is not None and y_test is not None and len(np.asarray(X_test)):
            X_test = network.check_inputs(X_test)
            test_target = network.check_targets(y_test, len(X_test))
            test_loss, test_score = evaluate(network, W_H, W_O, X_test, test_target)
    run = Run(network, settings, W_H, W_O, train_loss, train_score, test_loss, test_score)
    return _end_before_divergence(run, history, settings.learning_rate)


def _descend(
    network: Network, params: Params, X: Array, target: Array, settings: TrainingSettings
) -> tuple[Array, tuple[Array, Array] | None]:
    """Return the flat parameters of every step, and the training losses and scores.

    The parameters are (n_steps + 1, n_parameters). With full batches every step's scores z_O are
    at hand anyway, so its loss comes almost for free; with mini-batches None is returned for them.
    """
    optimizer = OPTIMIZERS[settings.optimizer]
    history = np.empty((settings.n_steps + 1, network.n_parameters))
    history[0] = np.concatenate([params.W_H.ravel(), params.W_O.ravel()])
    theta = history[0].copy()
    memory = np.zeros((optimizer.n_memory, theta.size))
    decay = settings.l2 * is_weight(network)
    inputs = np.ascontiguousarray(with_ones(X).T)  # (n_inputs + 1, n_samples)
    targets = np.ascontiguousarray(target.T)  # (n_outputs, n_samples)
    everything = Workspace(network, theta, len(X))
    workspaces = {len(X): everything}
    curves = Curves(network, targets, settings.n_steps + 1)
    full_batch = settings.batch_size is None or settings.batch_size >= len(X)
    order = batches(len(X), settings)
    for t in range(1, settings.n_steps + 1):
        if full_batch:
            gradient = everything.gradient(inputs, targets)
            curves.add(everything.z_O)
        else:
            chosen = next(order)
            size = len(chosen)
            if size not in workspaces:
                workspaces[size] = Workspace(network, theta, size)
            gradient = workspaces[size].gradient(inputs[:, chosen], targets[:, chosen])
        if settings.l2:
            gradient += decay * theta
        optimizer.update(theta, gradient, memory, t, settings.learning_rate)
        history[t] = theta
    if not full_batch:
        return history, None
    everything.gradient(inputs, targets)
    curves.add(everything.z_O)
    return history, curves.finish()


def _end_before_divergence(run: Run, history: Array, learning_rate: float) -> Run:
    """Return `run`, cut before its first step that is not finite."""
    # max(abs) of a row is NaN or infinite where any weight is, so one comparison finds both.
    sound_weights = np.abs(history).max(axis=1) <= LARGEST_WEIGHT
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
