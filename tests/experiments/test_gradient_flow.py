from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from numpy.testing import assert_allclose

from nnviz.components import player
from nnviz.experiments.gradient_flow import SATURATED, gradient_norms, saturated_share, slopes
from nnviz.network import Network, Params
from nnviz.training import TrainingSettings, train

X = np.linspace(-1.0, 1.0, 201)[:, None]


@pytest.mark.parametrize("weight", [1.0, 10.0, 30.0, 100.0])
def test_share_of_saturated_sigmoids_is_a_length(weight: float) -> None:
    """The edge is where σ(1 − σ) = 0.01: at σ = (1 + √0.96)/2."""
    root = (1.0 + np.sqrt(1.0 - 0.04)) / 2.0
    edge = np.log(root / (1.0 - root)) / weight
    params = Params(np.array([[0.0], [weight]]), np.ones((2, 1)))
    share = saturated_share(Network(1, 1, 1, "sigmoid", "regression"), params, X)
    assert share == pytest.approx(float((np.abs(X) > edge).mean()), abs=0.01)


def test_slopes_are_sizes() -> None:
    """|g′| of a sine is |cos z|, never negative."""
    params = Params(np.array([[0.5], [4.0]]), np.ones((2, 1)))
    got = slopes(Network(1, 1, 1, "sine", "regression"), params, X)
    assert_allclose(got, np.abs(np.cos(0.5 + 4.0 * X)))


def test_steps_are_always_saturated(rng: np.random.Generator) -> None:
    """The step's derivative is 0 at every sample."""
    network = Network(1, 3, 1, "step", "regression")
    assert saturated_share(network, network.init(rng), X) == 1.0


def test_the_player_has_the_same_rule() -> None:
    """There is one definition of saturated: the page's share and the player's are one number."""
    modules = (Path(player.__file__).parent / "js").glob("*.js")
    texts = [path.read_text("utf-8") for path in modules]
    found = re.findall(r"^(?:export )?const SATURATED = ([0-9.]+);", "".join(texts), re.MULTILINE)
    assert list(map(float, found)) == [SATURATED]


def test_gradient_norm_is_the_length_of_a_step() -> None:
    """Gradient descent moves W_H by η ‖∂L/∂W_H‖."""
    network = Network(1, 4, 1, "tanh", "regression")
    run = train(network, X, np.sin(3 * X[:, 0]), TrainingSettings(learning_rate=0.1, n_steps=20))
    moved = np.linalg.norm(np.diff(run.W_H, axis=0), axis=(1, 2))
    norms = gradient_norms(run, range(20), X, np.sin(3 * X[:, 0]))
    assert_allclose(0.1 * norms, moved, rtol=1e-9)
