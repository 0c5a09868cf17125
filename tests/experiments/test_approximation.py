from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from nnviz.experiments.approximation import (
    STEP,
    construction,
    error_bound,
    evaluation_points,
    largest_error,
    log_slope,
    output,
    positions,
    running_sums,
    sigmoid_construction,
    step_construction,
    trained,
    unit_curves,
)
from nnviz.experiments.target_functions import N_HEIGHTS, TARGETS, Target, drawn
from nnviz.network import Network

LIPSCHITZ = [name for name, target in TARGETS.items() if target.lipschitz]
every_target = pytest.mark.parametrize("name", TARGETS)
every_lipschitz_target = pytest.mark.parametrize("name", LIPSCHITZ)
steepnesses = st.sampled_from([STEP, 5.0, 20.0, 100.0, 1000.0])
drawings = st.lists(st.floats(0.0, 1.0), min_size=N_HEIGHTS, max_size=N_HEIGHTS).map(drawn)

X = np.linspace(0.0, 1.0, 1201)
FITTED = [16, 32, 64, 128, 256]


def constant(target: Target) -> float:
    """Return L."""
    assert target.lipschitz is not None
    return target.lipschitz


@every_target
@pytest.mark.parametrize("n_hidden", [1, 2, 7, 64])
def test_steps_give_the_target_at_the_nearest_multiple(name: str, n_hidden: int) -> None:
    """The network of steps outputs f(round(N x)/N)."""
    x = X[np.abs((X * n_hidden) % 1.0 - 0.5) > 1e-9]  # not halfway, where rounding is a choice
    got = output(*construction(TARGETS[name], n_hidden), x)
    assert_allclose(got, TARGETS[name].value(np.round(x * n_hidden) / n_hidden), atol=1e-12)


@every_target
def test_steps_are_exact_at_the_multiples(name: str) -> None:
    """At 0, 1/N, …, 1 there is no error."""
    x = np.arange(13) / 12
    got = output(*construction(TARGETS[name], 12), x)
    assert_allclose(got, TARGETS[name].value(x), atol=1e-12)


@given(target=drawings, n_hidden=st.integers(1, 64), steepness=steepnesses)
def test_curves_add_up_to_the_network(target: Target, n_hidden: int, steepness: float) -> None:
    """Bias plus the units' curves is what `Network.forward` computes, to 1e-12."""
    network, params = construction(target, n_hidden, steepness)
    total = params.W_O[0, 0] + unit_curves(network, params, X).sum(axis=1)
    z_O = network.forward(params, X[:, None]).z_O[:, 0]
    assert_allclose(total, z_O, rtol=0.0, atol=1e-12)
    assert_allclose(running_sums(network, params, X)[:, -1], z_O, rtol=0.0, atol=1e-12)


def test_running_sums_begin_with_the_bias() -> None:
    """Before any unit the sum is f(0), and each unit adds its curve."""
    network, params = construction(TARGETS["sine"], 5, 50.0)
    sums = running_sums(network, params, X)
    assert_allclose(sums[:, 0], TARGETS["sine"].value(np.zeros(1))[0])
    assert_allclose(np.diff(sums, axis=1), unit_curves(network, params, X), atol=1e-14)


@given(target=drawings, n_hidden=st.integers(1, 64), steepness=steepnesses)
def test_error_is_within_its_bound(target: Target, n_hidden: int, steepness: float) -> None:
    """The largest error of steps and sigmoids is at most L/(2N) + 2 L ln 2 / s."""
    error = largest_error(*construction(target, n_hidden, steepness), target)
    assert error <= error_bound(constant(target), n_hidden, steepness) + 1e-12


def test_bound_is_what_the_proof_says() -> None:
    """L / 2N for steps; sigmoids of steepness s add 2 L ln 2 / s."""
    assert error_bound(3.0, 12) == pytest.approx(3.0 / 24.0)
    assert error_bound(3.0, 12, 50.0) == pytest.approx(3.0 / 24.0 + 6.0 * math.log(2.0) / 50.0)


@every_lipschitz_target
def test_error_falls_as_one_over_n(name: str) -> None:
    """For a Lipschitz target the slope on log axes is −1, to 0.05, and every error in bounds."""
    target = TARGETS[name]
    errors = [largest_error(*construction(target, n), target) for n in FITTED]
    slope = log_slope(FITTED, errors)
    assert slope == pytest.approx(target.rate, abs=0.05)
    assert target.rate == -1.0
    assert all(e <= constant(target) / (2 * n) + 1e-12 for e, n in zip(errors, FITTED, strict=True))


@pytest.mark.parametrize("n_hidden", [1, 3, 10, 200])
def test_triangle_reaches_the_bound(n_hidden: int) -> None:
    """A target that is equally steep everywhere errs by exactly L/(2N)."""
    triangle = TARGETS["triangle"]
    error = largest_error(*construction(triangle, n_hidden), triangle)
    assert error == pytest.approx(1.6 / (2 * n_hidden), rel=1e-9)


