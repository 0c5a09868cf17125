"""Every head learns each of its data sets, and beats the linear model that has no hidden layer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import pytest
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.metrics import accuracy_score, r2_score

from nnviz import DATASETS, Network, Run, Standardizer, TrainingSettings, split, train


@dataclass(frozen=True)
class Recipe:
    """How one data set is learned, and by how much the linear model must be beaten.

    Attributes
    ----------
    margin : float
        Of accuracy or R² on test samples. Where lines are the best there is it is negative: how
        much worse a network may be.

    """

    n_hidden: int
    margin: float
    activation: str = "tanh"
    learning_rate: float = 0.03
    n_steps: int = 2000
    optimizer: str = "adam"


LEARNED: dict[tuple[str, int], Recipe] = {
    ("bump", 2): Recipe(4, 0.08, "sigmoid", 2.0, 1000, "gd"),
    ("circles", 2): Recipe(6, 0.3, "sigmoid", 2.0, 1000, "gd"),
    ("moons", 2): Recipe(8, 0.05),
    ("xor", 2): Recipe(8, 0.2),
    ("spirals", 2): Recipe(16, 0.2, "tanh", 0.03, 4000),
    ("checkerboard", 2): Recipe(16, 0.15, "tanh", 0.03, 4000),
    ("pinwheel", 3): Recipe(8, 0.05, "sigmoid", 2.0, 2000, "gd"),
    ("pinwheel", 4): Recipe(12, 0.1),
    ("pinwheel", 5): Recipe(12, 0.15),
    ("rings", 3): Recipe(8, 0.4),
    ("rings", 4): Recipe(16, 0.5),
    ("rings", 5): Recipe(16, 0.5),
    ("saddle", 0): Recipe(8, 0.8, "sigmoid", 0.5, 1000, "gd"),
    ("hills", 0): Recipe(16, 0.6),
    ("ripple", 0): Recipe(16, 0.8, "tanh", 0.03, 4000),
    ("rotation", 0): Recipe(8, 0.15, "tanh", 0.1, 1000, "gd"),
    ("polar", 0): Recipe(12, 0.25),
    ("sine", 0): Recipe(8, 0.6),
    ("step", 0): Recipe(4, 0.15),
    ("triangle", 0): Recipe(12, 0.5, "relu"),
    ("sawtooth", 0): Recipe(16, 0.5),
    ("overfit", 0): Recipe(4, 0.03, "tanh", 0.1, 500, "gd"),
}
"""Data set and number of classes (0 for numbers): what beats the linear model."""

LINEAR: dict[tuple[str, int], Recipe] = {
    ("gaussians", 2): Recipe(4, -0.03, "sigmoid", 2.0, 1000, "gd"),
    ("blobs", 3): Recipe(4, -0.03, "sigmoid", 1.0, 1000, "gd"),
    ("blobs", 4): Recipe(4, -0.03, "sigmoid", 1.0, 1000, "gd"),
    ("blobs", 5): Recipe(4, -0.03, "sigmoid", 1.0, 1000, "gd"),
    ("plane", 0): Recipe(4, -0.03, "sigmoid", 0.5, 1000, "gd"),
}
"""Where the linear model is the best there is, and the network must come close."""

RECIPES = LEARNED | LINEAR


@cache
def learn(name: str, n_classes: int, recipe: Recipe, seed: int, n_samples: int = 400) -> Run:
    """Train as the app does: a quarter of the samples is held back, inputs are standardised."""
    sample = DATASETS[name].make(n_samples, rng=seed, n_classes=n_classes)
    parts = split(sample, 0.25, seed)
    scaler = Standardizer.fit(parts.X_train)
    kind = sample.problem
    return train(
        Network(
            kind.n_inputs, recipe.n_hidden, sample.n_outputs, recipe.activation, kind.head.name
        ),
        scaler.apply(parts.X_train),
        parts.y_train,
        TrainingSettings(recipe.learning_rate, recipe.n_steps, recipe.optimizer, seed=seed),
        X_test=scaler.apply(parts.X_test),
        y_test=parts.y_test,
    )


@cache
def linear_score(name: str, n_classes: int, seed: int) -> float:
    """Return the test score of scikit-learn's linear model of the same training samples."""
    sample = DATASETS[name].make(400, rng=seed, n_classes=n_classes)
    parts = split(sample, 0.25, seed)
    model = LogisticRegression() if sample.problem.is_classification else LinearRegression()
    scaler = Standardizer.fit(parts.X_train)
    model.fit(scaler.apply(parts.X_train), parts.y_train)
    guess = model.predict(scaler.apply(parts.X_test))
    if sample.problem.is_classification:
        return float(accuracy_score(parts.y_test, guess))
    return float(r2_score(parts.y_test, guess, multioutput="variance_weighted"))


def test_every_data_set_has_a_recipe() -> None:
    """No data set is left out, and each is either learned or the linear model's own."""
    assert {name for name, _ in RECIPES} == set(DATASETS)
    assert not set(LEARNED) & set(LINEAR)
    assert all(recipe.margin > 0 for recipe in LEARNED.values())


@pytest.mark.parametrize(("name", "n_classes"), RECIPES)
@pytest.mark.parametrize("seed", [0, 1])
def test_network_beats_the_linear_model(name: str, n_classes: int, seed: int) -> None:
    """On new samples a hidden layer is better by the margin, or no worse where lines are best."""
    recipe = RECIPES[name, n_classes]
    score = learn(name, n_classes, recipe, seed).test_score
    assert score is not None
    assert score[-1] >= linear_score(name, n_classes, seed) + recipe.margin


@pytest.mark.parametrize(("name", "n_classes"), RECIPES)
def test_training_lowers_the_loss(name: str, n_classes: int) -> None:
    """The run keeps all its steps, and the last training loss is well below the first."""
    recipe = RECIPES[name, n_classes]
    run = learn(name, n_classes, recipe, 0)
    assert run.n_steps == recipe.n_steps
    assert run.train_loss[-1] < 0.8 * run.train_loss[0]


@pytest.mark.parametrize("seed", range(3))
def test_few_noisy_samples_are_overfitted(seed: int) -> None:
    """25 samples of the noisy arc: the test loss at the end is over twice its own minimum."""
    run = learn("overfit", 0, Recipe(16, 0.0, "tanh", 0.03, 5000), seed, n_samples=25)
    assert run.test_loss is not None
    best = int(np.argmin(run.test_loss))
    assert run.test_loss[-1] > 2.0 * run.test_loss[best]
    assert run.train_loss[-1] < 0.5 * run.train_loss[best]


@pytest.mark.parametrize("seed", range(3))
def test_many_samples_are_not_overfitted(seed: int) -> None:
    """With 400 samples of the noisy arc the same network's test loss ends near its minimum."""
    run = learn("overfit", 0, Recipe(16, 0.0, "tanh", 0.03, 5000), seed)
    assert run.test_loss is not None
    assert run.test_loss[-1] < 1.2 * run.test_loss.min()
