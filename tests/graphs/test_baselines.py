from __future__ import annotations

from dataclasses import replace
from itertools import combinations_with_replacement

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal
from sklearn.preprocessing import PolynomialFeatures
from sklearn.svm import SVC

from nnviz import DATASETS, Standardizer
from nnviz.datasets import datasets_for, split
from nnviz.graphs.baselines import BASELINES, MOST_ITERATIONS
from nnviz.graphs.basis import bumps, monomials
from nnviz.graphs.fitted_model import BaselineSettings, Fitted
from nnviz.graphs.graph import evaluate

TOLERANCE = 1e-8
EXTREME = BaselineSettings(degree=6, bumps=6, kernel_degree=4, gamma=10.0, C=100.0)
BINARY = list(datasets_for("binary"))
MACHINES = [name for name in BASELINES if name.startswith("svm")]
BOTH_CLASSES = [name for name in BASELINES if not name.startswith("linear")]


def fitted(name: str, dataset: str = "moons", settings: BaselineSettings | None = None) -> Fitted:
    sample = DATASETS[dataset].make(120, rng=3)
    return BASELINES[name].fit(sample.X, sample.y, settings or BaselineSettings())


def elsewhere(dataset: str = "moons") -> np.ndarray:
    """Return samples that no model was fitted to."""
    return DATASETS[dataset].make(80, 0.5, rng=4).X


@pytest.mark.parametrize("settings", [BaselineSettings(), EXTREME], ids=["default", "extreme"])
@pytest.mark.parametrize("dataset", BINARY)
@pytest.mark.parametrize("name", BASELINES)
def test_evaluating_the_graph_is_scikit_learns_decision(
    name: str, dataset: str, settings: BaselineSettings
) -> None:
    """On data of every kind the graph's score is what scikit-learn says, to 1e-8."""
    model = fitted(name, dataset, settings)
    values = evaluate(model.graph, elsewhere(dataset))[model.checked]
    assert_allclose(values, model.decision(elsewhere(dataset)), atol=TOLERANCE, rtol=1e-13)
    assert model.largest_difference(elsewhere(dataset)) <= TOLERANCE


@pytest.mark.parametrize("degree", range(1, 7))
def test_every_degree_is_scikit_learns(degree: int) -> None:
    """Polynomials of degree 1 to 6 are computed as scikit-learn computes them."""
    for name in ("linear_polynomial", "logistic_polynomial"):
        model = fitted(name, "circles", BaselineSettings(degree=degree))
        assert model.largest_difference(elsewhere("circles")) <= TOLERANCE


@pytest.mark.parametrize("name", BASELINES)
def test_one_changed_weight_is_found(name: str) -> None:
    """A graph whose one weight is off by a thousandth of the largest no longer agrees."""
    model = fitted(name)
    edges = model.graph.edges
    largest = max(abs(edge.weight) for edge in edges if edge.weight is not None)
    for i, edge in enumerate(edges):
        if edge.weight is not None:
            wrong = replace(edge, weight=edge.weight + 1e-3 * largest)
            graph = replace(model.graph, edges=(*edges[:i], wrong, *edges[i + 1 :]))
            assert replace(model, graph=graph).largest_difference(elsewhere()) > 100 * TOLERANCE


@pytest.mark.parametrize("name", BOTH_CLASSES)
def test_outputs_class_is_the_side_of_the_score(name: str) -> None:
    """The map says class 1 exactly where scikit-learn's decision function is positive."""
    model = fitted(name)
    shown = evaluate(model.graph, elsewhere())[model.shown]
    assert_array_equal(shown > model.boundary, model.decision(elsewhere()) > 0)


def test_nodes_are_numbered_from_1_and_coloured_around_a_half() -> None:
    """K₁ … of the samples, φ₁ … of the bumps; P and a class run from 0 to 1, neutral at ½."""
    sample = DATASETS["moons"].make(12, rng=0)
    for name, letter in (("svm_rbf", "K"), ("linear_gaussian", "φ")):
        graph = BASELINES[name].fit(sample.X, sample.y, BaselineSettings()).graph
        symbols = [node.symbol for node in graph.of_kind("transformation")]
        assert symbols[:2] == [f"{letter}₁", f"{letter}₂"]
        assert len(symbols) == (12 if letter == "K" else 9)
    for name in ("svm_rbf", "logistic"):
        assert fitted(name).graph.nodes[-1].scale == (0.0, 0.5, 1.0)


