from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_allclose, assert_array_equal

from nnviz.optimizers import BETA_1, BETA_2, EPSILON, MOMENTUM, OPTIMIZERS

RATE = 0.3

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
    expected = np.cumsum(-RATE * fading_sums(slopes, MOMENTUM), axis=0)
    assert_allclose(path("momentum", slopes), expected, atol=1e-12)


@given(slopes=gradients)
def test_adam_divides_mean_by_root_mean_square(slopes: np.ndarray) -> None:
    """Each step of Adam is -η m̂ / (√v̂ + ε), both weighted means (Kingma and Ba 2015)."""
    ones = np.ones((len(slopes), 1))
    mean = fading_sums(slopes, BETA_1) / fading_sums(ones, BETA_1)
    square = fading_sums(slopes**2, BETA_2) / fading_sums(ones, BETA_2)
    expected = np.cumsum(-RATE * mean / (np.sqrt(square) + EPSILON), axis=0)
    assert_allclose(path("adam", slopes), expected, rtol=1e-9, atol=1e-9)


@given(slope=st.floats(1e-3, 1e3))
def test_adam_takes_equal_steps_down_a_constant_slope(slope: float) -> None:
    """However steep a constant slope is, each step has the length η: the bias is corrected."""
    steps = np.diff(path("adam", np.full((50, 1), slope)), axis=0, prepend=0.0)
    assert_allclose(steps, -RATE / (1.0 + EPSILON / slope), rtol=1e-9)


def test_momentum_reaches_ten_times_the_gradients_speed() -> None:
    """Down a constant slope the speed tends to η / (1 - 0.9)."""
    steps = np.diff(path("momentum", np.ones((500, 1))), axis=0)
    assert_allclose(steps[-1], -RATE / (1.0 - MOMENTUM), rtol=1e-12)


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
