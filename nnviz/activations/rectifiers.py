"""Activations that pass on what is positive: ReLU, leaky ReLU, softplus, ELU and SiLU."""

from __future__ import annotations

import math

import numpy as np

from nnviz.activations.classics import fill_sigmoid
from nnviz.activations.record import Activation, Array, Facts

LEAK = 0.01
"""Slope of leaky ReLU left of zero (Maas, Hannun and Ng 2013, section 2)."""

SILU_DIP = -1.2784645427610738
"""Where SiLU is least: σ(z)(1 + z(1 − σ(z))) = 0."""


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
    fill_sigmoid(z, out)


def _elu(z: Array, out: Array) -> None:
    np.minimum(z, 0.0, out=out)
    np.expm1(out, out=out)
    out += np.maximum(z, 0.0)


def _elu_derivative(z: Array, _u: Array, out: Array) -> None:
    np.minimum(z, 0.0, out=out)
    np.exp(out, out=out)


def _silu(z: Array, out: Array) -> None:
    fill_sigmoid(z, out)
    out *= z


def _silu_derivative(z: Array, u: Array, out: Array) -> None:
    # (zσ)′ = σ + zσ(1 − σ) = σ + u(1 − σ)
    fill_sigmoid(z, out)
    out += u * (1.0 - out)


RECTIFIERS: tuple[Activation, ...] = (
    Activation(
        name="relu",
        label="ReLU",
        latex=r"g(z) = \max(0, z)",
        text="g(z) = max(0, z)",
        range=(0.0, math.inf),
        neutral=0.0,
        fill_value=_relu,
        fill_derivative=_relu_derivative,
        facts=Facts((True, False), ("zero", "stays"), limits=((0.0, 0.0), (0.0, 1.0))),
    ),
    Activation(
        name="leaky_relu",
        label="leaky ReLU",
        latex=rf"g(z) = \max({LEAK}\,z, z)",
        text=f"g(z) = max({LEAK} z, z)",
        range=(-math.inf, math.inf),
        neutral=0.0,
        fill_value=_leaky_relu,
        fill_derivative=_leaky_relu_derivative,
        facts=Facts((False, False), ("stays", "stays"), limits=((0.0, LEAK), (0.0, 1.0))),
    ),
    Activation(
        name="softplus",
        label="softplus",
        latex=r"g(z) = \ln(1 + e^z)",
        text="g(z) = ln(1 + eᶻ)",
        range=(0.0, math.inf),
        neutral=0.0,
        fill_value=_softplus,
        fill_derivative=_softplus_derivative,
        facts=Facts((False, False), ("fades", "stays")),
    ),
    Activation(
        name="elu",
        label="ELU",
        latex=r"g(z) = z \text{ if } z > 0, \text{ else } e^z - 1",
        text="g(z) = z if z > 0, else eᶻ − 1",
        range=(-1.0, math.inf),
        neutral=0.0,
        fill_value=_elu,
        fill_derivative=_elu_derivative,
        facts=Facts((False, False), ("fades", "stays")),
    ),
    Activation(
        name="silu",
        label="SiLU",
        latex=r"g(z) = \frac{z}{1 + e^{-z}}",
        text="g(z) = z / (1 + e⁻ᶻ)",
        range=(SILU_DIP / (1.0 + math.exp(-SILU_DIP)), math.inf),
        neutral=0.0,
        fill_value=_silu,
        fill_derivative=_silu_derivative,
        facts=Facts((True, False), ("fades", "stays"), (SILU_DIP,), "z ≈ −1.28", monotone=False),
    ),
)
