"""Identity, step, sigmoid and tanh: the activations that every course begins with."""

from __future__ import annotations

import math

import numpy as np

from nnviz.activations.record import Activation, Array, Facts


def _identity(z: Array, out: Array) -> None:
    np.copyto(out, z)


def _identity_derivative(_z: Array, _u: Array, out: Array) -> None:
    out.fill(1.0)


def _step(z: Array, out: Array) -> None:
    np.greater_equal(z, 0.0, out=out)


def _step_derivative(_z: Array, _u: Array, out: Array) -> None:
    out.fill(0.0)


def fill_sigmoid(z: Array, out: Array) -> None:
    """Write σ(z) into `out`."""
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


CLASSICS: tuple[Activation, ...] = (
    Activation(
        name="identity",
        label="identity",
        latex=r"g(z) = z",
        text="g(z) = z",
        range=(-math.inf, math.inf),
        neutral=0.0,
        fill_value=_identity,
        fill_derivative=_identity_derivative,
        facts=Facts((False, False), ("stays", "stays")),
    ),
    Activation(
        name="step",
        label="binary step",
        latex=r"g(z) = \mathbb{1}[z \ge 0]",
        text="g(z) = 1 if z ≥ 0, else 0",
        range=(0.0, 1.0),
        neutral=0.5,
        fill_value=_step,
        fill_derivative=_step_derivative,
        facts=Facts((True, True), ("zero", "zero"), limits=((0.0, 0.0), (1.0, 0.0))),
    ),
    Activation(
        name="sigmoid",
        label="sigmoid",
        latex=r"g(z) = \frac{1}{1 + e^{-z}}",
        text="g(z) = 1 / (1 + e⁻ᶻ)",
        range=(0.0, 1.0),
        neutral=0.5,
        fill_value=fill_sigmoid,
        fill_derivative=_sigmoid_derivative,
        facts=Facts((False, False), ("fades", "fades")),
    ),
    Activation(
        name="tanh",
        label="tanh",
        latex=r"g(z) = \tanh z",
        text="g(z) = tanh z",
        range=(-1.0, 1.0),
        neutral=0.0,
        fill_value=_tanh,
        fill_derivative=_tanh_derivative,
        facts=Facts((False, False), ("fades", "fades")),
    ),
)
