from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from nnviz.network import Network, Params
from nnviz.palette import LIGHT
from tests.figures.drawing import drawing, named, texts

NAMES = {"h2": "u₂", "o1": "u<sub>O</sub>"}


@pytest.mark.parametrize(("node", "kind", "column"), [("h2", "u_H", 1), ("o1", "u_O", 0)])
def test_surface_is_the_output_of_the_node(node: str, kind: str, column: int) -> None:
    """The height of the surface is the node's output at every point of its grid."""
    d = drawing()
    surface = named(d.surface(node), NAMES[node])
    points = np.stack(np.meshgrid(surface.x, surface.y), axis=-1).reshape(-1, 2)
    expected = getattr(d.network.forward(d.params, points), kind)[:, column]
    assert_allclose(surface.z.ravel(), expected, rtol=5e-5)


@pytest.mark.parametrize("label", [0, 1])
def test_samples_stand_at_their_class_on_the_output(label: int) -> None:
    """Markers of the output's surface are at height y."""
    trace = named(drawing().surface("o1"), f"class {label}")
    assert_array_equal(trace.z, label)


def test_samples_stand_on_the_surface_of_a_hidden_node() -> None:
    """Markers of a hidden node's surface are within 2 % of the axis above their u."""
    d = drawing()
    figure = d.surface("h1")
    rows = (d.sample.y == 1) & ~d.is_test
    u = d.network.forward(d.params, d.sample.X[rows]).u_H[:, 0]
    low, high = figure.layout.scene.zaxis.range
    lift = (named(figure, "class 1").z - u) / (high - low)
    assert (lift >= 0).all()
    assert (lift <= 0.02).all()


def test_boundary_is_drawn_on_the_output_at_one_half() -> None:
    """The surface's level line is at ½ alone."""
    lines = named(drawing().surface("o1"), NAMES["o1"]).contours.z
    assert (lines.show, lines.start, lines.end) == (True, 0.5, 0.5)


def test_hidden_surfaces_have_no_boundary() -> None:
    """A hidden node's surface has no level line."""
    assert not named(drawing().surface("h2"), NAMES["h2"]).contours.z.show


def test_note_says_that_there_is_no_boundary() -> None:
    """Where the output never crosses ½ no line is drawn, and the note says so."""
    d = drawing(1, params=Params(np.ones((3, 1)), np.array([[-3.0], [0.0]])))
    figure = d.surface("o1")
    assert not named(figure, NAMES["o1"]).contours.z.show
    assert "No decision boundary in view" in texts(figure)[0].replace("<br>", " ")


def test_colors_are_those_of_the_maps() -> None:
    """The surface has the colours of the range that it is given: here of sigmoid units."""
    axis = drawing().surface("h1").layout.coloraxis
    assert (axis.cmin, axis.cmax) == (0.0, 1.0)
    assert [color for _, color in axis.colorscale] == [LIGHT.low, LIGHT.ground, LIGHT.high]


def test_upright_axis_contains_all_values() -> None:
    """An output beyond the range of the colours is still inside the axes."""
    d = drawing(1, "identity", Params(np.array([[90.0], [1.0], [1.0]]), np.ones((2, 1))))
    figure = d.surface("h1")
    assert figure.layout.scene.zaxis.range[1] > named(figure, "u₁").z.max() > 4.0


@pytest.mark.parametrize("node", ["h0", "h4", "o2", "h", ""])
def test_unknown_nodes_are_refused(node: str) -> None:
    """A name of no node raises a sentence that lists those that exist."""
    with pytest.raises(ValueError, match="node must be one of h1, h2, h3, o1; got"):
        drawing(3).surface(node)


def test_axes_carry_the_feature_names() -> None:
    """A feature called x1 is shown with its subscript, and markup in a name as it is."""
    d = drawing()
    d = replace(d, sample=replace(d.sample, feature_names=("x1", "<i>age")))
    scene = d.surface("o1").layout.scene
    assert (scene.xaxis.title.text, scene.yaxis.title.text) == ("x₁", "&lt;i&gt;age")


@pytest.mark.parametrize("draw", ["hidden_space", "scores"])
def test_networks_for_other_samples_are_refused(draw: str) -> None:
    """A network with another head than the sample's problem raises a sentence with both."""
    d = replace(drawing(), network=Network(2, 3, 1, head="regression"))
    words = r"one for this sample.*\(2, 1, 'binary'\); got \(2, 1, 'regression'\) instead"
    with pytest.raises(ValueError, match=words):
        getattr(d, draw)()


@pytest.mark.parametrize("size", [1e20, 3e38])
def test_huge_weights_are_drawn(size: float) -> None:
    """Weights up to the largest of single precision give finite surfaces, without a warning."""
    params = Params(np.array([[-size], [size], [size]]), np.array([[-size], [size]]))
    d = drawing(1, "relu", params)
    for node in ("h1", "o1"):
        assert np.isfinite(d.surface(node).data[0].z).all()


def test_figures_stay_small() -> None:
    """A surface of the largest sample has less than 0.6 MB of JSON, a hidden space 0.4 MB."""
    d = drawing(16, n_samples=1000)
    assert len(d.surface("o1").to_json()) < 600_000
    assert len(d.hidden_space().to_json()) < 400_000


def test_camera_survives_an_update() -> None:
    """The revision that Plotly keys the camera by is the same for every node."""
    d = drawing()
    assert d.surface("h1").layout.scene.uirevision == d.surface("o1").layout.scene.uirevision
