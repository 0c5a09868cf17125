"""What other libraries have trained, shown as they compute it: scikit-learn is the oracle."""

from __future__ import annotations

import warnings
from pathlib import Path

import numpy as np
import pytest
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier, MLPRegressor

from nnviz import DATASETS, Comparison
from nnviz.components.player.payload import describe

NAMES = {"logistic": "sigmoid"}


def fitted(
    dataset: str, activation: str
) -> tuple[MLPClassifier | MLPRegressor, np.ndarray, np.ndarray]:
    """Return a fitted model and its samples."""
    sample = DATASETS[dataset].make(80, rng=0)
    kind = MLPClassifier if sample.problem.is_classification else MLPRegressor
    model = kind(hidden_layer_sizes=(5,), activation=activation, max_iter=40, random_state=0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        return model.fit(sample.X, sample.y), sample.X, sample.y


@pytest.mark.parametrize("activation", ["identity", "logistic", "tanh", "relu"])
@pytest.mark.parametrize("dataset", ["moons", "pinwheel", "saddle", "rotation", "sine"])
def test_estimator_computes_the_same(dataset: str, activation: str) -> None:
    """Outputs and score of the comparison are the model's own."""
    model, X, y = fitted(dataset, activation)
    shown = Comparison.from_estimator(model, X, y)
    run = shown[NAMES.get(activation, activation)]
    forward = run.network.forward(run.params_at(0), X)
    if hasattr(model, "predict_proba"):
        expected = model.predict_proba(X)
        expected = expected[:, 1:] if expected.shape[1] == 2 else expected
    else:
        expected = model.predict(X).reshape(len(X), -1)
    assert np.allclose(forward.u_O, expected, rtol=0, atol=1e-12)
    if dataset != "rotation":  # there scikit-learn takes the mean of each target's R²
        assert run.train_score[0] == pytest.approx(model.score(X, y))


def test_classes_of_any_name() -> None:
    """Classes are numbered in the model's order."""
    model, X, y = fitted("moons", "tanh")
    words = np.array(["no", "yes"])[y]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(X, words)
    assert np.array_equal(Comparison.from_estimator(model, X, words).sample.y, y)


def test_rows_and_columns() -> None:
    """Keras's kernels and PyTorch's weights, which are their transposes, give the same."""
    rng = np.random.default_rng(0)
    W1, b1, W2, b2 = (rng.normal(size=shape) for shape in ((2, 3), 3, (3, 1), 1))
    X, y = rng.normal(size=(6, 2)), [0, 1, 0, 1, 1, 0]
    keras = Comparison.from_weights((W1, b1, W2, b2), X, y, activation="relu")
    torch = Comparison.from_weights((W1.T, b1, W2.T, b2), X, y, activation="relu", layout="columns")
    u = np.maximum(X @ W1 + b1, 0) @ W2 + b2
    for shown in (keras, torch):
        run = shown["relu"]
        assert np.allclose(run.network.forward(run.params_at(0), X).z_O, u, rtol=0, atol=1e-14)


def test_nobody_knows_how_it_was_trained(tmp_path: Path) -> None:
    """It has no settings, neither after saving and loading, and the player is told so."""
    shown = Comparison.from_estimator(*fitted("moons", "tanh"))
    shown.save(tmp_path / "x.safetensors")
    for comparison in (shown, Comparison.load(tmp_path / "x.safetensors")):
        assert comparison["tanh"].settings is None
        [lane] = describe(comparison.sample, comparison.lanes)["lanes"]
        assert lane["trained_elsewhere"]


@pytest.mark.parametrize(
    ("weights", "X", "said"),
    [
        (
            (np.ones((2, 3)), np.ones(2), np.ones((3, 1)), np.ones(1)),
            np.ones((4, 2)),
            "must have the shapes",
        ),
        (
            (np.ones((3, 3)), np.ones(3), np.ones((3, 1)), np.ones(1)),
            np.ones((4, 3)),
            "Pictures need one feature",
        ),
        (
            (np.ones((2, 3)), np.ones(3), np.ones((3, 1)), np.ones(1)),
            np.full((4, 2), np.nan),
            "finite",
        ),
    ],
)
def test_what_cannot_be_shown_is_refused(
    weights: tuple[np.ndarray, ...], X: np.ndarray, said: str
) -> None:
    """Shapes that do not fit, too many features, and numbers that are not finite."""
    with pytest.raises(ValueError, match=said):
        Comparison.from_weights(weights, X, [0, 1, 0, 1])


def test_two_hidden_layers_are_refused() -> None:
    """The sentence says how many there are."""
    X, y = np.random.default_rng(0).normal(size=(20, 2)), np.arange(20) % 2
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model = MLPClassifier((3, 3), max_iter=2).fit(X, y)
    with pytest.raises(ValueError, match=r"one hidden layer.*it has 2"):
        Comparison.from_estimator(model, X, y)
