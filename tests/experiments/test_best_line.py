from __future__ import annotations

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from nnviz.datasets import DATASETS
from nnviz.experiments.best_line import best_line
from nnviz.network import Network, Params, with_ones


def sample(name: str) -> tuple[np.ndarray, np.ndarray]:
    drawn = DATASETS[name].make(400, rng=0)
    return drawn.X, drawn.y


@pytest.mark.parametrize("name", ["moons", "bump", "xor"])
def test_it_is_logistic_regression(name: str) -> None:
    """The weights are those that scikit-learn finds without a penalty."""
    X, y = sample(name)
    oracle = LogisticRegression(C=np.inf, tol=1e-10, max_iter=1000).fit(X, y)
    expected = [*oracle.intercept_, *oracle.coef_[0]]
    np.testing.assert_allclose(best_line(X, y), expected, rtol=1e-3, atol=1e-4)


@pytest.mark.parametrize("name", ["moons", "bump", "xor"])
def test_its_gradient_is_zero(name: str) -> None:
    """No small change of the weights lowers the loss: Σ (p − y) [1, x] = 0."""
    X, y = sample(name)
    p = 1.0 / (1.0 + np.exp(-with_ones(X) @ best_line(X, y)))
    np.testing.assert_allclose(with_ones(X).T @ (p - y) / len(y), 0.0, atol=1e-8)


def test_no_identity_network_does_better(rng: np.random.Generator) -> None:
    """The loss of identity networks with random weights is nowhere below that of the line."""
    X, y = sample("moons")
    line = best_line(X, y)
    one, network = Network(2, 1, 1, "identity"), Network(2, 5, 1, "identity")
    least = one.loss(Params(line[:, None], np.array([[0.0], [1.0]])), X, y)
    assert all(network.loss(network.init(rng, 2.0), X, y) >= least for _ in range(50))


def test_classes_that_can_be_parted_do_not_break_it() -> None:
    """Where the best weights are infinite, finite ones come back that part the classes."""
    X = np.array([[0.0, 0.0], [0.1, 0.2], [1.0, 1.0], [1.2, 0.9]])
    line = best_line(X, np.array([0, 0, 1, 1]))
    assert np.isfinite(line).all()
    assert ((with_ones(X) @ line > 0.0) == [False, False, True, True]).all()
