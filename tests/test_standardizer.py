"""Scaling features, and folding the scaling into the weights."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn.preprocessing import StandardScaler

from nnviz.network import Network, Params, with_ones
from nnviz.standardizer import Standardizer
from nnviz.training import TrainingSettings, train

moderate = st.floats(-100.0, 100.0).map(lambda v: round(v, 3))


def test_standardised_features_have_mean_0_and_deviation_1(rng: np.random.Generator) -> None:
    """That is what standardising means."""
    X = rng.normal(5.0, 3.0, (50, 2))
    scaled = Standardizer.fit(X).apply(X)
    assert np.allclose(scaled.mean(axis=0), 0.0)
    assert np.allclose(scaled.std(axis=0), 1.0)


@given(arrays(float, (7, 2), elements=moderate), arrays(float, (3, 4), elements=moderate))
def test_folded_weights_give_the_same_scores(X: np.ndarray, W_H: np.ndarray) -> None:
    """z_H from raw features and folded weights is z_H from standardised features."""
    scaler = Standardizer(np.array([3.0, -2.0]), np.array([0.5, 4.0]))
    expected = with_ones(scaler.apply(X)) @ W_H
    assert np.allclose(with_ones(X) @ scaler.fold(W_H), expected, rtol=1e-10, atol=1e-8)


def test_folding_works_on_a_whole_history(rng: np.random.Generator) -> None:
    """Leading axes are kept: each step is folded as it would be alone."""
    scaler = Standardizer(rng.normal(size=2), rng.uniform(1.0, 2.0, 2))
    history = rng.normal(size=(5, 3, 4))
    assert np.array_equal(scaler.fold(history), [scaler.fold(W_H) for W_H in history])


def test_a_folded_run_predicts_in_the_units_of_the_data(rng: np.random.Generator) -> None:
    """Its last step on raw features is the trained network on standardised ones."""
    X, y = rng.normal(4.0, 2.0, (40, 2)), np.arange(40) % 2
    scaler, network = Standardizer.fit(X), Network(2, 3, 1)
    run = train(network, scaler.apply(X), y, TrainingSettings(n_steps=5))
    expected = network.forward(run.params_at(5), scaler.apply(X)).u_O
    assert np.allclose(network.forward(scaler.fold_run(run).params_at(5), X).u_O, expected)


@pytest.mark.parametrize("n_samples", [1, 4])
def test_a_constant_feature_is_not_divided_by_zero(n_samples: int) -> None:
    """It becomes 0, as does a single sample."""
    X = np.full((n_samples, 2), 7.0)
    assert np.array_equal(Standardizer.fit(X).apply(X), np.zeros((n_samples, 2)))


def test_the_identity_changes_nothing(rng: np.random.Generator) -> None:
    """Neither the features nor the weights."""
    scaler, X = Standardizer.identity(2), rng.normal(size=(5, 2))
    params = Network(2, 3, 1).init(rng)
    assert np.array_equal(scaler.apply(X), X)
    assert np.array_equal(Params(scaler.fold(params.W_H), params.W_O).W_H, params.W_H)


def test_scaling_is_scikit_learns(rng: np.random.Generator) -> None:
    """Mean and deviation are those of scikit-learn's StandardScaler: of the samples, not n - 1."""
    X = rng.normal(5.0, [3.0, 0.2], (9, 2))
    scaled = Standardizer.fit(X).apply(X)
    assert np.allclose(scaled, StandardScaler().fit_transform(X), rtol=1e-12)


@given(value=moderate, n_samples=st.integers(1, 400))
def test_a_constant_feature_keeps_its_scale(value: float, n_samples: int) -> None:
    """What rounding leaves of a constant's deviation is no scale to divide by."""
    assert np.array_equal(Standardizer.fit(np.full((n_samples, 2), value)).scale, [1.0, 1.0])


def test_new_samples_are_scaled_as_the_training_samples(rng: np.random.Generator) -> None:
    """Test samples move by the training samples' mean and deviation, not by their own."""
    X, new = rng.normal(size=(20, 2)), rng.normal(4.0, 3.0, (7, 2))
    scaler = Standardizer.fit(X)
    assert np.allclose(scaler.apply(new), (new - X.mean(axis=0)) / X.std(axis=0), rtol=1e-12)


def test_folding_leaves_all_else_of_a_run(rng: np.random.Generator) -> None:
    """Only W_H changes: losses, scores and all else are the trained run's."""
    run = train(Network(2, 3, 1), rng.normal(size=(9, 2)), np.arange(9) % 2)
    folded = Standardizer(np.ones(2), np.full(2, 2.0)).fold_run(run)
    others = {field.name for field in fields(run)} - {"W_H"}
    assert all(getattr(folded, name) is getattr(run, name) for name in others)
