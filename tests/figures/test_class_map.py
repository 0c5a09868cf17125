"""The most likely of several classes, under the lines that an identity network collapses to."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from nnviz.datasets import DATASETS
from nnviz.figures import collapsed_classes
from nnviz.network import Network, Params
from nnviz.palette import LIGHT
from nnviz.snapshot import Snapshot
from tests.figures.drawing import all_named, named, over

FOUR_DIGITS = 5e-5
BOUNDARY = "network: two classes equally likely"
every_number = pytest.mark.parametrize("n_classes", [3, 4, 5])


def sectors(n_classes: int) -> Snapshot:
    """Return an identity network of classes, each of which is the likeliest in a sector."""
    angle = 2.0 * np.pi * np.arange(n_classes) / n_classes + 0.1
    directions = np.stack([np.cos(angle), np.sin(angle)])  # (2, n_classes)
    params = Params(np.eye(3)[:, 1:], 3.0 * np.vstack([np.zeros(n_classes), directions]))
    network = Network(2, 2, n_classes, "identity", "multiclass")
    sample = DATASETS["pinwheel"].make(40, rng=1, n_classes=n_classes)
    return Snapshot(network, params, sample, np.zeros(len(sample.X), dtype=bool), "net", 7)


def figure_of(snapshot: Snapshot) -> go.Figure:
    """Return the map."""
    return collapsed_classes(snapshot, LIGHT)[0]


@every_number
def test_a_cell_says_class_and_sureness(n_classes: int) -> None:
    """A cell's number is its most likely class and how far P is from 1/K to 1."""
    snapshot = sectors(n_classes)
    trace = named(figure_of(snapshot), "class")
    u_O = snapshot.network.forward(snapshot.params, over(trace)).u_O
    sure = (u_O.max(axis=1) - 1.0 / n_classes) / (1.0 - 1.0 / n_classes)
    assert_allclose(trace.z.ravel(), u_O.argmax(axis=1) + sure, atol=2e-3)
    assert_array_equal(trace.text.ravel(), u_O.argmax(axis=1))
    assert_allclose(trace.customdata.ravel(), u_O.max(axis=1), rtol=FOUR_DIGITS)


@every_number
def test_class_colors_are_the_palettes(n_classes: int) -> None:
    """From k to k + 1 the scale runs from the ground to the hue of class k."""
    axis = figure_of(sectors(n_classes)).layout.coloraxis3
    scale = [(position * n_classes, color) for position, color in axis.colorscale]
    expected = [
        (k + end, (LIGHT.ground, LIGHT.regions[k])[end]) for k in range(n_classes) for end in (0, 1)
    ]
    assert [color for _, color in scale] == [color for _, color in expected]
    assert_allclose([p for p, _ in scale], [p for p, _ in expected])


@every_number
def test_boundaries_are_where_the_class_changes(n_classes: int) -> None:
    """Each field's sign says where one class wins; all classes but one have one, one entry."""
    snapshot = sectors(n_classes)
    boundaries = all_named(figure_of(snapshot), BOUNDARY)
    assert len(boundaries) == n_classes - 1
    assert [trace.showlegend for trace in boundaries].count(True) == 1
    for trace in boundaries:
        assert trace.contours.start == trace.contours.end == 0.0
        z_O = snapshot.network.forward(snapshot.params, over(trace)).z_O
        winner = z_O.argmax(axis=1)
        wins = {k for k in range(n_classes) if ((winner == k) == (trace.z.ravel() > 0)).all()}
        assert len(wins) == 1


def test_a_class_that_wins_everywhere_has_no_boundary() -> None:
    """With one large bias there is a map without lines."""
    snapshot = sectors(3)
    W_O = snapshot.params.W_O + np.array([[0.0, 99.0, 0.0], *np.zeros((2, 3))])
    certain = Snapshot(
        snapshot.network, Params(snapshot.params.W_H, W_O), snapshot.sample, snapshot.is_test,
        "net", 7,
    )  # fmt: skip
    assert not all_named(figure_of(certain), BOUNDARY)


@pytest.mark.parametrize("size", [1e20, 3e38])
def test_huge_weights_are_drawn(size: float) -> None:
    """Weights up to the largest of single precision give a finite map, without a warning."""
    snapshot = sectors(3)
    params = Params(snapshot.params.W_H, size * np.sign(snapshot.params.W_O))
    huge = Snapshot(snapshot.network, params, snapshot.sample, snapshot.is_test, "net", 7)
    assert np.isfinite(named(figure_of(huge), "class").z).all()
