"""Linear regression, logistic regression and support vector machines of scikit-learn, as graphs.

Each baseline transforms the features by fixed functions, or not at all, and learns the weights of
one sum. It is fitted by scikit-learn and read out as a `Graph`, which computes the same. Lecture:
"From linear to non-linear" (figures 1 to 3).
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.metrics.pairwise import rbf_kernel as rbf_matrix
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import FunctionTransformer, PolynomialFeatures, StandardScaler
from sklearn.svm import SVC

from nnviz.activations import ACTIVATIONS, Array
from nnviz.graphs.basis import (
    Kernel,
    Transformation,
    bump_centres,
    bump_width,
    bumps,
    kernel_nodes,
    linear_kernel,
    monomials,
    polynomial_kernel,
    rbf_kernel,
)
from nnviz.graphs.fitted_model import BaselineSettings, Fitted
from nnviz.graphs.graph import Edge, Graph, Node, input_nodes, weighted_sum
from nnviz.number_format import subscript
from nnviz.standardizer import Standardizer

MOST_ITERATIONS = 100_000
"""Of the support vector machine's solver, so that no setting keeps a server busy."""

_STOPPED = (
    f"The solver stopped after {MOST_ITERATIONS:,} iterations, before it had found the best "
    "margin. A smaller C or degree may help."
)

SEPARATED = (
    "The two classes of the training samples can be separated without an error. The likelihood "
    "then has no maximum: it rises for as long as the weights grow. These are the weights at which "
    "the solver stopped."
)

_UNFINISHED = (
    "The solver stopped before it had found the most likely weights. Fewer basis functions or more "
    "samples may help."
)

Fit = Callable[[Array, NDArray[Any], BaselineSettings], Fitted]


@dataclass(frozen=True, slots=True)
class Baseline:
    """A model of scikit-learn with two features and two classes.

    Attributes
    ----------
    name, label : str
        Key in `BASELINES`, and the words on screen.
    description : str
        What it is, one sentence.
    fit : callable
        ``fit(X, y, settings)`` returns `Fitted`; X (n_samples, 2), y (n_samples,) of 0 and 1. It
        raises ValueError, with a sentence, if the model needs both classes and there is only one.

    """

    name: str
    label: str
    description: str
    fit: Fit


@dataclass(frozen=True, slots=True)
class _Basis:
    """A fixed transformation, as nodes and as steps of scikit-learn's pipeline."""

    name: str
    label: str
    nodes: Callable[[BaselineSettings, Standardizer], list[Transformation]]
    steps: Callable[[BaselineSettings], list[Any]]
    fixed: str
    n_shared: int = 0  # numbers that all of its functions share


def _gaussian_steps(settings: BaselineSettings) -> list[Any]:
    centres, width = bump_centres(settings.bumps), bump_width(settings.bumps)
    return [FunctionTransformer(rbf_matrix, kw_args={"Y": centres, "gamma": 0.5 / width**2})]


_BASES = (
    _Basis("", "", lambda _settings, _scaler: [], lambda _settings: [], ""),
    _Basis(
        "polynomial",
        "polynomials",
        lambda settings, scaler: monomials(2, settings.degree, scaler),
        lambda settings: [PolynomialFeatures(settings.degree, include_bias=False)],
        "{n} basis functions, two exponents each, written down before any data were seen",
    ),
    _Basis(
        "gaussian",
        "Gaussian bumps",
        lambda settings, scaler: bumps(settings.bumps, scaler),
        _gaussian_steps,
        "{n} bumps, a centre each (two numbers) on a grid, and one width for all",
        1,
    ),
)
_SCALING = "; s = (x − mean) / standard deviation takes 4 more numbers."
_N_SCALING = 4


