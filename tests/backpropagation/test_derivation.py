from __future__ import annotations

import math
from itertools import product

import numpy as np
import pytest
from numpy.testing import assert_allclose

from nnviz.activations import ACTIVATIONS
from nnviz.backpropagation.derivation import Backpropagation, backpropagate
from nnviz.backpropagation.numerical_check import central_differences
from nnviz.heads import HEADS
from nnviz.network import Network, Params
from nnviz.training import TrainingSettings, reference_step, train
from tests.samples import N_OUTPUTS, samples

every_combination = pytest.mark.parametrize(
    ("activation", "head"), list(product(ACTIVATIONS, HEADS))
)


def worked(activation: str, head: str, n_samples: int = 5, n_hidden: int = 3) -> Backpropagation:
    network = Network(2, n_hidden, N_OUTPUTS[head], activation, head)
    params = network.init(7)
    X, y = samples(network, params, n_samples)
    return backpropagate(network, params, X, y, learning_rate=0.5)


@every_combination
def test_every_quantity_is_the_networks(activation: str, head: str) -> None:
    """Values, errors and gradient equal `Network.forward` and `Network.backward`."""
    network = Network(2, 3, N_OUTPUTS[head], activation, head)
    params = network.init(7)
    X, y = samples(network, params, 5)
    step = backpropagate(network, params, X, y)
    forward, backward = network.forward(params, X), network.backward(params, X, y)
    for name in ("z_H", "u_H", "z_O", "u_O"):
        assert_allclose(getattr(step, name), getattr(forward, name), atol=1e-14)
    for name in ("delta_O", "delta_H"):
        assert_allclose(getattr(step, name), getattr(backward, name), atol=1e-14)
    for name in ("W_H", "W_O"):
        assert_allclose(getattr(step.gradient, name), getattr(backward, name), atol=1e-14)
    assert math.isclose(step.mean_loss, network.loss(params, X, y))


@every_combination
def test_gradient_is_the_slope_of_the_loss(activation: str, head: str) -> None:
    """Every derivative equals central differences of the loss, to 1e-7."""
    network = Network(2, 3, N_OUTPUTS[head], activation, head)
    params = network.init(7)
    X, y = samples(network, params, 4)
    step = backpropagate(network, params, X, y)
    slopes = central_differences(network, params, X, y)
    assert_allclose(step.gradient.W_H, slopes.W_H, atol=1e-7)
    assert_allclose(step.gradient.W_O, slopes.W_O, atol=1e-7)


def test_one_step_by_hand() -> None:
    """The lecture's algorithm on paper: one input, two ReLU units, one output, half the square.

    x = 2, y = 1, η = 0.1.    W_H: unit 1 has bias 1 and weight 0.5, unit 2 bias −1 and weight −1.
                              W_O: bias 0.5, weights 2 and 3.
    1. z_1 = 1·1 + 0.5·2 = 2       u_1 = max(0, 2) = 2
       z_2 = −1·1 − 1·2 = −3       u_2 = max(0, −3) = 0
       z_O = 0.5·1 + 2·2 + 3·0 = 4.5 = u_O        L = ½ (1 − 4.5)² = 6.125
    2. δ_O = 4.5 − 1 = 3.5
    3. δ_1 = g′(2) · 2 · 3.5 = 1 · 7 = 7          δ_2 = g′(−3) · 3 · 3.5 = 0 · 10.5 = 0
    4. ∂L/∂w_O = 3.5 · (1, 2, 0) = (3.5, 7, 0)
       ∂L/∂w_1 = 7 · (1, 2) = (7, 14)             ∂L/∂w_2 = 0 · (1, 2) = (0, 0)
    5. w_O = (0.5, 2, 3) − 0.1 · (3.5, 7, 0) = (0.15, 1.3, 3)
       w_1 = (1, 0.5) − 0.1 · (7, 14) = (0.3, −0.9)           w_2 = (−1, −1)
    """
    params = Params(np.array([[1.0, -1.0], [0.5, -1.0]]), np.array([[0.5], [2.0], [3.0]]))
    step = backpropagate(Network(1, 2, 1, "relu", "regression"), params, [[2.0]], [1.0], 0.1)
    assert_allclose(step.z_H, [[2.0, -3.0]])
    assert_allclose(step.u_H, [[2.0, 0.0]])
    assert_allclose((step.z_O, step.u_O), 4.5)
    assert_allclose(step.loss, [6.125])
    assert_allclose(step.delta_O, [[3.5]])
    assert_allclose(step.paths[0], [[7.0], [10.5]])
    assert_allclose(step.delta_H, [[7.0, 0.0]])
    assert_allclose(step.gradient.W_O, [[3.5], [7.0], [0.0]])
    assert_allclose(step.gradient.W_H, [[7.0, 0.0], [14.0, 0.0]])
    assert_allclose(step.updated.W_O, [[0.15], [1.3], [3.0]])
    assert_allclose(step.updated.W_H, [[0.3, -1.0], [-0.9, -1.0]])


@pytest.mark.parametrize("head", HEADS)
def test_update_is_the_one_that_training_makes(head: str) -> None:
    """The weights afterwards are those of `reference_step` and of `train` on these samples."""
    network = Network(2, 3, N_OUTPUTS[head], "tanh", head)
    params = network.init(7)
    X, y = samples(network, params, 4)
    step = backpropagate(network, params, X, y, learning_rate=0.3)
    settings = TrainingSettings(learning_rate=0.3, n_steps=1)
    reference, _memory = reference_step(network, params, np.zeros((0, 0)), 1, X, y, settings)
    trained = train(network, X, y, settings, params=params).params_at(1)
    for name in ("W_H", "W_O"):
        assert_allclose(getattr(step.updated, name), getattr(reference, name), atol=1e-14)
        assert_allclose(getattr(step.updated, name), getattr(trained, name), rtol=1e-6)


def test_gradient_is_the_mean_of_the_terms() -> None:
    """What several samples give is the mean of what each gives alone."""
    step = worked("sigmoid", "multiclass", n_samples=4)
    network, params = step.network, step.params
    X, y = step.u_I[:, 1:], step.target.argmax(axis=1)
    alone = [backpropagate(network, params, X[[n]], y[[n]]).gradient for n in range(4)]
    assert_allclose(step.gradient.W_H, np.mean([g.W_H for g in alone], axis=0))
    assert_allclose(step.output_terms, [g.W_O for g in alone])


@every_combination
def test_hidden_error_is_the_sum_over_paths(activation: str, head: str) -> None:
    """δ_j = g′(z_j) Σ_k w_kj δ_k, as a product of matrices."""
    step = worked(activation, head)
    back = step.delta_O @ step.params.W_O[1:].T
    assert_allclose(step.paths.sum(axis=2), back, atol=1e-14)
    assert_allclose(step.delta_H, step.slope_H * back, atol=1e-14)


def test_huge_rate_gives_weights_that_are_not_finite() -> None:
    """Overflow is no exception: the weights after the step say so themselves."""
    step = worked("identity", "regression")
    params = Params(step.params.W_H * 1e200, step.params.W_O * 1e100)
    wild = backpropagate(step.network, params, step.u_I[:, 1:], step.target, 1e300)
    assert not np.isfinite(wild.updated.W_O).all()
