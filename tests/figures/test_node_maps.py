from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from nnviz.figures.map_plan import plan_narrow, plan_wide
from nnviz.network import Network, Params
from tests.figures.drawing import drawing, named, texts

FOUR_DIGITS = 5e-5


def constant_output(bias: float, n_hidden: int = 1) -> Params:
    """Return weights with which u_O is σ(bias) everywhere."""
    W_O = np.zeros((n_hidden + 1, 1))
    W_O[0] = bias
    return Params(np.ones((3, n_hidden)), W_O)


@pytest.mark.parametrize(("node", "kind"), [("h1", "u_H"), ("h3", "u_H"), ("o1", "u_O")])
def test_maps_hold_the_outputs_of_the_network(node: str, kind: str) -> None:
    """The value of every cell is the network's output at the cell's middle."""
    d = drawing()
    trace = named(d.node_maps(), node)
    points = np.stack(np.meshgrid(trace.x, trace.y), axis=-1).reshape(-1, 2)
    expected = getattr(d.network.forward(d.params, points), kind)[:, int(node[1:]) - 1]
    assert_allclose(trace.z.ravel(), expected, rtol=FOUR_DIGITS)


def test_hidden_maps_know_z_for_hovering() -> None:
    """The custom data of a hidden map are z_H at the same points as u_H."""
    d = drawing()
    trace = named(d.node_maps(), "h2")
    points = np.stack(np.meshgrid(trace.x, trace.y), axis=-1).reshape(-1, 2)
    z_H = d.network.forward(d.params, points).z_H[:, 1]
    assert_allclose(trace.customdata.ravel(), z_H, rtol=FOUR_DIGITS, atol=1e-6)


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("n_hidden", range(1, 17))
def test_every_node_has_its_map(n_hidden: int, narrow: bool) -> None:  # noqa: FBT001
    """One map a node, each on axes of its own."""
    figure = drawing(n_hidden).node_maps(narrow=narrow)
    maps = [trace for trace in figure.data if trace.type == "heatmap"]
    assert [trace.name for trace in maps] == [*(f"h{m + 1}" for m in range(n_hidden)), "o1"]
    assert len({trace.xaxis for trace in maps}) == n_hidden + 1


@pytest.mark.parametrize("plan", [plan_wide, plan_narrow])
@pytest.mark.parametrize("n_hidden", range(1, 17))
def test_hidden_maps_are_of_one_size(n_hidden: int, plan: type) -> None:
    """All hidden maps are equal, and the output's is larger."""
    sides = {box.side for box in plan(n_hidden).hidden}
    assert len(sides) == 1
    assert plan(n_hidden).output.side > sides.pop()


@pytest.mark.parametrize("plan", [plan_wide, plan_narrow])
@pytest.mark.parametrize("n_hidden", range(1, 17))
def test_maps_do_not_overlap(n_hidden: int, plan: type) -> None:
    """Any two maps are apart in one direction at least, and inside the plot area."""
    boxes = plan(n_hidden).boxes
    for i, a in enumerate(boxes):
        assert 0 <= a.left < a.right <= plan(n_hidden).width + 1e-9
        assert 0 <= a.top < a.bottom <= plan(n_hidden).height
        for b in boxes[:i]:
            apart_across = a.left >= b.right or b.left >= a.right
            assert apart_across or a.top >= b.bottom or b.top >= a.bottom


def test_number_of_columns_can_be_chosen() -> None:
    """With eight hidden units and four columns there are two rows."""
    assert len({box.top for box in plan_wide(8, 4).hidden}) == 2


def test_narrow_figure_begins_with_the_output() -> None:
    """On a phone the output's map is above all hidden maps."""
    plan = plan_narrow(5)
    assert plan.output.bottom < min(box.top for box in plan.hidden)


def test_captions_carry_signed_output_weights() -> None:
    """Each caption says its node's weight into the output, with its sign and a true minus."""
    params = Params(np.ones((3, 2)), np.array([[0.5], [1.25], [-3.0]]))
    first, second, output, *_ = texts(drawing(2, params=params).node_maps())
    assert "u₁" in first and "w<sub>O,1</sub> = +1.25" in first  # noqa: PT018 - one caption
    assert "u₂" in second and "w<sub>O,2</sub> = −3.00" in second  # noqa: PT018
    assert "w<sub>O,0</sub> = +0.50" in output


