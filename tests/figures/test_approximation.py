"""What is drawn of a construction is what its network computes."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go
import pytest
from numpy.testing import assert_allclose

from nnviz.experiments.approximation import (
    STEP,
    construction,
    error_bound,
    largest_error_at,
    output,
    positions,
    running_sums,
    unit_curves,
)
from nnviz.experiments.target_functions import TARGETS
from nnviz.figures.approximation import SHARED_POINTS, construction_curves, plot_points
from nnviz.figures.approximation_error import Errors, error_chart
from nnviz.figures.construction_network import construction_network
from nnviz.figures.gradient_norms import gradient_chart
from nnviz.palette import LIGHT, PALETTES
from tests.figures.drawing import named, texts

SINE = TARGETS["sine"]
either_kind = pytest.mark.parametrize("steepness", [STEP, 60.0])


def pieces(figure: go.Figure, name: str) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return the curves in the traces of this name, parted at the gaps."""
    found = []
    for trace in (trace for trace in figure.data if trace.name == name):
        x, y = np.asarray(trace.x, dtype=float), np.asarray(trace.y, dtype=float)
        ends = np.flatnonzero(np.isnan(y))
        cuts = zip([-1, *ends], [*ends, len(y)], strict=True)
        found += [(x[a + 1 : b], y[a + 1 : b]) for a, b in cuts if b > a + 1]
    return found


def test_drawn_unit_curves_add_up_to_the_network() -> None:
    """Where all have points, bias plus the drawn curves is what forward gives, to 1e-12."""
    network, params = construction(SINE, 9, 60.0)
    figure = construction_curves(network, params, SINE, LIGHT)
    curves = pieces(figure, "unit adds") + pieces(figure, "unit subtracts")
    total = params.W_O[0, 0] + np.sum([y[np.isin(x, SHARED_POINTS)] for x, y in curves], axis=0)
    assert len(curves) == 9
    z_O = network.forward(params, SHARED_POINTS[:, None]).z_O[:, 0]
    assert_allclose(total, z_O, rtol=0.0, atol=1e-12)


@either_kind
def test_each_drawn_curve_is_its_units(steepness: float) -> None:
    """Every point of the upper row is w g(z) of the unit that its hover text names."""
    network, params = construction(SINE, 9, steepness)
    trace = named(construction_curves(network, params, SINE, LIGHT), "unit adds")
    x, y, unit = (np.asarray(values) for values in (trace.x, trace.y, trace.customdata))
    drawn = np.isfinite(y)
    values = unit_curves(network, params, x[drawn])
    assert_allclose(y[drawn], values[np.arange(len(values)), unit[drawn] - 1], atol=1e-15)


@either_kind
def test_drawn_sum_is_the_output(steepness: float) -> None:
    """The thick line has the network's output at each of its points."""
    network, params = construction(SINE, 5, steepness)
    figure = construction_curves(network, params, SINE, LIGHT)
    for x, y in pieces(figure, "network, the sum"):
        assert_allclose(y, output(network, params, x), rtol=0.0, atol=1e-12)


def test_no_line_crosses_a_jump() -> None:
    """Steps are drawn in pieces that end at the jumps: N + 1 of them."""
    network, params = construction(SINE, 5)
    drawn = pieces(construction_curves(network, params, SINE, LIGHT), "network, the sum")
    p = positions(params)
    assert len(drawn) == 5 + 1
    assert all(not ((p > x[0]) & (p <= x[-1])).any() for x, _ in drawn)


def test_running_sums_are_those_of_the_first_units() -> None:
    """With 40 units every third running sum is drawn, the bias alone being the first."""
    network, params = construction(SINE, 40, 100.0)
    figure = construction_curves(network, params, SINE, LIGHT)
    drawn = pieces(figure, "running sums")
    sums = running_sums(network, params, plot_points(network, params))
    assert_allclose([y for _, y in drawn], sums[:, 0:40:3].T, rtol=1e-6)  # single precision


