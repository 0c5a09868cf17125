"""What a data set is: a generator with a name, the samples that it draws, and their division."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nnviz.activations import Array
from nnviz.checks import check_share, check_whole
from nnviz.datasets.limits import BayesLimit
from nnviz.problems import MOST_CLASSES, PROBLEMS, Problem
from nnviz.read_only import keep_read_only, show_read_only

MAX_SAMPLES = 2000
"""Most samples of one set; a classroom server trains on them for every student."""

DEFAULT_NOISE = 0.2

DEFAULT_CLASSES = 3

Labels = NDArray[np.int64]
Targets = NDArray[np.int64] | Array
Domain = tuple[tuple[float, float], ...]
"""A box: (low, high) of each axis."""


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """A data set that was drawn.

    The arrays are read-only copies. Two records are equal if they are the same object.

    Attributes
    ----------
    X : ndarray (n_samples, n_inputs)
    y : ndarray (n_samples,) or (n_samples, n_outputs)
        Classes from 0 as integers, or the targets of a regression; two-dimensional for several.
    problem : Problem
    domain : tuple of (low, high), one for each input
        The box of the feature space that pictures show; it contains every sample.
    feature_names : tuple of str, one for each input
    n_outputs : int
        Output units that a network for it needs: as many as classes, or as targets.
    limit : BayesLimit, or None
        What no classifier does better on new samples, where that is known.

    """

    X: Array
    y: Targets
    problem: Problem
    domain: Domain
    feature_names: tuple[str, ...] = ("x1", "x2")
    n_outputs: int = 1
    limit: BayesLimit | None = None

    def __post_init__(self) -> None:
        """Make the arrays read-only."""
        keep_read_only(self, "X", "y")

    @property
    def n_classes(self) -> int:
        """Number of classes; 0 for a regression."""
        return max(self.n_outputs, 2) if self.problem.is_classification else 0

    @property
    def targets(self) -> Array:
        """`y` as floats (n_samples, n_targets): one column, but for vector regression."""
        return self.y.reshape(len(self.y), -1).astype(np.float64)


@dataclass(frozen=True, slots=True)
class Dataset:
    """A generator of samples.

    Attributes
    ----------
    name, label : str
        Key in `DATASETS`, and the words on screen.
    problem : str
        A key of `PROBLEMS`.
    description : str
        What it is and what it teaches, one sentence.
    noise_meaning : str
        What ``noise`` scales here.
    domain : tuple of (low, high)
        Feature space at the default noise; samples beyond it widen it.
    draw : callable
        ``draw(n_samples, noise, rng)`` returns X (n, n_inputs) and y as in `Sample`; for
        multi-class problems ``draw(n_samples, noise, rng, n_classes)``.
    limit : callable, or None
        ``limit(noise)`` returns what no classifier does better, where P(y = 1 | x) is known.

    """

    name: str
    label: str
    problem: str
    description: str
    noise_meaning: str
    domain: Domain
    draw: Callable[..., tuple[Array, Targets]]
    limit: Callable[[float], BayesLimit] | None = None

    def make(
        self,
        n_samples: int = 400,
        noise: float = DEFAULT_NOISE,
        rng: np.random.Generator | int = 0,
        n_classes: int = DEFAULT_CLASSES,
    ) -> Sample:
        """Draw a sample.

        Parameters
        ----------
        n_samples : int
            1 to `MAX_SAMPLES`; at least one for each class.
        noise : float
            0 to 1.
        rng : Generator or int
            Source of random numbers, or its seed.
        n_classes : int
            3 to `MOST_CLASSES`; only multi-class data sets look at it.

        Raises
        ------
        ValueError
            If a value is out of its range.

        """
        check_whole("n_samples", n_samples, 1, MAX_SAMPLES)
        if not 0.0 <= noise <= 1.0:
            message = f"noise must be from 0 to 1; got {noise} instead."
            raise ValueError(message)
        arguments: tuple[int, ...] = ()
        kind = PROBLEMS[self.problem]
        n_outputs = kind.n_outputs
        if n_outputs is None:
            check_whole("n_classes", n_classes, 3, MOST_CLASSES)
            if n_classes > n_samples:
                message = (
                    f"Each class needs a sample, so n_samples must be at least {n_classes} for "
                    f"{n_classes} classes; got {n_samples} instead."
                )
                raise ValueError(message)
            arguments, n_outputs = (n_classes,), n_classes
        X, y = self.draw(n_samples, noise, np.random.default_rng(rng), *arguments)
        domain, limit = widened(self.domain, X), self.limit and self.limit(noise)
        return Sample(X, y, kind, domain, kind.feature_names, n_outputs, limit)


@dataclass(frozen=True, slots=True, eq=False)
class Split:
    """A sample divided into training and test parts, as read-only arrays.

    Attributes
    ----------
    X_train, X_test : ndarray (n, n_inputs)
    y_train, y_test : ndarray (n,) or (n, n_outputs)
    is_test : ndarray (n_samples,) of bool
        Which rows of the sample are test samples.

    """

    X_train: Array
    y_train: Targets
    X_test: Array
    y_test: Targets
    is_test: NDArray[np.bool_]

    def __post_init__(self) -> None:
        """Make the arrays read-only."""
        show_read_only(self, "X_train", "y_train", "X_test", "y_test", "is_test")

    @classmethod
    def of(cls, sample: Sample, is_test: NDArray[np.bool_]) -> Split:
        """Return the division of `sample` that `is_test` (n_samples,) tells."""
        X, y = sample.X, sample.y
        return cls(X[~is_test], y[~is_test], X[is_test], y[is_test], is_test)


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
    check_share("test_share", test_share)
    n_samples = len(sample.X)
    n_test = min(round(n_samples * test_share), n_samples - 1)
    is_test = np.zeros(n_samples, dtype=bool)
    is_test[np.random.default_rng(rng).permutation(n_samples)[:n_test]] = True
    return Split.of(sample, is_test)


def widened(domain: Domain, X: Array) -> Domain:
    """Return `domain`, widened to whole tenths so that it contains every row of `X`."""
    least, most = X.min(axis=0), X.max(axis=0)  # again below: n/10 may round to the wrong side
    low = np.minimum(np.array(domain)[:, 0], np.minimum(np.floor(least * 10) / 10, least))
    high = np.maximum(np.array(domain)[:, 1], np.maximum(np.ceil(most * 10) / 10, most))
    return tuple((float(a), float(b)) for a, b in zip(low, high, strict=True))
