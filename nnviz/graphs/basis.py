"""Fixed transformations of the features, each as the node of a graph.

All of them work on s = (x − mean) / scale, the features standardised by the training samples. That
scaling is part of each node's operation, so a graph takes the data's own units. Lecture: "From
linear to non-linear", basis functions (figure 2) and kernels (figure 3).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import combinations_with_replacement

import numpy as np

from nnviz.activations import Array
from nnviz.graphs.graph import Node
from nnviz.number_format import number, subscript
from nnviz.standardizer import Standardizer

REACH = 1.5
"""Bumps lie on a square grid from −1.5 to 1.5 standard deviations of each feature."""

_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Transformation:
    """One node of the transformation layer, and the inputs that it looks at.

    Attributes
    ----------
    node : Node
    inputs : tuple of int
        Columns of X, in the order in which the node's operation takes them.
    n_fixed : int
        How many numbers inside its operation were fixed in advance, without the scaling.

    """

    node: Node
    inputs: tuple[int, ...]
    n_fixed: int


def monomials(n_inputs: int, degree: int, scaler: Standardizer) -> list[Transformation]:
    """Return s₁, s₂, s₁², s₁ s₂, s₂² … up to `degree`, without the constant."""
    exponents = [
        tuple(chosen.count(i) for i in range(n_inputs))
        for total in range(1, degree + 1)
        for chosen in combinations_with_replacement(range(n_inputs), total)
    ]
    return [_monomial(f"f{j}", powers, scaler) for j, powers in enumerate(exponents, 1)]


def _monomial(node_id: str, powers: tuple[int, ...], scaler: Standardizer) -> Transformation:
    """Return the product of s_i to these powers."""
    inputs = tuple(i for i, power in enumerate(powers) if power)
    symbol = "".join(
        f"s{subscript(i + 1)}" + ("" if powers[i] == 1 else str(powers[i]).translate(_SUPERSCRIPTS))
        for i in inputs
    )
    exponents = np.array([powers[i] for i in inputs])
    operation = _scaled(scaler, inputs, lambda s: np.prod(s**exponents, axis=1))
    node = Node(node_id, symbol, "transformation", f"the basis function {symbol}", operation)
    return Transformation(node, inputs, len(powers))


def bump_centres(per_side: int) -> Array:
    """Return the middles (per_side², 2) of the Gaussian bumps in standardised features."""
    side = np.linspace(-REACH, REACH, per_side)
    s1, s2 = np.meshgrid(side, side)
    return np.column_stack([s1.ravel(), s2.ravel()])


def bump_width(per_side: int) -> float:
    """Return the bumps' standard deviation h: half of the distance between neighbours."""
    return REACH / (per_side - 1)


def bumps(per_side: int, scaler: Standardizer) -> list[Transformation]:
    """Return φ_j = exp(−‖s − c_j‖² / 2h²) for each centre c_j."""
    width = bump_width(per_side)
    return [
        _bump(f"f{j}", j, centre, width, scaler)
        for j, centre in enumerate(bump_centres(per_side), 1)
    ]


def _bump(
    node_id: str, index: int, centre: Array, width: float, scaler: Standardizer
) -> Transformation:
    """Return one Gaussian bump."""
    inputs = tuple(range(len(centre)))
    operation = _scaled(
        scaler, inputs, lambda s: np.exp(-np.sum((s - centre) ** 2, axis=1) / (2.0 * width**2))
    )
    j, where = subscript(index), _point(centre)
    formula = f"φ{j} = exp(−‖s − c{j}‖² / 2h²), c{j} = {where}, h = {width:.3g}"
    node = Node(node_id, f"φ{j}", "transformation", formula, operation, (0.0, 0.0, 1.0))
    return Transformation(node, inputs, len(centre))


@dataclass(frozen=True, slots=True)
class Kernel:
    """A kernel K(a, b) between standardised samples.

    Attributes
    ----------
    name : str
        As scikit-learn calls it.
    text : str
        K(sᵢ, s) in plain characters.
    value : callable
        ``value(s, centre)`` returns (n_samples,) from s (n_samples, n_inputs).
    n_fixed : int
        How many numbers it was given in advance.
    gamma : float
        Its γ; the linear kernel does not look at it.
    is_bounded : bool
        Whether its values run from 0 to 1.

    """

    name: str
    text: str
    value: Callable[[Array, Array], Array]
    n_fixed: int
    gamma: float = 1.0
    is_bounded: bool = False


def linear_kernel() -> Kernel:
    """Return K(a, b) = a · b."""
    return Kernel("linear", "sᵢ · s", lambda s, centre: s @ centre, 0)


def polynomial_kernel(degree: int) -> Kernel:
    """Return K(a, b) = (½ a · b + 1)^degree; ½ is one over the number of features."""
    text = f"(½ sᵢ · s + 1){str(degree).translate(_SUPERSCRIPTS)}"
    return Kernel("poly", text, lambda s, centre: (0.5 * (s @ centre) + 1.0) ** degree, 2, 0.5)


def rbf_kernel(gamma: float) -> Kernel:
    """Return K(a, b) = exp(−γ ‖a − b‖²)."""

    def value(s: Array, centre: Array) -> Array:
        bump: Array = np.exp(-gamma * np.sum((s - centre) ** 2, axis=1))
        return bump

    text = f"exp(−{gamma:g} ‖s − sᵢ‖²)"
    return Kernel("rbf", text, value, 1, gamma, is_bounded=True)


def kernel_nodes(kernel: Kernel, samples: Array, scaler: Standardizer) -> list[Transformation]:
    """Return K(sᵢ, s) for each training sample; `samples` (n_samples, n_inputs) as they are."""
    centres = scaler.apply(samples)
    inputs = tuple(range(samples.shape[1]))
    scale = (0.0, 0.0, 1.0) if kernel.is_bounded else None
    return [
        Transformation(
            Node(
                f"k{i}",
                f"K{subscript(i)}",
                "transformation",
                f"K(sᵢ, s) = {kernel.text} with training sample i = {i}, sᵢ = {_point(centre)}",
                _scaled(scaler, inputs, partial(_with_centre, kernel.value, centre)),
                scale,
            ),
            inputs,
            len(centre),
        )
        for i, centre in enumerate(centres, 1)
    ]


def _with_centre(value: Callable[[Array, Array], Array], centre: Array, s: Array) -> Array:
    """Return K(centre, s), with the arguments in the order that `partial` can fill."""
    return value(s, centre)


def _scaled(
    scaler: Standardizer, inputs: tuple[int, ...], function: Callable[[Array], Array]
) -> Callable[[Array, Array], Array]:
    """Return the operation that standardises its parents and then applies `function`."""
    chosen = list(inputs)
    mean, scale = scaler.mean[chosen], scaler.scale[chosen]

    def operation(values: Array, _weights: Array) -> Array:
        return function((values - mean) / scale)

    return operation


def _point(values: Array) -> str:
    """Return coordinates as text."""
    return f"({', '.join(number(value) for value in values)})"