@pytest.mark.parametrize("name", MACHINES)
def test_weights_off_the_support_vectors_are_zero(name: str) -> None:
    """A machine has a node a training sample, with weight 0 unless it is a support vector."""
    model = fitted(name)
    into_sum = [edge for edge in model.graph.edges if edge.target == "z1"][1:]
    assert len(into_sum) == len(model.graph.of_kind("transformation")) == 120
    assert 0 < len(model.support) < 120
    assert tuple(i for i, edge in enumerate(into_sum) if edge.weight) == model.support


@pytest.mark.parametrize("name", MACHINES)
def test_weights_of_a_machine_obey_its_constraints(name: str) -> None:
    """0 ≤ αᵢ ≤ C, with αᵢ yᵢ of the class's sign, and Σ αᵢ yᵢ = 0."""
    sample = DATASETS["moons"].make(120, rng=3)
    model = BASELINES[name].fit(sample.X, sample.y, BaselineSettings(C=2.0))
    signed = np.array([edge.weight for edge in model.graph.edges if edge.target == "z1"][1:])
    alpha = signed * np.where(sample.y == 1, 1.0, -1.0)
    assert alpha.min() >= 0.0
    assert alpha.max() <= 2.0 + 1e-12
    assert abs(signed.sum()) < 1e-9


@pytest.mark.parametrize("degree", range(1, 7))
def test_monomials_are_scikit_learns(degree: int) -> None:
    """The nodes are PolynomialFeatures on standardised features, in its order."""
    X = elsewhere()
    scaler = Standardizer.fit(X)
    nodes = monomials(2, degree, scaler)
    values = [t.node.operation(X[:, list(t.inputs)], np.ones(len(t.inputs))) for t in nodes]
    expected = PolynomialFeatures(degree, include_bias=False).fit_transform(scaler.apply(X))
    assert_allclose(np.column_stack(values), expected, rtol=1e-12)
    assert len(nodes) == (degree + 1) * (degree + 2) // 2 - 1


def test_symbols_of_monomials() -> None:
    """Degree 2 has s₁, s₂, s₁², s₁s₂ and s₂²."""
    symbols = [t.node.symbol for t in monomials(2, 2, Standardizer.identity(2))]
    assert symbols == ["s₁", "s₂", "s₁²", "s₁s₂", "s₂²"]
    n_terms = len(list(combinations_with_replacement("1xy", 2)))
    assert len(symbols) == n_terms - 1  # without the constant


@pytest.mark.parametrize("per_side", range(2, 7))
def test_bump_is_highest_at_its_centre(per_side: int) -> None:
    """φ is 1 at its own centre and less at every other one."""
    nodes = bumps(per_side, Standardizer.identity(2))
    side = np.linspace(-1.5, 1.5, per_side)
    centres = np.array([(s1, s2) for s2 in side for s1 in side])
    heights = np.array([t.node.operation(centres, np.ones(2)) for t in nodes])
    assert_allclose(np.diag(heights), 1.0)
    assert np.all(heights - np.eye(per_side**2) < 0.5)


@pytest.mark.parametrize("name", BASELINES)
def test_learned_numbers_are_the_sums_weights(name: str) -> None:
    """What is learned is one weight a transformation (or feature), and the bias."""
    model = fitted(name)
    n_functions = len(model.graph.of_kind("transformation")) or 2
    assert model.graph.n_learned == n_functions + 1
    assert all(edge.learned == (edge.target == "z1") for edge in model.graph.edges)


@pytest.mark.parametrize(
    ("name", "n_fixed"),
    [
        ("linear", 0),
        ("logistic", 0),
        ("logistic_polynomial", 2 * 5 + 4),
        ("linear_gaussian", 2 * 9 + 1 + 4),
        ("svm_linear", 2 * 120 + 0 + 4),
        ("svm_polynomial", 2 * 120 + 2 + 4),
        ("svm_rbf", 2 * 120 + 1 + 4),
    ],
)
def test_fixed_numbers_are_counted(name: str, n_fixed: int) -> None:
    """Two numbers a function, those that all share, and a mean and a scale for two features."""
    assert fitted(name).n_fixed == n_fixed


def test_linear_regression_is_least_squares() -> None:
    """Its folded weights solve the normal equations in the data's own units."""
    sample = DATASETS["moons"].make(120, rng=3)
    weights = [edge.weight for edge in fitted("linear").graph.edges if edge.target == "z1"]
    A = np.column_stack([np.ones(120), sample.X])
    assert_allclose(weights, np.linalg.lstsq(A, sample.y, rcond=None)[0], rtol=1e-9)


