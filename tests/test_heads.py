from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_allclose, assert_array_equal
from numpy.typing import ArrayLike
from scipy.special import expit, logsumexp, softmax
from sklearn.metrics import accuracy_score, log_loss, r2_score

from nnviz.heads import HEADS

N_OUTPUTS = {"binary": 1, "multiclass": 3, "regression": 1, "vector_regression": 3}

every_head = pytest.mark.parametrize("name", HEADS)
scores = st.floats(-1000.0, 1000.0)


def example(name: str, rng: np.random.Generator, n: int = 12) -> tuple[np.ndarray, np.ndarray]:
    """Return scores z (n, n_outputs) and encoded targets of the same shape."""
    k = N_OUTPUTS[name]
    y = {
        "binary": rng.integers(0, 2, n),
        "multiclass": rng.integers(0, k, n),
        "regression": rng.normal(size=n),
        "vector_regression": rng.normal(size=(n, k)),
    }[name]
    return rng.normal(0.0, 2.0, (n, k)), HEADS[name].encode(y, k)


@every_head
def test_record_is_filed_under_its_own_name(name: str) -> None:
    """The key of a record is the record's name."""
    assert HEADS[name].name == name


def test_there_is_a_head_for_each_problem_of_the_lecture() -> None:
    """The keys are public: files and notebooks name heads by them."""
    assert list(HEADS) == ["binary", "multiclass", "regression", "vector_regression"]


def test_binary_link_is_the_logistic_function(rng: np.random.Generator) -> None:
    """A binary score becomes a probability by the logistic function."""
    z = rng.normal(0.0, 5.0, (20, 1))
    assert_allclose(HEADS["binary"].link(z), expit(z), rtol=1e-14)


def test_multiclass_link_is_softmax(rng: np.random.Generator) -> None:
    """Scores of classes become probabilities by softmax over the outputs."""
    z = rng.normal(0.0, 5.0, (20, 3))
    assert_allclose(HEADS["multiclass"].link(z), softmax(z, axis=1), rtol=1e-14)


@pytest.mark.parametrize("name", ["regression", "vector_regression"])
def test_regression_link_is_the_identity(name: str, rng: np.random.Generator) -> None:
    """A regression's output is its score."""
    z, _ = example(name, rng)
    assert_array_equal(HEADS[name].link(z), z)


def test_binary_loss_is_the_lectures(rng: np.random.Generator) -> None:
    """The binary loss is ln(1 + e^z) - y z."""
    z, y = example("binary", rng)
    assert_allclose(HEADS["binary"].loss(z, y, -1), (np.log(1 + np.exp(z)) - y * z)[:, 0])


def test_multiclass_loss_is_the_lectures(rng: np.random.Generator) -> None:
    """The multi-class loss is the logarithm of Σ e^z, less the score of the right class."""
    z, r = example("multiclass", rng)
    expected = logsumexp(z, axis=1) - z[np.arange(len(z)), r.argmax(axis=1)]
    assert_allclose(HEADS["multiclass"].loss(z, r, -1), expected)


@pytest.mark.parametrize("name", ["regression", "vector_regression"])
def test_squared_loss_is_the_lectures(name: str, rng: np.random.Generator) -> None:
    """The loss of regression is half the squared distance from target to score."""
    z, y = example(name, rng)
    assert_allclose(HEADS[name].loss(z, y, -1), 0.5 * np.linalg.norm(y - z, axis=1) ** 2)


@pytest.mark.parametrize("name", ["binary", "multiclass"])
def test_mean_loss_of_classes_is_scikit_learns_log_loss(
    name: str, rng: np.random.Generator
) -> None:
    """The loss of classes is the cross entropy, averaged over samples."""
    z, target = example(name, rng)
    head = HEADS[name]
    y = target[:, 0] if name == "binary" else target.argmax(axis=1)
    assert_allclose(head.loss(z, target, -1).mean(), log_loss(y, np.squeeze(head.link(z))))


@every_head
def test_delta_is_the_slope_of_the_loss(name: str, rng: np.random.Generator) -> None:
    """δ_O is ∂L/∂z_O of each sample and output, by central differences."""
    head, h = HEADS[name], 1e-5
    z, target = example(name, rng)
    for k in range(N_OUTPUTS[name]):
        nudge = h * (np.arange(N_OUTPUTS[name]) == k)
        slope = (head.loss(z + nudge, target, -1) - head.loss(z - nudge, target, -1)) / (2.0 * h)
        assert_allclose(head.delta(z, target)[:, k], slope, rtol=1e-7, atol=1e-8)


