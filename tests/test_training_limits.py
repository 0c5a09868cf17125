"""Runs that diverge, hostile input, and the app's first picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from nnviz.comparison import Comparison
from nnviz.network import Network, Params
from nnviz.training import (
    LARGEST_WEIGHT,
    MAX_STEPS,
    TrainingSettings,
    train,
)
from tests.trainings import network_for, readable, samples

# ---- divergence ------------------------------------------------------------------------------


def first_step_that_is_not_finite(
    network: Network, X: np.ndarray, y: np.ndarray, settings: TrainingSettings
) -> int:
    """Return it by a plain loop of readable steps; a weight must fit into single precision."""
    with np.errstate(over="ignore", invalid="ignore"):
        for step, params in enumerate(readable(network, X, y, settings)):
            weights = np.concatenate([params.W_H.ravel(), params.W_O.ravel()])
            sound = np.isfinite(weights).all() and np.abs(weights).max() <= LARGEST_WEIGHT
            if not sound or not np.isfinite(network.loss(params, X, y)):
                return step
    pytest.fail("The example does not diverge.")


DIVERGING = [
    (activation, head, optimizer, batch_size)
    for (activation, head), optimizer, batch_size in product(
        [
            ("relu", "binary"),
            ("relu", "multiclass"),
            ("identity", "regression"),
            ("relu", "vector_regression"),
            ("sigmoid", "regression"),
        ],
        ["gd", "momentum"],
        [None, 5],
    )
]
# Full batches, for which a run's losses come from the loop, and mini-batches, evaluated afterwards.
every_divergence = pytest.mark.parametrize(
    ("activation", "head", "optimizer", "batch_size"), DIVERGING
)
Diverging = tuple[Network, np.ndarray, np.ndarray, TrainingSettings]


@pytest.fixture
def diverging(
    activation: str, head: str, optimizer: str, batch_size: int | None, rng: np.random.Generator
) -> Diverging:
    """Return what to train so that it diverges: a learning rate of 1000."""
    X, y = samples(head, rng)
    settings = TrainingSettings(1000.0, 60, optimizer, batch_size)
    return network_for(head, activation), 3.0 * X, y, settings


@every_divergence
def test_divergence_is_the_first_step_that_is_not_finite(diverging: Diverging) -> None:
    """A run says at which step a plain loop would first meet infinity or NaN."""
    assert train(*diverging).diverged_at == first_step_that_is_not_finite(*diverging)


@every_divergence
def test_a_diverged_run_ends_before_it(diverging: Diverging) -> None:
    """All arrays hold the steps before divergence, and nothing in them is infinite or NaN."""
    network, X, y, settings = diverging
    run = train(network, X, y, settings, X_test=X[:9], y_test=y[:9])
    curves = (run.train_loss, run.train_score, run.test_loss, run.test_score)
    for array in (run.W_H, run.W_O, *curves):
        assert len(array) == run.diverged_at == run.n_steps + 1
        assert np.isfinite(array).all()


@every_divergence
def test_the_steps_before_divergence_are_as_ever(diverging: Diverging) -> None:
    """What comes later changes none of the steps that are kept."""
    network, X, y, settings = diverging
    run = train(network, X, y, settings)
    short = train(network, X, y, replace(settings, n_steps=run.n_steps))
    assert short.diverged_at is None
    assert short.W_H.tobytes() == run.W_H.tobytes()


@every_divergence
def test_divergence_is_told_in_a_sentence(diverging: Diverging) -> None:
    """The sentence names the step, what happened to the rest, and the learning rate to go below."""
    run = train(*diverging)
    sentence = run.divergence
    assert f"at step {run.diverged_at} " in sentence
    assert "The steps before it are kept." in sentence
    assert "below 1000 " in sentence


def test_a_loss_may_overflow_before_any_weight() -> None:
    """A run whose weights are fine but whose loss is not says that it is the loss."""
    network = Network(1, 1, 1, "identity", "regression")
    start = Params(np.array([[0.0], [1.0]]), np.array([[0.0], [1.0]]))
    settings = TrainingSettings(1e-285, 5)  # a step of 1e15 = 1e-285 (1e150)², so z² is infinite
    run = train(network, [[1e150]], [0.0], settings, params=start)
    assert run.diverged_at == 1
    assert "the loss grew" in run.divergence


def test_a_weight_beyond_single_precision_is_a_divergence() -> None:
    """Weights are stored in single precision, so what it cannot hold is not finite."""
    network = Network(1, 1, 1, "identity", "regression")
    start = Params(np.array([[0.0], [1.0]]), np.array([[0.0], [1.0]]))
    run = train(network, [[1.0]], [0.0], TrainingSettings(1e39, 5), params=start)
    assert run.diverged_at == 1
    assert "a weight grew" in run.divergence


def test_a_loss_that_is_not_finite_at_the_start_is_refused() -> None:
    """Without a finite loss to start from there is no run, and the message says so."""
    network = Network(1, 2, 1, "identity", "regression")
    with pytest.raises(ValueError, match="not finite at the initial weights"):
        train(network, [[1e200]], [0.0])


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("part", ["X", "X_test"])
def test_features_that_are_not_finite_are_refused(bad: float, part: str) -> None:
    """One of them, among training or test samples, would make every loss NaN."""
    network, features = Network(1, 2, 1), {"X": [[1.0]], "X_test": [[1.0]]}
    features[part] = [[bad]]
    with pytest.raises(ValueError, match="X must hold finite numbers"):
        train(network, y=[0], y_test=[1], **features)


# ---- hostile input ---------------------------------------------------------------------------


RULES: dict[str, tuple[str, tuple[Any, ...]]] = {
    "learning_rate": ("must be a number above 0", (0.0, -1.0, np.nan, np.inf)),
    "n_steps": (f"must be .*from 0 to {MAX_STEPS}", (-1, MAX_STEPS + 1, 2.5, np.nan, True)),
    "batch_size": ("must be .*at least 1", (0, -3, 2.5, np.nan, True)),
    "l2": ("must be a number, 0 or above", (-0.1, np.nan, np.inf)),
    "seed": ("must be .*at least 0", (-1, 1.5, np.nan, True)),
    "optimizer": ("must be one of gd, momentum, adam", ("sgd", "", None)),
}
"""What each setting has to be, and what it must not be."""


@pytest.mark.parametrize(
    ("field", "value"), [(field, value) for field in RULES for value in RULES[field][1]]
)
def test_settings_out_of_range_are_refused(field: str, value: Any) -> None:
    """The message names the setting that is wrong and says what is allowed."""
    with pytest.raises(ValueError, match=f"{field} {RULES[field][0]}"):
        TrainingSettings(**{field: value})


@pytest.mark.parametrize(
    "edge",
    [{"n_steps": 0}, {"n_steps": MAX_STEPS}, {"batch_size": 1}, {"l2": 0.0}, {"seed": 0}],
)
def test_settings_at_the_edge_of_their_range_are_taken(edge: dict[str, Any]) -> None:
    """The ends of the ranges belong to them."""
    assert replace(TrainingSettings(), **edge) == TrainingSettings(**edge)


@pytest.mark.parametrize(("n_X", "n_y"), [(0, 0), (5, 4), (5, 1), (1, 5)])
def test_a_target_for_each_sample_is_needed(n_X: int, n_y: int) -> None:
    """Too many or too few targets, or no sample at all, are refused with both numbers."""
    with pytest.raises(ValueError, match=f"at least 1; got {n_X} and {n_y}"):
        train(Network(2, 3, 1), np.zeros((n_X, 2)), np.zeros(n_y))


@pytest.mark.parametrize("n_y", [1, 4])
def test_a_target_for_each_test_sample_is_needed(n_y: int) -> None:
    """Too few test targets are refused, and one is not spread over all test samples."""
    X, y = np.zeros((5, 2)), np.zeros(5)
    with pytest.raises(ValueError, match="same number of samples"):
        train(Network(2, 3, 1), X, y, TrainingSettings(n_steps=1), X_test=X, y_test=np.zeros(n_y))


@pytest.mark.parametrize("half", [{"X_test": np.zeros((5, 2))}, {"y_test": np.zeros(5)}])
def test_test_features_and_targets_come_together(half: dict[str, Any]) -> None:
    """One without the other is refused, not passed over in silence."""
    with pytest.raises(ValueError, match=r"X_test.*y_test"):
        train(Network(2, 3, 1), np.zeros((5, 2)), np.zeros(5), TrainingSettings(n_steps=1), **half)


@pytest.mark.parametrize(
    ("W_H", "W_O"), [((4, 3), (5, 1)), ((3, 5), (6, 1)), ((3, 4), (1, 5)), ((12,), (5,))]
)
def test_weights_of_another_network_are_refused(W_H: tuple[int, ...], W_O: tuple[int, ...]) -> None:
    """Initial weights have the network's shapes; as many numbers in another shape will not do."""
    params = Params(np.zeros(W_H), np.zeros(W_O))
    with pytest.raises(ValueError, match=r"must be of shape \(3, 4\)|must be of shape \(5, 1\)"):
        train(Network(2, 4, 1), np.zeros((5, 2)), np.zeros(5), params=params)


# ---- the app's first picture -----------------------------------------------------------------


@pytest.mark.parametrize("seed", range(10))
def test_sigmoid_units_learn_the_lectures_data(
    seed: int, default_run: Callable[[int], Comparison]
) -> None:
    """In the default run four sigmoid units get at least 85 % right, whatever the seed."""
    assert default_run(seed).lanes["sigmoid"].train_score[-1] >= 0.85


@pytest.mark.parametrize("seed", range(10))
def test_identity_units_stay_linear(seed: int, default_run: Callable[[int], Comparison]) -> None:
    """In the default run identity units beat logistic regression by 1 % at most."""
    shown = default_run(seed)
    X, y = shown.sample.X[~shown.is_test], shown.sample.y[~shown.is_test]
    line = LogisticRegression(C=1e6, max_iter=1000).fit(X, y)
    assert shown.lanes["identity"].train_score[-1] <= line.score(X, y) + 0.01
