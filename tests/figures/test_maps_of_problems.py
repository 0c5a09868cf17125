"""Node maps of several classes and of predicted numbers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from nnviz.datasets import DATASETS
from nnviz.figures.map_plan import plan_narrow, plan_wide
from nnviz.network import Params
from nnviz.palette import LIGHT
from tests.figures.drawing import (
    NODE_MAP_PROBLEMS,
    all_named,
    contested,
    drawing,
    named,
    over,
    texts,
)

FOUR_DIGITS = 5e-5
BOUNDARY = "boundary between classes"
every_number = pytest.mark.parametrize("n_classes", [3, 4, 5])
every_problem = pytest.mark.parametrize("dataset", NODE_MAP_PROBLEMS.values())


@every_problem
@pytest.mark.parametrize("narrow", [False, True])
def test_each_node_has_its_own_map(dataset: str, narrow: bool) -> None:  # noqa: FBT001
    """There is a map of every hidden node and of every output, each on axes of its own."""
    d = drawing(3, dataset=dataset)
    maps = [t for t in d.node_maps(narrow=narrow).data if t.type == "heatmap"]
    nodes = [*(f"h{m + 1}" for m in range(3)), *(f"o{k + 1}" for k in range(d.sample.n_outputs))]
    assert [t.name for t in maps] == nodes + ["class"] * (d.network.head.name == "multiclass")
    assert len({t.xaxis for t in maps}) == len(maps)


@every_problem
def test_output_maps_hold_the_outputs_of_the_network(dataset: str) -> None:
    """The value of every cell of output k is u_O,k at the cell's middle."""
    d = drawing(dataset=dataset)
    figure = d.node_maps()
    for k in range(d.sample.n_outputs):
        trace = named(figure, f"o{k + 1}")
        u_O = d.network.forward(d.params, over(trace)).u_O[:, k]
        assert_allclose(trace.z.ravel(), u_O, rtol=FOUR_DIGITS, atol=1e-6)


@every_number
def test_class_map_says_class_and_sureness(n_classes: int) -> None:
    """A cell's number is its most likely class and how far P is from 1/K to 1."""
    d = drawing(dataset="pinwheel", n_classes=n_classes)
    trace = named(d.node_maps(), "class")
    u_O = d.network.forward(d.params, over(trace)).u_O
    sure = (u_O.max(axis=1) - 1.0 / n_classes) / (1.0 - 1.0 / n_classes)
    assert_allclose(trace.z.ravel(), u_O.argmax(axis=1) + sure, atol=2e-3)
    assert_array_equal(trace.text.ravel(), u_O.argmax(axis=1))
    assert_allclose(trace.customdata.ravel(), u_O.max(axis=1), rtol=FOUR_DIGITS)


@every_number
def test_class_colors_are_the_palettes(n_classes: int) -> None:
    """From k to k + 1 the scale runs from the ground to the hue of class k."""
    axis = drawing(dataset="rings", n_classes=n_classes).node_maps().layout.coloraxis3
    scale = [(position * n_classes, color) for position, color in axis.colorscale]
    expected = [
        (k + end, (LIGHT.ground, LIGHT.regions[k])[end]) for k in range(n_classes) for end in (0, 1)
    ]
    assert [color for _, color in scale] == [color for _, color in expected]
    assert_allclose([p for p, _ in scale], [p for p, _ in expected])
    assert list(axis.colorbar.ticktext) == [f"class {k}" for k in range(n_classes)]


@every_number
def test_boundaries_are_where_the_class_changes(n_classes: int) -> None:
    """Each boundary's field is one class's score less the best other's: its sign says who wins."""
    d = contested(n_classes)
    boundaries = all_named(d.node_maps(), BOUNDARY)
    assert boundaries
    for trace in boundaries:
        assert trace.contours.start == trace.contours.end == 0.0
        winner = d.network.forward(d.params, over(trace)).z_O.argmax(axis=1)
        wins = {k for k in range(n_classes) if ((winner == k) == (trace.z.ravel() > 0)).all()}
        assert len(wins) == 1


@every_number
def test_every_pair_of_winners_is_parted(n_classes: int) -> None:
    """Where every class wins somewhere, all but one have a boundary, so none meet without."""
    d = contested(n_classes)
    boundaries = all_named(d.node_maps(), BOUNDARY)
    assert len(boundaries) == n_classes - 1
    assert [trace.showlegend for trace in boundaries].count(True) == 1


def test_a_class_that_wins_everywhere_has_no_boundary() -> None:
    """With one large bias there is no boundary, and a note says which class it is."""
    params = Params(np.ones((3, 1)), np.array([[0.0, 9.0, 0.0], [0.0, 0.0, 0.0]]))
    figure = drawing(1, params=params, dataset="blobs").node_maps()
    assert not all_named(figure, BOUNDARY)
    assert "class 1 is the most likely all over it" in texts(figure)[-1]


def test_samples_stand_on_the_class_map_with_a_shape_each() -> None:
    """Five classes have five marker shapes, on the axes of the map of classes."""
    figure = drawing(dataset="pinwheel", n_classes=5, n_samples=60).node_maps()
    markers = [t for t in figure.data if t.name.startswith("class ")]
    symbols = {t.name: t.marker.symbol for t in markers if "test" not in t.name}
    assert len(set(symbols.values())) == 5
    assert {t.xaxis for t in markers} == {named(figure, "class").xaxis}


