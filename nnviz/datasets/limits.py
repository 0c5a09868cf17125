"""What no classifier can do better on a data set whose P(y = 1 | x) is known: the Bayes limit.

Lecture: "Setting up a neural network", whose data set has a limit of about 88 %.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from nnviz.activations import ACTIVATIONS, Array

_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(200)
_DEEP = 12.0  # standard deviations; beyond them a normal density is below 1e-31


@dataclass(frozen=True, slots=True)
class BayesLimit:
    """The best that can be expected on new samples of a data set of two classes.

    On few samples a network can be beyond it by luck, and on those that it is trained on by
    learning their noise.

    Attributes
    ----------
    accuracy : float
        E[max(p, 1 − p)] with p = P(y = 1 | x): the accuracy of always saying the likelier class.
    loss : float
        E[−p ln p − (1 − p) ln(1 − p)]: the mean loss per sample of saying p itself, in nats.

    Source: Hastie, Tibshirani, Friedman, The Elements of Statistical Learning, 2nd edition,
    section 2.4.

    """

    accuracy: float
    loss: float


def bump_limit(noise: float) -> BayesLimit:
    """Return the limit of the data set ``bump`` at `noise`, from 0 to 1.

    P(y = 1 | x) depends on the distance r from the middle of the unit square alone, so what is
    left is an integral over r, in pieces between which the integrand has bends.
    """
    slope, edge = 2.0 / max(noise, 1e-9), math.sqrt(math.log(2.0) / 8.0)  # where P is one half

    def score(r: Array) -> Array:
        z: Array = slope * (np.exp(-8.0 * r**2) - 0.5)
        return z

    pieces = ((0.0, edge), (edge, 0.5), (0.5, math.sqrt(0.5)))
    return _expected(score, _distance_density, pieces)


def gaussians_limit(noise: float) -> BayesLimit:
    """Return the limit of the data set ``gaussians`` at `noise`, from 0 to 1.

    Only the distance t along the line through both centres tells the classes apart. It is normal
    with mean ±√2 and the clouds' width σ, so the score ln P(1) / P(0) is 2√2 t / σ².
    """
    width, centre = 0.3 + 2.0 * noise, math.sqrt(2.0)

    def score(t: Array) -> Array:
        return 2.0 * centre * t / width**2

    def density(t: Array) -> Array:
        below, above = (np.exp(-0.5 * ((t - m) / width) ** 2) for m in (-centre, centre))
        mean: Array = (below + above) / (2.0 * width * math.sqrt(2.0 * math.pi))
        return mean

    stops = (-centre - _DEEP * width, -centre, 0.0, centre, centre + _DEEP * width)
    return _expected(score, density, tuple(pairwise(stops)))


def _distance_density(r: Array) -> Array:
    """Return the density of the distance from the middle of the unit square to a point in it.

    A circle of radius r is inside up to r = ½; from there on four arcs of it are outside.
    """
    outside = 8.0 * r * np.arccos(np.minimum(0.5 / np.maximum(r, 0.5), 1.0))
    density: Array = 2.0 * np.pi * r - outside
    return density


def _expected(
    score: Callable[[Array], Array],
    density: Callable[[Array], Array],
    pieces: tuple[tuple[float, float], ...],
) -> BayesLimit:
    """Return the limit for a score z = ln P(1) / P(0) of one variable with this density."""
    accuracy = loss = 0.0
    for low, high in pieces:
        at = 0.5 * (low + high) + 0.5 * (high - low) * _NODES
        weight = 0.5 * (high - low) * _WEIGHTS * density(at)
        z = np.abs(score(at))  # both classes alike: the likelier one has P = σ(|z|)
        p = ACTIVATIONS["sigmoid"].value(z)
        # −p ln p − (1 − p) ln(1 − p) = ln(1 + e^−z) + (1 − p) z
        entropy = np.log1p(np.exp(-z)) + ACTIVATIONS["sigmoid"].value(-z) * z
        accuracy += float(weight @ p)
        loss += float(weight @ entropy)
    return BayesLimit(accuracy, loss)
