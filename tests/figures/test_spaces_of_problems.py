"""Hidden space and surfaces of several classes and of predicted numbers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from nnviz.figures.style import color_at
from nnviz.network import Params
from nnviz.palette import LIGHT
from nnviz.surfaces import output_color_range
from tests.figures.drawing import (
    PROBLEM_SETS,
    SURFACE_PROBLEMS,
    Drawing,
    all_named,
    contested,
    drawing,
    named,
    texts,
)

BOUNDARY = "boundary between classes"
every_number = pytest.mark.parametrize("n_classes", [3, 4, 5])
numbers = pytest.mark.parametrize(
    ("dataset", "output"), [("saddle", 0), ("rotation", 0), ("rotation", 1), ("sine", 0)]
)


def points(trace: Any) -> np.ndarray:
    """Return the coordinates (n, 2 or 3) of a trace."""
    return np.column_stack([trace[axis] for axis in "xyz" if axis in trace])


def held_scores(d: Drawing, u: np.ndarray, units: tuple[int, ...]) -> np.ndarray:
    """Return the scores at u (n, n_chosen), all other units at their means over training."""
    means = d.network.forward(d.params, d.sample.X[~d.is_test]).u_H.mean(axis=0)
    u_H = np.tile(means, (len(u), 1))
    u_H[:, list(units)] = u
    return d.params.W_O[0] + u_H @ d.params.W_O[1:]


def note(d: Drawing, *units: int, output: int = 0) -> str:
    """Return the hidden space's note in one line."""
    text = texts(d.hidden_space(*units, output=output))[0]
    return text.replace("<br>", " ").replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("dataset", PROBLEM_SETS.values())
@pytest.mark.parametrize("units", [(0, 1), (2, 0, 1)])
def test_samples_are_at_their_hidden_outputs(dataset: str, units: tuple[int, ...]) -> None:
    """Over all groups, every sample is drawn once, at u_H of the chosen units."""
    d = drawing(4, dataset=dataset)
    traces = [t for t in d.hidden_space(*units).data if t.customdata is not None]
    rows = np.concatenate([t.customdata[:, 0] for t in traces]).astype(int) - 1
    u_H = d.network.forward(d.params, d.sample.X).u_H
    assert sorted(rows) == list(range(len(d.sample.X)))
    assert_array_equal(np.vstack([points(t) for t in traces]), u_H[rows][:, list(units)])


@every_number
@pytest.mark.parametrize("units", [(0, 1), (0, 1, 2)])
def test_boundaries_are_where_two_classes_lead(n_classes: int, units: tuple[int, ...]) -> None:
    """At every corner the two highest scores are equal, the other units at their means."""
    d = contested(n_classes)
    boundaries = [t for t in d.hidden_space(*units).data if (t.name or "").startswith(BOUNDARY)]
    assert boundaries
    for trace in boundaries:
        highest = np.sort(held_scores(d, points(trace), units), axis=1)[:, -2:]
        assert_allclose(highest[:, 0], highest[:, 1], atol=1e-9)


def test_note_says_which_class_wins_everywhere() -> None:
    """Where no boundary is in view the note names the class."""
    W_O = np.zeros((3, 3))
    W_O[0, 2] = 5.0
    d = drawing(2, params=Params(np.ones((3, 2)), W_O), dataset="blobs")
    assert not all_named(d.hidden_space(0, 1), BOUNDARY)
    assert "class 2 is the most likely all over it" in note(d, 0, 1)


@pytest.mark.parametrize(("n_hidden", "held"), [(2, False), (3, True), (5, True)])
@pytest.mark.parametrize("dataset", ["blobs", "saddle"])
def test_note_says_that_units_are_held(n_hidden: int, held: bool, dataset: str) -> None:  # noqa: FBT001
    """Where lines depend on units that are not axes, the note says so, and only there."""
    assert ("over the training samples" in note(drawing(n_hidden, dataset=dataset), 0, 1)) is held


@numbers
def test_lines_of_equal_output_are_at_round_values(dataset: str, output: int) -> None:
    """At both ends of each line the output is the value that is written on it."""
    d = drawing(2, dataset=dataset)
    d = replace(d, params=Params(d.params.W_H, 0.2 * d.params.W_O))  # lines in view
    lines = [t for t in d.hidden_space(0, 1, output=output).data if t.mode == "lines+text"]
    assert lines
    for trace in lines:
        level = float(trace.text[1].replace("−", "-"))
        assert_allclose(held_scores(d, points(trace), (0, 1))[:, output], level, atol=1e-9)


@numbers
def test_samples_are_colored_by_the_chosen_target(dataset: str, output: int) -> None:
    """Markers have the colours of the chosen output's target, whose bar says its range."""
    d = drawing(dataset=dataset)
    figure = d.hidden_space(0, 1, output=output)
    [trace] = [t for t in all_named(figure, "training samples") if t.customdata is not None]
    span = output_color_range(d.sample)
    assert_array_equal(trace.marker.color, d.sample.targets[~d.is_test, output])
    axis = figure.layout[trace.marker.coloraxis]
    assert (axis.cmin, axis.cmax) == (span.low, span.high)


