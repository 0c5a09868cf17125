"""Activation functions g(z) of the hidden units, with their derivatives.

Each activation is one record that carries everything about it: its name and label, its formula,
its value and derivative, its range, and the value that a colour scale should treat as neutral.
Lecture: "Activation functions at hidden layer".
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]

LEAK = 0.01
"""Slope of leaky ReLU left of zero (Maas, Hannun and Ng 2013, section 2)."""


@dataclass(frozen=True, slots=True)
class Activation:
    """An activation function g and its derivative g′.

    Attributes
    ----------
    name, label : str
        Key in `ACTIVATIONS`, and the word shown on screen.
    latex : str
        g(z) in LaTeX.
    text : str
        g(z) in plain characters, for places that cannot typeset.
    range : tuple of float
        Infimum and supremum of g over the real line.
    neutral : float
        Value of g that a diverging colour scale paints neutral: 0, or ½ for functions that
        run from 0 to 1 and cross ½ at z = 0.
    fill_value : callable
        ``fill_value(z, out)`` writes g(z) into `out`; both have the same shape. It may raise
        NumPy's overflow warning where the result is right all the same.
    fill_derivative : callable
        ``fill_derivative(z, u, out)`` writes g′(z) into `out`, given u = g(z).

    """

    name: str
    label: str
    latex: str
    text: str
    range: tuple[float, float]
    neutral: float
    fill_value: Callable[[Array, Array], None]
    fill_derivative: Callable[[Array, Array, Array], None]

    def value(self, z: ArrayLike) -> Array:
        """Return g(z), an array of the shape of `z`."""
        z = np.asarray(z, dtype=np.float64)
        out = np.empty_like(z)
        with np.errstate(over="ignore"):
            self.fill_value(z, out)
        return out

    def derivative(self, z: ArrayLike) -> Array:
        """Return g′(z), an array of the shape of `z`; 0 where ReLU and step have a kink or jump."""
        z = np.asarray(z, dtype=np.float64)
        out = np.empty_like(z)
        with np.errstate(over="ignore"):
            self.fill_derivative(z, self.value(z), out)
        return out

    @property
    def is_bounded(self) -> bool:
        """Whether both ends of the range are finite."""
        return math.isfinite(self.range[0]) and math.isfinite(self.range[1])


def _identity(z: Array, out: Array) -> None:
    np.copyto(out, z)


def _identity_derivative(_z: Array, _u: Array, out: Array) -> None:
    out.fill(1.0)


def _step(z: Array, out: Array) -> None:
    np.greater_equal(z, 0.0, out=out)


def _step_derivative(_z: Array, _u: Array, out: Array) -> None:
    out.fill(0.0)


def _sigmoid(z: Array, out: Array) -> None:
    # e^(-z) overflows to infinity for z < -709, which gives the right 0; `value` mutes the warning.
    np.negative(z, out=out)
    np.exp(out, out=out)
    out += 1.0
    np.divide(1.0, out, out=out)  # faster than np.reciprocal


def _sigmoid_derivative(_z: Array, u: Array, out: Array) -> None:
    np.subtract(1.0, u, out=out)
    out *= u


def _tanh(z: Array, out: Array) -> None:
    np.tanh(z, out=out)


def _tanh_derivative(_z: Array, u: Array, out: Array) -> None:
    np.multiply(u, u, out=out)
    np.subtract(1.0, out, out=out)


def _relu(z: Array, out: Array) -> None:
    np.maximum(z, 0.0, out=out)


def _relu_derivative(z: Array, _u: Array, out: Array) -> None:
    np.greater(z, 0.0, out=out)


def _leaky_relu(z: Array, out: Array) -> None:
    np.multiply(z, LEAK, out=out)
    np.maximum(z, out, out=out)


def _leaky_relu_derivative(z: Array, _u: Array, out: Array) -> None:
    np.greater(z, 0.0, out=out)
    out *= 1.0 - LEAK
    out += LEAK


def _softplus(z: Array, out: Array) -> None:
    # ln(1 + e^z) = max(z, 0) + ln(1 + e^-|z|): no overflow, and no cancellation for z << 0.
    np.abs(z, out=out)
    np.negative(out, out=out)
    np.exp(out, out=out)
    np.log1p(out, out=out)
    out += np.maximum(z, 0.0)


def _softplus_derivative(z: Array, _u: Array, out: Array) -> None:
    _sigmoid(z, out)


def _elu(z: Array, out: Array) -> None:
    np.minimum(z, 0.0, out=out)
    np.expm1(out, out=out)
    out += np.maximum(z, 0.0)


def _elu_derivative(z: Array, _u: Array, out: Array) -> None:
    np.minimum(z, 0.0, out=out)
    np.exp(out, out=out)


def _silu(z: Array, out: Array) -> None:
    _sigmoid(z, out)
    out *= z


def _silu_derivative(z: Array, u: Array, out: Array) -> None:
    # (zσ)′ = σ + zσ(1 − σ) = σ + u(1 − σ)
    _sigmoid(z, out)
    out += u * (1.0 - out)


def _sine(z: Array, out: Array) -> None:
    np.sin(z, out=out)


def _sine_derivative(z: Array, _u: Array, out: Array) -> None:
    np.cos(z, out=out)


def _gaussian(z: Array, out: Array) -> None:
    np.multiply(z, z, out=out)
    np.negative(out, out=out)
    np.exp(out, out=out)


def _gaussian_derivative(z: Array, u: Array, out: Array) -> None:
    np.multiply(z, -2.0, out=out)
    out *= u


def _silu_minimum() -> float:
    """Least value of zσ(z), where σ(z)(1 + z(1 − σ(z))) = 0, by Newton's iteration."""
    z = -1.2784645
    for _ in range(4):
        s = 1.0 / (1.0 + math.exp(-z))
        slope = s * (1.0 + z * (1.0 - s))
        curvature = s * (1.0 - s) * (2.0 + z * (1.0 - 2.0 * s))
        z -= slope / curvature
    return z / (1.0 + math.exp(-z))


