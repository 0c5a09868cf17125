from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from numpy.testing import assert_allclose

from nnviz.activations import ACTIVATIONS
from nnviz.backpropagation.derivation import backpropagate
from nnviz.backpropagation.numerical_check import (
    SMALLEST,
    central_differences,
    check,
    relative_errors,
)
from nnviz.heads import HEADS
from nnviz.network import Network, Params
from tests.samples import N_OUTPUTS, samples


@pytest.mark.parametrize(("activation", "head"), list(product(ACTIVATIONS, HEADS)))
def test_backpropagation_passes(activation: str, head: str) -> None:
    """Every derivative of `Network.backward` has a relative error below 1e-7."""
    network = Network(2, 8, N_OUTPUTS[head], activation, head)
    params = network.init(1, 0.7)
    X, y = samples(network, params, 3)
    gradient = network.backward(params, X, y)
    assert check(network, params, X, y, Params(gradient.W_H, gradient.W_O)).passes


@pytest.mark.parametrize("matrix", ["W_H", "W_O"])
def test_small_error_is_found(matrix: str) -> None:
    """One derivative of many that is wrong by a millionth does not pass."""
    network = Network(2, 3, 1, "tanh", "binary")
    params = network.init(1)
    X, y = samples(network, params, 3)
    gradient = backpropagate(network, params, X, y).gradient
    wrong = getattr(gradient, matrix).copy()
    wrong[1, 0] *= 1 + 1e-6
    gradient = replace(gradient, **{matrix: wrong})
    found = check(network, params, X, y, gradient)
    assert not found.passes
    assert np.argmax(getattr(found.errors, matrix)) == np.ravel_multi_index(
        (1, 0), getattr(gradient, matrix).shape
    )


def test_quotient_of_a_cubic_is_exact() -> None:
    """The fourth-order formula has no error for ½ (y − w₀ w₁ x)², a polynomial of the weights."""
    network = Network(1, 1, 1, "identity", "regression")
    params = Params(np.array([[0.0], [2.0]]), np.array([[0.0], [3.0]]))
    slopes = central_differences(network, params, [[0.5]], [1.0])
    delta = 2.0 * 3.0 * 0.5 - 1.0
    assert_allclose(slopes.W_O, [[delta], [delta * 2.0 * 0.5]], rtol=1e-9)
    assert_allclose(slopes.W_H, [[delta * 3.0], [delta * 3.0 * 0.5]], rtol=1e-9)


def test_weights_are_left_alone() -> None:
    """Nudging changes no weight that a caller holds."""
    network = Network(2, 2, 1)
    params = network.init(0)
    before = params.W_H.copy(), params.W_O.copy()
    central_differences(network, params, [[1.0, 2.0]], [1])
    assert np.array_equal(params.W_H, before[0])
    assert np.array_equal(params.W_O, before[1])


def test_error_is_relative_to_the_larger_number() -> None:
    """|a − b| / max(|a|, |b|), and tiny ones are compared with a floor."""
    errors = relative_errors(np.array([2.0, 0.0, 0.0]), np.array([1.0, 0.0, 1e-9]))
    assert_allclose(errors, [0.5, 0.0, 1e-9 / SMALLEST])


def test_unit_at_its_kink_is_named() -> None:
    """Where z = 0 for a ReLU the two ways differ, and the check says at which unit."""
    network = Network(1, 2, 1, "relu", "regression")
    params = Params(np.array([[1.0, -2.0], [1.0, 1.0]]), np.ones((3, 1)))
    gradient = backpropagate(network, params, [[2.0]], [0.0]).gradient
    found = check(network, params, [[2.0]], [0.0], gradient)
    assert found.kinked == (1,)
    assert not found.passes
    assert check(Network(1, 2, 1, "tanh"), params, [[2.0]], [0], gradient).kinked == ()


def test_what_is_not_finite_does_not_pass() -> None:
    """A derivative that is NaN makes the largest error NaN, which is not small."""
    network = Network(1, 1, 1)
    params = network.init(0)
    wrong = Params(np.full((2, 1), np.nan), np.zeros((2, 1)))
    assert not check(network, params, [[1.0]], [1], wrong).passes
