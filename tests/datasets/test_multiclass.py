from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from nnviz.datasets import DATASETS, MAX_SAMPLES, Sample, datasets_for

every_number = pytest.mark.parametrize("n_classes", [3, 4, 5])
every_noise = pytest.mark.parametrize("noise", [0.2, 1.0])


def make(name: str, noise: float, n_classes: int, n_samples: int = MAX_SAMPLES) -> Sample:
    """Draw with seed 0."""
    return DATASETS[name].make(n_samples, noise, 0, n_classes)


def polar(X: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return radius and angle of each row."""
    return np.hypot(*X.T), np.arctan2(X[:, 1], X[:, 0])


@pytest.mark.parametrize("name", datasets_for("multiclass"))
@every_number
@pytest.mark.parametrize("n_samples", [5, 99, 100])
def test_classes_are_balanced(name: str, n_classes: int, n_samples: int) -> None:
    """No class has two samples more than another."""
    assert np.ptp(np.bincount(make(name, 0.2, n_classes, n_samples).y, minlength=n_classes)) <= 1


@every_number
@every_noise
def test_blobs_are_round_clouds_on_the_unit_circle(n_classes: int, noise: float) -> None:
    """Class k is around the unit circle's angle π/2 + 2πk/K, with deviation 0.1 + 0.8 noise."""
    sample, spread = make("blobs", noise, n_classes), 0.1 + 0.8 * noise
    error = 5.0 * spread / np.sqrt(MAX_SAMPLES / n_classes)
    for k in range(n_classes):
        cloud, angle = sample.X[sample.y == k], 0.5 * np.pi + 2.0 * np.pi * k / n_classes
        assert_allclose(cloud.mean(axis=0), [np.cos(angle), np.sin(angle)], atol=error)
        assert_allclose(np.cov(cloud.T), spread**2 * np.eye(2), atol=2.0 * spread * error)


@every_number
def test_rings_have_equally_spaced_radii(n_classes: int) -> None:
    """Without noise class k lies on the circle of radius (k + 1)/K."""
    sample = make("rings", 0.0, n_classes)
    assert_allclose(polar(sample.X)[0], (sample.y + 1) / n_classes, rtol=1e-14)


@every_number
@every_noise
def test_rings_stray_by_the_noise_times_their_distance(n_classes: int, noise: float) -> None:
    """Noise moves samples by a normal shift of deviation noise / K in both directions."""
    shift = make("rings", noise, n_classes).X - make("rings", 0.0, n_classes).X
    scaled = np.cov(shift.T) / (noise / n_classes) ** 2
    assert_allclose(scaled, np.eye(2), atol=10.0 / np.sqrt(MAX_SAMPLES))


@every_number
def test_pinwheel_arms_are_equally_spaced(n_classes: int) -> None:
    """Without noise the angle is 2πk/K for class k, and 2.5 per unit of radius more."""
    sample = make("pinwheel", 0.0, n_classes)
    radius, angle = polar(sample.X)
    expected = 2.0 * np.pi * sample.y / n_classes + 2.5 * radius
    assert_allclose(np.exp(1j * angle), np.exp(1j * expected), atol=1e-12)


@every_number
def test_noise_turns_the_pinwheel_and_keeps_its_radii(n_classes: int) -> None:
    """Noise moves samples around the centre, by a normal angle of deviation noise · 2π/K."""
    (r0, a0), (r1, a1) = (polar(make("pinwheel", noise, n_classes).X) for noise in (0.0, 0.2))
    turn = np.angle(np.exp(1j * (a1 - a0))) / (0.2 * 2.0 * np.pi / n_classes)
    assert_allclose(r1, r0, rtol=1e-12)
    assert abs(turn.mean()) < 5.0 / np.sqrt(MAX_SAMPLES)
    assert abs(turn.std() - 1.0) < 5.0 / np.sqrt(2 * MAX_SAMPLES)


@pytest.mark.parametrize("name", ["rings", "pinwheel"])
def test_noise_does_not_change_the_classes(name: str) -> None:
    """Noise moves samples and leaves their classes."""
    assert_array_equal(make(name, 0.0, 4).y, make(name, 1.0, 4).y)
