"""Output heads: the activation and loss at the output, both dictated by the kind of problem.

A new head is one record here; how it is written is the `Notation` in it.

Every head is canonical (its loss is the negative log-likelihood of its link), so the
backpropagation error at the output is δ_O = u_O − y for all of them. Losses are computed from the
raw score z_O, which is stable for any finite score. Lecture: "Setting up a neural network".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nnviz.activations import Array
from nnviz.losses import (
    binary_accuracy,
    binary_loss,
    binary_output_loss,
    class_accuracy,
    class_output_loss,
    encode_binary,
    encode_classes,
    encode_targets,
    identity_link,
    multiclass_loss,
    r_squared,
    sigmoid_link,
    softmax_link,
    squared_loss,
    squared_output_loss,
)
from nnviz.notation import (
    HALF_REMARK,
    SQUARED_DERIVATION,
    SUM_HTML,
    Z_HTML,
    ZK_HTML,
    Notation,
    binary_loss_numbers,
    class_loss_numbers,
    identity_numbers,
    sigmoid_numbers,
    softmax_numbers,
    squared_loss_numbers,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Link, loss and score of one kind of problem, on raw scores z_O.

    Attributes
    ----------
    name, label : str
        Key in `HEADS`, and the words shown on screen.
    fill_link : callable
        ``fill_link(z, axis, out)`` writes u_O into `out`, of the shape of z; outputs lie along
        `axis`. It may raise NumPy's overflow warning where the result is right all the same.
    loss : callable
        ``loss(z, target, axis)`` returns the loss of each sample: z without `axis`.
    output_loss : callable
        ``output_loss(target, u)`` returns the terms, of the shape of u, of the loss in terms of
        u_O; they are summed over the outputs. It is not stable where u rounds to 0 or 1.
    encode : callable
        ``encode(y, n_outputs)`` returns targets (n_samples, n_outputs) for `y` as users give it.
    score : callable
        ``score(z, target, axis)`` returns, over the last sample axis, the accuracy (0 to 1) for
        classes or R² (at most 1) for regression.
    notation : Notation
        Words and formulas.
    is_classification : bool
        Whether y is a class.
    has_one_output : bool
        Whether there is one output unit, whatever the problem's size.
    is_joint : bool
        Whether each output needs the scores of all outputs.

    """

    name: str
    label: str
    fill_link: Callable[[Array, int, Array], None]
    loss: Callable[[Array, Array, int], Array]
    output_loss: Callable[[Array, Array], Array]
    encode: Callable[[ArrayLike, int], Array]
    score: Callable[[Array, Array, int], Array]
    notation: Notation
    is_classification: bool
    has_one_output: bool
    is_joint: bool = False

    def __repr__(self) -> str:
        """Return the key: the functions inside say nothing to a reader."""
        return f"HEADS[{self.name!r}]"

    @property
    def is_two_class(self) -> bool:
        """Whether one score decides between two classes, at z_O = 0."""
        return self.is_classification and self.has_one_output

    def link(self, z: Array, axis: int = -1) -> Array:
        """Return u_O of the shape of `z`; outputs lie along `axis`."""
        out = np.empty_like(z)
        with np.errstate(over="ignore"):
            self.fill_link(z, axis, out)
        return out

    def predict(self, z: Array) -> NDArray[np.int64] | Array:
        """Return what scores (n, n_outputs) say: a class for each row (n,), or u_O itself."""
        if not self.is_classification:
            return self.link(z)
        predicted = z.argmax(axis=1) if self.is_joint else z[:, 0] > 0.0
        return predicted.astype(np.int64)

    def neutral(self, n_outputs: int) -> float | None:
        """Return the output when every class is equally likely; None for numbers."""
        return 1.0 / max(n_outputs, 2) if self.is_classification else None

    def delta(self, z: Array, target: Array, axis: int = -1) -> Array:
        """Return δ_O = ∂L/∂z_O = u_O − y for each sample and output, of the shape of `z`."""
        return self.link(z, axis) - target


