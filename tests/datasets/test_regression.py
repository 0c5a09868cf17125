"""Data sets with numbers as targets: over the plane, with one or two of them, and over a line."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal
from scipy.signal import sawtooth

from nnviz.datasets import DATASETS, MAX_SAMPLES, datasets_for

REGRESSIONS = [
    name for kind in ("regression", "vector_regression", "curve") for name in datasets_for(kind)
]

SURFACES: dict[str, Callable[[complex], float]] = {
    "plane": lambda z: float(np.real((0.6 + 0.3j) * z)) + 0.1,
    "saddle": lambda z: float(np.real(z**2)),
    "ripple": lambda z: float(np.cos(2.0 * np.pi * abs(z))),
    "hills": lambda z: float(
        np.exp(-8.0 * abs(z + 0.4 + 0.3j) ** 2) + 0.7 * np.exp(-8.0 * abs(z - 0.5 - 0.4j) ** 2)
    ),
}
"""Each surface as a function of x1 + i x2."""

CURVES: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "sine": lambda x: 0.8 * np.sin(2.0 * np.pi * x),
    "step": lambda x: 0.7 * np.sign(x - 0.2),
    "triangle": lambda x: 0.8 * sawtooth(2.0 * np.pi * x, width=0.5),
    "sawtooth": lambda x: 0.8 * sawtooth(3.0 * np.pi * (x + 1.0)),
    "overfit": lambda x: 0.6 * np.cos(0.5 * np.pi * x) - 0.3,
}


@pytest.mark.parametrize("name", SURFACES)
def test_clean_targets_lie_on_the_surface(name: str) -> None:
    """Without noise every target is the surface's height at its sample."""
    sample = DATASETS[name].make(300, 0.0)
    expected = [SURFACES[name](complex(*x)) for x in sample.X]
    assert_allclose(sample.y, expected, rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("name", CURVES)
def test_clean_targets_lie_on_the_curve(name: str) -> None:
    """Without noise every target is the curve's height at its sample."""
    sample = DATASETS[name].make(300, 0.0)
    assert_allclose(sample.y, CURVES[name](sample.X[:, 0]), atol=1e-12)


def test_arrows_of_the_rotation_field_go_around() -> None:
    """Each arrow is the sample's own place, turned by a right angle and scaled."""
    sample = DATASETS["rotation"].make(300, 0.0)
    place, arrow = sample.X @ [1.0, 1j], sample.y @ [1.0, 1j]
    assert_allclose(np.real(arrow / (1j * place)), np.abs(arrow / place), rtol=1e-12)


def test_the_rotation_field_is_fastest_half_way_out() -> None:
    """Its speed is that of a vortex of radius ½: (r/½) e^{(1 − (r/½)²)/2}, at most 1."""
    sample = DATASETS["rotation"].make(300, 0.0)
    r = 2.0 * np.hypot(*sample.X.T)
    assert_allclose(np.hypot(*sample.y.T), r * np.exp((1.0 - r**2) / 2.0), rtol=1e-12)


def test_polar_coordinates_lead_back_to_the_sample() -> None:
    """From √2 times the first target as radius and π times the second as angle x is found."""
    sample = DATASETS["polar"].make(300, 0.0)
    radius, angle = np.sqrt(2.0) * sample.y[:, 0], np.pi * sample.y[:, 1]
    X = np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])
    assert_allclose(X, sample.X, atol=1e-12)


@pytest.mark.parametrize("name", REGRESSIONS)
def test_samples_are_spread_evenly(name: str) -> None:
    """Each feature is uniform from −1 to 1."""
    X = DATASETS[name].make(MAX_SAMPLES).X
    assert_allclose(X.mean(axis=0), 0.0, atol=5.0 / np.sqrt(3 * MAX_SAMPLES))
    assert_allclose(np.quantile(X, [0.0, 0.5, 1.0], axis=0)[:, 0], [-1.0, 0.0, 1.0], atol=0.06)


@pytest.mark.parametrize("name", REGRESSIONS)
@pytest.mark.parametrize("noise", [0.2, 1.0])
def test_noise_is_normal_and_in_the_targets_alone(name: str, noise: float) -> None:
    """Targets are spread with deviation noise/2, thrice that on the noisy arc; X stays."""
    clean, noisy = (DATASETS[name].make(MAX_SAMPLES, level) for level in (0.0, noise))
    spread = 0.5 * noise * (3.0 if name == "overfit" else 1.0)
    scaled = (noisy.targets - clean.targets) / spread
    assert_array_equal(noisy.X, clean.X)
    assert_allclose(scaled.mean(axis=0), 0.0, atol=5.0 / np.sqrt(MAX_SAMPLES))
    assert_allclose(scaled.std(axis=0), 1.0, atol=5.0 / np.sqrt(2 * MAX_SAMPLES))


@pytest.mark.parametrize("name", datasets_for("curve"))
def test_curves_are_shown_beyond_their_samples(name: str) -> None:
    """The picture ends a tenth of the samples' width beyond them on both sides."""
    assert DATASETS[name].make(300).domain == ((-1.2, 1.2),)
