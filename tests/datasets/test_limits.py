"""The best that a classifier can do, against closed forms and against samples."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
import pytest

from nnviz.activations import ACTIVATIONS
from nnviz.datasets import DATASETS
from nnviz.datasets.limits import bump_limit, gaussians_limit

NOISES = (0.0, 0.01, 0.2, 0.5, 1.0)


@pytest.mark.parametrize("noise", NOISES)
def test_two_gaussians_have_the_accuracy_of_their_distance(noise: float) -> None:
    """Φ(half the centres' distance over their width), for the best boundary is half-way."""
    expected = NormalDist().cdf(2**0.5 / (0.3 + 2.0 * noise))
    assert gaussians_limit(noise).accuracy == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("noise", NOISES)
@pytest.mark.parametrize("name", ["bump", "gaussians"])
def test_no_sample_says_otherwise(name: str, noise: float) -> None:
    """Means over 200,000 points with their true P(y = 1 | x), within five standard errors."""
    limit, dataset = DATASETS[name].limit, DATASETS[name]
    assert limit is not None
    X, _ = dataset.draw(200_000, noise, np.random.default_rng(1))
    height = np.exp(-8.0 * np.sum((X - 0.5) ** 2, axis=1)) - 0.5
    z = 2.0 * height / max(noise, 1e-9)
    if name == "gaussians":
        z = 2.0 * X.sum(axis=1) / (0.3 + 2.0 * noise) ** 2
    p = ACTIVATIONS["sigmoid"].value(np.abs(z))
    entropy = p * np.log1p(np.exp(-np.abs(z))) + (1.0 - p) * np.logaddexp(0.0, np.abs(z))
    for values, expected in ((p, limit(noise).accuracy), (entropy, limit(noise).loss)):
        assert abs(values.mean() - expected) <= 5.0 * values.std() / len(X) ** 0.5 + 1e-7


def test_the_lectures_data_set_has_a_limit_of_88_percent() -> None:
    """At its noise of 0.2."""
    assert round(100 * bump_limit(0.2).accuracy) == 88
