"""What all derivatives cost: the counting is exact, and the clock agrees with it."""

from __future__ import annotations

import math

import numpy as np
import pytest
from numpy.testing import assert_allclose

from nnviz.autodiff import gradient, trace
from nnviz.autodiff.derivative_cost import FITTED_FROM, SIZES, Cost, log_slope, measure_cost, neuron


@pytest.mark.parametrize("n", [1, 5, 300])
def test_the_measured_function_is_a_hidden_unit(n: int) -> None:
    """Its value is tanh(w·x) and its derivatives are (1 − tanh²) x, with x the cosines."""
    w, x = np.linspace(-1.0, 1.0, n) / n, np.cos(np.arange(n))
    assert trace(neuron(n), list(w)).output == pytest.approx(math.tanh(w @ x), abs=1e-14)
    assert_allclose(gradient(neuron(n), list(w)), (1.0 - np.tanh(w @ x) ** 2) * x, atol=1e-14)


@pytest.mark.parametrize("n", [1, 10, 1000])
def test_the_number_of_multiplications_is_linear(n: int) -> None:
    """One sweep over n weights takes 2n + 1 of them, so forward mode takes n(2n + 1) for all."""
    assert trace(neuron(n), [0.0] * n).n_links == 2 * n + 1


@pytest.mark.parametrize("power", [-1.0, 0.0, 1.0, 2.5])
def test_slope_of_a_power_is_its_exponent(power: float) -> None:
    """Least squares on log axes finds the exponent, from the first size on that counts."""
    sizes = [1, 2, 64, 128, 1000]
    seconds = [7.0, 3.0, *(4.0 * n**power for n in sizes[2:])]
    assert log_slope(sizes, seconds, 64) == pytest.approx(power, abs=1e-12)


def test_growth_and_cost_are_ratios() -> None:
    """Costs are counted in evaluations, and growth runs from the first fitted size to the last."""
    cost = Cost((8, FITTED_FROM, 1000), (1.0, 2.0, 3.0), (4.0, 6.0, 30.0), (2.0, 4.0, 6.0))
    assert cost.relative(cost.forward) == (4.0, 3.0, 10.0)
    assert cost.growth(cost.reverse) == 1.5


def test_every_size_is_measured_in_every_way() -> None:
    """There is a time above zero for each size; what the times are, the benchmark says."""
    cost = measure_cost()
    for seconds in (cost.evaluation, cost.reverse, cost.forward):
        assert len(seconds) == len(SIZES)
        assert min(seconds) > 0.0


def test_sizes_reach_a_thousand() -> None:
    """The chart runs from 1 to 1,000 inputs."""
    assert (SIZES[0], SIZES[-1]) == (1, 1000)
