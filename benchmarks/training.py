"""A training step against scikit-learn's on the same full-batch work."""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable

import numpy as np

from benchmarks.table import print_table
from nnviz import DATASETS, Network, TrainingSettings, train

N_STEPS = 1000
ROUNDS = 7
SIZES = (4, 8, 16)


def report() -> None:
    """Print microseconds per step for both, and their ratio, for each number of hidden units."""
    rows = []
    for n_hidden in SIZES:
        ours, theirs, unshuffled = _measure(n_hidden)
        ratios = [f"{theirs / ours:.1f}", f"{unshuffled / ours:.1f}"]
        rows.append([str(n_hidden), *(f"{us:.1f}" for us in (ours, theirs, unshuffled)), *ratios])
    print_table(
        "Training: microseconds per full-batch step, 400 samples, sigmoid, gradient descent",
        [
            "units",
            "nnviz.train",
            "MLPClassifier.fit",
            "without shuffling",
            "faster",
            "than without",
        ],
        rows,
    )


def _measure(n_hidden: int) -> list[float]:
    """Return the median microseconds per step of each, taking turns so that noise hits all.

    Our step evaluates the loss and the accuracy and keeps the weights; scikit-learn's evaluates the
    loss. By default it also shuffles the samples at each step, which a full batch does not need.
    """
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.neural_network import MLPClassifier

    sample = DATASETS["bump"].make(400, rng=0)
    X = (sample.X - sample.X.mean(axis=0)) / sample.X.std(axis=0)
    network = Network(2, n_hidden, 1)
    settings = TrainingSettings(learning_rate=1.0, n_steps=N_STEPS)

    def ours() -> None:
        train(network, X, sample.y, settings)

    def theirs(*, shuffle: bool = True) -> None:
        classifier = MLPClassifier(
            (n_hidden,), activation="logistic", solver="sgd", batch_size=400, momentum=0.0,
            alpha=0.0, learning_rate_init=1.0, max_iter=N_STEPS, tol=0.0, shuffle=shuffle,
            n_iter_no_change=10 * N_STEPS, random_state=0,
        )  # fmt: skip
        classifier.fit(X, sample.y)
        if classifier.n_iter_ != N_STEPS:
            message = "scikit-learn stopped early; the comparison would not be fair."
            raise RuntimeError(message)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        rounds = [
            (_seconds(ours), _seconds(theirs), _seconds(lambda: theirs(shuffle=False)))
            for _ in range(ROUNDS)
        ]
    return [float(median) for median in np.median(rounds, axis=0) / N_STEPS * 1e6]


def _seconds(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
