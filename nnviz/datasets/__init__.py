"""Synthetic data sets, one file for each kind of problem, each with its noise, size and seed.

All take ``noise`` from 0 (as clean as the shape allows) to 1 (hardly recognisable), with 0.2 as the
value at which the shape is clear but not perfect; each record says what it scales.
"""

from __future__ import annotations

import numpy as np

from nnviz.checks import lookup
from nnviz.datasets.binary import BINARY
from nnviz.datasets.curves import CURVES
from nnviz.datasets.limits import BayesLimit
from nnviz.datasets.multiclass import MULTICLASS
from nnviz.datasets.records import (
    DEFAULT_CLASSES,
    DEFAULT_NOISE,
    MAX_SAMPLES,
    Dataset,
    Domain,
    Labels,
    Sample,
    Split,
    Targets,
    split,
)
from nnviz.datasets.regression import REGRESSION
from nnviz.datasets.vector_regression import VECTOR_REGRESSION

DATASETS: dict[str, Dataset] = {
    dataset.name: dataset
    for dataset in (*BINARY, *MULTICLASS, *REGRESSION, *VECTOR_REGRESSION, *CURVES)
}


def datasets_for(problem: str) -> dict[str, Dataset]:
    """Return the data sets of one kind of problem, a key of `PROBLEMS`, by name."""
    return {name: dataset for name, dataset in DATASETS.items() if dataset.problem == problem}


def make(
    name: str,
    n_samples: int = 400,
    noise: float = DEFAULT_NOISE,
    rng: np.random.Generator | int = 0,
    n_classes: int = DEFAULT_CLASSES,
) -> Sample:
    """Draw from the data set called `name`, a key of `DATASETS`; see `Dataset.make`."""
    return lookup(DATASETS, name, "data set").make(n_samples, noise, rng, n_classes)


__all__ = [
    "DATASETS",
    "DEFAULT_CLASSES",
    "DEFAULT_NOISE",
    "MAX_SAMPLES",
    "BayesLimit",
    "Dataset",
    "Domain",
    "Labels",
    "Sample",
    "Split",
    "Targets",
    "datasets_for",
    "make",
    "split",
]