@given(z=arrays(float, (5, 2), elements=scores), y=arrays(int, 5, elements=st.integers(0, 1)))
def test_softmax_of_two_classes_is_the_binary_head(z: np.ndarray, y: np.ndarray) -> None:
    """Two classes lose what the binary head loses at the difference of their scores."""
    two, one = HEADS["multiclass"], HEADS["binary"]
    difference = z[:, 1:] - z[:, :1]
    loss = one.loss(difference, one.encode(y, 1), -1)
    assert_allclose(two.loss(z, two.encode(y, 2), -1), loss, rtol=1e-12, atol=1e-12)


@given(z=arrays(float, (5, 2), elements=scores))
def test_softmax_of_two_classes_is_the_logistic_function(z: np.ndarray) -> None:
    """P(second of two classes) is the logistic function of the difference of their scores."""
    probability = HEADS["binary"].link(z[:, 1:] - z[:, :1])
    assert_allclose(HEADS["multiclass"].link(z)[:, 1:], probability, rtol=1e-12, atol=1e-300)


@given(z=arrays(float, (4, 3), elements=scores), shift=scores)
def test_softmax_sees_differences_only(z: np.ndarray, shift: float) -> None:
    """Adding one number to all scores of a sample changes no probability."""
    head = HEADS["multiclass"]
    assert_allclose(head.link(z + shift), head.link(z), rtol=1e-9, atol=1e-12)


@every_head
@given(data=st.data())
def test_no_score_loses_less_than_the_perfect_one(name: str, data: st.DataObject) -> None:
    """A perfect prediction has the least loss, which is 0."""
    head, k = HEADS[name], N_OUTPUTS[name]
    z = data.draw(arrays(float, (4, k), elements=scores))
    classes = data.draw(arrays(int, 4, elements=st.integers(0, max(1, k - 1))))
    if "regression" in name:
        target = perfect = data.draw(arrays(float, (4, k), elements=scores))
    else:
        target = head.encode(classes, k)
        perfect = 1000.0 * (2.0 * target - 1.0)
    assert (head.loss(perfect, target, -1) == 0.0).all()
    assert (head.loss(z, target, -1) >= 0.0).all()


@every_head
@pytest.mark.parametrize("z", [-1000.0, 1000.0])
def test_extreme_scores_stay_finite(name: str, z: float) -> None:
    """Scores of ±1000 give finite losses, outputs and errors, without a warning."""
    head, k = HEADS[name], N_OUTPUTS[name]
    extreme = z * np.eye(3, k)
    target = head.encode(np.zeros((3, k)) if "vector" in name else np.zeros(3), k)
    results = (head.loss(extreme, target, -1), head.link(extreme), head.delta(extreme, target))
    assert all(np.isfinite(result).all() for result in results)


@pytest.mark.parametrize("name", ["binary", "multiclass"])
def test_an_extreme_mistake_costs_the_distance_of_the_scores(name: str) -> None:
    """A wrong answer at a score of 1000 loses 1000 nats: nothing is clipped."""
    z = np.array([[1000.0, 0.0, 0.0][: N_OUTPUTS[name]]])
    target = np.zeros_like(z) if name == "binary" else np.array([[0.0, 1.0, 0.0]])
    assert_allclose(HEADS[name].loss(z, target, -1), 1000.0, rtol=1e-15)


@every_head
def test_outputs_may_lie_along_any_axis(name: str, rng: np.random.Generator) -> None:
    """Link, error and loss are the same whether outputs are columns or rows."""
    head = HEADS[name]
    z, target = example(name, rng)
    assert_array_equal(head.link(z.T, 0).T, head.link(z))
    assert_array_equal(head.delta(z.T, target.T, 0).T, head.delta(z, target))
    assert_allclose(head.loss(z.T, target.T, 0), head.loss(z, target, -1), rtol=1e-14)


@every_head
def test_score_of_many_steps_is_the_score_of_each(name: str, rng: np.random.Generator) -> None:
    """Scores of a stack (steps, outputs, samples) are those of its steps, one by one."""
    head = HEADS[name]
    z, target = example(name, rng)
    stack = np.stack([z, z - 0.5, 3.0 * z])
    one_by_one = [head.score(step, target, -1) for step in stack]
    assert_allclose(head.score(stack.transpose(0, 2, 1), target.T, -2), one_by_one, rtol=1e-13)


@pytest.mark.parametrize("name", ["binary", "multiclass"])
def test_score_of_classes_is_scikit_learns_accuracy(name: str, rng: np.random.Generator) -> None:
    """The score of a classifier is the share of samples whose likeliest class is right."""
    head = HEADS[name]
    z, target = example(name, rng, n=50)
    u = head.link(z)
    guess = (u > 0.5) if name == "binary" else u.argmax(axis=1)
    y = target if name == "binary" else target.argmax(axis=1)
    assert head.score(z, target, -1) == accuracy_score(y, guess)


@pytest.mark.parametrize("name", ["regression", "vector_regression"])
def test_score_of_regression_is_scikit_learns_r_squared(
    name: str, rng: np.random.Generator
) -> None:
    """The score of a regression is R², weighted by variance where there are several outputs."""
    z, y = example(name, rng)
    expected = r2_score(y, z, multioutput="variance_weighted")
    assert_allclose(HEADS[name].score(z, y, -1), expected, rtol=1e-12)


