"""The page's settings, read once a run, checked, and frozen."""

from __future__ import annotations

from dataclasses import dataclass

from nnviz.graphs.fitted_model import BaselineSettings


@dataclass(frozen=True, slots=True)
class DataState:
    """Which samples all models see.

    Attributes
    ----------
    dataset : str
        A key of `DATASETS`, with two classes.
    n_samples : int
    noise, test_share : float
    seed : int

    """

    dataset: str
    n_samples: int
    noise: float
    test_share: float
    seed: int


@dataclass(frozen=True, slots=True)
class NetworkState:
    """The two-stage network among the models.

    Attributes
    ----------
    n_hidden : int
    activation : str
        A key of `ACTIVATIONS`.
    seed : int
        Of the initial weights.

    """

    n_hidden: int
    activation: str
    seed: int


@dataclass(frozen=True, slots=True)
class LinearState:
    """All settings of the page.

    Attributes
    ----------
    data : DataState
    baselines : BaselineSettings
    network : NetworkState
    models : tuple of str
        A key of `LABELS` for each column, or "nothing" for one that stays empty.

    """

    data: DataState
    baselines: BaselineSettings
    network: NetworkState
    models: tuple[str, ...]
