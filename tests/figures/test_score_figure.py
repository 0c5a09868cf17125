from __future__ import annotations

from dataclasses import replace

import numpy as np
import plotly.graph_objects as go
import pytest
from numpy.testing import assert_array_equal
from sklearn.metrics import accuracy_score, confusion_matrix, r2_score, root_mean_squared_error

from nnviz.number_format import percent
from tests.figures.drawing import PROBLEM_SETS, Drawing, all_named, drawing, texts

CLASSES = [("xor", 3), ("blobs", 3), ("pinwheel", 4), ("rings", 5)]


def guesses(d: Drawing) -> np.ndarray:
    """Return what the network predicts."""
    u_O = d.network.forward(d.params, d.sample.X).u_O
    return u_O[:, 0] > 0.5 if d.network.head.name == "binary" else u_O.argmax(axis=1)


def matrices(figure: go.Figure) -> list[go.Heatmap]:
    """Return the figure's heat maps."""
    return [trace for trace in figure.data if trace.type == "heatmap"]


@pytest.mark.parametrize(("dataset", "n_classes"), CLASSES)
def test_matrices_hold_scikit_learns_confusions(dataset: str, n_classes: int) -> None:
    """Training comes first, then test; rows are true classes and columns predicted ones."""
    d = drawing(dataset=dataset, n_classes=n_classes)
    labels = range(d.sample.n_classes)
    for trace, rows in zip(matrices(d.scores()), (~d.is_test, d.is_test), strict=True):
        expected = confusion_matrix(d.sample.y[rows], guesses(d)[rows], labels=labels)
        assert_array_equal(trace.customdata, expected)


@pytest.mark.parametrize(("dataset", "n_classes"), CLASSES)
def test_cells_say_count_and_share_of_the_true_class(dataset: str, n_classes: int) -> None:
    """Each cell's text is its count, and below it the share of its row; 0 is alone."""
    for trace in matrices(drawing(dataset=dataset, n_classes=n_classes).scores()):
        totals = trace.customdata.sum(axis=1)
        for counts, cells, total in zip(trace.customdata, trace.text, totals, strict=True):
            for count, cell in zip(counts, cells, strict=True):
                expected = f"{count}<br>{percent(count / total)}" if count else "0"
                assert cell == expected


@pytest.mark.parametrize(("dataset", "n_classes"), CLASSES)
def test_captions_say_the_accuracy(dataset: str, n_classes: int) -> None:
    """Above each matrix is scikit-learn's accuracy of its samples."""
    d = drawing(dataset=dataset, n_classes=n_classes)
    for text, rows in zip(texts(d.scores()), (~d.is_test, d.is_test), strict=True):
        assert percent(accuracy_score(d.sample.y[rows], guesses(d)[rows])) in text


def test_one_wrong_of_many_is_not_called_perfect() -> None:
    """With 299 of 300 training samples right the caption and the cells say less than 100 %."""
    d = drawing(n_samples=400)
    y = guesses(d).astype(int)
    first = np.flatnonzero(~d.is_test)[0]
    y[first] = 1 - y[first]
    figure = replace(d, sample=replace(d.sample, y=y)).scores()
    assert "accuracy 99.7\N{NARROW NO-BREAK SPACE}%" in texts(figure)[0]
    row = matrices(figure)[0].text[y[first]]
    assert not any("100" in cell or "<br>0\N{NARROW NO-BREAK SPACE}" in cell for cell in row)


@pytest.mark.parametrize("dataset", ["saddle", "rotation", "sine"])
def test_numbers_are_drawn_over_their_targets(dataset: str) -> None:
    """In panel k every marker is at target and prediction of output k."""
    d = drawing(dataset=dataset)
    u_O = d.network.forward(d.params, d.sample.X).u_O
    for k, trace in enumerate(all_named(d.scores(), "training samples")):
        assert_array_equal(trace.x, d.sample.targets[~d.is_test, k])
        assert_array_equal(trace.y, u_O[~d.is_test, k])


@pytest.mark.parametrize("dataset", ["saddle", "rotation", "sine"])
def test_captions_say_r_squared_and_rmse(dataset: str) -> None:
    """Above panel k stand scikit-learn's R² and RMSE of output k, for training and test."""
    d = drawing(dataset=dataset)
    u_O = d.network.forward(d.params, d.sample.X).u_O
    for k, text in enumerate(texts(d.scores())):
        for line, rows in zip(text.split("<br>"), (~d.is_test, d.is_test), strict=True):
            pair = d.sample.targets[rows, k], u_O[rows, k]
            assert f"R² {r2_score(*pair):.3f}".replace("-", "−") in line
            assert f"RMSE {root_mean_squared_error(*pair):.3g}" in line


def test_diagonal_is_where_prediction_equals_target() -> None:
    """The line runs from corner to corner of equal axes."""
    figure = drawing(dataset="saddle").scores()
    [line] = all_named(figure, "perfect: prediction = target")
    assert_array_equal(line.x, line.y)
    assert tuple(line.x) == figure.layout.xaxis.range == figure.layout.yaxis.range


@pytest.mark.parametrize("dataset", PROBLEM_SETS.values())
@pytest.mark.parametrize("narrow", [False, True])
def test_without_test_samples_there_is_only_training(dataset: str, narrow: bool) -> None:  # noqa: FBT001
    """A sample that is not divided has no test matrix and no test scores."""
    d = drawing(dataset=dataset)
    figure = replace(d, is_test=np.zeros_like(d.is_test)).scores(narrow=narrow)
    assert not [text for text in texts(figure) if "test" in text]
    assert figure.layout.width <= 328 or not narrow


def test_far_predictions_do_not_hide_the_targets() -> None:
    """Predictions of 1e9 leave the axes no wider than three times the targets' range."""
    d = drawing(dataset="saddle")
    W_O = np.vstack([np.full_like(d.params.W_O[:1], 1e9), d.params.W_O[1:]])
    d = replace(d, params=replace(d.params, W_O=W_O))
    low, high = d.scores().layout.xaxis.range
    assert high - low < 3.5 * np.ptp(d.sample.y)