_BINARY = Head(
    name="binary",
    label="binary classification",
    fill_link=sigmoid_link,
    loss=binary_loss,
    output_loss=binary_output_loss,
    encode=encode_binary,
    score=binary_accuracy,
    is_classification=True,
    has_one_output=True,
    notation=Notation(
        link_name="sigmoid",
        loss_name="binary cross entropy",
        loss_remark="The label is 1 where P(y = 1 | x) is above a threshold, here ½.",
        unit="nats",
        link_latex=r"u_O = P(y = 1 \mid x) = \frac{1}{1 + e^{-z_O}}",
        loss_latex=r"L(W) = \sum_{i=1}^n \ln(1 + e^{z_{O,i}}) - y_i z_{O,i}",
        link_text="σ(zₒ) = P(y = 1 | x)",
        link_html=f"<i>u</i><sub>O</sub> = 1 / (1 + e<sup>−{Z_HTML}</sup>)",
        meaning="P(y = 1 | x)",
        target="y",
        target_latex="y",
        target_html="<i>y</i>",
        sample_loss_latex=r"L = \ln(1 + e^{z_O}) - y\,z_O",
        sample_loss_html=f"<i>L</i> = ln(1 + e<sup>{Z_HTML}</sup>) − <i>y</i> {Z_HTML}",
        output_loss_text="L = −y ln uₒ − (1 − y) ln(1 − uₒ)",
        output_loss_latex=r"-y \ln {u} - (1 - y) \ln(1 - u_O)",
        output_loss_numbers=binary_loss_numbers,
        link_symbol=r"\sigma",
        link_of_score=r"\frac{{1}}{{1 + e^{{-z_{k}}}}}",
        link_numbers=sigmoid_numbers,
        derivation=r"For cross-entropy, $\partial L/\partial u = \frac{u - y}{u (1 - u)}$, and for "
        r"the sigmoid $\partial u/\partial z = u (1 - u)$: the product is $u - y$.",
    ),
)
_MULTICLASS = Head(
    name="multiclass",
    label="multi-class classification",
    fill_link=softmax_link,
    loss=multiclass_loss,
    output_loss=class_output_loss,
    encode=encode_classes,
    score=class_accuracy,
    is_classification=True,
    has_one_output=False,
    is_joint=True,
    notation=Notation(
        link_name="softmax",
        loss_name="categorical cross entropy",
        loss_remark="$r_{ik}$ is 1 if sample i is of class k, else 0. The label is the class of "
        "the largest u.",
        unit="nats",
        link_latex=r"u_{O,k} = P(y = k \mid x) = \frac{e^{z_{O,k}}}{\sum_\ell e^{z_{O,\ell}}}",
        loss_latex=r"L(W) = \sum_{i=1}^n \ln \sum_k e^{z_{O,ik}} - \sum_k r_{ik} z_{O,ik}",
        link_text="exp(zₒ{index}) / Σ exp(zₒₖ)",
        link_html=f"<i>u</i><sub>O,<i>k</i></sub> = e<sup>{ZK_HTML}</sup> / "
        f"{SUM_HTML}<sub><i>ℓ</i></sub> e<sup><i>z</i><sub>O,<i>ℓ</i></sub></sup>",
        meaning="P(y = {k} | x)",
        target="r",
        target_latex=r"r_k, \quad r_k = 1 \text{ for class } y, \text{ else } 0",
        target_html="<i>r<sub>k</sub></i>, where <i>r<sub>k</sub></i> = 1 for class <i>y</i>, "
        "else 0",
        sample_loss_latex=r"L = \ln \sum_k e^{z_{O,k}} - z_{O,y}",
        sample_loss_html=f"<i>L</i> = ln {SUM_HTML}<sub><i>k</i></sub> e<sup>{ZK_HTML}</sup> − "
        "<i>z</i><sub>O,<i>y</i></sub>",
        output_loss_text="L = −Σ rₖ ln uₒₖ, with r = 1 for the sample's own class",
        output_loss_latex=r"-\sum_k r_k \ln {u}",
        output_loss_numbers=class_loss_numbers,
        link_symbol=r"\mathrm{softmax}",
        link_of_score=r"\frac{{e^{{z_{{{k}}}}}}}{{\sum_\ell e^{{z_{{O_\ell}}}}}}",
        link_numbers=softmax_numbers,
        derivation=r"For cross-entropy, $\partial L/\partial u_\ell = -r_\ell/u_\ell$, and for "
        r"softmax $\partial u_\ell/\partial z_k = u_\ell ([\ell = k] - u_k)$: because "
        r"$\sum_\ell r_\ell = 1$, the sum over $\ell$ is $u_k - r_k$.",
    ),
)
_REGRESSION = Head(
    name="regression",
    label="regression",
    fill_link=identity_link,
    loss=squared_loss,
    output_loss=squared_output_loss,
    encode=encode_targets,
    score=r_squared,
    is_classification=False,
    has_one_output=True,
    notation=Notation(
        link_name="identity, that is none",
        loss_name="squared error, L2",
        loss_remark=HALF_REMARK,
        unit="",
        link_latex=r"u_O = z_O",
        loss_latex=r"L(W) = \tfrac12 \sum_{i=1}^n (y_i - z_{O,i})^2",
        link_text="zₒ",
        link_html=f"<i>u</i><sub>O</sub> = {Z_HTML}",
        meaning="ŷ",
        target="y",
        target_latex="y",
        target_html="<i>y</i>",
        sample_loss_latex=r"L = \tfrac12 (y - z_O)^2",
        sample_loss_html=f"<i>L</i> = ½ (<i>y</i> − {Z_HTML})²",
        output_loss_text="L = ½ (y − uₒ)²",
        output_loss_latex=r"\tfrac12 (y - {u})^2",
        output_loss_numbers=squared_loss_numbers,
        link_symbol=r"\mathrm{id}",
        link_of_score="",
        link_numbers=identity_numbers,
        derivation=SQUARED_DERIVATION,
    ),
)
_VECTOR_REGRESSION = replace(
    _REGRESSION,
    name="vector_regression",
    label="vector regression",
    has_one_output=False,
    notation=replace(
        _REGRESSION.notation,
        loss_name="squared error of a vector, L2",
        link_latex=r"u_{O,k} = z_{O,k}",
        loss_latex=r"L(W) = \tfrac12 \sum_{i=1}^n \sum_{k=1}^K (y_{ik} - z_{O,ik})^2",
        link_text="zₒ{index}",
        link_html=f"<i>u</i><sub>O,<i>k</i></sub> = {ZK_HTML}",
        meaning="ŷ{index}",
        target_latex="y_k",
        target_html="<i>y<sub>k</sub></i>",
        sample_loss_latex=r"L = \tfrac12 \sum_k (y_k - z_{O,k})^2",
        sample_loss_html=f"<i>L</i> = ½ {SUM_HTML}<sub><i>k</i></sub> "
        f"(<i>y<sub>k</sub></i> − {ZK_HTML})²",
        output_loss_text="L = ½ Σ (yₖ − uₒₖ)²",
        output_loss_latex=r"\tfrac12 \sum_k (y_k - {u})^2",
    ),
)

HEADS: dict[str, Head] = {
    head.name: head for head in (_BINARY, _MULTICLASS, _REGRESSION, _VECTOR_REGRESSION)
}
