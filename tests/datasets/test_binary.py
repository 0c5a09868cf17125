from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_allclose, assert_array_equal
from scipy.special import expit

from nnviz.datasets import DATASETS, DEFAULT_NOISE, MAX_SAMPLES
from nnviz.datasets.binary import _bump

every_noise = pytest.mark.parametrize("noise", [0.0, DEFAULT_NOISE, 1.0])


def test_circles_have_exact_radii() -> None:
    """Without noise class 0 lies on the unit circle and class 1 on a circle of radius 0.4."""
    sample = DATASETS["circles"].make(300, 0.0)
    radii = np.where(sample.y == 1, 0.4, 1.0)
    assert_allclose(np.hypot(*sample.X.T), radii, rtol=1e-14)


def test_circles_go_all_around() -> None:
    """Each class has samples in every twelfth of its circle."""
    sample = DATASETS["circles"].make(1000, 0.0)
    twelfth = np.floor(np.arctan2(sample.X[:, 1], sample.X[:, 0]) / (np.pi / 6.0))
    for label in (0, 1):
        assert len(np.unique(twelfth[sample.y == label])) == 12


def test_moons_are_half_circles() -> None:
    """Without noise class 0 is the upper half of a unit circle, class 1 the lower half of one."""
    X, y = (s := DATASETS["moons"].make(300, 0.0)).X, s.y
    centre = np.where(y[:, None] == 1, [1.0, 0.5], [0.0, 0.0])
    assert_allclose(np.hypot(*(X - centre).T), 1.0, rtol=1e-14)
    assert_array_equal((X - centre)[:, 1] > 0.0, y == 0)


def test_xor_is_the_sign_rule() -> None:
    """Without noise the class is 1 exactly if the features have different signs."""
    sample = DATASETS["xor"].make(500, 0.0)
    assert_array_equal(sample.y, np.prod(sample.X, axis=1) < 0.0)


def test_checkerboard_alternates() -> None:
    """Without noise neighbouring unit squares have different classes; the first one is class 0."""
    sample = DATASETS["checkerboard"].make(500, 0.0)
    column, row = sample.X.astype(int).T
    assert_array_equal(sample.y, column % 2 != row % 2)


def test_spirals_wind_evenly() -> None:
    """Without noise the angle grows with the radius, and the second arm is half a turn ahead."""
    sample = DATASETS["spirals"].make(500, 0.0)
    radius, angle = np.hypot(*sample.X.T), np.arctan2(*sample.X.T[::-1])
    expected = 1.75 * 2.0 * np.pi * radius / 1.4 + np.pi * sample.y
    assert_allclose(np.exp(1j * angle), np.exp(1j * expected), atol=1e-12)


def test_spirals_are_dense_along_the_arm() -> None:
    """Squared radii are uniform from 0.02 to 1, which spreads samples evenly over the disc."""
    squares = np.sum(DATASETS["spirals"].make(MAX_SAMPLES, 0.0).X ** 2, axis=1)
    quantiles = np.quantile(squares, np.linspace(0.0, 1.0, 11))
    assert_allclose(quantiles, np.linspace(0.02, 1.0, 11), atol=0.05)


@every_noise
def test_gaussians_are_round_clouds(noise: float) -> None:
    """Class 0 is around (-1, -1), class 1 around (1, 1), with deviation 0.3 + 2 noise."""
    sample = DATASETS["gaussians"].make(MAX_SAMPLES, noise)
    spread = 0.3 + 2.0 * noise
    error = 5.0 * spread / np.sqrt(MAX_SAMPLES / 2)
    for label, centre in ((0, -1.0), (1, 1.0)):
        cloud = sample.X[sample.y == label]
        assert_allclose(cloud.mean(axis=0), centre, atol=error)
        assert_allclose(np.cov(cloud.T), spread**2 * np.eye(2), atol=2.0 * spread * error)


@pytest.mark.parametrize("name", ["circles", "moons", "spirals", "gaussians"])
@pytest.mark.parametrize("n_samples", [1, 2, 99, 100])
def test_shapes_have_as_many_of_each_class(name: str, n_samples: int) -> None:
    """Where the class comes before the place, the classes differ by one sample at most."""
    y = DATASETS[name].make(n_samples).y
    assert np.sum(y == 0) - np.sum(y == 1) in {0, 1}


