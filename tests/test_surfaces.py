"""The grid, the nodes' outputs over it, and the ranges of their colours."""

from __future__ import annotations

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.activations import ACTIVATIONS
from nnviz.network import Network
from nnviz.surfaces import Grid, hidden_color_range, node_surfaces, output_color_range, rounded_up
from nnviz.training import Run, TrainingSettings, train

DOMAIN = ((-1.0, 2.0), (0.5, 1.5))
BOUNDED = [name for name, g in ACTIVATIONS.items() if g.is_bounded]
UNBOUNDED = [name for name in ACTIVATIONS if name not in BOUNDED]


def trained(activation: str, rng: np.random.Generator, **settings: float) -> Run:
    X, y = rng.normal(size=(30, 2)), np.arange(30) % 2
    return train(Network(2, 3, 1, activation), X, y, TrainingSettings(n_steps=40, **settings))


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


def test_a_run_that_explodes_is_clipped_at_four_times_its_median(rng: np.random.Generator) -> None:
    """One enormous step neither flattens the others' colours nor goes unsaid."""
    run = trained("identity", rng, learning_rate=0.01)
    typical = hidden_color_range(run, DOMAIN)
    run.W_H[-1] *= 1e6
    colors = hidden_color_range(run, DOMAIN)
    assert colors.clipped
    assert colors.high <= 8.0 * typical.high


def test_reach_is_the_longer_side_of_neutral(rng: np.random.Generator) -> None:
    """Both sides of neutral take the same distance to full colour."""
    colors = hidden_color_range(trained("elu", rng), DOMAIN)
    assert colors.low == ACTIVATIONS["elu"].range[0]
    assert colors.reach == colors.high


def test_a_probability_is_neutral_at_one_half() -> None:
    """The output's colours turn where the decision does."""
    colors = output_color_range()
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


@pytest.mark.parametrize("value", [0.0, -1.0, math.inf, math.nan])
def test_rounding_up_of_nothing_is_one(value: float) -> None:
    """A run whose units are all 0 still has a colour bar."""
    assert rounded_up(value) == 1.0
