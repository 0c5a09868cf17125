from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import islice, product
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier

from nnviz import training
from nnviz.activations import ACTIVATIONS
from nnviz.comparison import Comparison
from nnviz.heads import HEADS
from nnviz.network import Network, Params
from nnviz.optimizers import OPTIMIZERS
from nnviz.training import (
    LARGEST_WEIGHT,
    MAX_STEPS,
    Run,
    TrainingSettings,
    batches,
    reference_step,
    train,
)

N_OUTPUTS = {"binary": 1, "multiclass": 3, "regression": 1, "vector_regression": 2}
N_SAMPLES = 23

every_activation = pytest.mark.parametrize("activation", ACTIVATIONS)
every_head = pytest.mark.parametrize("head", HEADS)
every_optimizer = pytest.mark.parametrize("optimizer", OPTIMIZERS)
# All samples in three ways, batches of which the last is smaller, and one sample at a time.
every_batch_size = pytest.mark.parametrize("batch_size", [None, N_SAMPLES, 1000, 5, 1])


def samples(head: str, rng: np.random.Generator, n: int = N_SAMPLES) -> tuple[Any, Any]:
    """Return n random samples X, y with two features for a head."""
    k = N_OUTPUTS[head]
    y = {
        "binary": rng.integers(0, 2, n),
        "multiclass": rng.integers(0, k, n),
        "regression": rng.normal(size=n),
        "vector_regression": rng.normal(size=(n, k)),
    }[head]
    return rng.normal(size=(n, 2)), y


def network_for(head: str, activation: str = "sigmoid") -> Network:
    """Return a network with three hidden units for a head."""
    return Network(2, 3, N_OUTPUTS[head], activation, head)


def readable(
    network: Network, X: np.ndarray, y: np.ndarray, settings: TrainingSettings
) -> list[Params]:
    """Return the weights of every step, by the readable version of an update."""
    steps = [network.init(settings.seed)]
    memory = np.zeros((OPTIMIZERS[settings.optimizer].n_memory, network.n_parameters))
    for t, chosen in enumerate(islice(batches(len(X), settings), settings.n_steps), start=1):
        params, memory = reference_step(
            network, steps[-1], memory, t, X[chosen], y[chosen], settings
        )
        steps.append(params)
    return steps


def assert_same_steps(run: Run, steps: list[Params]) -> None:
    """Fail unless a run has these weights at every step."""
    assert_allclose(run.W_H, [params.W_H for params in steps], rtol=1e-12, atol=1e-12)
    assert_allclose(run.W_O, [params.W_O for params in steps], rtol=1e-12, atol=1e-12)


def sklearn_model(n_samples: int, l2: float, momentum: float) -> MLPClassifier:
    """Return scikit-learn's network for full batches; it divides its penalty by n_samples."""
    return MLPClassifier(
        hidden_layer_sizes=(3,),
        activation="logistic",
        solver="sgd",
        alpha=l2 * n_samples,
        batch_size=n_samples,
        learning_rate_init=0.3,
        momentum=momentum,
        nesterovs_momentum=False,
        shuffle=False,
    )


def params_of(model: MLPClassifier) -> Params:
    """Return the weights of scikit-learn's network in our form."""
    return Params(*map(np.vstack, zip(model.intercepts_, model.coefs_, strict=True)))


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


# ---- losses and scores -----------------------------------------------------------------------


# 1 number at once: every step alone; 1000: several steps, with a rest; the default: all steps.
@pytest.mark.parametrize("at_once", [1, 1000, training._EVALUATION_FLOATS])
@pytest.mark.parametrize("batch_size", [None, 5])
@every_head
def test_curves_are_the_networks_loss_and_score_at_each_step(
    at_once: int,
    batch_size: int | None,
    head: str,
    rng: np.random.Generator,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """However many steps are worked out at once, each has the loss and score of its weights."""
    monkeypatch.setattr(training, "_EVALUATION_FLOATS", at_once)
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
