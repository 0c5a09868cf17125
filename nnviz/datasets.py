"""Synthetic 2-D data sets for classification, each with its noise, size and seed.

All take ``noise`` from 0 (classes as far apart as the shape allows) to 1 (hardly separable), with
0.2 as the value at which the shape is clear but not perfect; each record says what it scales.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nnviz.activations import ACTIVATIONS, Array
from nnviz.checks import check_whole, lookup

MAX_SAMPLES = 2000
"""Most samples of one set; a classroom server trains on them for every student."""

DEFAULT_NOISE = 0.2

Labels = NDArray[np.int64]
Domain = tuple[tuple[float, float], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Sample:
    """A data set that was drawn.

    Attributes
    ----------
    X : ndarray (n_samples, 2)
    y : ndarray (n_samples,)
        Class of each sample, 0 or 1.
    problem : str
        A key of `HEADS`.
    domain : ((low, high), (low, high))
        The rectangle of the feature space that pictures show; it contains every sample.
    feature_names : tuple of str

    """

    X: Array
    y: Labels
    problem: str
    domain: Domain
    feature_names: tuple[str, str] = ("x1", "x2")


@dataclass(frozen=True, slots=True)
class Dataset:
    """A generator of samples.

    Attributes
    ----------
    name, label : str
        Key in `DATASETS`, and the words on screen.
    description : str
        What it is and what it teaches, one sentence.
    noise_meaning : str
        What ``noise`` scales here.
    domain : ((low, high), (low, high))
        Feature space at the default noise; samples beyond it widen it.
    draw : callable
        ``draw(n_samples, noise, rng)`` returns X (n, 2) and y (n,).

    """

    name: str
    label: str
    description: str
    noise_meaning: str
    domain: Domain
    draw: Callable[[int, float, np.random.Generator], tuple[Array, Labels]]

    def make(
        self,
        n_samples: int = 400,
        noise: float = DEFAULT_NOISE,
        rng: np.random.Generator | int = 0,
    ) -> Sample:
        """Draw a sample.

        Parameters
        ----------
        n_samples : int
            1 to `MAX_SAMPLES`.
        noise : float
            0 to 1.
        rng : Generator or int
            Source of random numbers, or its seed.

        Raises
        ------
        ValueError
            If a value is out of its range.

        """
        check_whole("n_samples", n_samples, 1, MAX_SAMPLES)
        if not 0.0 <= noise <= 1.0:
            message = f"noise must be from 0 to 1; got {noise} instead."
            raise ValueError(message)
        X, y = self.draw(n_samples, noise, np.random.default_rng(rng))
        return Sample(X, y, "binary", _widened(self.domain, X))


@dataclass(frozen=True, slots=True)
class Split:
    """A sample divided into training and test parts.

    Attributes
    ----------
    X_train, X_test : ndarray (n, 2)
    y_train, y_test : ndarray (n,)
    is_test : ndarray (n_samples,) of bool
        Which rows of the sample are test samples.

    """

    X_train: Array
    y_train: Labels
    X_test: Array
    y_test: Labels
    is_test: NDArray[np.bool_]


def split(sample: Sample, test_share: float, rng: np.random.Generator | int = 0) -> Split:
    """Divide `sample` at random; at least one sample is left to train on.

    Parameters
    ----------
    sample : Sample
    test_share : float
        Share of test samples, from 0 up to but not including 1.
    rng : Generator or int
        Source of random numbers, or its seed.

    Raises
    ------
    ValueError
        If `test_share` is out of its range.

    """
    if not 0.0 <= test_share < 1.0:
        message = f"test_share must be from 0 up to but not including 1; got {test_share} instead."
        raise ValueError(message)
    n_samples = len(sample.X)
    n_test = min(round(n_samples * test_share), n_samples - 1)
    is_test = np.zeros(n_samples, dtype=bool)
    is_test[np.random.default_rng(rng).permutation(n_samples)[:n_test]] = True
    return Split(
        sample.X[~is_test], sample.y[~is_test], sample.X[is_test], sample.y[is_test], is_test
    )


def make(
    name: str,
    n_samples: int = 400,
    noise: float = DEFAULT_NOISE,
    rng: np.random.Generator | int = 0,
) -> Sample:
    """Draw from the data set called `name`, a key of `DATASETS`; see `Dataset.make`."""
    return lookup(DATASETS, name, "data set").make(n_samples, noise, rng)


def _widened(domain: Domain, X: Array) -> Domain:
    """Return `domain`, widened to whole tenths so that it contains every row of `X`."""
    least, most = X.min(axis=0), X.max(axis=0)  # again below: n/10 may round to the wrong side
    low = np.minimum(np.array(domain)[:, 0], np.minimum(np.floor(least * 10) / 10, least))
    high = np.maximum(np.array(domain)[:, 1], np.maximum(np.ceil(most * 10) / 10, most))
    return (float(low[0]), float(high[0])), (float(low[1]), float(high[1]))


def _balanced(n_samples: int) -> Labels:
    """Return labels 0, 1, 0, 1 …: as balanced as the number allows."""
    return np.arange(n_samples, dtype=np.int64) % 2


def _bump(n: int, noise: float, rng: np.random.Generator) -> tuple[Array, Labels]:
    X = rng.uniform(0.0, 1.0, (n, 2))
    height = np.exp(-8.0 * np.sum((X - 0.5) ** 2, axis=1)) - 0.5
    # At the default noise of 0.2 this is the lecture's σ(10(e^(−8‖x − ½‖²) − ½)).
    slope = 2.0 / max(noise, 1e-9)
    probability = ACTIVATIONS["sigmoid"].value(slope * height)
    return X, (rng.uniform(size=n) < probability).astype(np.int64)


def _circles(n: int, noise: float, rng: np.random.Generator) -> tuple[Array, Labels]:
    y = _balanced(n)
    angle = rng.uniform(0.0, 2.0 * np.pi, n)
    radius = np.where(y == 1, 0.4, 1.0)
    X = radius[:, None] * np.column_stack([np.cos(angle), np.sin(angle)])
    return X + rng.normal(0.0, 0.5 * noise, (n, 2)), y


def _moons(n: int, noise: float, rng: np.random.Generator) -> tuple[Array, Labels]:
    y = _balanced(n)
    angle = rng.uniform(0.0, np.pi, n)
    upper = np.column_stack([np.cos(angle), np.sin(angle)])
    lower = np.column_stack([1.0 - np.cos(angle), 0.5 - np.sin(angle)])
    X = np.where(y[:, None] == 1, lower, upper)
    return X + rng.normal(0.0, 0.75 * noise, (n, 2)), y


def _xor(n: int, noise: float, rng: np.random.Generator) -> tuple[Array, Labels]:
    X = rng.uniform(-1.0, 1.0, (n, 2))
    y = ((X[:, 0] > 0) != (X[:, 1] > 0)).astype(np.int64)
    return X + rng.normal(0.0, 0.5 * noise, (n, 2)), y


def _spirals(n: int, noise: float, rng: np.random.Generator) -> tuple[Array, Labels]:
    y = _balanced(n)
    # The square root spreads the samples evenly along the arc; 1¾ turns as in the two-spirals
    # benchmark, shortened so that 16 hidden units can follow it.
    turn = np.sqrt(rng.uniform(0.02, 1.0, n))
    angle = 1.75 * 2.0 * np.pi * turn / 1.4 + np.pi * y
    X = turn[:, None] * np.column_stack([np.cos(angle), np.sin(angle)])
    return X + rng.normal(0.0, 0.2 * noise, (n, 2)), y


def _gaussians(n: int, noise: float, rng: np.random.Generator) -> tuple[Array, Labels]:
    y = _balanced(n)
    centre = np.where(y[:, None] == 1, 1.0, -1.0)
    return centre + rng.normal(0.0, 0.3 + 2.0 * noise, (n, 2)), y


def _checkerboard(n: int, noise: float, rng: np.random.Generator) -> tuple[Array, Labels]:
    X = rng.uniform(0.0, 4.0, (n, 2))
    y = (np.floor(X).sum(axis=1) % 2).astype(np.int64)
    return X + rng.normal(0.0, 0.5 * noise, (n, 2)), y


DATASETS: dict[str, Dataset] = {
    dataset.name: dataset
    for dataset in (
        Dataset(
            "bump",
            "bump",
            "The lecture's: one class is likely in the middle. A line cannot separate it.",
            "how gradually P(y = 1 | x) falls off; 0.2 is the lecture's",
            ((0.0, 1.0), (0.0, 1.0)),
            _bump,
        ),
        Dataset(
            "circles",
            "circles",
            "A ring around a disc: the hidden layer has to close a boundary.",
            "the spread around each circle",
            ((-1.4, 1.4), (-1.4, 1.4)),
            _circles,
        ),
        Dataset(
            "moons",
            "moons",
            "Two interleaving half circles: nearly linear, and a bend does the rest.",
            "the spread around each half circle",
            ((-1.5, 2.5), (-1.1, 1.6)),
            _moons,
        ),
        Dataset(
            "xor",
            "XOR",
            "Opposite corners share a class: the smallest problem that a line cannot solve.",
            "how far samples stray over the class borders",
            ((-1.3, 1.3), (-1.3, 1.3)),
            _xor,
        ),
        Dataset(
            "spirals",
            "spirals",
            "Two arms wound around each other: it takes many hidden units and steps.",
            "the spread around each arm",
            ((-1.2, 1.2), (-1.2, 1.2)),
            _spirals,
        ),
        Dataset(
            "gaussians",
            "two Gaussians",
            "Two round clouds: a line is the best boundary, so a hidden layer gains nothing.",
            "the clouds' width",
            ((-3.5, 3.5), (-3.5, 3.5)),
            _gaussians,
        ),
        Dataset(
            "checkerboard",
            "checkerboard",
            "Sixteen squares: far too many borders for a few hidden units.",
            "how far samples stray over the class borders",
            ((-0.3, 4.3), (-0.3, 4.3)),
            _checkerboard,
        ),
    )
}
