"""Activations that rise and fall: sine and Gaussian."""

from __future__ import annotations

import math

import numpy as np

from nnviz.activations.record import Activation, Array, Facts


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


WAVES: tuple[Activation, ...] = (
    Activation(
        name="sine",
        label="sine",
        latex=r"g(z) = \sin z",
        text="g(z) = sin z",
        range=(-1.0, 1.0),
        neutral=0.0,
        fill_value=_sine,
        fill_derivative=_sine_derivative,
        facts=Facts(
            (True, True),
            ("swings", "swings"),
            (-math.pi / 2, math.pi / 2),
            "z = π/2 + kπ",
            monotone=False,
        ),
    ),
    Activation(
        name="gaussian",
        label="Gaussian",
        latex=r"g(z) = e^{-z^2}",
        text="g(z) = exp(−z²)",
        range=(0.0, 1.0),
        neutral=0.0,
        fill_value=_gaussian,
        fill_derivative=_gaussian_derivative,
        facts=Facts((False, True), ("fades", "fades"), (0.0,), "z = 0", monotone=False),
    ),
)