def test_boundary_is_the_contour_at_one_half() -> None:
    """The one contour level is ½, on the values that the output's map shows."""
    figure = drawing().node_maps()
    (boundary,) = [trace for trace in figure.data if trace.type == "contour"]
    assert boundary.contours.start == boundary.contours.end == 0.5
    assert_array_equal(boundary.z, named(figure, "o1").z)


@pytest.mark.parametrize(("bias", "words"), [(1.0, "> ½"), (-1.0, "< ½"), (0.0, "= ½")])
def test_no_boundary_is_drawn_where_there_is_none(bias: float, words: str) -> None:
    """A constant output has no contour, and a note says on which side of ½ it is."""
    figure = drawing(1, params=constant_output(bias)).node_maps()
    assert not [trace for trace in figure.data if trace.type == "contour"]
    assert words in texts(figure)[-1]


def test_zero_lines_are_where_z_is_zero() -> None:
    """Both ends of a hidden map's line satisfy w₀ + w · x = 0."""
    d = drawing()
    line = named(d.node_maps(), "h1, z = 0")
    ends = np.column_stack([line.x, line.y])
    assert_allclose(d.network.forward(d.params, ends).z_H[:, 0], 0.0, atol=1e-9)


def test_unit_without_weights_has_no_zero_line() -> None:
    """A unit that ignores its inputs has a map and no line z = 0."""
    params = Params(np.array([[-1.0], [0.0], [0.0]]), np.ones((2, 1)))
    names = [trace.name for trace in drawing(1, "relu", params).node_maps().data]
    assert "h1" in names
    assert "h1, z = 0" not in names


def test_color_axes_span_the_given_ranges() -> None:
    """All hidden maps share the hidden range; the output's map has its own."""
    d = drawing(3, "tanh")
    layout = d.node_maps().layout
    assert (layout.coloraxis.cmin, layout.coloraxis.cmax) == (-1.0, 1.0)
    assert (layout.coloraxis2.cmin, layout.coloraxis2.cmax) == (0.0, 1.0)
    assert "from −1 to 1" in layout.coloraxis.colorbar.title.text


@pytest.mark.parametrize("size", [1e20, 3e38])
def test_huge_weights_are_drawn(size: float) -> None:
    """Weights up to the largest of single precision give finite maps, without a warning."""
    params = Params(np.array([[-size], [size], [size]]), np.array([[-size], [size]]))
    figure = drawing(1, "relu", params).node_maps()
    assert np.isfinite(named(figure, "h1").z).all()


def test_single_sample_is_drawn() -> None:
    """One sample gives one trace of one marker."""
    figure = drawing(n_samples=1).node_maps()
    (markers,) = [trace for trace in figure.data if trace.name.startswith("class")]
    assert len(markers.x) == 1


def test_axes_carry_the_feature_names() -> None:
    """A feature called x1 is shown with its subscript, and markup in a name as it is."""
    d = drawing()
    d = replace(d, sample=replace(d.sample, feature_names=("x1", "<i>age")))
    layout = d.node_maps().layout
    assert (layout.xaxis4.title.text, layout.yaxis4.title.text) == ("x₁", "&lt;i&gt;age")


@pytest.mark.parametrize("figure", ["node_maps", "scores"])
def test_networks_for_other_samples_are_refused(figure: str) -> None:
    """A network with another head than the sample's problem raises a sentence with both."""
    d = replace(drawing(), network=Network(2, 3, 1, head="regression"))
    words = r"one for this sample.*\(2, 1, 'binary'\); got \(2, 1, 'regression'\) instead"
    with pytest.raises(ValueError, match=words):
        getattr(d, figure)()


def test_figure_stays_small() -> None:
    """The app's first network gives less than 1.5 MB of JSON."""
    assert len(drawing(4, n_samples=400).node_maps().to_json()) < 1_500_000