def test_numbers_are_colored_by_their_target() -> None:
    """On output k the markers have target k, in the colours of the map under them."""
    d = drawing(dataset="rotation")
    figure = d.node_maps()
    for k in range(2):
        under = named(figure, f"o{k + 1}")
        [trace] = [
            t
            for t in all_named(figure, "training samples")
            if t.xaxis == under.xaxis and len(t.x) > 1
        ]
        assert_array_equal(trace.marker.color, d.sample.targets[~d.is_test, k])
        assert trace.marker.coloraxis == under.coloraxis


def test_hovering_says_the_residual() -> None:
    """A marker knows target, prediction and their difference."""
    d = drawing(dataset="saddle")
    trace = next(t for t in d.node_maps().data if t.name == "test samples")
    number, *_, y, predicted, residual = trace.customdata.T
    u_O = d.network.forward(d.params, d.sample.X).u_O[:, 0]
    rows = number.astype(int) - 1
    assert_array_equal(y, d.sample.y[rows])
    assert_array_equal(predicted, u_O[rows])
    assert_array_equal(residual, d.sample.y[rows] - u_O[rows])


@pytest.mark.parametrize("dataset", ["saddle", "rotation"])
def test_contour_lines_are_on_the_maps_values(dataset: str) -> None:
    """Lines of equal output are drawn from the very values of their map, and labelled."""
    figure = drawing(dataset=dataset).node_maps()
    for trace in all_named(figure, "contour lines"):
        [under] = [t for t in figure.data if t.type == "heatmap" and t.xaxis == trace.xaxis]
        assert_array_equal(trace.z, under.z)
        assert trace.contours.showlabels


def test_numbers_have_no_decision_boundary() -> None:
    """A regression decides nothing: no line at one half, and no note about one."""
    figure = drawing(dataset="saddle").node_maps()
    assert not all_named(figure, "u<sub>O</sub> = 0.5")
    assert not [text for text in texts(figure) if "boundary" in text]


def test_captions_name_the_outputs() -> None:
    """Classes are named by their probability, predicted numbers by their symbol."""
    classes = texts(drawing(dataset="blobs").node_maps())
    numbers = texts(drawing(dataset="polar").node_maps())
    assert any("P(y = 2 | x)" in text for text in classes)
    assert any("most likely class" in text for text in classes)
    assert any("u<sub>O,2</sub> = ŷ<sub>2</sub>" in text for text in numbers)


def test_captions_of_hidden_maps_carry_their_weights() -> None:
    """Two outputs show both weights; of more, the caption shows the strongest and its class."""
    two = Params(np.ones((3, 1)), np.array([[0.0, 0.0], [1.25, -3.0]]))
    three = Params(np.ones((3, 1)), np.array([[0.0, 0.0, 0.0], [1.25, -3.0, 2.0]]))
    assert "+1.25, −3.00" in texts(drawing(1, params=two, dataset="polar").node_maps())[0]
    assert "→ class 1: −3.0" in texts(drawing(1, params=three, dataset="blobs").node_maps())[0]


@pytest.mark.parametrize("plan", [plan_wide, plan_narrow])
@pytest.mark.parametrize("n_hidden", [1, 4, 16])
@pytest.mark.parametrize(("n_outputs", "has_classes"), [(2, False), (3, True), (5, True)])
@pytest.mark.parametrize("are_curves", [False, True])
def test_maps_do_not_overlap(
    n_hidden: int,
    plan: type,
    n_outputs: int,
    has_classes: bool,  # noqa: FBT001
    are_curves: bool,  # noqa: FBT001
) -> None:
    """Any two maps are apart in one direction at least, and inside the plot area."""
    p = plan(n_hidden, None, n_outputs, has_classes=has_classes, are_curves=are_curves)
    assert len(p.boxes) == n_hidden + n_outputs + has_classes
    for i, a in enumerate(p.boxes):
        assert 0 <= a.left < a.right <= p.width + 1e-9
        assert 0 <= a.top < a.bottom <= p.height
        for b in p.boxes[:i]:
            apart_across = a.left >= b.right - 1e-9 or b.left >= a.right - 1e-9
            assert apart_across or a.top >= b.bottom or b.top >= a.bottom


@pytest.mark.parametrize("size", [1e20, 3e38])
@every_problem
def test_huge_weights_are_drawn(dataset: str, size: float) -> None:
    """Weights up to the largest of single precision give finite maps, without a warning."""
    d = drawing(1, "relu", dataset=dataset)
    W_O = np.full((2, d.sample.n_outputs), size)
    W_O[0] *= -np.arange(1.0, d.sample.n_outputs + 1.0)
    d = replace(d, params=Params(np.array([[-size], [size], [size]]), np.minimum(W_O, size)))
    maps = [t for t in d.node_maps().data if t.type == "heatmap"]
    assert all(np.isfinite(trace.z).all() for trace in maps)


@pytest.mark.parametrize("name", [name for name, d in DATASETS.items() if d.problem != "curve"])
def test_every_data_set_is_drawn(name: str) -> None:
    """Every data set in the plane has its maps, also with hardly any samples."""
    for n_samples in (3, 50):
        assert drawing(2, dataset=name, n_samples=n_samples).node_maps().data


def test_figure_stays_small() -> None:
    """The largest network of five classes gives less than 2.5 MB of JSON."""
    d = drawing(16, n_samples=1000, dataset="rings", n_classes=5)
    assert len(d.node_maps().to_json()) < 2_500_000


def test_a_network_with_one_input_has_no_maps() -> None:
    """The sentence says how many inputs are needed and how many there are."""
    with pytest.raises(ValueError, match="needs n_inputs=2; got n_inputs=1"):
        drawing(dataset="sine").node_maps()
