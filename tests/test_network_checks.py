"""What a network collapses to, leaves alone, and refuses."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from nnviz.activations import ACTIVATIONS
from nnviz.network import Network, with_ones
from tests.networks import every_head, problem


@every_head
def test_an_identity_network_is_one_matrix(head: str, rng: np.random.Generator) -> None:
    """With the identity as hidden activation, the collapsed matrix gives the same scores."""
    p = problem("identity", head, rng)
    z_O = p.network.forward(p.params, p.X).z_O
    assert_allclose(with_ones(p.X) @ p.network.collapsed(p.params), z_O, rtol=1e-12, atol=1e-13)


def test_collapsing_leaves_the_weights_as_they_were() -> None:
    """The collapsed matrix is a new array."""
    network = Network(2, 3, 1, "identity")
    params = network.init(0)
    network.collapsed(params)
    assert_array_equal(params.W_H, network.init(0).W_H)
    assert_array_equal(params.W_O, network.init(0).W_O)


@pytest.mark.parametrize("activation", [name for name in ACTIVATIONS if name != "identity"])
def test_only_an_identity_network_collapses(activation: str) -> None:
    """Any other activation is refused, by name."""
    network = Network(2, 3, 1, activation)
    with pytest.raises(ValueError, match=f"identity.*this one has {activation}"):
        network.collapsed(network.init(0))


def test_a_column_of_ones_comes_first() -> None:
    """The bias is row 0 of the weights, so the ones are column 0."""
    assert_array_equal(with_ones(np.array([[2.0, 3.0]])), [[1.0, 2.0, 3.0]])


def test_backward_pass_changes_nothing(rng: np.random.Generator) -> None:
    """Weights, features and targets are as they were."""
    p = problem("sigmoid", "binary", rng)
    before = [a.copy() for a in (p.params.W_H, p.params.W_O, p.X, p.y)]
    p.network.backward(p.params, p.X, p.y)
    for now, then in zip((p.params.W_H, p.params.W_O, p.X, p.y), before, strict=True):
        assert_array_equal(now, then)


def test_a_network_is_frozen() -> None:
    """An architecture cannot be changed once it is made, so it can be a key."""
    network = Network(2, 4, 1)
    with pytest.raises(FrozenInstanceError):
        network.n_hidden = 5  # type: ignore[misc]
    assert hash(network) == hash(Network(2, 4, 1))


@pytest.mark.parametrize("name", ["n_inputs", "n_hidden", "n_outputs"])
@pytest.mark.parametrize("size", [0, -1, float("nan"), 2.5])
def test_sizes_are_whole_numbers_from_1(name: str, size: float) -> None:
    """A size that is no whole number from 1 is refused; the message says what is allowed."""
    sizes = {"n_inputs": 2, "n_hidden": 3, "n_outputs": 2, name: size}
    with pytest.raises(ValueError, match=f"{name} must be .*at least 1"):
        Network(**sizes, head="multiclass")


@pytest.mark.parametrize(("field", "valid"), [("activation", "relu"), ("head", "multiclass")])
@pytest.mark.parametrize("name", ["swish", "", None, ["relu"]])
def test_unknown_names_are_refused(field: str, valid: str, name: str) -> None:
    """The message lists the names that exist."""
    with pytest.raises(ValueError, match=f"{field} must be one of .*{valid}"):
        Network(2, 3, 1, **{field: name})


@pytest.mark.parametrize("head", ["binary", "regression"])
def test_these_heads_have_one_output(head: str) -> None:
    """Two outputs need another head, and the message says so."""
    with pytest.raises(ValueError, match=f"{head} head has one output; got 2"):
        Network(2, 3, 2, head=head)


@pytest.mark.parametrize("shape", [(5,), (5, 3), (5, 1), (1, 5, 2)])
def test_features_of_another_shape_are_refused(shape: tuple[int, ...]) -> None:
    """The message says which shape is allowed for two inputs."""
    network = Network(2, 3, 1)
    with pytest.raises(ValueError, match=r"must be of shape \(n_samples, 2\)"):
        network.forward(network.init(0), np.zeros(shape))


@pytest.mark.parametrize("method", ["loss", "score", "backward"])
@pytest.mark.parametrize("n_targets", [1, 9])
def test_a_target_for_each_sample_is_needed(method: str, n_targets: int) -> None:
    """Too few targets are refused, and one target is not spread over all samples."""
    network = Network(2, 3, 1)
    with pytest.raises(ValueError, match="same number of samples"):
        getattr(network, method)(network.init(0), np.zeros((10, 2)), np.zeros(n_targets))