def _fit_regression(
    X: Array, y: NDArray[Any], settings: BaselineSettings, *, basis: _Basis, logistic: bool
) -> Fitted:
    """Fit a linear or logistic regression, on basis functions if there are any."""
    if logistic:
        _require_both_classes(y)
    last = _logistic() if logistic else LinearRegression()
    with warnings.catch_warnings():  # the remark below says what came of it
        warnings.simplefilter("ignore", ConvergenceWarning)
        warnings.simplefilter("ignore", RuntimeWarning)  # few samples leave some weights open
        pipeline = make_pipeline(StandardScaler(), *basis.steps(settings), last).fit(X, y)
    scaler = _scaler_of(pipeline)
    weights = np.concatenate([np.ravel(last.intercept_), np.ravel(last.coef_)])
    transformations = basis.nodes(settings, scaler)
    if not transformations:  # the scaling is folded into the weights: nothing is fixed any more
        weights = scaler.fold(weights[:, None])[:, 0]
    graph = _graph(transformations, weights, _SIGMOID if logistic else _IDENTITY)
    is_separated = logistic and pipeline.score(X, y) == 1.0
    fixed = basis.fixed.format(n=len(transformations)) + _SCALING
    return Fitted(
        graph,
        shown="o1",
        boundary=0.5,
        checked="z1",
        decision=pipeline.decision_function if logistic else pipeline.predict,
        reference=f"scikit-learn's {'decision_function' if logistic else 'predict'}",
        fixed=fixed if transformations else "nothing: the features enter as they are.",
        learned=f"the {graph.n_learned} weights of the sum, bias included.",
        n_fixed=_n_fixed(transformations, basis.n_shared),
        note=SEPARATED if is_separated else "",
        remark=_UNFINISHED if logistic and not is_separated and _is_unfinished(last) else "",
    )


def _logistic() -> LogisticRegression:
    """Return a logistic regression without penalty: C is one over its weight.

    Newton's steps find the optimum in some milliseconds, whatever the features' sizes.
    """
    return LogisticRegression(C=np.inf, solver="newton-cholesky", tol=1e-6, max_iter=1000)


def _is_unfinished(model: LogisticRegression) -> bool:
    """Whether the solver was stopped; it finds no optimum where classes can be separated."""
    return bool(model.n_iter_.max() >= model.max_iter)


def _fit_svm(
    X: Array,
    y: NDArray[Any],
    settings: BaselineSettings,
    *,
    kernel_of: Callable[[BaselineSettings], Kernel],
) -> Fitted:
    """Fit a support vector machine; its graph has a node for every training sample."""
    _require_both_classes(y)
    kernel = kernel_of(settings)
    svc = SVC(
        C=settings.C,
        kernel=kernel.name,
        degree=settings.kernel_degree,
        gamma=kernel.gamma,
        coef0=1.0,
        max_iter=MOST_ITERATIONS,
    )
    with warnings.catch_warnings():  # it is said on screen instead
        warnings.simplefilter("ignore", ConvergenceWarning)
        pipeline = make_pipeline(StandardScaler(), svc).fit(X, y)
    transformations = kernel_nodes(kernel, X, _scaler_of(pipeline))
    weights = np.concatenate([svc.intercept_, np.zeros(len(X))])
    weights[1 + svc.support_] = svc.dual_coef_[0]  # scikit-learn's name for αᵢ yᵢ, yᵢ = ±1
    graph = _graph(transformations, weights, _STEP)
    return Fitted(
        graph,
        shown="z1",
        boundary=0.0,
        checked="z1",
        decision=pipeline.decision_function,
        reference="scikit-learn's decision_function",
        fixed=f"the kernel K, and a node for each of the {len(X)} training samples, which are "
        f"two numbers each{_SCALING}",
        learned="αᵢ yᵢ for each training sample, and the bias; only the "
        f"{len(svc.support_)} support vectors have one that is not 0.",
        n_fixed=_n_fixed(transformations, kernel.n_fixed),
        support=tuple(sorted(int(row) for row in svc.support_)),
        remark="" if svc.n_iter_.max() < MOST_ITERATIONS else _STOPPED,
    )


