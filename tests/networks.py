"""Networks with weights and samples for tests, and scikit-learn's twin of each."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
import pytest
from sklearn.neural_network import MLPClassifier, MLPRegressor

from nnviz.activations import ACTIVATIONS
from nnviz.heads import HEADS
from nnviz.network import Network, Params, with_ones

N_OUTPUTS = {"binary": 1, "multiclass": 3, "regression": 1, "vector_regression": 2}

SKLEARN_NAMES = {"identity": "identity", "sigmoid": "logistic", "tanh": "tanh", "relu": "relu"}
"""Our name and scikit-learn's of each activation that both have."""

Targets = np.ndarray
Model = MLPClassifier | MLPRegressor

every_head = pytest.mark.parametrize("head", HEADS)
every_combination = pytest.mark.parametrize(
    ("activation", "head"), list(product(ACTIVATIONS, HEADS))
)
every_shared_combination = pytest.mark.parametrize(
    ("activation", "head"), list(product(SKLEARN_NAMES, HEADS))
)


@dataclass(frozen=True)
class Problem:
    """A network with weights, and samples that keep clear of the kinks at z_H = 0."""

    network: Network
    params: Params
    X: np.ndarray
    y: Targets


def problem(activation: str, head: str, rng: np.random.Generator) -> Problem:
    """Return a random problem with two inputs, three hidden units and about twenty samples."""
    n_outputs = N_OUTPUTS[head]
    network = Network(2, 3, n_outputs, activation, head)
    params = network.init(rng)
    X = rng.normal(size=(30, 2))
    X = X[(np.abs(with_ones(X) @ params.W_H) > 0.02).all(axis=1)]
    y = {
        "binary": rng.integers(0, 2, len(X)),
        "multiclass": rng.permutation(np.arange(len(X)) % n_outputs),
        "regression": rng.normal(size=len(X)),
        "vector_regression": rng.normal(size=(len(X), n_outputs)),
    }[head]
    return Problem(network, params, X, y)


def slopes(p: Problem, name: str, h: float = 1e-5) -> np.ndarray:
    """Return ∂(mean loss)/∂w of every entry of the weight matrix called `name`, numerically."""
    W = getattr(p.params, name)
    result = np.empty_like(W)
    for index in np.ndindex(W.shape):
        losses = []
        for sign in (1.0, -1.0):
            nudged = {"W_H": p.params.W_H.copy(), "W_O": p.params.W_O.copy()}
            nudged[name][index] += sign * h
            losses.append(p.network.loss(Params(**nudged), p.X, p.y))
        result[index] = (losses[0] - losses[1]) / (2.0 * h)
    return result


def gradient_error(p: Problem, gradient: np.ndarray, name: str) -> float:
    """Return the largest difference between a gradient and central differences."""
    return float(np.abs(gradient - slopes(p, name)).max())


def sklearn_twin(p: Problem, learning_rate: float, l2: float = 0.0, momentum: float = 0.0) -> Model:
    """Return scikit-learn's network with the same weights, ready to take full-batch steps."""
    kind = MLPRegressor if "regression" in p.network.head.name else MLPClassifier
    n = len(p.X)
    model = kind(
        hidden_layer_sizes=(p.network.n_hidden,),
        activation=SKLEARN_NAMES[p.network.activation],
        solver="sgd",
        alpha=l2 * n,  # scikit-learn divides its penalty by the number of samples
        batch_size=n,
        learning_rate_init=learning_rate,
        momentum=momentum,
        nesterovs_momentum=False,
        shuffle=False,
    )
    classes = {} if "regression" in p.network.head.name else {"classes": np.unique(p.y)}
    model.partial_fit(p.X, p.y, **classes)  # to make the arrays, which are then overwritten
    del model._optimizer
    model.coefs_ = [p.params.W_H[1:].copy(), p.params.W_O[1:].copy()]
    model.intercepts_ = [p.params.W_H[0].copy(), p.params.W_O[0].copy()]
    return model


def params_of(model: Model) -> Params:
    """Return the weights of scikit-learn's network in our form."""
    return Params(
        *(np.vstack([b, w]) for b, w in zip(model.intercepts_, model.coefs_, strict=True))
    )