def test_root_converges_half_as_fast() -> None:
    """The square root errs by 0.8 √(1/(2N)) at its steep end, so its slope is −½."""
    root = TARGETS["root"]
    errors = [largest_error(*construction(root, n), root) for n in FITTED]
    assert_allclose(errors, 0.8 * np.sqrt(0.5 / np.array(FITTED)), rtol=1e-6)
    assert log_slope(FITTED, errors) == pytest.approx(root.rate, abs=1e-3)


def test_jump_does_not_converge() -> None:
    """However many steps there are, the error at a jump is its height; for sigmoids half of it."""
    jump = TARGETS["jump"]
    errors = [largest_error(*construction(jump, n), jump) for n in FITTED]
    assert_allclose(errors, 0.6)
    assert log_slope(FITTED, errors) == pytest.approx(jump.rate, abs=1e-9)
    assert largest_error(*construction(jump, 64, 1000.0), jump) >= 0.3


@every_lipschitz_target
def test_steeper_sigmoids_approach_the_steps(name: str) -> None:
    """Away from the steps, sigmoids of steepness s differ from steps by at most Σ|h| e^(−s d)."""
    target, n_hidden, s = TARGETS[name], 8, 400.0
    step, sigmoid = (construction(target, n_hidden, k) for k in (STEP, s))
    d = np.abs(X[:, None] - positions(step[1])).min(axis=1)
    limit = np.abs(step[1].W_O[1:]).sum() * np.exp(-s * d)
    assert (np.abs(output(*sigmoid, X) - output(*step, X)) <= limit + 1e-12).all()


def test_fixed_steepness_stops_helping() -> None:
    """At the triangle's tip sigmoids of steepness s err by about 2 L ln 2 / s, whatever N is."""
    triangle, s = TARGETS["triangle"], 100.0
    floor = 2.0 * 1.6 * math.log(2.0) / s
    errors = [largest_error(*construction(triangle, n, s), triangle) for n in (64, 128, 256)]
    assert_allclose(errors, floor, rtol=0.05)


def test_both_constructions_share_positions_and_heights() -> None:
    """Steps and sigmoids switch at (m − ½)/N and have the same output weights."""
    step, sigmoid = (
        step_construction(TARGETS["bump"], 6),
        sigmoid_construction(TARGETS["bump"], 6, 77.0),
    )
    assert_allclose(positions(step), (np.arange(6) + 0.5) / 6)
    assert_allclose(positions(sigmoid), positions(step))
    assert_allclose(sigmoid.W_O, step.W_O, rtol=0.0)
    assert_allclose(sigmoid.W_H[1], 77.0)


@pytest.mark.parametrize("n_hidden", [0, 257, 2.5, True])
def test_impossible_numbers_of_units_are_refused(n_hidden: float) -> None:
    """One to 256 units, and whole ones."""
    with pytest.raises(ValueError, match="n_hidden must be a whole number"):
        step_construction(TARGETS["sine"], n_hidden)  # type: ignore[arg-type]


@pytest.mark.parametrize("steepness", [0.0, -1.0, math.inf, math.nan])
def test_impossible_steepness_is_refused(steepness: float) -> None:
    """A sigmoid's steepness is finite and above 0; infinity is the step's."""
    with pytest.raises(ValueError, match="steepness"):
        sigmoid_construction(TARGETS["sine"], 4, steepness)


@pytest.mark.parametrize("n_hidden", [1, 3, 64])
def test_error_is_looked_for_on_both_sides_of_every_step(n_hidden: int) -> None:
    """Each unit's place and the number before it are among the points, in order, in [0, 1]."""
    params = step_construction(TARGETS["sine"], n_hidden)
    x, steps = evaluation_points(params), positions(params)
    assert np.isin(steps, x).all()
    assert np.isin(np.nextafter(steps, 0.0), x).all()
    assert (x[0], x[-1]) == (0.0, 1.0)
    assert (np.diff(x) > 0.0).all()


@given(st.floats(-3.0, 3.0), st.floats(0.01, 100.0))
def test_slope_of_a_power_is_its_exponent(exponent: float, factor: float) -> None:
    """Errors c N^k have the slope k."""
    assert log_slope([1, 2, 5], [factor * n**exponent for n in (1, 2, 5)]) == pytest.approx(
        exponent, abs=1e-9
    )


@pytest.mark.parametrize("errors", [[], [0.5], [0.5, 0.0]])
def test_no_slope_without_two_errors_above_zero(errors: list[float]) -> None:
    """A constant target has no error, and one error no slope."""
    assert log_slope(range(1, 1 + len(errors)), errors) is None


@pytest.mark.parametrize("n_hidden", [1, 8])
def test_training_learns_the_target(n_hidden: int) -> None:
    """The trained network of the same size errs less than the best constant, and is repeatable."""
    sine = TARGETS["sine"]
    network, params = trained(sine, n_hidden, seed=0)
    assert network == Network(1, n_hidden, 1, "sigmoid", "regression")
    assert largest_error(network, params, sine) < 0.4
    assert_allclose(trained(sine, n_hidden, seed=0)[1].W_H, params.W_H, rtol=0.0)