_INFINITY = math.inf

ACTIVATIONS: dict[str, Activation] = {
    activation.name: activation
    for activation in (
        Activation(
            "identity",
            "identity",
            r"g(z) = z",
            "g(z) = z",
            (-_INFINITY, _INFINITY),
            0.0,
            _identity,
            _identity_derivative,
        ),
        Activation(
            "step",
            "binary step",
            r"g(z) = \mathbb{1}[z \ge 0]",
            "g(z) = 1 if z ≥ 0, else 0",
            (0.0, 1.0),
            0.5,
            _step,
            _step_derivative,
        ),
        Activation(
            "sigmoid",
            "sigmoid",
            r"g(z) = \frac{1}{1 + e^{-z}}",
            "g(z) = 1 / (1 + e⁻ᶻ)",
            (0.0, 1.0),
            0.5,
            _sigmoid,
            _sigmoid_derivative,
        ),
        Activation(
            "tanh",
            "tanh",
            r"g(z) = \tanh z",
            "g(z) = tanh z",
            (-1.0, 1.0),
            0.0,
            _tanh,
            _tanh_derivative,
        ),
        Activation(
            "relu",
            "ReLU",
            r"g(z) = \max(0, z)",
            "g(z) = max(0, z)",
            (0.0, _INFINITY),
            0.0,
            _relu,
            _relu_derivative,
        ),
        Activation(
            "leaky_relu",
            "leaky ReLU",
            rf"g(z) = \max({LEAK}\,z, z)",
            f"g(z) = max({LEAK} z, z)",
            (-_INFINITY, _INFINITY),
            0.0,
            _leaky_relu,
            _leaky_relu_derivative,
        ),
        Activation(
            "softplus",
            "softplus",
            r"g(z) = \ln(1 + e^z)",
            "g(z) = ln(1 + eᶻ)",
            (0.0, _INFINITY),
            0.0,
            _softplus,
            _softplus_derivative,
        ),
        Activation(
            "elu",
            "ELU",
            r"g(z) = z \text{ if } z > 0, \text{ else } e^z - 1",
            "g(z) = z if z > 0, else eᶻ − 1",
            (-1.0, _INFINITY),
            0.0,
            _elu,
            _elu_derivative,
        ),
        Activation(
            "silu",
            "SiLU",
            r"g(z) = \frac{z}{1 + e^{-z}}",
            "g(z) = z / (1 + e⁻ᶻ)",
            (_silu_minimum(), _INFINITY),
            0.0,
            _silu,
            _silu_derivative,
        ),
        Activation(
            "sine",
            "sine",
            r"g(z) = \sin z",
            "g(z) = sin z",
            (-1.0, 1.0),
            0.0,
            _sine,
            _sine_derivative,
        ),
        Activation(
            "gaussian",
            "Gaussian",
            r"g(z) = e^{-z^2}",
            "g(z) = exp(−z²)",
            (0.0, 1.0),
            0.0,
            _gaussian,
            _gaussian_derivative,
        ),
    )
}
