from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from nnviz.datasets import DATASETS, split


@given(n_samples=st.integers(1, 200), share=st.floats(0.0, 1.0, exclude_max=True))
def test_parts_have_the_sizes_asked_for(n_samples: int, share: float) -> None:
    """The test part has its share of the samples, rounded, and one is always left to train on."""
    parts = split(DATASETS["xor"].make(n_samples), share)
    assert len(parts.X_test) == min(round(share * n_samples), n_samples - 1)
    assert len(parts.X_train) == n_samples - len(parts.X_test) >= 1


@given(n_samples=st.integers(1, 200), share=st.floats(0.0, 1.0, exclude_max=True))
def test_every_sample_is_in_one_part(n_samples: int, share: float) -> None:
    """Put together in the sample's order, both parts are the sample, with its labels."""
    sample = DATASETS["xor"].make(n_samples)
    parts = split(sample, share)
    X, y = np.empty_like(sample.X), np.empty_like(sample.y)
    X[parts.is_test], X[~parts.is_test] = parts.X_test, parts.X_train
    y[parts.is_test], y[~parts.is_test] = parts.y_test, parts.y_train
    assert_array_equal(X, sample.X)
    assert_array_equal(y, sample.y)


def test_the_seed_decides_the_parts() -> None:
    """The same seed divides in the same way, another in another."""
    sample = DATASETS["xor"].make(100)
    parts = [split(sample, 0.5, rng).is_test for rng in (1, np.random.default_rng(1), 2)]
    assert_array_equal(parts[0], parts[1])
    assert not np.array_equal(parts[0], parts[2])


def test_parts_are_drawn_at_random() -> None:
    """Over many seeds every sample is as often in the test part as its share says."""
    sample, share, n_seeds = DATASETS["xor"].make(20), 0.25, 2000
    often = np.mean([split(sample, share, seed).is_test for seed in range(n_seeds)], axis=0)
    assert_allclose(often, share, atol=5.0 * np.sqrt(share * (1.0 - share) / n_seeds))


@pytest.mark.parametrize("share", [-0.01, 1.0, 2.0, np.nan, np.inf])
def test_a_share_out_of_range_is_refused(share: float) -> None:
    """The message says which share is allowed, and what was given."""
    with pytest.raises(ValueError, match=f"from 0 up to but not including 1; got {share}"):
        split(DATASETS["bump"].make(10), share)


def test_targets_of_several_columns_are_divided_by_rows() -> None:
    """Rows of vector targets stay whole, and stay with their features."""
    sample = DATASETS["rotation"].make(20, 0.0)
    parts = split(sample, 0.25)
    assert parts.y_train.shape == (15, 2)
    assert_array_equal(parts.y_test, sample.y[parts.is_test])
    assert_array_equal(parts.X_test, sample.X[parts.is_test])
