"""Output heads: the activation and loss at the output, both dictated by the kind of problem.

Every head is canonical (its loss is the negative log-likelihood of its link), so the
backpropagation error at the output is δ_O = u_O − y for all of them. Losses are computed from the
raw score z_O, which is stable for any finite score. Lecture: "Setting up a neural network".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nnviz.activations import ACTIVATIONS, Array


@dataclass(frozen=True, slots=True)
class Head:
    """Link, loss and score of one kind of problem, on raw scores z_O.

    Attributes
    ----------
    name, label : str
        Key in `HEADS`, and the words shown on screen.
    link_latex, loss_latex : str
        u_O = g_O(z_O), and the lecture's loss (a sum over samples), in LaTeX.
    fill_link : callable
        ``fill_link(z, axis, out)`` writes u_O into `out`, of the shape of z; outputs lie along
        `axis`. It may raise NumPy's overflow warning where the result is right all the same.
    loss : callable
        ``loss(z, target, axis)`` returns the loss of each sample: z without `axis`.
    encode : callable
        ``encode(y, n_outputs)`` returns targets (n_samples, n_outputs) for `y` as users give it.
    score : callable
        ``score(z, target, axis)`` returns, over the last sample axis, the accuracy (0 to 1) for
        classes or R² (at most 1) for regression.
    is_classification : bool
        Whether y is a class.
    has_one_output : bool
        Whether there is one output unit, whatever the problem's size.

    """

    name: str
    label: str
    link_latex: str
    loss_latex: str
    fill_link: Callable[[Array, int, Array], None]
    loss: Callable[[Array, Array, int], Array]
    encode: Callable[[ArrayLike, int], Array]
    score: Callable[[Array, Array, int], Array]
    is_classification: bool
    has_one_output: bool

    def __repr__(self) -> str:
        """Return the key: the functions inside say nothing to a reader."""
        return f"HEADS[{self.name!r}]"

    def link(self, z: Array, axis: int = -1) -> Array:
        """Return u_O of the shape of `z`; outputs lie along `axis`."""
        out = np.empty_like(z)
        with np.errstate(over="ignore"):
            self.fill_link(z, axis, out)
        return out

    def delta(self, z: Array, target: Array, axis: int = -1) -> Array:
        """Return δ_O = ∂L/∂z_O = u_O − y for each sample and output, of the shape of `z`."""
        return self.link(z, axis) - target


_SIGMOID = ACTIVATIONS["sigmoid"]
_SOFTPLUS = ACTIVATIONS["softplus"]


def _sigmoid_link(z: Array, _axis: int, out: Array) -> None:
    _SIGMOID.fill_value(z, out)


def _binary_loss(z: Array, target: Array, axis: int) -> Array:
    losses: Array = np.sum(_SOFTPLUS.value(z) - target * z, axis=axis)
    return losses


def _softmax_link(z: Array, axis: int, out: Array) -> None:
    np.subtract(z, z.max(axis=axis, keepdims=True), out=out)
    np.exp(out, out=out)
    out /= out.sum(axis=axis, keepdims=True)


def _multiclass_loss(z: Array, target: Array, axis: int) -> Array:
    peak = z.max(axis=axis, keepdims=True)
    log_sum = np.log(np.sum(np.exp(z - peak), axis=axis)) + np.squeeze(peak, axis=axis)
    losses: Array = log_sum - np.sum(target * z, axis=axis)
    return losses


def _identity_link(z: Array, _axis: int, out: Array) -> None:
    np.copyto(out, z)


def _squared_loss(z: Array, target: Array, axis: int) -> Array:
    losses: Array = 0.5 * np.sum((target - z) ** 2, axis=axis)
    return losses


def _encode_binary(y: ArrayLike, n_outputs: int) -> Array:
    labels = _integer_labels(y, 2, "binary")
    if n_outputs != 1:
        message = f"The binary head has one output; got n_outputs={n_outputs} instead."
        raise ValueError(message)
    return labels[:, None].astype(np.float64)


def _encode_classes(y: ArrayLike, n_outputs: int) -> Array:
    return np.eye(n_outputs)[_integer_labels(y, n_outputs, "multi-class")]


def _encode_targets(y: ArrayLike, n_outputs: int) -> Array:
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


def _binary_accuracy(z: Array, target: Array, axis: int) -> Array:
    right = (z > 0.0) == (target > 0.5)
    return np.asarray(np.mean(np.squeeze(right, axis=axis), axis=-1))


def _class_accuracy(z: Array, target: Array, axis: int) -> Array:
    return np.asarray(np.mean(z.argmax(axis=axis) == target.argmax(axis=axis), axis=-1))


def _r_squared(z: Array, target: Array, axis: int) -> Array:
    """R² over all outputs: 1 − residual sum of squares / total sum of squares."""
    samples = -2 if axis == -1 else -1
    residual = np.sum((target - z) ** 2, axis=(-2, -1))
    total = np.sum((target - target.mean(axis=samples, keepdims=True)) ** 2)
    # Constant targets leave nothing to explain; rounding may give them a total, and tiny ones none.
    if not np.ptp(target, axis=samples).any() or total == 0.0:
        return np.where(residual == 0.0, 1.0, 0.0)
    return np.asarray(1.0 - residual / total)


HEADS: dict[str, Head] = {
    head.name: head
    for head in (
        Head(
            "binary",
            "binary classification",
            r"u_O = P(y = 1 \mid x) = \frac{1}{1 + e^{-z_O}}",
            r"L(W) = \sum_{i=1}^n \ln(1 + e^{z_{O,i}}) - y_i z_{O,i}",
            _sigmoid_link,
            _binary_loss,
            _encode_binary,
            _binary_accuracy,
            is_classification=True,
            has_one_output=True,
        ),
        Head(
            "multiclass",
            "multi-class classification",
            r"u_{O,k} = P(y = k \mid x) = \frac{e^{z_{O,k}}}{\sum_\ell e^{z_{O,\ell}}}",
            r"L(W) = \sum_{i=1}^n \ln \sum_k e^{z_{O,ik}} - \sum_k r_{ik} z_{O,ik}",
            _softmax_link,
            _multiclass_loss,
            _encode_classes,
            _class_accuracy,
            is_classification=True,
            has_one_output=False,
        ),
        Head(
            "regression",
            "regression",
            r"u_O = z_O",
            r"L(W) = \tfrac12 \sum_{i=1}^n (y_i - z_{O,i})^2",
            _identity_link,
            _squared_loss,
            _encode_targets,
            _r_squared,
            is_classification=False,
            has_one_output=True,
        ),
        Head(
            "vector_regression",
            "vector regression",
            r"u_{O,k} = z_{O,k}",
            r"L(W) = \tfrac12 \sum_{i=1}^n \sum_{k=1}^K (y_{ik} - z_{O,ik})^2",
            _identity_link,
            _squared_loss,
            _encode_targets,
            _r_squared,
            is_classification=False,
            has_one_output=False,
        ),
    )
}
