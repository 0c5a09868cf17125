"""Samples and networks for tests of training, and the steps written out."""

from __future__ import annotations

from itertools import islice
from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_allclose
from sklearn.neural_network import MLPClassifier

from nnviz.activations import ACTIVATIONS
from nnviz.batches import Batches
from nnviz.heads import HEADS
from nnviz.network import Network, Params
from nnviz.optimizers import OPTIMIZERS
from nnviz.training import (
    Run,
    TrainingSettings,
    reference_step,
)

N_OUTPUTS = {"binary": 1, "multiclass": 3, "regression": 1, "vector_regression": 2}
N_SAMPLES = 23

every_activation = pytest.mark.parametrize("activation", ACTIVATIONS)
every_head = pytest.mark.parametrize("head", HEADS)
every_optimizer = pytest.mark.parametrize("optimizer", OPTIMIZERS)
# All samples in three ways, batches of which the last is smaller, and one sample at a time.
every_batch_size = pytest.mark.parametrize("batch_size", [None, N_SAMPLES, 1000, 5, 1])


def samples(head: str, rng: np.random.Generator, n: int = N_SAMPLES) -> tuple[Any, Any]:
    """Return n random samples X, y with two features for a head."""
    k = N_OUTPUTS[head]
    y = {
        "binary": rng.integers(0, 2, n),
        "multiclass": rng.integers(0, k, n),
        "regression": rng.normal(size=n),
        "vector_regression": rng.normal(size=(n, k)),
    }[head]
    return rng.normal(size=(n, 2)), y


def network_for(head: str, activation: str = "sigmoid") -> Network:
    """Return a network with three hidden units for a head."""
    return Network(2, 3, N_OUTPUTS[head], activation, head)


def batches(n_samples: int, settings: TrainingSettings) -> Batches:
    """Return the batches of a training with these settings."""
    return Batches(n_samples, settings.batch_size, settings.seed)


def readable(
    network: Network, X: np.ndarray, y: np.ndarray, settings: TrainingSettings
) -> list[Params]:
    """Return the weights of every step, by the readable version of an update."""
    steps = [network.init(settings.seed)]
    memory = np.zeros((OPTIMIZERS[settings.optimizer].n_memory, network.n_parameters))
    for t, chosen in enumerate(islice(batches(len(X), settings), settings.n_steps), start=1):
        params, memory = reference_step(
            network, steps[-1], memory, t, X[chosen], y[chosen], settings
        )
        steps.append(params)
    return steps


def assert_same_steps(run: Run, steps: list[Params]) -> None:
    """Fail unless a run has these weights at every step."""
    assert_allclose(run.W_H, [params.W_H for params in steps], rtol=1e-12, atol=1e-12)
    assert_allclose(run.W_O, [params.W_O for params in steps], rtol=1e-12, atol=1e-12)


def sklearn_model(n_samples: int, l2: float, momentum: float) -> MLPClassifier:
    """Return scikit-learn's network for full batches; it divides its penalty by n_samples."""
    return MLPClassifier(
        hidden_layer_sizes=(3,),
        activation="logistic",
        solver="sgd",
        alpha=l2 * n_samples,
        batch_size=n_samples,
        learning_rate_init=0.3,
        momentum=momentum,
        nesterovs_momentum=False,
        shuffle=False,
    )


def params_of(model: MLPClassifier) -> Params:
    """Return the weights of scikit-learn's network in our form."""
    return Params(*map(np.vstack, zip(model.intercepts_, model.coefs_, strict=True)))
