"""What output heads are made of: links, losses, encodings of the target, and scores.

All take raw scores z with outputs along `axis`. Losses are computed from z, which is stable for any
finite score. Those in terms of the outputs u are not where u rounds to 0 or 1; they are for graphs
that show each term.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nnviz.activations import ACTIVATIONS, Array

_SIGMOID = ACTIVATIONS["sigmoid"]
_SOFTPLUS = ACTIVATIONS["softplus"]


def sigmoid_link(z: Array, _axis: int, out: Array) -> None:
    """Fill `out` with σ(z)."""
    _SIGMOID.fill_value(z, out)


def binary_loss(z: Array, target: Array, axis: int) -> Array:
    """Return ln(1 + e^z) − y z of each sample."""
    losses: Array = np.sum(_SOFTPLUS.value(z) - target * z, axis=axis)
    return losses


def softmax_link(z: Array, axis: int, out: Array) -> None:
    """Fill `out` with e^z / Σ e^z along `axis`."""
    np.subtract(z, z.max(axis=axis, keepdims=True), out=out)
    np.exp(out, out=out)
    out /= out.sum(axis=axis, keepdims=True)


def multiclass_loss(z: Array, target: Array, axis: int) -> Array:
    """Return ln Σ e^z − Σ r z of each sample."""
    peak = z.max(axis=axis, keepdims=True)
    log_sum = np.log(np.sum(np.exp(z - peak), axis=axis)) + np.squeeze(peak, axis=axis)
    losses: Array = log_sum - np.sum(target * z, axis=axis)
    return losses


def identity_link(z: Array, _axis: int, out: Array) -> None:
    """Copy z to `out`."""
    np.copyto(out, z)


def squared_loss(z: Array, target: Array, axis: int) -> Array:
    """Return ½ Σ (y − z)² of each sample."""
    losses: Array = 0.5 * np.sum((target - z) ** 2, axis=axis)
    return losses


def encode_binary(y: ArrayLike, n_outputs: int) -> Array:
    """Return labels 0 and 1 (n,) as targets (n, 1)."""
    labels = _integer_labels(y, 2, "binary")
    if n_outputs != 1:
        message = f"The binary head has one output; got n_outputs={n_outputs} instead."
        raise ValueError(message)
    return labels[:, None].astype(np.float64)


def encode_classes(y: ArrayLike, n_outputs: int) -> Array:
    """Return labels (n,) as rows with a 1 for the class: (n, n_outputs)."""
    return np.eye(n_outputs)[_integer_labels(y, n_outputs, "multi-class")]


def encode_targets(y: ArrayLike, n_outputs: int) -> Array:
    """Return numbers (n,) or (n, n_outputs) as targets (n, n_outputs)."""
    targets = np.asarray(y, dtype=np.float64)
    if targets.ndim == 1:
        targets = targets[:, None]
    if targets.ndim != 2 or targets.shape[1] != n_outputs:
        message = (
            f"Regression targets must be of shape (n_samples, {n_outputs}); "
            f"got {np.shape(y)} instead."
        )
        raise ValueError(message)
    if not np.isfinite(targets).all():
        message = "Regression targets must be finite numbers."
        raise ValueError(message)
    return targets


def _integer_labels(y: ArrayLike, n_classes: int, kind: str) -> NDArray[np.int64]:
    labels = np.asarray(y)
    valid = labels.ndim == 1 and np.isin(labels, np.arange(n_classes)).all()
    if not valid:
        message = (
            f"{kind} labels must be a vector of whole numbers from 0 to {n_classes - 1}; "
            f"got an array of shape {labels.shape} with other values or another shape instead."
        )
        raise ValueError(message)
    return labels.astype(np.int64)


def binary_accuracy(z: Array, target: Array, axis: int) -> Array:
    """Return the share of samples on the right side of z = 0."""
    right = (z > 0.0) == (target > 0.5)
    return np.asarray(np.mean(np.squeeze(right, axis=axis), axis=-1))


def class_accuracy(z: Array, target: Array, axis: int) -> Array:
    """Return the share of samples whose class has the highest score."""
    return np.asarray(np.mean(z.argmax(axis=axis) == target.argmax(axis=axis), axis=-1))


def r_squared(z: Array, target: Array, axis: int) -> Array:
    """R² over all outputs: 1 − residual sum of squares / total sum of squares."""
    samples = -2 if axis == -1 else -1
    residual = np.sum((target - z) ** 2, axis=(-2, -1))
    total = np.sum((target - target.mean(axis=samples, keepdims=True)) ** 2)
    # Constant targets leave nothing to explain; rounding may give them a total, and tiny ones none.
    if not np.ptp(target, axis=samples).any() or total == 0.0:
        return np.where(residual == 0.0, 1.0, 0.0)
    return np.asarray(1.0 - residual / total)


def binary_output_loss(target: Array, u: Array) -> Array:
    """Return the cross-entropy of each output."""
    return -(target * np.log(u) + (1.0 - target) * np.log1p(-u))


def class_output_loss(target: Array, u: Array) -> Array:
    """Return −r ln u of each output."""
    return -target * np.log(u)


def squared_output_loss(target: Array, u: Array) -> Array:
    """Return ½ (y − u)² of each output."""
    return 0.5 * (target - u) ** 2
