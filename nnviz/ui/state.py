"""What the sidebar says, read once a run, checked, and frozen."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AppState:
    """Settings of the playground; every value is within the bounds that `controls` states.

    Attributes
    ----------
    problem : str
        A key of `PROBLEMS`.
    dataset : str
        A key of `DATASETS`, of that problem.
    n_classes : int
        Of a multi-class problem; others do not look at it.
    n_samples : int
    noise, test_share : float
    data_seed : int
        Of the samples and their division.
    n_hidden : int
    activations : tuple of str
        Keys of `ACTIVATIONS` under comparison, one lane each.
    scale : float
        Standard deviation of the initial weights.
    weight_seed : int
        Of the initial weights and the mini-batches' order.
    learning_rate : float
    optimizer : str
        A key of `OPTIMIZERS`.
    batch_size : int or None
    n_steps : int
    l2 : float
    standardize : bool

    """

    problem: str
    dataset: str
    n_classes: int
    n_samples: int
    noise: float
    test_share: float
    data_seed: int
    n_hidden: int
    activations: tuple[str, ...]
    scale: float
    weight_seed: int
    learning_rate: float
    optimizer: str
    batch_size: int | None
    n_steps: int
    l2: float
    standardize: bool
