from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from nnviz import ACTIVATIONS
from nnviz.datasets import datasets_for
from nnviz.network import Params
from tests.figures.drawing import all_named, drawing, named, texts

FOUR_DIGITS = 5e-5
PREDICTION = "prediction ŷ of y"


@pytest.mark.parametrize("node", ["h1", "h3"])
def test_hidden_curves_are_the_nodes_outputs(node: str) -> None:
    """Every point of curve m is u_m at its x, all over the domain."""
    d = drawing(dataset="sine")
    trace = named(d.node_curves(), node)
    u_H = d.network.forward(d.params, trace.x[:, None].astype(float)).u_H
    assert_allclose(trace.y, u_H[:, int(node[1:]) - 1], rtol=FOUR_DIGITS, atol=1e-6)
    assert_allclose([trace.x[0], trace.x[-1]], d.sample.domain[0], rtol=1e-6)


def test_output_curve_is_the_prediction() -> None:
    """Every point of the output's curve is u_O at its x."""
    d = drawing(dataset="sine")
    trace = named(d.node_curves(), PREDICTION)
    u_O = d.network.forward(d.params, trace.x[:, None].astype(float)).u_O[:, 0]
    assert_allclose(trace.y, u_O, rtol=FOUR_DIGITS, atol=1e-5)


def test_samples_stand_at_their_target() -> None:
    """Markers are at (x, y) on the output's axes, training filled and test hollow."""
    d = drawing(dataset="sine")
    figure = d.node_curves()
    for name, rows in (("training samples", ~d.is_test), ("test samples", d.is_test)):
        trace = named(figure, name)
        assert_array_equal(np.column_stack([trace.x, trace.y]), np.c_[d.sample.X, d.sample.y][rows])
        assert trace.xaxis == named(figure, PREDICTION).xaxis


def test_dotted_lines_stand_where_z_is_zero() -> None:
    """The line of unit m is at the x where w₀ + w x = 0, if that is in view."""
    params = Params(np.array([[-0.5, 9.0, 0.0], [1.0, 1.0, 0.0]]), np.ones((4, 1)))
    figure = drawing(dataset="sine", params=params).node_curves()
    assert list(named(figure, "h1, z = 0").x) == [0.5, 0.5]
    assert not all_named(figure, "h2, z = 0")  # at −9
    assert not all_named(figure, "h3, z = 0")  # nowhere


def test_axes_contain_every_target() -> None:
    """No sample lies outside the output's picture."""
    d = drawing(dataset="overfit", n_samples=400)
    low, high = d.node_curves().layout.yaxis4.range
    assert low < d.sample.y.min()
    assert high > d.sample.y.max()


def test_axes_do_not_change_with_the_weights() -> None:
    """The same sample has the same axes at any step."""
    one, two = (
        replace(d, params=d.network.init(seed, scale=9.0)).node_curves().layout
        for seed, d in enumerate([drawing(dataset="sine")] * 2)
    )
    assert one.yaxis4.range == two.yaxis4.range
    assert one.yaxis.range == two.yaxis.range


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("narrow", [False, True])
def test_every_activation_is_drawn(activation: str, narrow: bool) -> None:  # noqa: FBT001
    """There is a curve for every unit, whatever the activation and the width."""
    figure = drawing(5, activation, dataset="step").node_curves(narrow=narrow)
    assert len([t for t in figure.data if t.fill == "tonexty"]) == 5


@pytest.mark.parametrize("name", datasets_for("curve"))
@pytest.mark.parametrize("n_samples", [1, 2, 50])
def test_every_data_set_is_drawn(name: str, n_samples: int) -> None:
    """Every data set of one input has its curves, also with hardly any samples."""
    assert drawing(2, dataset=name, n_samples=n_samples).node_curves().data


def test_captions_carry_the_output_weights() -> None:
    """Each caption says its node's weight into the output, as on maps."""
    params = Params(np.ones((2, 1)), np.array([[0.5], [-3.0]]))
    hidden, output = texts(drawing(1, dataset="sine", params=params).node_curves())
    assert "w<sub>O,1</sub> = −3.00" in hidden
    assert "u<sub>O</sub> = ŷ" in output


def test_huge_weights_are_drawn() -> None:
    """Weights of 1e38 give finite curves, without a warning."""
    params = Params(np.array([[-1e38], [1e38]]), np.array([[-1e38], [1e38]]))
    figure = drawing(1, "relu", params, dataset="sine").node_curves()
    assert np.isfinite(named(figure, "h1").y).all()


def test_a_network_with_two_inputs_has_no_curves() -> None:
    """The sentence says how many inputs are needed and how many there are."""
    with pytest.raises(ValueError, match="needs n_inputs=1; got n_inputs=2"):
        drawing().node_curves()
