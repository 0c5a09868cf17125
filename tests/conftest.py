"""Ground rules of all tests: no floating-point accident passes unseen, every draw has a seed."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache

import numpy as np
import pytest
from hypothesis import settings

from nnviz.comparison import Comparison, by_activation, compare
from nnviz.datasets import DATASETS
from nnviz.scheduling.pools import WORKERS

DefaultRun = Callable[[int], Comparison]

# Pages without a browser train in this process. Servers under test have workers.
os.environ.setdefault(WORKERS, "0")

# Underflow is left alone: where exp(-1000) becomes 0, 0 is the right answer.
np.seterr(all="raise", under="ignore")

# No deadline: a shared machine may be slow once. The same examples every time, so that a failure is
# the change's and not the day's. `make fuzz` loads the other profile and searches at random; what
# it finds is written into tests/found.py and from then on tried by every run.
settings.register_profile("nnviz", deadline=None, derandomize=True, max_examples=60)
settings.register_profile("fuzz", deadline=None, max_examples=2000, print_blob=True)
settings.load_profile("nnviz")


@pytest.fixture
def rng() -> np.random.Generator:
    """Return a generator that starts at the same place in every test."""
    return np.random.default_rng(20261123)


@pytest.fixture(scope="session")
def default_run() -> DefaultRun:
    """Return the app's first comparison as a function of its seed; each is trained only once."""

    @cache
    def trained(seed: int) -> Comparison:
        sample = DATASETS["bump"].make(400, rng=seed)
        lanes = by_activation("sigmoid", "identity")
        return compare(sample, lanes, learning_rate=2.0, seed=seed, split_seed=seed)

    return trained
