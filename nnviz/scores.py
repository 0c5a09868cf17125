"""How good predictions are, in the problem's own terms: accuracy and confusion, R² and RMSE.

Plain functions of targets and predictions; `predict` gets the latter from a network.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nnviz.activations import Array
from nnviz.network import Network, Params


def predict(network: Network, params: Params, X: ArrayLike) -> NDArray[np.int64] | Array:
    """Return what the network predicts for each sample.

    Parameters
    ----------
    network, params
    X : array_like (n_samples, n_inputs)

    Returns
    -------
    ndarray (n_samples,) of int
        For classes: 1 where P(y = 1) > ½, or the class of the largest probability.
    ndarray (n_samples, n_outputs)
        For regressions: u_O.

    """
    return network.head.predict(network.forward(params, X).z_O)


def accuracy(y: ArrayLike, predicted: ArrayLike) -> float:
    """Return the share, 0 to 1, of classes (n_samples,) that were predicted."""
    y, predicted = np.asarray(y), np.asarray(predicted)
    _check_pair(y, predicted)
    return float(np.mean(y == predicted))


def confusion_matrix(y: ArrayLike, predicted: ArrayLike, n_classes: int) -> NDArray[np.int64]:
    """Return how many samples of each class were taken for each.

    Parameters
    ----------
    y, predicted : array_like (n_samples,) of int
        Classes from 0 to n_classes − 1.
    n_classes : int

    Returns
    -------
    ndarray (n_classes, n_classes) of int
        Rows are the true classes, columns the predicted ones.

    Raises
    ------
    ValueError
        If there is no sample, the lengths differ, or a class is out of range.

    """
    y, predicted = np.asarray(y), np.asarray(predicted)
    _check_pair(y, predicted)
    for classes in (y, predicted):
        if not np.isin(classes, np.arange(n_classes)).all():
            message = f"Classes must be whole numbers from 0 to {n_classes - 1}; got others."
            raise ValueError(message)
    pairs = (n_classes * y + predicted).astype(np.int64)
    return np.bincount(pairs, minlength=n_classes**2).reshape(n_classes, n_classes)


def r_squared(targets: ArrayLike, predicted: ArrayLike) -> Array:
    """Return R² of each output: 1 − Σ (y − ŷ)² / Σ (y − ȳ)².

    Targets that are all alike leave nothing to explain; they score 1 for a perfect prediction and
    0 for any other, as in scikit-learn.

    Parameters
    ----------
    targets, predicted : array_like (n_samples,) or (n_samples, n_outputs)

    Returns
    -------
    ndarray (n_outputs,)

    """
    residual, total = _sums_of_squares(targets, predicted)
    return _explained(residual, total)


def overall_r_squared(targets: ArrayLike, predicted: ArrayLike) -> float:
    """Return R² of all outputs together, as training reports it: the sums run over outputs, too."""
    residual, total = _sums_of_squares(targets, predicted)
    return float(_explained(residual.sum(keepdims=True), total.sum(keepdims=True))[0])


def rmse(targets: ArrayLike, predicted: ArrayLike) -> Array:
    """Return the root of the mean squared error of each output, in the target's own unit.

    Parameters
    ----------
    targets, predicted : array_like (n_samples,) or (n_samples, n_outputs)

    Returns
    -------
    ndarray (n_outputs,)

    """
    targets, predicted = _columns(targets, predicted)
    root: Array = np.sqrt(np.mean((targets - predicted) ** 2, axis=0))
    return root


def overall_rmse(targets: ArrayLike, predicted: ArrayLike) -> float:
    """Return the root of the mean squared error over all samples and outputs."""
    return float(np.sqrt(np.mean(rmse(targets, predicted) ** 2)))


def _check_pair(y: NDArray[Any], predicted: NDArray[Any]) -> None:
    """Raise ValueError unless `y` and `predicted` go together."""
    if y.shape != predicted.shape or not y.size:
        message = (
            "True and predicted values must be of the same shape, with at least one sample; "
            f"got {y.shape} and {predicted.shape} instead."
        )
        raise ValueError(message)


def _columns(targets: ArrayLike, predicted: ArrayLike) -> tuple[Array, Array]:
    """Return both as floats (n_samples, n_outputs)."""
    y, u = np.asarray(targets, dtype=np.float64), np.asarray(predicted, dtype=np.float64)
    y, u = (a[:, None] if a.ndim == 1 else a for a in (y, u))
    _check_pair(y, u)
    return y, u


def _sums_of_squares(targets: ArrayLike, predicted: ArrayLike) -> tuple[Array, Array]:
    """Return Σ (y − ŷ)² and Σ (y − ȳ)² of each output (n_outputs,)."""
    targets, predicted = _columns(targets, predicted)
    residual = np.sum((targets - predicted) ** 2, axis=0)
    total = np.sum((targets - targets.mean(axis=0)) ** 2, axis=0)
    # The mean of equal numbers may be rounded, and then their variance is not quite 0.
    return residual, np.where(np.ptp(targets, axis=0) > 0.0, total, 0.0)


def _explained(residual: Array, total: Array) -> Array:
    """Return 1 − residual / total, and where there is nothing to explain 1 or 0."""
    varies = total > 0.0
    share = 1.0 - residual / np.where(varies, total, 1.0)
    return np.where(varies, share, (residual == 0.0).astype(np.float64))
