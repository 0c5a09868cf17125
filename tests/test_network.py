"""The forward pass, the loss and the score of a network."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from nnviz.heads import HEADS
from nnviz.network import Network
from tests.networks import N_OUTPUTS, every_head, problem


@pytest.mark.parametrize("sizes", [(1, 1, 1), (2, 4, 1), (5, 2, 3)])
def test_number_of_parameters_is_the_lectures_formula(sizes: tuple[int, int, int]) -> None:
    """N_H(N_I + 1) + N_O(N_H + 1) is the number of entries of the weight matrices."""
    network = Network(*sizes, head="multiclass")
    params = network.init(0)
    n_i, n_h, n_o = sizes
    assert network.n_parameters == n_h * (n_i + 1) + n_o * (n_h + 1)
    assert network.n_parameters == params.W_H.size + params.W_O.size


def test_weights_have_a_row_for_each_input_and_the_bias() -> None:
    """W_H is (N_I + 1, N_H) and W_O is (N_H + 1, N_O)."""
    params = Network(5, 2, 3, head="multiclass").init(0)
    assert (params.W_H.shape, params.W_O.shape) == ((6, 2), (3, 3))


def test_initial_weights_are_normal_with_the_given_scale() -> None:
    """Initial weights and biases have mean 0 and the standard deviation `scale`."""
    params = Network(199, 200, 200, head="multiclass").init(0, scale=3.0)
    for W in (params.W_H, params.W_O, params.W_H[0], params.W_O[0]):
        assert abs(W.mean()) < 5.0 * 3.0 / np.sqrt(W.size)
        assert abs(W.std() - 3.0) < 5.0 * 3.0 / np.sqrt(2 * W.size)


def test_scale_multiplies_the_same_draw() -> None:
    """A larger scale spreads the same directions further."""
    network = Network(2, 4, 1)
    one, three = network.init(7, scale=1.0), network.init(7, scale=3.0)
    assert_allclose(three.W_H, 3.0 * one.W_H)
    assert_allclose(three.W_O, 3.0 * one.W_O)


def test_a_seed_and_its_generator_give_the_same_weights() -> None:
    """A seed means the generator that it makes; another seed gives other weights."""
    network = Network(2, 4, 1)
    weights, same = network.init(7).W_H, network.init(np.random.default_rng(7)).W_H
    assert_array_equal(weights, same)
    assert not np.array_equal(weights, network.init(8).W_H)


@every_head
def test_forward_pass_is_the_lectures_sums(head: str, rng: np.random.Generator) -> None:
    """Each z_j is its bias plus Σ w_ji u_i, and each u_j is g(z_j), unit by unit."""
    p = problem("tanh", head, rng)
    forward, (W_H, W_O) = p.network.forward(p.params, p.X), (p.params.W_H, p.params.W_O)
    for n, x in enumerate(p.X):
        z_H = [W_H[0, m] + sum(W_H[i + 1, m] * x[i] for i in range(2)) for m in range(3)]
        u_H = np.tanh(z_H)
        z_O = [w[0] + sum(w[m + 1] * u_H[m] for m in range(3)) for w in W_O.T]
        assert_allclose(np.concatenate([forward.z_H[n], forward.u_H[n]]), [*z_H, *u_H])
        assert_allclose(forward.z_O[n], z_O)
        assert_allclose(forward.u_O[n], HEADS[head].link(np.array(z_O)))


@every_head
def test_loss_is_the_mean_over_samples(head: str, rng: np.random.Generator) -> None:
    """The loss of a set of samples is the mean of the losses of each alone."""
    p = problem("sigmoid", head, rng)
    alone = [p.network.loss(p.params, p.X[[n]], p.y[[n]]) for n in range(len(p.X))]
    assert_allclose(p.network.loss(p.params, p.X, p.y), np.mean(alone), rtol=1e-13)


@every_head
def test_gradient_does_not_grow_with_the_number_of_samples(
    head: str, rng: np.random.Generator
) -> None:
    """Every sample given twice leaves the gradient as it is: a mean, not a sum."""
    p = problem("sigmoid", head, rng)
    once = p.network.backward(p.params, p.X, p.y)
    twice = p.network.backward(p.params, np.repeat(p.X, 2, axis=0), np.repeat(p.y, 2, axis=0))
    assert_allclose(twice.W_H, once.W_H, atol=1e-15)
    assert_allclose(twice.W_O, once.W_O, atol=1e-15)


@every_head
def test_score_is_the_heads(head: str, rng: np.random.Generator) -> None:
    """The network's score is its head's score of the raw outputs."""
    p = problem("sigmoid", head, rng)
    z_O, target = p.network.forward(p.params, p.X).z_O, HEADS[head].encode(p.y, N_OUTPUTS[head])
    assert p.network.score(p.params, p.X, p.y) == HEADS[head].score(z_O, target, -1)
