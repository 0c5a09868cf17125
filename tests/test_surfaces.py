"""The grid, the nodes' outputs over it, and the ranges of their colours."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from nnviz.activations import ACTIVATIONS
from nnviz.datasets import DATASETS
from nnviz.network import Network, with_ones
from nnviz.surfaces import (
    LEAST_REACH,
    Grid,
    contribution_color_range,
    hidden_color_range,
    node_surfaces,
    output_color_range,
    rounded_up,
)
from nnviz.training import Run, TrainingSettings, train

DOMAIN = ((-1.0, 2.0), (0.5, 1.5))
BOUNDED = [name for name, g in ACTIVATIONS.items() if g.is_bounded]
UNBOUNDED = [name for name in ACTIVATIONS if name not in BOUNDED]

histories = arrays(float, (4, 3, 2), elements=st.floats(-20.0, 20.0))
"""Hidden weights of two units at four steps."""

NICE = [float(f"{step}e{power}") for power in range(-31, 32) for step in (1, 1.5, 2, 3, 4, 5, 6, 8)]
"""Where a colour bar may end."""


def trained(activation: str, rng: np.random.Generator, **settings: float) -> Run:
    X, y = rng.normal(size=(30, 2)), np.arange(30) % 2
    return train(Network(2, 3, 1, activation), X, y, TrainingSettings(n_steps=40, **settings))


def with_weights(activation: str, W_H: np.ndarray) -> Run:
    """Return a run that went through these hidden weights (steps, 3, n_hidden)."""
    n_steps, _, n_hidden = W_H.shape
    network, zeros = Network(2, n_hidden, 1, activation), np.zeros(n_steps)
    return Run(network, TrainingSettings(), W_H, np.zeros((n_steps, n_hidden + 1, 1)), zeros, zeros)


def extremes(run: Run) -> tuple[float, float]:
    """Return the least and the largest output of any hidden node at any step in the domain."""
    x1, x2 = (np.linspace(*side, 41) for side in DOMAIN)
    points = np.column_stack([a.ravel() for a in np.meshgrid(x1, x2)])  # corners and between
    u_H = run.network.g.value(with_ones(points) @ run.W_H)
    return float(u_H.min()), float(u_H.max())


@pytest.mark.parametrize("activation", ["relu", "tanh"])
def test_contributions_range_leaves_out_a_twentieth(
    activation: str, rng: np.random.Generator
) -> None:
    """It covers 95 % of w_m u_m(x) and of their sums from the bias on, at 7 × 7 points."""
    lane = trained(activation, rng)
    step, g = lane.n_steps, lane.network.g
    sizes = []
    for x1, x2 in product(*(np.linspace(*side, 7) for side in DOMAIN)):
        total = lane.W_O[step, 0, 0]
        for m in range(3):
            z = lane.W_H[step, :, m] @ [1.0, x1, x2]
            term = lane.W_O[step, m + 1, 0] * g.value(z)
            total += term
            sizes.append(max(abs(term), abs(total)))
    last = replace(lane, W_H=lane.W_H[step:], W_O=lane.W_O[step:])
    found = contribution_color_range(last, DOMAIN)
    assert found.high == -found.low == rounded_up(float(np.quantile(sizes, 0.95)))
    assert found.clipped == (max(sizes) > found.high)


def test_grid_points_are_the_centres_of_equal_cells() -> None:
    """The first point lies half a cell inside the corner, and points are one cell apart."""
    grid = Grid(DOMAIN, rows=4, cols=6)
    assert np.allclose(grid.x1, -1.0 + (np.arange(6) + 0.5) * 3.0 / 6)
    assert np.allclose(grid.x2, 0.5 + (np.arange(4) + 0.5) * 1.0 / 4)


def test_grid_points_run_row_by_row_from_below() -> None:
    """Point r · cols + c is (x1[c], x2[r])."""
    grid = Grid(DOMAIN, rows=3, cols=5)
    expected = [(x1, x2) for x2, x1 in product(grid.x2, grid.x1)]
    assert np.array_equal(grid.points, expected)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_surfaces_are_forward_at_each_point(activation: str, rng: np.random.Generator) -> None:
    """Surface m at row r and column c is u_m at (x1[c], x2[r])."""
    network, grid = Network(2, 3, 1, activation), Grid(DOMAIN, rows=4, cols=6)
    params = network.init(rng)
    surfaces = node_surfaces(network, params, grid)
    for r, c in product(range(4), range(6)):
        forward = network.forward(params, [[grid.x1[c], grid.x2[r]]])
        assert np.allclose(surfaces.hidden[:, r, c], forward.u_H[0], rtol=1e-12)
        assert np.allclose(surfaces.output[:, r, c], forward.u_O[0], rtol=1e-12)


def test_every_output_has_its_surface(rng: np.random.Generator) -> None:
    """With three classes, surface k at row r and column c is P(class k) at (x1[c], x2[r])."""
    network, grid = Network(2, 4, 3, "tanh", "multiclass"), Grid(DOMAIN, rows=2, cols=5)
    params = network.init(rng)
    surfaces = node_surfaces(network, params, grid)
    for r, c in product(range(2), range(5)):
        u_O = network.forward(params, [[grid.x1[c], grid.x2[r]]]).u_O
        assert np.allclose(surfaces.output[:, r, c], u_O[0], rtol=1e-12)


@pytest.mark.parametrize("activation", BOUNDED)
def test_a_bounded_activation_spans_its_own_range(
    activation: str, rng: np.random.Generator
) -> None:
    """Its colours do not depend on the run, and nothing is clipped."""
    colors = hidden_color_range(trained(activation, rng), DOMAIN)
    assert (colors.low, colors.high) == ACTIVATIONS[activation].range
    assert colors.neutral == ACTIVATIONS[activation].neutral
    assert not colors.clipped


@pytest.mark.parametrize("activation", UNBOUNDED)
def test_an_unbounded_range_covers_every_value_of_the_run(
    activation: str, rng: np.random.Generator
) -> None:
    """No node leaves it at any step anywhere in the domain, unless it says that it is clipped."""
    run = trained(activation, rng, learning_rate=0.1)
    colors = hidden_color_range(run, DOMAIN)
    grid = Grid(DOMAIN, 20, 20)
    every = [node_surfaces(run.network, run.params_at(s), grid).hidden for s in range(41)]
    assert not colors.clipped
    assert colors.low <= np.min(every)
    assert np.max(every) <= colors.high


# The node of the example has z_H = -5.25 + 2.375 x1: within DOMAIN it passes through SiLU's dip at
# z = -1.28, and both ends of x1 are far from it.
@pytest.mark.parametrize("activation", UNBOUNDED)
@given(W_H=histories)
@example(W_H=np.array([[[-5.25], [2.375], [0.0]]]))
def test_a_range_that_is_not_clipped_covers_every_value(activation: str, W_H: np.ndarray) -> None:
    """Whatever the weights, no value in the domain lies beyond the ends of the colour bar."""
    run = with_weights(activation, W_H)
    colors = hidden_color_range(run, DOMAIN)
    assume(not colors.clipped)
    lowest, highest = extremes(run)
    assert colors.low - 1e-12 <= lowest
    assert highest <= colors.high * (1.0 + 1e-12)


@pytest.mark.parametrize("activation", UNBOUNDED)
@given(W_H=histories)
@example(W_H=np.array([[[0.0], [0.0], [0.0]]] * 3 + [[[0.5], [0.0], [0.0]]]))
def test_a_range_is_clipped_only_if_a_value_lies_beyond(activation: str, W_H: np.ndarray) -> None:
    """A colour bar that says that it is clipped hides something."""
    run = with_weights(activation, W_H)
    colors = hidden_color_range(run, DOMAIN)
    lowest, highest = extremes(run)
    assert not colors.clipped or lowest < colors.low or highest > colors.high


@given(peaks=arrays(float, 9, elements=st.floats(LEAST_REACH, 1e6)))
def test_a_range_reaches_four_times_the_median_step(peaks: np.ndarray) -> None:
    """The colour bar ends at the largest value of the run, or at 4 medians if that is less."""
    W_H = np.zeros((9, 3, 1))
    W_H[:, 0, 0] = peaks
    colors = hidden_color_range(with_weights("identity", W_H), DOMAIN)
    expected = rounded_up(min(peaks.max(), 4.0 * np.median(peaks)))
    assert (colors.low, colors.neutral, colors.high) == (-expected, 0.0, expected)


@given(peak=st.floats(1e-300, LEAST_REACH))
def test_units_that_are_as_good_as_0_are_not_magnified(peak: float) -> None:
    """A run that never exceeds the least reach is shown against it, as almost colourless."""
    W_H = np.array([[[0.0], [0.0], [0.0]], [[peak], [0.0], [0.0]]])
    assert hidden_color_range(with_weights("identity", W_H), DOMAIN).reach == LEAST_REACH


def test_a_run_that_explodes_is_clipped_at_four_times_its_median(rng: np.random.Generator) -> None:
    """One enormous step neither flattens the others' colours nor goes unsaid."""
    run = trained("identity", rng, learning_rate=0.01)
    typical = hidden_color_range(run, DOMAIN)
    exploded = np.concatenate([run.W_H[:-1], run.W_H[-1:] * 1e6])
    colors = hidden_color_range(replace(run, W_H=exploded), DOMAIN)
    assert colors.clipped
    assert colors.high <= 8.0 * typical.high