def _scaler_of(pipeline: Pipeline) -> Standardizer:
    """Return the scaling that scikit-learn uses, which leaves constant features alone as ours."""
    scaler = pipeline[0]
    return Standardizer(scaler.mean_, scaler.scale_)


def _n_fixed(transformations: list[Transformation], n_shared: int) -> int:
    """Return how many numbers were fixed: of each function, of all together, of the scaling."""
    own = sum(transformation.n_fixed for transformation in transformations)
    return own + n_shared + _N_SCALING if transformations else 0


def _require_both_classes(y: NDArray[Any]) -> None:
    """Raise ValueError unless both classes occur."""
    if len(found := np.unique(y)) < 2:
        message = (
            f"All {len(y)} training samples are of class {found[0]}; this model needs at least one "
            "of each class."
        )
        raise ValueError(message)


_IDENTITY = Node("o1", "ŷ", "output", "ŷ = z", lambda values, _weights: values[:, 0])
_SIGMOID = Node(
    "o1",
    "u",
    "output",
    "u = σ(z) = P(y = 1 | x)",
    lambda values, _weights: ACTIVATIONS["sigmoid"].value(values[:, 0]),
    (0.0, 0.5, 1.0),
)
_STEP = Node(
    "o1",
    "ŷ",
    "output",
    "ŷ = 1 if z ≥ 0, else 0",
    lambda values, _weights: ACTIVATIONS["step"].value(values[:, 0]),
    (0.0, 0.5, 1.0),
)


def _graph(transformations: list[Transformation], weights: Array, output: Node) -> Graph:
    """Return features → transformations, if any → weighted sum, the bias first → output."""
    inputs = input_nodes([f"x{subscript(i + 1)}" for i in range(2)])
    one = Node("one", "1", "one", "the constant 1, for the bias")
    middle = [t.node for t in transformations]
    total = Node("z1", "z", "sum", "z = Σ weight · value, bias included", weighted_sum)
    edges = [Edge(inputs[i].id, t.node.id) for t in transformations for i in t.inputs]
    edges += [
        Edge(node.id, total.id, float(weight), learned=True)
        for node, weight in zip([one, *(middle or inputs)], weights, strict=True)
    ]
    return Graph((*inputs, one, *middle, total, output), (*edges, Edge(total.id, output.id)))


_FAMILIES = (
    (
        "linear",
        "linear regression",
        "A weighted sum, fitted to y = 0 and 1 by least squares; class 1 is where ŷ > ½",
    ),
    (
        "logistic",
        "logistic regression",
        "A weighted sum, squashed to a probability; class 1 is where P(y = 1 | x) = σ(z) > ½",
    ),
)
_KERNELS: tuple[tuple[str, str, str, Callable[[BaselineSettings], Kernel]], ...] = (
    ("linear", "linear", "scalar products with", lambda _settings: linear_kernel()),
    (
        "polynomial",
        "polynomial",
        "powers of scalar products with",
        lambda settings: polynomial_kernel(settings.kernel_degree),
    ),
    ("rbf", "RBF", "bumps around", lambda settings: rbf_kernel(settings.gamma)),
)


def _regressions() -> Iterator[Baseline]:
    for family, label, description in _FAMILIES:
        for basis in _BASES:
            yield Baseline(
                f"{family}_{basis.name}" if basis.name else family,
                f"{label}, {basis.label}" if basis.name else label,
                description + (f". It sums {basis.label}." if basis.name else "."),
                partial(_fit_regression, basis=basis, logistic=family == "logistic"),
            )


def _machines() -> Iterator[Baseline]:
    for name, label, what, kernel_of in _KERNELS:
        yield Baseline(
            f"svm_{name}",
            f"SVM, {label} kernel",
            f"A weighted sum of {what} the training samples; class 1 is where z ≥ 0.",
            partial(_fit_svm, kernel_of=kernel_of),
        )


BASELINES: dict[str, Baseline] = {
    baseline.name: baseline for baseline in (*_regressions(), *_machines())
}
