"""A training that can be carried on, a stretch of steps at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nnviz.activations import Array
from nnviz.batches import Batches
from nnviz.descent import Curves, Workspace, evaluate, is_weight, unflatten
from nnviz.network import Network, Params, with_ones
from nnviz.optimizers import OPTIMIZERS
from nnviz.training_settings import TrainingSettings

LARGEST_WEIGHT = float(np.finfo(np.float32).max)
"""Weights count as finite up to here, because runs are stored and sent in single precision."""


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """Consecutive steps of a training; the first stretch begins with step 0, the initial weights.

    Attributes
    ----------
    history : ndarray (steps, n_parameters)
        W_H and W_O of each step, flat.
    train_loss, train_score : ndarray (steps,)
    test_loss, test_score : ndarray (steps,) or None

    """

    history: Array
    train_loss: Array
    train_score: Array
    test_loss: Array | None = None
    test_score: Array | None = None

    @property
    def has_sound_weights(self) -> NDArray[np.bool_]:
        """Of each step, whether all weights count as finite."""
        # max(abs) of a row is NaN or infinite where any weight is, so one comparison finds both.
        sound: NDArray[np.bool_] = np.abs(self.history).max(axis=1) <= LARGEST_WEIGHT
        return sound

    @property
    def is_sound(self) -> bool:
        """Whether weights and training loss are finite at every step."""
        return bool(self.has_sound_weights.all() and np.isfinite(self.train_loss).all())

    def first(self, n: int) -> Stretch:
        """Return its first `n` steps."""
        return Stretch(
            self.history[:n],
            self.train_loss[:n],
            self.train_score[:n],
            self.test_loss[:n] if self.test_loss is not None else None,
            self.test_score[:n] if self.test_score is not None else None,
        )


def joined(stretches: Sequence[Stretch]) -> Stretch:
    """Return consecutive stretches as one."""
    if len(stretches) == 1:
        return stretches[0]
    has_test = stretches[0].test_loss is not None

    def all_of(name: str) -> Array:
        return np.concatenate([getattr(stretch, name) for stretch in stretches])

    return Stretch(
        all_of("history"),
        all_of("train_loss"),
        all_of("train_score"),
        all_of("test_loss") if has_test else None,
        all_of("test_score") if has_test else None,
    )


class Trainer:
    """Training of one network from given weights.

    Between stretches it can be pickled and carried on in another process. The steps are the same,
    to the last bit, however they are divided into stretches.

    Parameters
    ----------
    network : Network
    params : Params
        Initial weights.
    training : pair of ndarray (n_samples, n_inputs) and (n_samples, n_outputs)
        Checked inputs and targets.
    settings : TrainingSettings
        How to train; how many steps is said to `advance`.
    test : pair of ndarray, optional
        Samples that are evaluated at every step but not trained on.

    Attributes
    ----------
    n_steps : int
        Updates made so far.

    """

    def __init__(
        self,
        network: Network,
        params: Params,
        training: tuple[Array, Array],
        settings: TrainingSettings,
        test: tuple[Array, Array] | None = None,
    ) -> None:
        """Stand before the first step."""
        self.network = network
        self.settings = settings
        self.n_steps = 0
        self._training, self._test = training, test
        self._theta = np.concatenate([params.W_H.ravel(), params.W_O.ravel()])
        self._memory = np.zeros((OPTIMIZERS[settings.optimizer].n_memory, self._theta.size))
        self._batches = Batches(len(training[0]), settings.batch_size, settings.seed)
        self._has_begun = False

    @property
    def n_training(self) -> int:
        """Training samples."""
        return len(self._training[0])

    @classmethod
    def begin(
        cls,
        network: Network,
        X: ArrayLike,
        y: ArrayLike,
        settings: TrainingSettings,
        *,
        params: Params | None = None,
        X_test: ArrayLike | None = None,
        y_test: ArrayLike | None = None,
    ) -> Trainer:
        """Return a trainer before its first step, from samples as `nnviz.train` takes them.

        Raises
        ------
        ValueError
            If there is no sample, or the shapes do not fit the network.

        """
        params = params or network.init(settings.seed)
        network.check_params(params)
        X = network.check_inputs(X)
        target = network.check_targets(y, len(X))
        if (X_test is None) != (y_test is None):
            message = "X_test and y_test belong together: give both or neither."
            raise ValueError(message)
        test = None
        if X_test is not None and y_test is not None and len(np.asarray(X_test)):
            X_test = network.check_inputs(X_test)
            test = X_test, network.check_targets(y_test, len(X_test))
        return cls(network, params, (X, target), settings, test)

    def advance(self, n_steps: int) -> Stretch:
        """Make so many updates and return their steps; the first stretch has step 0 as well."""
        with np.errstate(over="ignore", invalid="ignore"):  # a run may diverge; it is reported
            history, curves = self._descend(n_steps)
            W_H, W_O = unflatten(self.network, history)
            loss, score = curves or evaluate(self.network, W_H, W_O, *self._training)
            test_loss, test_score = None, None
            if self._test is not None:
                test_loss, test_score = evaluate(self.network, W_H, W_O, *self._test)
        return Stretch(history, loss, score, test_loss, test_score)

    def _descend(self, n_steps: int) -> tuple[Array, tuple[Array, Array] | None]:
        """Return the flat parameters of every step, and the training losses and scores.

        With full batches every step's scores z_O are at hand anyway, so its loss comes almost for
        free; with mini-batches None is returned for them.
        """
        network, settings = self.network, self.settings
        X, target = self._training
        optimizer = OPTIMIZERS[settings.optimizer]
        theta, memory = self._theta, self._memory
        n_first = 0 if self._has_begun else 1
        self._has_begun = True
        history = np.empty((n_first + n_steps, network.n_parameters))
        history[:n_first] = theta
        decay = settings.l2 * is_weight(network)
        inputs = np.ascontiguousarray(with_ones(X).T)  # (n_inputs + 1, n_samples)
        targets = np.ascontiguousarray(target.T)  # (n_outputs, n_samples)
        everything = Workspace(network, theta, len(X))
        workspaces = {len(X): everything}
        curves = Curves(network, targets, len(history))
        is_full = self._batches.are_full
        for row in range(n_first, len(history)):
            self.n_steps += 1
            if is_full:
                gradient = everything.gradient(inputs, targets)
                if row:  # at row 0 these scores belong to the stretch before
                    curves.add(everything.z_O)
            else:
                chosen = next(self._batches)
                size = len(chosen)
                if size not in workspaces:
                    workspaces[size] = Workspace(network, theta, size)
                gradient = workspaces[size].gradient(inputs[:, chosen], targets[:, chosen])
            if settings.l2:
                gradient += decay * theta
            optimizer.update(theta, gradient, memory, self.n_steps, settings.learning_rate)
            history[row] = theta
        if not is_full:
            return history, None
        if len(history):
            everything.gradient(inputs, targets)
            curves.add(everything.z_O)
        return history, curves.finish()
