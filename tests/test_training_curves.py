"""Losses and scores of every step, and what a run is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from nnviz import descent
from nnviz.training import (
    TrainingSettings,
    train,
)
from tests.trainings import (
    every_activation,
    every_batch_size,
    every_head,
    every_optimizer,
    network_for,
    samples,
)

# ---- losses and scores -----------------------------------------------------------------------


# 1 number at once: every step alone; 1000: several steps, with a rest; the default: all steps.
@pytest.mark.parametrize("at_once", [1, 1000, descent.EVALUATION_FLOATS])
@pytest.mark.parametrize("batch_size", [None, 5])
@every_head
def test_curves_are_the_networks_loss_and_score_at_each_step(
    at_once: int,
    batch_size: int | None,
    head: str,
    rng: np.random.Generator,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """However many steps are computed at once, each has the loss and score of its weights."""
    monkeypatch.setattr(descent, "EVALUATION_FLOATS", at_once)
    network, (X, y), (X_test, y_test) = network_for(head), samples(head, rng), samples(head, rng, 9)
    settings = TrainingSettings(0.2, 40, batch_size=batch_size, l2=0.1)
    run = train(network, X, y, settings, X_test=X_test, y_test=y_test)
    every = [run.params_at(step) for step in range(41)]
    for method, train_curve, test_curve in (
        (network.loss, run.train_loss, run.test_loss),
        (network.score, run.train_score, run.test_score),
    ):
        assert_allclose(train_curve, [method(p, X, y) for p in every], rtol=1e-12, atol=1e-14)
        assert_allclose(test_curve, [method(p, X_test, y_test) for p in every], rtol=1e-12)


@every_activation
@pytest.mark.parametrize("batch_size", [None, 5])
def test_every_activation_is_evaluated_as_it_is_trained(
    activation: str, batch_size: int | None, rng: np.random.Generator
) -> None:
    """Losses are those of the network's own activation."""
    network, (X, y) = network_for("binary", activation), samples("binary", rng)
    run = train(network, X, y, TrainingSettings(0.2, 10, batch_size=batch_size))
    expected = [network.loss(run.params_at(step), X, y) for step in range(11)]
    assert_allclose(run.train_loss, expected, rtol=1e-12)


def test_gradient_descent_with_a_small_rate_goes_downhill(rng: np.random.Generator) -> None:
    """With small full-batch steps the training loss falls at every step."""
    X, y = samples("binary", rng)
    run = train(network_for("binary"), X, y, TrainingSettings(0.05, 200))
    assert (np.diff(run.train_loss) < 0.0).all()


@pytest.mark.parametrize("batch_size", [None, 5])
def test_test_samples_do_not_take_part(batch_size: int | None, rng: np.random.Generator) -> None:
    """With and without test samples the weights are the same, bit by bit."""
    network, (X, y) = network_for("binary"), samples("binary", rng)
    settings = TrainingSettings(n_steps=20, batch_size=batch_size)
    alone = train(network, X, y, settings)
    tested = train(network, X, y, settings, X_test=-X, y_test=1 - y)
    assert alone.W_H.tobytes() == tested.W_H.tobytes()
    assert alone.train_loss.tobytes() == tested.train_loss.tobytes()


@pytest.mark.parametrize("none", [{}, {"X_test": np.empty((0, 2)), "y_test": np.empty(0)}])
def test_without_test_samples_there_are_no_test_curves(
    none: dict[str, Any], rng: np.random.Generator
) -> None:
    """No test samples means None, not an empty mean."""
    run = train(network_for("binary"), *samples("binary", rng), TrainingSettings(n_steps=2), **none)
    assert (run.test_loss, run.test_score) == (None, None)


# ---- what a run is ---------------------------------------------------------------------------


