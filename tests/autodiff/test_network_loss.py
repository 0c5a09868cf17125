"""The two-stage network's loss as a tape: its derivatives are the network's own."""

from __future__ import annotations

import pytest
from numpy.testing import assert_allclose

from nnviz.autodiff import Tape, reverse_sweep, trace
from nnviz.autodiff.network_loss import ACTIVATIONS, backpropagated, network_loss, weights
from nnviz.network import Network


def test_nodes_have_the_lectures_names() -> None:
    """Weights w_m,i with the bias first, then products, sums and outputs, unit by unit."""
    names = [node.name for node in network_loss(2, "tanh", [0.5, -1.0], 1.0).operations]
    weights_ = ["w₁,₀", "w₁,₁", "w₁,₂", "w₂,₀", "w₂,₁", "w₂,₂", "wₒ,₀", "wₒ,₁", "wₒ,₂"]
    units = ["w₁,₁x₁", "w₁,₂x₂", "z₁", "u₁", "w₂,₁x₁", "w₂,₂x₂", "z₂", "u₂"]
    assert names == [*weights_, "x₁", "x₂", "y", *units, "wₒ,₁u₁", "wₒ,₂u₂", "zₒ", "s", "yzₒ", "L"]


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("y", [0.0, 1.0])
@pytest.mark.parametrize("seed", range(3))
def test_the_networks_loss_is_the_networks(activation: str, y: float, seed: int) -> None:
    """Loss, weights' derivatives and δs equal `Network.loss` and `Network.backward`, to 1e-13."""
    network, x = Network(2, 2, 1, activation), [0.3, -1.2]
    params = network.init(seed)
    sweep = reverse_sweep(trace(network_loss(2, activation, x, y), weights(params)))
    expected, found = backpropagated(network, params, x, y)
    tape = sweep.trace.tape
    at = dict(zip(names(tape), sweep.accumulated, strict=True))
    assert sweep.trace.output == pytest.approx(network.loss(params, [x], [int(y)]), abs=1e-13)
    assert_allclose([sweep.accumulated[i] for i in tape.inputs], expected, atol=1e-13)
    assert_allclose([at["z₁"], at["z₂"]], found.delta_H[0], atol=1e-13)
    assert at["zₒ"] == pytest.approx(found.delta_O[0, 0], abs=1e-13)


def names(tape: Tape) -> list[str]:
    return [node.name for node in tape.operations]


def test_names_in_the_networks_loss_are_unique() -> None:
    """Every node of the loss has a name of its own, so that captions are clear."""
    found = names(network_loss(2, "tanh", [0.0, 1.0], 1.0))
    assert len(set(found)) == len(found)
