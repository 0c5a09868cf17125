"""Networks that other libraries have trained: their weights, and scikit-learn's estimators."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nnviz.activations import ACTIVATIONS
from nnviz.checks import lookup
from nnviz.datasets import Sample
from nnviz.datasets.records import widened
from nnviz.network import Network, Params
from nnviz.problems import PROBLEMS, Problem
from nnviz.training import Run, TrainingSettings, train

Layout = Literal["rows", "columns"]
"""What inputs are in a layer's matrix: rows (Keras, scikit-learn) or columns (PyTorch)."""

_SKLEARN_NAMES = {"logistic": "sigmoid"}  # scikit-learn's names that are not ours


def params_of(weights: tuple[ArrayLike, ...], layout: Layout) -> Params:
    """Return W1, b1, W2, b2 of a network with one hidden layer as `Params`.

    Parameters
    ----------
    weights : tuple of array_like
        W1 (n_inputs, n_hidden), b1 (n_hidden,), W2 (n_hidden, n_outputs), b2 (n_outputs,); with
        ``layout="columns"`` W1 and W2 are transposed.
    layout : {"rows", "columns"}

    Raises
    ------
    ValueError
        If the shapes do not fit together.

    """
    if layout not in {"rows", "columns"}:
        message = f"layout must be 'rows' or 'columns'; got {layout!r} instead."
        raise ValueError(message)
    W1, b1, W2, b2 = (np.asarray(array, dtype=np.float64) for array in weights)
    if layout == "columns":
        W1, W2 = W1.T, W2.T
    fits = W1.ndim == W2.ndim == 2 and b1.shape == W1.shape[1:] == W2.shape[:1]
    if not fits or b2.shape != W2.shape[1:]:
        shapes = ", ".join(str(np.shape(array)) for array in weights)
        message = (
            "W1, b1, W2 and b2 must have the shapes (n_inputs, n_hidden), (n_hidden,), "
            "(n_hidden, n_outputs) and (n_outputs,), and with layout='columns' the matrices are "
            f"transposed; got {shapes} with layout={layout!r} instead."
        )
        raise ValueError(message)
    return Params(np.vstack([b1, W1]), np.vstack([b2, W2]))


def sample_of(X: ArrayLike, y: ArrayLike, *, is_classification: bool, n_outputs: int) -> Sample:
    """Return samples as a `Sample` of the problem that they belong to.

    Parameters
    ----------
    X : array_like (n_samples, n_inputs)
        One or two features.
    y : array_like (n_samples,) or (n_samples, n_outputs)
        Classes from 0, or targets.
    is_classification : bool
    n_outputs : int
        Of the network.

    Raises
    ------
    ValueError
        If there is no such problem here, or a value is not finite.

    """
    X, y = np.array(X, dtype=np.float64), np.asarray(y)
    problem = _problem(np.shape(X), is_classification=is_classification, n_outputs=n_outputs)
    if not np.isfinite(X).all():
        message = "Every feature must be a finite number."
        raise ValueError(message)
    targets: NDArray[Any] = y.astype(np.int64) if is_classification else y.astype(np.float64)
    if not is_classification and n_outputs == 1:
        targets = targets.reshape(len(X))
    # A point on the frame could not be seen whole.
    low, high = X.min(axis=0), X.max(axis=0)
    margin = 0.05 * np.where(high > low, high - low, 1.0)
    domain = tuple((float(a), float(b)) for a, b in zip(low - margin, high + margin, strict=True))
    return Sample(X, targets, problem, widened(domain, X), problem.feature_names, n_outputs)


def _problem(shape: tuple[int, ...], *, is_classification: bool, n_outputs: int) -> Problem:
    n_inputs = shape[1] if len(shape) == 2 else 0
    for problem in PROBLEMS.values():
        is_size = problem.n_outputs == n_outputs or (problem.n_outputs is None and n_outputs > 2)
        if (
            problem.is_classification == is_classification
            and problem.n_inputs == n_inputs
            and is_size
        ):
            return problem
    message = (
        "Pictures need one feature (regression with one output) or two (classes, or one or two "
        f"targets); got X of shape {shape} and {n_outputs} outputs instead."
    )
    raise ValueError(message)


def run_of(sample: Sample, params: Params, activation: str) -> Run:
    """Return the run that has `params` at its one step, with loss and score on the sample.

    It has no settings, since nobody here knows how it was trained.

    Raises
    ------
    ValueError
        If the weights do not fit the sample, or there is no such activation.

    """
    lookup(ACTIVATIONS, activation, "activation")
    n_inputs, n_hidden = params.W_H.shape[0] - 1, params.W_H.shape[1]
    network = Network(n_inputs, n_hidden, sample.n_outputs, activation, sample.problem.head)
    run = train(network, sample.X, sample.y, TrainingSettings(n_steps=0), params=params)
    return replace(run, settings=None)


def read_estimator(model: Any, X: ArrayLike, y: ArrayLike) -> tuple[Sample, Params, str]:  # noqa: ANN401 - known by its attributes
    """Return sample, weights and activation of a fitted MLPClassifier or MLPRegressor.

    Raises
    ------
    ValueError
        If the model is not fitted, or has another number of hidden layers than one.

    """
    coefficients = getattr(model, "coefs_", None)
    if coefficients is None:
        message = (
            "The model must be a fitted MLPClassifier or MLPRegressor of scikit-learn; "
            f"{type(model).__name__} has no coefs_."
        )
        raise ValueError(message)
    if len(coefficients) != 2:
        message = (
            "The network must have one hidden layer, as in hidden_layer_sizes=(4,); "
            f"it has {len(coefficients) - 1}."
        )
        raise ValueError(message)
    (W1, W2), (b1, b2) = coefficients, model.intercepts_
    classes = getattr(model, "classes_", None)
    y = np.asarray(y)
    if classes is not None:
        if not np.isin(y, classes).all():
            message = f"Every y must be one of the model's classes {list(classes)}."
            raise ValueError(message)
        y = np.searchsorted(classes, y)
    sample = sample_of(X, y, is_classification=classes is not None, n_outputs=W2.shape[1])
    activation = _SKLEARN_NAMES.get(model.activation, model.activation)
    return sample, params_of((W1, b1, W2, b2), "rows"), activation