@every_optimizer
@every_batch_size
def test_same_settings_same_bytes(
    optimizer: str, batch_size: int | None, rng: np.random.Generator
) -> None:
    """Training twice gives the same bytes in every array."""
    network, (X, y) = network_for("multiclass"), samples("multiclass", rng)
    settings = TrainingSettings(n_steps=30, optimizer=optimizer, batch_size=batch_size, seed=5)
    one, two = (train(network, X, y, settings, X_test=X, y_test=y) for _ in range(2))
    for name in ("W_H", "W_O", "train_loss", "train_score", "test_loss", "test_score"):
        assert getattr(one, name).tobytes() == getattr(two, name).tobytes()


@pytest.mark.parametrize("n_steps", [0, 1, 17])
@pytest.mark.parametrize("batch_size", [None, 5])
def test_every_step_is_kept(n_steps: int, batch_size: int | None, rng: np.random.Generator) -> None:
    """A run of n steps has n + 1 entries, from the start to the last update."""
    X, y = samples("binary", rng)
    settings = TrainingSettings(n_steps=n_steps, batch_size=batch_size)
    run = train(network_for("binary"), X, y, settings)
    assert run.n_steps == n_steps
    assert {len(a) for a in (run.W_H, run.W_O, run.train_loss, run.train_score)} == {n_steps + 1}
    assert (run.diverged_at, run.divergence) == (None, "")


@every_optimizer
@pytest.mark.parametrize("batch_size", [None, 5])
def test_a_shorter_run_is_the_beginning_of_a_longer_one(
    optimizer: str, batch_size: int | None, rng: np.random.Generator
) -> None:
    """The length of a run changes none of its steps."""
    network, (X, y) = network_for("binary"), samples("binary", rng)
    short = TrainingSettings(n_steps=10, optimizer=optimizer, batch_size=batch_size)
    long = train(network, X, y, replace(short, n_steps=25))
    assert_array_equal(train(network, X, y, short).W_H, long.W_H[:11])


def test_step_0_is_the_seeds_weights(rng: np.random.Generator) -> None:
    """Where no weights are given, a run starts at those that the seed draws."""
    network, (X, y) = network_for("binary"), samples("binary", rng)
    start = train(network, X, y, TrainingSettings(n_steps=3, seed=8)).params_at(0)
    assert_array_equal(start.W_H, network.init(8).W_H)
    assert_array_equal(start.W_O, network.init(8).W_O)


def test_step_0_is_the_weights_that_were_given(rng: np.random.Generator) -> None:
    """Given weights are where a run starts, and training leaves them as they were."""
    network, (X, y) = network_for("binary"), samples("binary", rng)
    given_params, same = network.init(99, 0.5), network.init(99, 0.5)
    run = train(network, X, y, TrainingSettings(n_steps=3), params=given_params)
    assert_array_equal(run.W_H[0], same.W_H)
    assert_array_equal(run.W_O[0], same.W_O)
    assert_array_equal(given_params.W_H, same.W_H)


def test_weights_at_a_step_are_that_entry(rng: np.random.Generator) -> None:
    """`params_at(k)` is entry k of both arrays."""
    run = train(network_for("binary"), *samples("binary", rng), TrainingSettings(n_steps=9))
    for step in (0, 4, 9):
        assert_array_equal(run.params_at(step).W_H, run.W_H[step])
        assert_array_equal(run.params_at(step).W_O, run.W_O[step])


@pytest.mark.parametrize("step", [-1, 10])
def test_a_step_that_was_not_kept_is_refused(step: int, rng: np.random.Generator) -> None:
    """The message says which steps there are; a negative step does not count from the end."""
    run = train(network_for("binary"), *samples("binary", rng), TrainingSettings(n_steps=9))
    with pytest.raises(ValueError, match=f"from 0 to 9; got {step}"):
        run.params_at(step)


def test_one_sample_is_enough() -> None:
    """A single sample can be learnt by heart."""
    run = train(network_for("binary"), [[0.5, -0.5]], [1], TrainingSettings(5.0, 200))
    assert run.train_loss[-1] < 0.01 * run.train_loss[0]