@pytest.mark.parametrize(
    ("name", "scale"),
    [("circles", 0.5), ("moons", 0.75), ("xor", 0.5), ("spirals", 0.2), ("checkerboard", 0.5)],
)
@pytest.mark.parametrize("noise", [0.2, 1.0])
def test_noise_is_a_normal_shift_of_each_sample(name: str, scale: float, noise: float) -> None:
    """Noise moves samples from their clean places by a normal shift in proportion to it."""
    clean, noisy = (DATASETS[name].make(MAX_SAMPLES, level).X for level in (0.0, noise))
    shift = (noisy - clean) / (scale * noise)
    assert_allclose(shift.mean(axis=0), 0.0, atol=5.0 / np.sqrt(MAX_SAMPLES))
    assert_allclose(np.cov(shift.T), np.eye(2), atol=10.0 / np.sqrt(MAX_SAMPLES))


@pytest.mark.parametrize("name", ["circles", "moons", "xor", "spirals", "checkerboard"])
def test_noise_does_not_change_the_classes(name: str) -> None:
    """Noise moves samples and leaves their classes."""
    assert_array_equal(DATASETS[name].make(300, 0.0).y, DATASETS[name].make(300, 1.0).y)


class StubGenerator:
    """Takes the place of a random generator: it "draws" what it was given, in that order."""

    def __init__(self, *draws: np.ndarray) -> None:
        self.draws = list(draws)

    def uniform(self, *_bounds: float, size: Any = None) -> np.ndarray:  # noqa: ARG002
        """Return the next of the draws."""
        return self.draws.pop(0)


def lecture_probability(X: np.ndarray) -> np.ndarray:
    """Return P(y = 1 | x) = σ(10(e^(-8‖x - ½‖²) - ½)), the lecture's data."""
    return expit(10.0 * (np.exp(-8.0 * np.linalg.norm(X - 0.5, axis=1) ** 2) - 0.5))


@given(X=arrays(float, (5, 2), elements=st.floats(0.0, 1.0)))
def test_bump_is_the_lectures_probability(X: np.ndarray) -> None:
    """At the default noise a uniform number below P(y = 1 | x) is class 1, above it class 0."""
    probability = lecture_probability(X)
    for factor, label in ((1.0 - 1e-9, 1), (1.0 + 1e-9, 0)):
        stub: Any = StubGenerator(X, factor * probability)
        drawn, y = _bump(5, DEFAULT_NOISE, stub)
        assert_array_equal(drawn, X)
        assert_array_equal(y, label)


def test_bumps_frequencies_are_the_lectures_probabilities() -> None:
    """Over many draws, class 1 is as frequent in each square as the lecture says."""
    draws = [DATASETS["bump"].make(MAX_SAMPLES, rng=seed) for seed in range(10)]
    X, y = np.vstack([draw.X for draw in draws]), np.concatenate([draw.y for draw in draws])
    square = np.floor(4.0 * X) @ [4.0, 1.0]
    for number in range(16):
        here = square == number
        p = lecture_probability(X[here])
        error = 4.0 * np.sqrt(np.sum(p * (1.0 - p)))
        assert abs(y[here].sum() - p.sum()) < error


def test_bump_is_uniform_on_the_unit_square() -> None:
    """Samples of the lecture's data are spread evenly over the unit square."""
    X = DATASETS["bump"].make(MAX_SAMPLES).X
    counts, _, _ = np.histogram2d(*X.T, bins=4, range=((0.0, 1.0), (0.0, 1.0)))
    expected = MAX_SAMPLES / 16
    assert_allclose(counts, expected, atol=4.0 * np.sqrt(expected))


def test_bump_without_noise_has_a_sharp_border() -> None:
    """Without noise the class is 1 exactly where e^(-8‖x - ½‖²) is above ½: inside a circle."""
    sample = DATASETS["bump"].make(500, 0.0)
    distance = np.linalg.norm(sample.X - 0.5, axis=1)
    assert_array_equal(sample.y, distance < np.sqrt(np.log(2.0) / 8.0))


def test_bumps_noise_is_in_the_labels_alone() -> None:
    """Noise flips labels of the lecture's data and leaves the samples where they are."""
    assert_array_equal(DATASETS["bump"].make(99, 0.0).X, DATASETS["bump"].make(99, 1.0).X)
