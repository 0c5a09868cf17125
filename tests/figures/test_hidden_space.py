from __future__ import annotations

from dataclasses import replace

import numpy as np
import plotly.graph_objects as go
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from nnviz.datasets import DATASETS
from nnviz.figures.hidden_space import _places
from nnviz.network import Params
from nnviz.number_format import percent
from tests.figures.drawing import Drawing, drawing, named, texts

BOUNDARY = "u<sub>O</sub> = 0.5"
HELD = f"{BOUNDARY}, other units at their means"


def points(trace: go.Scatter | go.Scatter3d | go.Mesh3d) -> np.ndarray:
    """Return the coordinates (n, 2 or 3) of a trace."""
    return np.column_stack([trace[axis] for axis in "xyz" if axis in trace])


def plane(figure: go.Figure) -> go.Mesh3d:
    """Return the figure's plane."""
    (mesh,) = [trace for trace in figure.data if trace.type == "mesh3d"]
    return mesh


def scores(d: Drawing, u_H: np.ndarray) -> np.ndarray:
    """Return w_O,0 + Σ w_O,m u_m."""
    return d.params.W_O[0, 0] + u_H @ d.params.W_O[1:, 0]


def with_output_weights(*weights: float, n_hidden: int = 2) -> Drawing:
    """Return sigmoid units whose output weights, bias first, are these."""
    d = drawing(n_hidden)
    return replace(d, params=Params(d.params.W_H, np.array(weights)[:, None]))


def test_samples_are_at_their_hidden_outputs() -> None:
    """The markers of a class are at u_H of its samples, for the units in the chosen order."""
    d = drawing()
    u_H = d.network.forward(d.params, d.sample.X).u_H
    chosen = (d.sample.y == 1) & ~d.is_test
    assert_array_equal(points(named(d.hidden_space(2, 0), "class 1")), u_H[chosen][:, [2, 0]])


def test_line_is_where_the_score_is_zero() -> None:
    """With exactly two hidden units both ends of the line satisfy w₀ + w · u = 0."""
    d = with_output_weights(-1.0, 3.0, -1.5)
    ends = points(named(d.hidden_space(0, 1), BOUNDARY))
    assert ends.shape == (2, 2)
    assert_allclose(scores(d, ends), 0.0, atol=1e-9)


def test_line_follows_the_order_of_the_units() -> None:
    """With the axes exchanged the line is still the output unit's."""
    d = with_output_weights(-1.0, 3.0, -1.5)
    ends = points(named(d.hidden_space(1, 0), BOUNDARY))
    assert_allclose(scores(d, ends[:, ::-1]), 0.0, atol=1e-9)


def test_plane_is_where_the_score_is_zero() -> None:
    """With exactly three hidden units every corner of the plane satisfies w₀ + w · u = 0."""
    d = with_output_weights(-1.0, 2.0, -3.0, 1.0, n_hidden=3)
    corners = points(plane(d.hidden_space(0, 1, 2)))
    assert len(corners) >= 3
    assert_allclose(scores(d, corners), 0.0, atol=1e-9)


def test_plane_stays_in_the_axes() -> None:
    """No corner of the plane lies outside the box of the three axes."""
    figure = with_output_weights(-1.0, 2.0, -3.0, 1.0, n_hidden=3).hidden_space(0, 1, 2)
    corners, scene = points(plane(figure)), figure.layout.scene
    low, high = np.transpose([scene.xaxis.range, scene.yaxis.range, scene.zaxis.range])
    assert (corners >= low - 1e-9).all()
    assert (corners <= high + 1e-9).all()


def test_other_units_are_held_at_their_means() -> None:
    """With more units the line is the boundary for the others at their means over training."""
    d = with_output_weights(-1.0, 3.0, -1.5, 0.5, 2.0, n_hidden=4)
    u_H = d.network.forward(d.params, d.sample.X).u_H
    line = named(d.hidden_space(0, 1), HELD)
    ends = points(line)
    assert line.line.dash == "dash"
    mean = u_H[~d.is_test].mean(axis=0)
    held = np.column_stack([ends, np.tile(mean[2:], (2, 1))])
    assert_allclose(scores(d, held), 0.0, atol=1e-9)


@pytest.mark.parametrize(
    ("n_hidden", "words"),
    [
        (3, "the other unit is held at its mean over the training samples"),
        (4, "the 2 other units are held at their means over the training samples"),
    ],
)
def test_note_says_that_units_are_held(n_hidden: int, words: str) -> None:
    """Where the line depends on units that are not axes, the note says so."""
    (note,) = texts(drawing(n_hidden).hidden_space(0, 1))
    assert words in note.replace("<br>", " ")


def test_note_says_how_often_the_network_decides_otherwise() -> None:
    """The share is that of samples that the dashed line puts on another side than all units do."""
    d = with_output_weights(-1.0, 3.0, -1.5, 4.0, 2.0, n_hidden=4)
    u_H = d.network.forward(d.params, d.sample.X).u_H
    held = u_H.copy()
    held[:, 2:] = u_H[~d.is_test, 2:].mean(axis=0)
    otherwise = np.mean((scores(d, held) > 0.0) != (scores(d, u_H) > 0.0))
    assert 0.0 < otherwise < 1.0
    said = texts(d.hidden_space(0, 1))[0].replace("<br>", " ")
    assert f"All 4 units together decide otherwise for {percent(otherwise)} of the samples" in said