@pytest.mark.parametrize("name", ["regression", "vector_regression"])
def test_predicting_the_mean_scores_nothing(name: str, rng: np.random.Generator) -> None:
    """Each output's mean, predicted for all samples, has an R² of 0."""
    _, y = example(name, rng)
    mean = np.broadcast_to(y.mean(axis=0), y.shape)
    assert_allclose(HEADS[name].score(mean, y, -1), 0.0, atol=1e-14)


def test_a_constant_target_beside_others_adds_to_the_misses_alone() -> None:
    """R² of (0, 2) and (5, 5), each missed by 1, is 1 - 4/2: only the first has variance."""
    y = np.array([[0.0, 5.0], [2.0, 5.0]])
    assert HEADS["vector_regression"].score(y + 1.0, y, -1) == 1.0 - 4.0 / 2.0


@given(constant=st.floats(-100.0, 100.0), n=st.integers(1, 400))
def test_score_of_constant_targets_is_1_for_a_perfect_fit(constant: float, n: int) -> None:
    """With targets that are all alike, a perfect fit scores 1."""
    y = np.full((n, 1), constant)
    assert HEADS["regression"].score(y, y, -1) == 1.0


@given(constant=st.floats(-100.0, 100.0), n=st.integers(1, 400))
def test_score_of_constant_targets_is_0_for_any_other_fit(constant: float, n: int) -> None:
    """With targets that are all alike there is nothing to explain, so a miss scores 0."""
    y = np.full((n, 1), constant)
    assert HEADS["regression"].score(y + 1.0, y, -1) == 0.0


def test_a_score_of_zero_is_class_0() -> None:
    """At the decision boundary, where P(y = 1) is a half, the prediction is class 0."""
    assert HEADS["binary"].score(np.zeros((1, 1)), np.zeros((1, 1)), -1) == 1.0


@pytest.mark.parametrize("y", [[0, 1, 1], [0.0, 1.0, 1.0], [False, True, True]])
def test_binary_labels_become_a_column(y: ArrayLike) -> None:
    """Labels 0 and 1 of any number type become one column of floats."""
    assert_array_equal(HEADS["binary"].encode(y, 1), [[0.0], [1.0], [1.0]])


def test_classes_become_indicators() -> None:
    """Class k becomes row k of the identity matrix."""
    assert_array_equal(HEADS["multiclass"].encode([2, 0], 4), [[0, 0, 1, 0], [1, 0, 0, 0]])


def test_a_vector_of_targets_becomes_a_column() -> None:
    """Regression takes (n,) and (n, 1) alike."""
    head = HEADS["regression"]
    assert_array_equal(head.encode([1.0, 2.0], 1), head.encode([[1.0], [2.0]], 1))


@pytest.mark.parametrize("y", [[0, 2], [-1, 0], [0.5, 1], [np.nan, 0], [[0, 1]], ["a", "b"]])
def test_binary_labels_other_than_0_and_1_are_refused(y: ArrayLike) -> None:
    """The message says which labels are allowed."""
    with pytest.raises(ValueError, match="whole numbers from 0 to 1"):
        HEADS["binary"].encode(y, 1)


@pytest.mark.parametrize("y", [[0, 3], [-1, 0], [0.5, 1]])
def test_classes_out_of_range_are_refused(y: ArrayLike) -> None:
    """The message says which labels are allowed for three classes."""
    with pytest.raises(ValueError, match="whole numbers from 0 to 2"):
        HEADS["multiclass"].encode(y, 3)


@pytest.mark.parametrize("y", [[1.0, 2.0], [[1.0], [2.0]], [[1.0, 2.0, 3.0]], [[[1.0, 2.0]]]])
def test_targets_of_another_shape_are_refused(y: ArrayLike) -> None:
    """The message says which shape is allowed for two outputs."""
    with pytest.raises(ValueError, match=r"must be of shape \(n_samples, 2\)"):
        HEADS["vector_regression"].encode(y, 2)


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_targets_that_are_not_finite_are_refused(bad: float) -> None:
    """A target that is no number is an error, not a loss of NaN."""
    with pytest.raises(ValueError, match="finite"):
        HEADS["regression"].encode([1.0, bad], 1)


def test_the_binary_head_has_one_output() -> None:
    """More outputs than one are refused."""
    with pytest.raises(ValueError, match="one output; got n_outputs=2"):
        HEADS["binary"].encode([0, 1], 2)


def test_r_squared_of_hardly_varying_targets() -> None:
    """Targets that differ by less than squares can hold count as constant."""
    target = np.array([[0.0], [1e-200]])
    assert HEADS["regression"].score(target + 1.0, target, -1) == 0.0