def test_note_is_the_linear_regression() -> None:
    """The note holds the output's own equation, here with every number known."""
    W_O = np.array([[0.5], [1.25], [-3.0]])
    d = drawing(2, params=Params(np.ones((3, 2)), W_O), dataset="saddle")
    assert "ŷ = 0.50 + 1.25 u₁ − 3.00 u₂" in note(d, 0, 1)


def test_stacked_samples_of_a_regression_are_counted() -> None:
    """Step units put samples on few places; their counts add up to all samples."""
    figure = drawing(2, "step", dataset="saddle").hidden_space(0, 1)
    (counts,) = [t for t in figure.data if t.mode == "markers+text"]
    assert sum(int(text.split()[0]) for text in counts.text) == 40


def test_one_sample_alone_is_counted_in_the_singular() -> None:
    """Of seven samples of equal features and one apart, the labels are for 7 and for 1."""
    d = drawing(
        2,
        "step",
        Params(np.array([[-0.5] * 2, [1.0] * 2, [0.0] * 2]), np.ones((3, 1))),
        8,
        "saddle",
    )
    X = np.array([[0.0, 0.0]] * 7 + [[1.0, 0.0]])
    figure = replace(d, sample=replace(d.sample, X=X)).hidden_space(0, 1)
    (counts,) = [t for t in figure.data if t.mode == "markers+text"]
    assert sorted(counts.text) == ["1 sample", "7 samples"]


@pytest.mark.parametrize("n_axes", [2, 3])
def test_shapes_tell_five_classes_apart(n_axes: int) -> None:
    """No two classes have the same marker: another shape, or in 3-D another size."""
    figure = drawing(3, dataset="rings", n_classes=5).hidden_space(*range(n_axes))
    looks = {
        t.name: (t.marker.symbol, t.marker.size)
        for t in figure.data
        if t.customdata is not None and "test" not in t.name
    }
    assert len(set(looks.values())) == len(looks) == 5
    assert [name for name in looks if "small" in name] == ["class 4 (small)"] * (n_axes == 3)


@pytest.mark.parametrize("dataset", SURFACE_PROBLEMS.values())
def test_every_output_has_its_surface(dataset: str) -> None:
    """Surface k is u_O,k over the feature space, with the samples at what it should be."""
    d = drawing(dataset=dataset)
    target = d.sample.problem.head.encode(d.sample.y, d.sample.n_outputs)
    for k in range(d.sample.n_outputs):
        figure = d.surface(f"o{k + 1}")
        [surface] = [t for t in figure.data if t.type == "surface"]
        grid = np.stack(np.meshgrid(surface.x, surface.y), axis=-1).reshape(-1, 2)
        u_O = d.network.forward(d.params, grid).u_O[:, k]
        assert_allclose(surface.z.ravel(), u_O, rtol=5e-5, atol=1e-6)
        for trace in (t for t in figure.data if t.customdata is not None and t is not surface):
            rows = trace.customdata[:, 0].astype(int) - 1
            assert_array_equal(trace.z, target[rows, k])


@pytest.mark.parametrize("dataset", ["saddle", "rotation"])
def test_upright_axis_contains_every_target(dataset: str) -> None:
    """No sample is outside the box."""
    d = drawing(dataset=dataset)
    low, high = d.surface("o1").layout.scene.zaxis.range
    assert low < d.sample.targets.min()
    assert high > d.sample.targets.max()


def test_surfaces_of_classes_have_no_decision_boundary() -> None:
    """P(y = k) = ½ decides nothing among several classes, so no line is drawn there."""
    figure = drawing(dataset="blobs").surface("o1")
    assert not named(figure, "P(y = 0 | x)").contours.z.show


@pytest.mark.parametrize("k", range(4))
def test_surface_of_a_class_has_the_hue_of_the_class(k: int) -> None:
    """The scale is from grey over the ground at 1/K to the hue of class k on the map of classes."""
    d = drawing(dataset="rings", n_classes=4)
    scale = d.surface(f"o{k + 1}").layout.coloraxis.colorscale
    grey = color_at(-0.25 / 0.75, replace(LIGHT, low=LIGHT.muted))
    assert [color for _, color in scale] == [grey, LIGHT.ground, LIGHT.regions[k]]
    assert d.surface("h1").layout.coloraxis.colorscale[0][1] == LIGHT.low


def test_unknown_outputs_are_refused() -> None:
    """The message lists every output that exists."""
    with pytest.raises(ValueError, match="node must be one of h1, h2, h3, o1, o2; got 'o3'"):
        drawing(dataset="polar").surface("o3")
