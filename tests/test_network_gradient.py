"""The gradient: central differences, scikit-learn, and what must not change it."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose

from nnviz.activations import ACTIVATIONS
from nnviz.network import Network, Params
from tests.networks import (
    Problem,
    every_combination,
    every_shared_combination,
    gradient_error,
    params_of,
    problem,
    sklearn_twin,
    slopes,
)


@every_combination
def test_gradient_equals_central_differences(
    activation: str, head: str, rng: np.random.Generator
) -> None:
    """Backpropagation gives the slope of the mean loss in every weight and bias."""
    p = problem(activation, head, rng)
    gradient = p.network.backward(p.params, p.X, p.y)
    assert_allclose(gradient.W_H, slopes(p, "W_H"), rtol=1e-7, atol=1e-7)
    assert_allclose(gradient.W_O, slopes(p, "W_O"), rtol=1e-7, atol=1e-7)


@pytest.mark.parametrize("name", ["W_H", "W_O"])
def test_the_gradient_check_sees_an_error_of_a_thousandth(
    name: str, rng: np.random.Generator
) -> None:
    """The check above would reject a gradient that is 0.1 % too long."""
    p = problem("tanh", "multiclass", rng)
    gradient = getattr(p.network.backward(p.params, p.X, p.y), name)
    assert gradient_error(p, gradient, name) < 1e-7 < gradient_error(p, 1.001 * gradient, name)


@every_combination
def test_errors_are_slopes_of_each_samples_own_loss(
    activation: str, head: str, rng: np.random.Generator
) -> None:
    """δ_j is ∂L_n/∂z_j: the slope in a unit's bias, when sample n is the only one."""
    p = problem(activation, head, rng)
    gradient = p.network.backward(p.params, p.X, p.y)
    for n in (0, len(p.X) - 1):
        alone = Problem(p.network, p.params, p.X[[n]], p.y[[n]])
        assert_allclose(gradient.delta_O[n], slopes(alone, "W_O")[0], rtol=1e-7, atol=1e-7)
        assert_allclose(gradient.delta_H[n], slopes(alone, "W_H")[0], rtol=1e-7, atol=1e-7)


@every_shared_combination
def test_gradient_step_equals_scikit_learns(
    activation: str, head: str, rng: np.random.Generator
) -> None:
    """One step of gradient descent leads to the weights that scikit-learn's network gets."""
    p = problem(activation, head, rng)
    model = sklearn_twin(p, learning_rate=0.3).partial_fit(p.X, p.y)
    gradient, theirs = p.network.backward(p.params, p.X, p.y), params_of(model)
    assert_allclose(p.params.W_H - 0.3 * gradient.W_H, theirs.W_H, rtol=1e-10, atol=1e-10)
    assert_allclose(p.params.W_O - 0.3 * gradient.W_O, theirs.W_O, rtol=1e-10, atol=1e-10)


@every_shared_combination
def test_output_equals_scikit_learns(activation: str, head: str, rng: np.random.Generator) -> None:
    """The same weights give the probabilities, or the values, that scikit-learn predicts."""
    p = problem(activation, head, rng)
    model, u_O = sklearn_twin(p, learning_rate=1.0), p.network.forward(p.params, p.X).u_O
    theirs = model.predict(p.X) if "regression" in head else model.predict_proba(p.X)
    ours = np.hstack([1.0 - u_O, u_O]) if head == "binary" else u_O.reshape(theirs.shape)
    assert_allclose(ours, theirs, rtol=1e-10, atol=1e-10)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_two_output_units_of_softmax_are_one_binary_unit(
    activation: str, rng: np.random.Generator
) -> None:
    """A binary network loses what softmax loses whose second unit has its weights, the first 0."""
    p = problem(activation, "binary", rng)
    softmax = Network(2, 3, 2, activation, "multiclass")
    twin = Params(p.params.W_H, np.hstack([np.zeros((4, 1)), p.params.W_O]))
    assert_allclose(softmax.loss(twin, p.X, p.y), p.network.loss(p.params, p.X, p.y), rtol=1e-13)


def test_softmax_of_two_units_sees_their_difference_alone(rng: np.random.Generator) -> None:
    """Any two output units of softmax are one binary unit with the difference of their weights."""
    p = problem("sigmoid", "binary", rng)
    softmax = Network(2, 3, 2, "sigmoid", "multiclass")
    W_O = rng.normal(size=(4, 2))
    two, one = Params(p.params.W_H, W_O), Params(p.params.W_H, W_O[:, 1:] - W_O[:, :1])
    second = softmax.forward(two, p.X).u_O[:, 1:]
    assert_allclose(second, p.network.forward(one, p.X).u_O, rtol=1e-12)
    assert_allclose(softmax.loss(two, p.X, p.y), p.network.loss(one, p.X, p.y), rtol=1e-12)


@pytest.mark.parametrize("n_inputs", [1, 5])
def test_any_number_of_inputs_has_the_right_gradient(
    n_inputs: int, rng: np.random.Generator
) -> None:
    """With one feature, as for curves, and with many, the gradient equals central differences."""
    network = Network(n_inputs, 3, 1, "tanh", "regression")
    X, y = rng.normal(size=(20, n_inputs)), rng.normal(size=20)
    p = Problem(network, network.init(rng), X, y)
    gradient = network.backward(p.params, X, y)
    assert_allclose(gradient.W_H, slopes(p, "W_H"), rtol=1e-7, atol=1e-7)
    assert_allclose(gradient.W_O, slopes(p, "W_O"), rtol=1e-7, atol=1e-7)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_hidden_units_may_change_places(activation: str, rng: np.random.Generator) -> None:
    """Hidden units in another order, with their weights, give the same output."""
    p = problem(activation, "multiclass", rng)
    order = np.array([2, 0, 1])
    moved = Params(p.params.W_H[:, order], p.params.W_O[np.concatenate([[0], order + 1])])
    ours = p.network.forward(p.params, p.X).z_O
    assert_allclose(p.network.forward(moved, p.X).z_O, ours, rtol=1e-12, atol=1e-14)