@either_kind
def test_the_largest_error_is_marked_where_it_is(steepness: float) -> None:
    """The bar is at its x, and is as long as the error."""
    network, params = construction(SINE, 6, steepness)
    bar = named(construction_curves(network, params, SINE, LIGHT), "largest error")
    error, x = largest_error_at(network, params, SINE)
    assert tuple(bar.x) == (x, x)
    assert abs(bar.y[1] - bar.y[0]) == pytest.approx(error)


@pytest.mark.parametrize("steepness", [50.0, 200.0, 500.0, 1000.0])
def test_points_are_dense_where_sigmoids_bend(steepness: float) -> None:
    """Between neighbouring points no unit changes by more than a third of its height."""
    network, params = construction(SINE, 8, steepness)
    curves = unit_curves(network, params, plot_points(network, params))
    assert (np.abs(np.diff(curves, axis=0)) <= np.abs(params.W_O[1:, 0]) / 3 + 1e-12).all()


def test_a_trained_network_is_drawn_beside_it() -> None:
    """The other network's line has its output."""
    shown, other = construction(SINE, 4), construction(SINE, 7, 30.0)
    trace = named(construction_curves(*shown, SINE, LIGHT, other), "trained instead")
    assert_allclose(trace.y, output(*other, np.asarray(trace.x)))


def chart(steps: Errors, sigmoids: Errors | None = None) -> go.Figure:
    return error_chart(steps, sigmoids, None, 2.0, (4, 0.25), LIGHT)


def test_error_chart_shows_what_was_measured() -> None:
    """Points stand at (N, error), the bound is L/(2N), and both axes are logarithmic."""
    figure = chart(Errors([1, 4], [0.9, 0.2]), Errors([1, 4], [0.8, 0.1]))
    assert named(figure, "steps").y == (0.9, 0.2)
    assert named(figure, "sigmoids").y == (0.8, 0.1)
    assert_allclose(named(figure, "bound L/(2N)").y, [error_bound(2.0, 1), error_bound(2.0, 4)])
    assert figure.layout.xaxis.type == figure.layout.yaxis.type == "log"


def test_an_error_of_zero_has_no_place_on_a_log_axis() -> None:
    """A target that is met exactly leaves a gap."""
    assert named(chart(Errors([1, 4], [0.0, 0.0])), "steps").y == (None, None)


@pytest.mark.parametrize(("n_hidden", "drawn"), [(1, 1), (6, 6), (7, 5), (64, 5)])
def test_network_picture_leaves_out_the_middle_of_many(n_hidden: int, drawn: int) -> None:
    """Up to six units are all there, else the first three and the last two, and the bias always."""
    network, params = construction(TARGETS["triangle"], n_hidden, 50.0)
    labels = texts(construction_network(network, params, LIGHT))
    assert len([text for text in labels if text.startswith("p = ")]) == drawn
    assert "+0.100" in labels  # the bias: f(0) of this target


def test_gradient_chart_draws_each_network_up_to_its_end() -> None:
    """A network that diverged has a shorter line, and a gradient of 0 is a gap."""
    norms = {"sigmoid": np.array([0.5, 0.0, 0.1]), "ReLU": np.array([3.0])}
    figure = gradient_chart([0, 5, 10], norms, LIGHT)
    assert named(figure, "sigmoid").y == (0.5, None, 0.1)
    assert named(figure, "ReLU").x == (0,)


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
@pytest.mark.parametrize("name", TARGETS)
def test_every_target_can_be_drawn(name: str, palette: object) -> None:
    """No target, not even one with a jump, breaks a figure."""
    network, params = construction(TARGETS[name], 3)
    assert construction_curves(network, params, TARGETS[name], palette).data  # type: ignore[arg-type]


@pytest.mark.parametrize("steepness", [STEP, 5.0, 200.0, 1000.0])
def test_the_figure_stays_small(steepness: float) -> None:
    """With the most units that the page offers it is sent in less than half a megabyte."""
    network, params = construction(SINE, 64, steepness)
    assert len(construction_curves(network, params, SINE, LIGHT).to_json()) < 500_000
