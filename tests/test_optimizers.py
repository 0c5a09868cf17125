from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_allclose, assert_array_equal
from sklearn.neural_network import MLPRegressor
from sklearn.neural_network._stochastic_optimizers import AdamOptimizer, SGDOptimizer

from nnviz.optimizers import OPTIMIZERS

RATE = 0.3
# Their own numbers, not those of the module that is tested: the papers that the docstrings name.
SHARE = 0.9
DECAY_OF_MEAN, DECAY_OF_SQUARE, FLOOR = 0.9, 0.999, 1e-8

gradients = arrays(float, (6, 3), elements=st.floats(-10.0, 10.0))
"""Six steps' gradients of three parameters."""

every_optimizer = pytest.mark.parametrize("name", OPTIMIZERS)


def path(name: str, slopes: np.ndarray, rate: float = RATE) -> np.ndarray:
    """Return how far the parameters have come after each step, from 0."""
    optimizer = OPTIMIZERS[name]
    theta = np.zeros(slopes.shape[1])
    memory = np.zeros((optimizer.n_memory, theta.size))
    steps = []
    for t, slope in enumerate(slopes, start=1):
        optimizer.update(theta, slope.copy(), memory, t, rate)
        steps.append(theta.copy())
    return np.array(steps)


def fading_sums(values: np.ndarray, share: float) -> np.ndarray:
    """Return Σ_i share^(t - i) values_i for each step t, written out."""
    t = np.arange(len(values))
    return np.tril(share ** np.maximum(t[:, None] - t, 0)) @ values


@every_optimizer
def test_record_is_filed_under_its_own_name(name: str) -> None:
    """The key of a record is the record's name."""
    assert OPTIMIZERS[name].name == name


@given(slopes=gradients)
def test_gradient_descent_goes_down_the_gradient(slopes: np.ndarray) -> None:
    """After t steps the parameters have moved by -η times the sum of the gradients."""
    assert_allclose(path("gd", slopes), -RATE * np.cumsum(slopes, axis=0), atol=1e-13)


@given(slopes=gradients)
def test_velocity_is_a_fading_sum_of_gradients(slopes: np.ndarray) -> None:
    """Each step of momentum is -η Σ 0.9^(t - i) ∇L_i (Sutskever et al. 2013)."""
    expected = np.cumsum(-RATE * fading_sums(slopes, SHARE), axis=0)
    assert_allclose(path("momentum", slopes), expected, atol=1e-12)


@given(slopes=gradients)
def test_adam_divides_mean_by_root_mean_square(slopes: np.ndarray) -> None:
    """Each step of Adam is -η m̂ / (√v̂ + ε), both weighted means (Kingma and Ba 2015)."""
    ones = np.ones((len(slopes), 1))
    mean = fading_sums(slopes, DECAY_OF_MEAN) / fading_sums(ones, DECAY_OF_MEAN)
    square = fading_sums(slopes**2, DECAY_OF_SQUARE) / fading_sums(ones, DECAY_OF_SQUARE)
    expected = np.cumsum(-RATE * mean / (np.sqrt(square) + FLOOR), axis=0)
    assert_allclose(path("adam", slopes), expected, rtol=1e-9, atol=1e-9)


@given(slope=st.floats(1e-3, 1e3))
def test_adam_takes_equal_steps_down_a_constant_slope(slope: float) -> None:
    """However steep a constant slope is, each step has the length η: the bias is corrected."""
    steps = np.diff(path("adam", np.full((50, 1), slope)), axis=0, prepend=0.0)
    assert_allclose(steps, -RATE / (1.0 + FLOOR / slope), rtol=1e-9)


def test_momentum_reaches_ten_times_the_gradients_speed() -> None:
    """Down a constant slope the speed tends to η / (1 - 0.9)."""
    steps = np.diff(path("momentum", np.ones((500, 1))), axis=0)
    assert_allclose(steps[-1], -RATE * 10.0, rtol=1e-12)


def test_adams_floor_is_one_hundred_millionth() -> None:
    """Down a slope as small as ε the step is half as long, and down 3 ε three quarters."""
    for slope, share in ((1e-8, 0.5), (3e-8, 0.75)):
        steps = np.diff(path("adam", np.full((5, 1), slope)), axis=0, prepend=0.0)
        assert_allclose(steps, -RATE * share, rtol=1e-9)


@pytest.mark.parametrize("name", ["momentum", "adam"])
def test_scikit_learn_goes_the_same_way(name: str, rng: np.random.Generator) -> None:
    """With its default constants, scikit-learn's own optimizer comes to the same parameters."""
    slopes, theta = rng.normal(size=(40, 3)), np.zeros(3)
    defaults = MLPRegressor().get_params()
    theirs = (
        SGDOptimizer([theta], RATE, momentum=defaults["momentum"], nesterov=False)
        if name == "momentum"
        else AdamOptimizer([theta], RATE, *(defaults[k] for k in ("beta_1", "beta_2", "epsilon")))
    )
    for slope in slopes:
        theirs.update_params([theta], [slope])
    assert_allclose(path(name, slopes)[-1], theta, rtol=1e-6)


def test_momentums_formula_says_its_share() -> None:
    """What is shown has the number that is used."""
    assert "0.9\\,v" in OPTIMIZERS["momentum"].latex


@every_optimizer
def test_no_slope_means_no_step(name: str) -> None:
    """Where the gradient is 0 from the start, nothing moves and nothing is divided by 0."""
    assert_array_equal(path(name, np.zeros((5, 3))), np.zeros((5, 3)))


@every_optimizer
def test_parameters_do_not_mix(name: str, rng: np.random.Generator) -> None:
    """What happens to one parameter does not depend on the others."""
    slopes = rng.normal(size=(6, 3))
    alone = [path(name, slopes[:, [j]])[:, 0] for j in range(3)]
    assert_allclose(path(name, slopes), np.transpose(alone), rtol=1e-14)


@every_optimizer
def test_learning_rate_scales_the_path(name: str, rng: np.random.Generator) -> None:
    """For the same gradients, twice the learning rate goes twice as far."""
    slopes = rng.normal(size=(6, 3))
    assert_allclose(path(name, slopes, 2.0 * RATE), 2.0 * path(name, slopes, RATE), rtol=1e-13)
