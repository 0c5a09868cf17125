"""The hidden space with all units at once, seen along the boundary."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import plotly.graph_objects as go
import pytest
from numpy.testing import assert_allclose, assert_array_equal
from sklearn.decomposition import PCA

from nnviz.activations import ACTIVATIONS
from nnviz.network import Params
from nnviz.surfaces import contour_levels, output_color_range
from tests.figures.drawing import Drawing, all_named, contested, drawing, named, texts


def samples(figure: go.Figure) -> tuple[np.ndarray, np.ndarray]:
    """Return the rows of the samples as they are drawn, and where they are (n, 2 or 3)."""
    traces = [t for t in figure.data if t.customdata is not None]
    rows = np.concatenate([t.customdata[:, 0] for t in traces]).astype(int) - 1
    axes = "xyz" if traces[0].type == "scatter3d" else "xy"
    return rows, np.vstack([np.column_stack([t[axis] for axis in axes]) for t in traces])


def spread(d: Drawing) -> float:
    """Return the largest variance of training samples at right angles to the output weights."""
    u = d.network.forward(d.params, d.sample.X[~d.is_test]).u_H
    normal = d.params.W_O[1:, 0] / np.linalg.norm(d.params.W_O[1:, 0])
    return float(PCA().fit(u - np.outer(u @ normal, normal)).explained_variance_[0])


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_each_sample_is_on_the_side_where_the_network_puts_it(activation: str) -> None:
    """The horizontal place is z_O, and the boundary is the line z_O = 0 from edge to edge."""
    d = drawing(5, activation)
    figure = d.hidden_space()
    rows, places = samples(figure)
    z_O = d.network.forward(d.params, d.sample.X).z_O[:, 0]
    assert_array_equal(places[:, 0], z_O[rows])
    line = named(figure, "u<sub>O</sub> = 0.5")
    assert_allclose(line.x, 0.0, atol=1e-9 * np.ptp(z_O))
    assert sorted(line.y) == pytest.approx(figure.layout.yaxis.range)
    assert line.line.dash is None


@pytest.mark.parametrize("activation", ["identity", "sigmoid", "tanh", "relu", "sine"])
def test_the_vertical_axis_is_the_first_principal_component_beside_the_score(
    activation: str,
) -> None:
    """The variance there is scikit-learn's largest at right angles to the output weights."""
    d = drawing(5, activation)
    rows, places = samples(d.hidden_space())
    training = places[~d.is_test[rows], 1]
    assert np.var(training, ddof=1) == pytest.approx(spread(d), rel=1e-9)


@pytest.mark.parametrize("n_classes", [3, 4])
def test_classes_are_separated_as_the_network_decides(n_classes: int) -> None:
    """The axes are z_k − z_0, and on each boundary the two highest of 0 and these are equal."""
    d = contested(n_classes)
    figure = d.hidden_space()
    rows, places = samples(figure)
    z_O = d.network.forward(d.params, d.sample.X).z_O
    assert_allclose(places, (z_O[:, 1:] - z_O[:, :1])[rows])
    boundaries = [t for t in all_named(figure, "boundary between classes") if t.type != "mesh3d"]
    assert len(boundaries) >= n_classes - 1
    for trace in boundaries:
        corners = np.column_stack([trace[axis] for axis in "xyz"[: n_classes - 1]])
        highest = np.sort(np.column_stack([np.zeros(len(corners)), corners]), axis=1)[:, -2:]
        assert_allclose(highest[:, 0], highest[:, 1], atol=1e-9)


@pytest.mark.parametrize(("dataset", "output"), [("saddle", 0), ("rotation", 1), ("sine", 0)])
def test_predicted_numbers_are_the_horizontal_axis(dataset: str, output: int) -> None:
    """Samples are at their prediction, and lines of equal output are upright at their value."""
    d = drawing(4, dataset=dataset)
    W_O = 0.2 * d.params.W_O
    W_O[0] = -W_O[1:].mean(axis=0)  # lines in view
    d = replace(d, params=Params(d.params.W_H, W_O))
    figure = d.hidden_space(output=output)
    rows, places = samples(figure)
    assert_array_equal(places[:, 0], d.network.forward(d.params, d.sample.X).u_O[rows, output])
    lines = [t for t in figure.data if t.mode == "lines+text"]
    assert lines
    assert all(np.ptp(trace.x) < 1e-9 for trace in lines)
    low, high = figure.layout.xaxis.range
    levels = contour_levels(output_color_range(d.sample))
    assert_allclose([t.x[0] for t in lines], [v for v in levels if low < v < high], atol=1e-9)


def test_five_classes_have_no_such_picture() -> None:
    """Four differences of scores are more than a picture has axes."""
    with pytest.raises(ValueError, match=r"Three or four classes .* this network has 5"):
        contested(5).hidden_space()


@pytest.mark.parametrize("scale", [0.0, 1e38, 1e200])
def test_weights_of_any_size_are_drawn(scale: float) -> None:
    """Output weights of zero and hidden outputs of 1e200 give finite places and a note."""
    weights = np.array([[-1.0], [1.0], [2.0], [0.5]])
    params = Params(scale * np.ones((3, 3)), weights * (scale > 0.0))
    d = drawing(3, "identity", params)
    figure = d.hidden_space()
    assert np.isfinite(samples(figure)[1]).all()
    assert "All 3 hidden units" in texts(figure)[0]


def test_samples_that_fall_together_are_counted() -> None:
    """Step units put the samples on few places; their counts add up to all samples."""
    figure = drawing(3, "step").hidden_space()
    (counts,) = [t for t in figure.data if t.mode == "markers+text"]
    numbers = [int(line.split()[0]) for text in counts.text for line in text.split("<br>")]
    assert sum(numbers) == 40