def test_reach_is_the_longer_side_of_neutral(rng: np.random.Generator) -> None:
    """Both sides of neutral take the same distance to full colour."""
    colors = hidden_color_range(trained("elu", rng), DOMAIN)
    assert colors.low == ACTIVATIONS["elu"].range[0]
    assert colors.reach == colors.high


def test_a_probability_is_neutral_at_one_half() -> None:
    """The output's colours turn where the decision does."""
    colors = output_color_range(DATASETS["bump"].make(10))
    assert (colors.low, colors.neutral, colors.high) == (0.0, 0.5, 1.0)


@given(st.floats(1e-30, 1e30))
def test_rounding_up_is_at_least_the_value_and_less_than_twice(value: float) -> None:
    """The end of a colour bar is never below what it has to span, nor far above it."""
    assert value <= rounded_up(value) * (1 + 1e-12)
    assert rounded_up(value) <= 2.0 * value


@given(st.floats(1e-30, 1e30))
def test_rounding_up_gives_two_digits_at_most(value: float) -> None:
    """The end of a colour bar is a number that one can read."""
    end = rounded_up(value)
    assert math.isclose(float(f"{end:.1e}"), end, rel_tol=1e-12)


@given(st.floats(1e-30, 1e30))
def test_rounding_up_goes_no_further_than_the_next_nice_number(value: float) -> None:
    """The end of a colour bar is the least of 1, 1.5, 2, 3, 4, 5, 6, 8 … that is large enough."""
    assert math.isclose(rounded_up(value), min(end for end in NICE if end >= value), rel_tol=1e-12)


@pytest.mark.parametrize("value", [end for end in NICE if 1e-9 < end < 1e9])
def test_a_nice_number_is_its_own_end(value: float) -> None:
    """A run that reaches exactly 3 has a colour bar to 3."""
    assert math.isclose(rounded_up(value), value, rel_tol=1e-12)


@pytest.mark.parametrize("value", [0.0, -1.0, math.inf, math.nan])
def test_rounding_up_of_nothing_is_one(value: float) -> None:
    """A run whose units are all 0 still has a colour bar."""
    assert rounded_up(value) == 1.0


@pytest.mark.parametrize("value", [0.0, 3.0, -1e20])
def test_constant_targets_have_a_range_around_them(value: float) -> None:
    """A scale has two ends that differ, and the one target in the middle."""
    sample = replace(DATASETS["saddle"].make(5), y=np.full(5, value))
    colors = output_color_range(sample)
    assert colors.low < colors.neutral == value < colors.high
