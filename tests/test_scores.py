from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_allclose, assert_array_equal
from sklearn import metrics

from nnviz.heads import HEADS
from nnviz.network import Network
from nnviz.scores import (
    accuracy,
    confusion_matrix,
    overall_r_squared,
    overall_rmse,
    predict,
    r_squared,
    rmse,
)

N_OUTPUTS = {"binary": 1, "multiclass": 4, "regression": 1, "vector_regression": 3}
numbers = st.integers(-1000, 1000)  # whole, so that means of equal ones are exact in both programs
classes = arrays(np.int64, (2, 30), elements=st.integers(0, 3))


@given(classes)
def test_accuracy_is_scikit_learns(pair: np.ndarray) -> None:
    """The share of right classes."""
    assert accuracy(*pair) == pytest.approx(metrics.accuracy_score(*pair))


@given(classes, st.integers(4, 6))
def test_confusion_matrix_is_scikit_learns(pair: np.ndarray, n_classes: int) -> None:
    """Rows are true classes, columns predicted ones, with a row for classes that do not occur."""
    expected = metrics.confusion_matrix(*pair, labels=range(n_classes))
    assert_array_equal(confusion_matrix(*pair, n_classes), expected)


@given(classes)
def test_accuracy_is_the_diagonals_share(pair: np.ndarray) -> None:
    """What is on the diagonal was right."""
    matrix = confusion_matrix(*pair, 4)
    assert accuracy(*pair) == pytest.approx(np.trace(matrix) / matrix.sum())


@given(arrays(float, (2, 9, 3), elements=numbers))
def test_r_squared_is_scikit_learns(pair: np.ndarray) -> None:
    """R² of each output, also where its targets are all alike."""
    expected = metrics.r2_score(*pair, multioutput="raw_values")
    assert_allclose(r_squared(*pair), expected, rtol=1e-9, atol=1e-9)


@given(arrays(float, (2, 9, 1), elements=numbers))
def test_one_output_is_the_overall(pair: np.ndarray) -> None:
    """With a single output both kinds of R², and of RMSE, are the same; a vector is a column."""
    assert overall_r_squared(*pair) == r_squared(*pair)[0] == r_squared(*pair[..., 0])[0]
    assert_allclose(overall_rmse(*pair), rmse(*pair)[0], rtol=1e-12)


def test_overall_r_squared_is_the_heads(rng: np.random.Generator) -> None:
    """R² over all outputs is what training reports, which scikit-learn weights by variance."""
    y, z = rng.normal(size=(2, 20, 3)) * [1.0, 5.0, 0.1]
    expected = metrics.r2_score(y, z, multioutput="variance_weighted")
    assert_allclose(overall_r_squared(y, z), expected)
    assert_allclose(overall_r_squared(y, z), HEADS["vector_regression"].score(z, y, -1))


@given(arrays(float, (2, 9, 3), elements=numbers))
def test_rmse_is_scikit_learns(pair: np.ndarray) -> None:
    """The root of the mean squared error, of each output and of all numbers together."""
    expected = np.sqrt(metrics.mean_squared_error(*pair, multioutput="raw_values"))
    assert_allclose(rmse(*pair), expected, rtol=1e-12)
    assert_allclose(overall_rmse(*pair), np.sqrt(metrics.mean_squared_error(*pair)), rtol=1e-12)


@pytest.mark.parametrize("constant", [0.0, 0.1, 1e12, 1e12 / 3.0])
@pytest.mark.parametrize("n", [1, 2, 7, 400])
def test_constant_targets_score_1_or_0(constant: float, n: int) -> None:
    """Rounding of the mean is no variance: a perfect fit scores 1 and any other 0."""
    y = np.full(n, constant)
    assert overall_r_squared(y, y) == r_squared(y, y)[0] == 1.0
    assert overall_r_squared(y, y + 1.0) == r_squared(y, y + 1.0)[0] == 0.0


def test_targets_too_close_for_their_squares_score_0() -> None:
    """Differences of 1e-200, whose squares are 0 in floating point, are nothing to explain."""
    y = np.array([0.0, 1e-200])
    assert overall_r_squared(y, y + 1.0) == 0.0


@pytest.mark.parametrize("head", HEADS)
def test_scores_of_predictions_are_the_networks(head: str, rng: np.random.Generator) -> None:
    """`predict` gives what accuracy and R² need to agree with the network's own score."""
    network = Network(2, 3, N_OUTPUTS[head], head=head)
    params, X = network.init(rng), rng.normal(size=(50, 2))
    if "regression" in head:
        y: Any = rng.normal(size=(50, N_OUTPUTS[head]))
        score = overall_r_squared(y, predict(network, params, X))
    else:
        y = rng.integers(0, max(2, N_OUTPUTS[head]), 50)
        score = accuracy(y, predict(network, params, X))
    assert score == pytest.approx(network.score(params, X, y), rel=1e-12)


@pytest.mark.parametrize("score", [accuracy, r_squared, overall_r_squared, rmse, overall_rmse])
@pytest.mark.parametrize(("y", "predicted"), [([], []), ([1, 2], [1, 2, 3]), ([[1], [2]], [1])])
def test_values_that_do_not_go_together_are_refused(score: Any, y: Any, predicted: Any) -> None:
    """The message says what is needed and which shapes came."""
    with pytest.raises(ValueError, match="same shape, with at least one sample; got"):
        score(y, predicted)


@pytest.mark.parametrize("pair", [([0, 3], [0, 0]), ([0, 0], [0, -1]), ([0.5, 0], [0, 0])])
def test_classes_out_of_range_are_refused(pair: Any) -> None:
    """The message says which classes there are."""
    with pytest.raises(ValueError, match="whole numbers from 0 to 2"):
        confusion_matrix(*pair, 3)