def test_logistic_regression_is_maximum_likelihood() -> None:
    """Without any penalty: the numbers of an independent optimizer for 22 samples of the moons."""
    parts = split(DATASETS["moons"].make(30, 0.2, rng=0), 0.25, 0)
    X, y = parts.X_train, parts.y_train
    model = BASELINES["logistic"].fit(X, y, BaselineSettings())
    weights = [edge.weight for edge in model.graph.edges if edge.target == "z1"]
    assert_allclose(weights, [2.059, 1.257, -4.942], atol=5e-4)
    z = evaluate(model.graph, X)["z1"]
    assert np.mean(np.logaddexp(0.0, z) - y * z) == pytest.approx(0.2417, abs=5e-5)
    assert (model.note, model.remark) == ("", "")


def test_classes_that_can_be_separated_have_no_most_likely_weights() -> None:
    """A sentence says so for a logistic regression, and for no other model."""
    sample = DATASETS["gaussians"].make(30, 0.0, rng=0)
    for name in BASELINES:
        model = BASELINES[name].fit(sample.X, sample.y, BaselineSettings())
        assert ("has no maximum" in model.note) == name.startswith("logistic")
        assert not model.remark


@pytest.mark.parametrize("name", BOTH_CLASSES)
def test_one_class_is_answered_in_words(name: str) -> None:
    """What separates two classes says so where there is only one."""
    with pytest.raises(ValueError, match="All 5 training samples are of class 1"):
        BASELINES[name].fit(np.zeros((5, 2)), np.ones(5, dtype=int), BaselineSettings())


@pytest.mark.parametrize("name", [name for name in BASELINES if name not in BOTH_CLASSES])
def test_one_sample_is_enough_for_a_linear_regression(name: str) -> None:
    """It then says that sample's y everywhere near."""
    X = np.array([[0.3, 0.7]])
    model = BASELINES[name].fit(X, np.array([1]), BaselineSettings())
    assert_allclose(evaluate(model.graph, X)[model.shown], 1.0)


@pytest.mark.parametrize("name", BASELINES)
@pytest.mark.parametrize("n_samples", [2, 3])
def test_few_samples_are_fitted(name: str, n_samples: int) -> None:
    """Two or three samples of both classes are enough for every baseline."""
    sample = DATASETS["gaussians"].make(n_samples, rng=0)
    model = BASELINES[name].fit(sample.X, sample.y, EXTREME)
    assert model.largest_difference(sample.X) <= TOLERANCE


def test_solver_that_gives_up_says_so() -> None:
    """A machine that was stopped carries a remark, and one that converged does not."""
    assert not fitted("svm_rbf").remark
    sample = DATASETS["gaussians"].make(400, 1.0, rng=0)
    stopped = BASELINES["svm_polynomial"].fit(sample.X, sample.y, BaselineSettings(C=1e6))
    assert f"{MOST_ITERATIONS:,}" in stopped.remark


@pytest.mark.parametrize(
    "wrong",
    [
        {"degree": 0}, {"degree": 7}, {"bumps": 1}, {"bumps": 7}, {"kernel_degree": 0},
        {"kernel_degree": 5}, {"gamma": 0.0}, {"C": float("nan")},
    ],
)  # fmt: skip
def test_settings_are_checked(wrong: dict[str, float]) -> None:
    """A setting out of its range is named."""
    with pytest.raises(ValueError, match=next(iter(wrong))):
        BaselineSettings(**wrong)  # type: ignore[arg-type]


def test_ends_of_the_ranges_are_allowed() -> None:
    """Degrees from 1, bumps from 2 a side; without settings, scikit-learn's degree and C."""
    BaselineSettings(degree=1, bumps=2, kernel_degree=1)
    BaselineSettings(degree=6, bumps=6, kernel_degree=4)
    default = SVC().get_params()
    assert BaselineSettings().kernel_degree == default["degree"]
    assert default["C"] == BaselineSettings().C


def test_accuracy_is_the_share_of_right_sides() -> None:
    """Of four samples, three on the right side of a known line, it is ¾; of none it is NaN."""
    model = BASELINES["linear"].fit(
        np.array([[0.0, 0.0], [1.0, 0.0]]), np.array([0, 1]), BaselineSettings()
    )  # ŷ = x₁
    X = np.array([[0.2, 0.0], [0.4, 0.0], [0.6, 0.0], [0.8, 0.0]])
    assert model.accuracy(X, [0, 1, 1, 1]) == 3 / 4
    assert np.isnan(model.accuracy(X[:0], []))


@pytest.mark.parametrize("name", BASELINES)
def test_names_and_texts(name: str) -> None:
    """Each baseline is under its own name and says what is fixed and what is learned."""
    assert BASELINES[name].name == name
    assert BASELINES[name].label
    assert BASELINES[name].description.endswith(".")
    assert fitted(name).fixed.endswith(".")
    assert fitted(name).learned.endswith(".")
