"""How to train: the settings, with their ranges."""

from __future__ import annotations

from dataclasses import dataclass

from nnviz.checks import check_positive, check_whole, lookup
from nnviz.optimizers import OPTIMIZERS

MAX_STEPS = 5000
"""Longest run: every step is kept, so this bounds memory and the size of what is sent."""


@dataclass(frozen=True, slots=True)
class TrainingSettings:
    """How to train.

    Parameters
    ----------
    learning_rate : float
        η, greater than 0.
    n_steps : int
        Number of updates, 0 to `MAX_STEPS`.
    optimizer : str
        A key of `OPTIMIZERS`.
    batch_size : int or None
        Samples per update; None means all of them, 1 is one sample at a time. Each epoch visits
        every sample once, in a new random order.
    l2 : float
        λ of the penalty ½ λ Σ w² on all weights but the biases; it is part of the gradient and
        not of the losses that are reported.
    seed : int
        Of the mini-batches' order, and of the initial weights where none are given.

    Raises
    ------
    ValueError
        If a value is out of its range.

    """

    learning_rate: float = 1.0
    n_steps: int = 1000
    optimizer: str = "gd"
    batch_size: int | None = None
    l2: float = 0.0
    seed: int = 0

    def __post_init__(self) -> None:
        """Check the ranges."""
        lookup(OPTIMIZERS, self.optimizer, "optimizer")
        check_positive("learning_rate", self.learning_rate)
        check_whole("n_steps", self.n_steps, 0, MAX_STEPS)
        if self.batch_size is not None:
            check_whole("batch_size", self.batch_size, 1)
        check_positive("l2", self.l2, zero=True)
        check_whole("seed", self.seed, 0)
