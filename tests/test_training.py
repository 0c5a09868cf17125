"""Training updates: one step, batches, and the fast loop beside the readable one."""

from __future__ import annotations

from itertools import islice

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from nnviz.optimizers import OPTIMIZERS
from nnviz.training import (
    TrainingSettings,
    reference_step,
    train,
)
from tests.trainings import (
    assert_same_steps,
    batches,
    every_activation,
    every_batch_size,
    every_head,
    every_optimizer,
    network_for,
    params_of,
    readable,
    samples,
    sklearn_model,
)

# ---- one update ------------------------------------------------------------------------------


@every_head
def test_penalty_is_half_l2_times_the_squares_of_all_but_biases(
    head: str, rng: np.random.Generator
) -> None:
    """A step with l2 differs by -η λ w for weights, the slope of ½ λ w², and not for biases."""
    network, (X, y), none = network_for(head), samples(head, rng), np.zeros((0, 0))
    params = network.init(rng)
    free, _ = reference_step(network, params, none, 1, X, y, TrainingSettings(0.5))
    held, _ = reference_step(network, params, none, 1, X, y, TrainingSettings(0.5, l2=0.3))
    for W, without, with_l2 in ((params.W_H, free.W_H, held.W_H), (params.W_O, free.W_O, held.W_O)):
        is_weight = np.arange(len(W))[:, None] > 0
        assert_allclose(with_l2 - without, -0.5 * 0.3 * W * is_weight, atol=1e-15)


@every_head
def test_a_step_of_gradient_descent_is_learning_rate_times_gradient(
    head: str, rng: np.random.Generator
) -> None:
    """W ← W - η ∇L for both matrices."""
    network, (X, y) = network_for(head), samples(head, rng)
    params, settings = network.init(rng), TrainingSettings(learning_rate=0.5)
    gradient = network.backward(params, X, y)
    after, _ = reference_step(network, params, np.zeros((0, 0)), 1, X, y, settings)
    assert_allclose(after.W_H, params.W_H - 0.5 * gradient.W_H, rtol=1e-14)
    assert_allclose(after.W_O, params.W_O - 0.5 * gradient.W_O, rtol=1e-14)


@every_optimizer
def test_the_readable_step_changes_nothing_in_place(
    optimizer: str, rng: np.random.Generator
) -> None:
    """Weights and memory that go in are as they were; what comes out is new."""
    network, (X, y) = network_for("binary"), samples("binary", rng)
    params = network.init(0)
    memory = np.ones((OPTIMIZERS[optimizer].n_memory, network.n_parameters))
    reference_step(network, params, memory, 1, X, y, TrainingSettings(optimizer=optimizer))
    assert_array_equal(params.W_H, network.init(0).W_H)
    assert_array_equal(params.W_O, network.init(0).W_O)
    assert_array_equal(memory, np.ones_like(memory))


# ---- batches ---------------------------------------------------------------------------------


@given(n_samples=st.integers(1, 60), size=st.integers(1, 70), seed=st.integers(0, 2**32))
def test_every_epoch_visits_every_sample_once(n_samples: int, size: int, seed: int) -> None:
    """The batches of one epoch, put together, are a permutation of the samples."""
    order = batches(n_samples, TrainingSettings(batch_size=size, seed=seed))
    for _ in range(3):
        epoch = np.concatenate(list(islice(order, -(-n_samples // size))))
        assert_array_equal(np.sort(epoch), np.arange(n_samples))


@given(n_samples=st.integers(1, 60), size=st.integers(1, 70))
def test_only_the_last_batch_of_an_epoch_may_be_smaller(n_samples: int, size: int) -> None:
    """All batches have the size that was asked for, but for what is left at the end."""
    n_batches = -(-n_samples // size)
    order = islice(batches(n_samples, TrainingSettings(batch_size=size)), n_batches)
    *full, last = [len(chosen) for chosen in order]
    assert full == [size] * (n_batches - 1)
    assert last == n_samples - sum(full)


@pytest.mark.parametrize("size", [1, 7, 50])
def test_the_order_is_new_in_every_epoch(size: int) -> None:
    """No two of five epochs visit the samples in the same order, nor in the order given."""
    order = batches(100, TrainingSettings(batch_size=size))
    epochs = [tuple(np.concatenate(list(islice(order, -(-100 // size))))) for _ in range(5)]
    assert len({*epochs, tuple(range(100))}) == 6


def test_another_seed_is_another_order() -> None:
    """The seed decides the order of batches."""
    first = [tuple(next(batches(100, TrainingSettings(batch_size=9, seed=s)))) for s in range(5)]
    assert len(set(first)) == 5


def test_the_order_does_not_depend_on_the_batch_size() -> None:
    """Smaller batches cut the same order into shorter pieces."""
    ones, tens = (batches(100, TrainingSettings(batch_size=size)) for size in (1, 10))
    assert_array_equal(np.concatenate(list(islice(ones, 10))), next(tens))


@pytest.mark.parametrize("size", [None, 9, 10**6])
def test_large_batches_are_all_samples(size: int | None) -> None:
    """No batch size, or one that is large enough, means all samples in every update."""
    for chosen in islice(batches(9, TrainingSettings(batch_size=size)), 3):
        assert_array_equal(np.sort(chosen), np.arange(9))


# ---- the fast loop is the readable one --------------------------------------------------------


@every_optimizer
@every_batch_size
@pytest.mark.parametrize("l2", [0.0, 0.01])
@every_head
def test_train_equals_the_readable_steps(
    optimizer: str, batch_size: int | None, l2: float, head: str, rng: np.random.Generator
) -> None:
    """The fast loop gives the weights that one readable step after the other gives."""
    network, (X, y) = network_for(head), samples(head, rng)
    settings = TrainingSettings(
        0.1, n_steps=30, optimizer=optimizer, batch_size=batch_size, l2=l2, seed=3
    )
    assert_same_steps(train(network, X, y, settings), readable(network, X, y, settings))


@every_activation
@pytest.mark.parametrize("batch_size", [None, 5])
def test_every_activation_trains_as_its_readable_steps(
    activation: str, batch_size: int | None, rng: np.random.Generator
) -> None:
    """The fast loop's reused buffers give each activation's own path."""
    network, (X, y) = network_for("multiclass", activation), samples("multiclass", rng)
    settings = TrainingSettings(0.1, n_steps=30, batch_size=batch_size)
    assert_same_steps(train(network, X, y, settings), readable(network, X, y, settings))


@pytest.mark.parametrize("l2", [0.0, 0.02])
@pytest.mark.parametrize("momentum", [0.0, 0.9])
def test_train_equals_scikit_learn(l2: float, momentum: float, rng: np.random.Generator) -> None:
    """Twenty steps from the same start lead where scikit-learn's network goes."""
    X, y = samples("binary", rng)
    model = sklearn_model(len(X), l2, momentum).partial_fit(X, y, classes=[0, 1])
    start = params_of(model)
    del model._optimizer  # so that its velocity, too, starts at 0
    settings = TrainingSettings(0.3, 20, "momentum" if momentum else "gd", l2=l2)
    run = train(network_for("binary"), X, y, settings, params=start)
    for _ in range(20):
        model.partial_fit(X, y)
    assert_allclose(run.W_H[-1], params_of(model).W_H, rtol=1e-9)
    assert_allclose(run.W_O[-1], params_of(model).W_O, rtol=1e-9)