def test_note_is_silent_about_units_that_do_not_exist() -> None:
    """With exactly the chosen units nothing is held."""
    (note,) = texts(drawing(2).hidden_space(0, 1))
    assert "held" not in note


@pytest.mark.parametrize(("bias", "relation"), [(50.0, ">"), (-50.0, "<")])
def test_note_says_that_the_line_is_not_in_view(bias: float, relation: str) -> None:
    """A line far from the unit square is not drawn, and the note says which side is seen."""
    figure = with_output_weights(bias, 1.0, 1.0).hidden_space(0, 1)
    (note,) = texts(figure)
    assert BOUNDARY not in [trace.name for trace in figure.data]
    assert "not in view" in note
    assert f"{relation} ½" in note.replace("\N{NO-BREAK SPACE}", " ")


def test_weights_of_zero_have_no_line() -> None:
    """Where all output weights are 0, P(y = 1) is ½ everywhere and there is no line."""
    figure = with_output_weights(0.0, 0.0, 0.0).hidden_space(0, 1)
    assert BOUNDARY not in [trace.name for trace in figure.data]
    assert "P(y = 1) = ½ all over it" in texts(figure)[0].replace("\N{NO-BREAK SPACE}", " ")


def test_hovering_shows_sample_features_outputs_and_probability() -> None:
    """The custom data of a marker are its number from 1, x1, x2, the chosen u and P(y = 1)."""
    d = drawing()
    forward = d.network.forward(d.params, d.sample.X)
    facts = named(d.hidden_space(0, 2), "class 0, test").customdata
    for number, *values in facts:
        i = int(number) - 1
        assert_array_equal(values, [*d.sample.X[i], *forward.u_H[i, [0, 2]], forward.u_O[i, 0]])


@pytest.mark.parametrize("units", [(0,), (0, 0), (0, 3), (-1, 0), (0, 1, 2, 3)])
def test_impossible_units_are_refused(units: tuple[int, ...]) -> None:
    """Anything but two or three different units of the network raises a sentence."""
    with pytest.raises(ValueError, match="two or three different indices from 0 to 2; got"):
        drawing(3).hidden_space(*units)


def test_one_hidden_unit_has_no_hidden_space() -> None:
    """A network with one hidden unit raises a sentence that says how many are needed."""
    with pytest.raises(ValueError, match=r"needs at least 2 hidden units .* has 1"):
        drawing(1).hidden_space(0, 1)


def test_step_activation_shows_how_many_samples_lie_on_each_other() -> None:
    """The counts at the corners of the square add up to all samples of each class."""
    d = drawing(2, "step")
    (counts,) = [trace for trace in d.hidden_space(0, 1).data if trace.text is not None]
    numbers = [[int(line.split()[0]) for line in text.split("<br>")] for text in counts.text]
    assert_array_equal(np.sum(numbers, axis=0), np.bincount(d.sample.y))
    assert d.hidden_space(0, 1).layout.xaxis.range[0] < -0.2  # room for the counts


def test_samples_fall_together_but_for_rounding() -> None:
    """0.1 + 0.2 and 0.3 are one place."""
    places, which = _places(np.array([[0.1 + 0.2, 1.0], [0.3, 1.0], [0.5, 0.0]])) or ([], [])
    assert len(places) == 2
    assert which[0] == which[1] != which[2]


def test_dead_units_have_axes() -> None:
    """Units that are 0 for every sample still span a plane of more than no width."""
    dead = Params(np.array([[-9.0, -9.0], [0.0, 0.0], [0.0, 0.0]]), np.ones((3, 1)))
    layout = drawing(2, "relu", dead).hidden_space(0, 1).layout
    assert layout.xaxis.range[0] < 0.0 < layout.xaxis.range[1]


def test_bounded_activations_keep_their_axes() -> None:
    """The axes of sigmoid units contain 0 to 1 whatever the weights."""
    low, high = drawing(2).hidden_space(0, 1).layout.xaxis.range
    assert low < 0.0
    assert high > 1.0


@pytest.mark.parametrize("dataset", DATASETS)
@pytest.mark.parametrize("n_samples", [3, 50])
def test_every_data_set_is_drawn(dataset: str, n_samples: int) -> None:
    """Every data set has its hidden space and its scores, also with hardly any samples."""
    d = drawing(3, dataset=dataset, n_samples=n_samples)
    assert all(figure.data for figure in (d.hidden_space(), d.hidden_space(0, 1), d.scores()))


def test_hovering_says_the_residual() -> None:
    """The marker of a predicted number knows target, prediction and their difference."""
    d = drawing(dataset="saddle")
    trace = next(t for t in d.hidden_space(0, 1).data if t.name == "test samples")
    number, *_, y, predicted, residual = trace.customdata.T
    u_O = d.network.forward(d.params, d.sample.X).u_O[:, 0]
    rows = number.astype(int) - 1
    assert_array_equal(y, d.sample.y[rows])
    assert_array_equal(predicted, u_O[rows])
    assert_array_equal(residual, d.sample.y[rows] - u_O[rows])


def test_huge_weights_are_drawn() -> None:
    """Weights of 1e38 give a finite line."""
    d = with_output_weights(-1e38, 1e38, 1e38)
    assert np.isfinite(points(named(d.hidden_space(0, 1), BOUNDARY))).all()
