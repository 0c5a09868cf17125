from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_array_equal

from nnviz.datasets import (
    DATASETS,
    DEFAULT_CLASSES,
    DEFAULT_NOISE,
    MAX_SAMPLES,
    Dataset,
    Sample,
    datasets_for,
    make,
)
from nnviz.datasets.records import widened
from nnviz.problems import MOST_CLASSES, PROBLEMS

every_dataset = pytest.mark.parametrize("dataset", DATASETS.values(), ids=list(DATASETS))
every_noise = pytest.mark.parametrize("noise", [0.0, DEFAULT_NOISE, 1.0])

N_TARGETS = {"binary": 1, "multiclass": 1, "regression": 1, "vector_regression": 2, "curve": 1}


def fewest(dataset: Dataset) -> int:
    """Return the least number of samples: one for each class of a multi-class problem."""
    return DEFAULT_CLASSES if dataset.problem == "multiclass" else 1


def inside(sample: Sample) -> bool:
    """Return whether every sample lies in the sample's domain."""
    low, high = np.transpose(sample.domain)
    return bool((low <= sample.X).all() and (high >= sample.X).all())


@pytest.mark.parametrize("problem", PROBLEMS)
def test_every_problem_has_data_sets(problem: str) -> None:
    """There are data sets of each kind, and all of them say so."""
    found = datasets_for(problem)
    assert found
    assert {dataset.problem for dataset in found.values()} == {problem}


def test_labels_are_unique_within_a_problem() -> None:
    """No two data sets of one problem have the same words on screen."""
    for problem in PROBLEMS:
        labels = [dataset.label for dataset in datasets_for(problem).values()]
        assert len(set(labels)) == len(labels)


@every_dataset
def test_record_is_filed_under_its_own_name(dataset: Dataset) -> None:
    """The key of a record is the record's name."""
    assert DATASETS[dataset.name] is dataset


@every_dataset
def test_same_seed_same_bytes(dataset: Dataset) -> None:
    """A seed gives the same samples every time, as does the generator that it makes."""
    one, two = dataset.make(100, rng=5), dataset.make(100, rng=np.random.default_rng(5))
    assert one.X.tobytes() == two.X.tobytes()
    assert one.y.tobytes() == two.y.tobytes()


@every_dataset
def test_another_seed_gives_other_samples(dataset: Dataset) -> None:
    """The seed decides where the samples lie, also without noise."""
    assert not np.array_equal(dataset.make(50, 0.0, rng=0).X, dataset.make(50, 0.0, rng=1).X)


@every_dataset
@every_noise
@pytest.mark.parametrize("n_samples", [1, 2, 101, MAX_SAMPLES])
def test_there_are_as_many_samples_as_asked_for(
    dataset: Dataset, noise: float, n_samples: int
) -> None:
    """Any number of samples the problem allows has finite features, and a target each."""
    n_samples = max(n_samples, fewest(dataset))
    sample = dataset.make(n_samples, noise)
    assert sample.X.shape == (n_samples, sample.problem.n_inputs)
    assert sample.targets.shape == (n_samples, N_TARGETS[sample.problem.name])
    assert np.isfinite(sample.X).all()


@every_dataset
@every_noise
def test_the_problems_head_takes_the_targets(dataset: Dataset, noise: float) -> None:
    """The head of the problem encodes the targets: a column for each output, none not finite."""
    sample = dataset.make(50, noise)
    target = sample.problem.head.encode(sample.y, sample.n_outputs)
    assert target.shape == (50, sample.n_outputs)
    assert np.isfinite(target).all()


@every_dataset
@every_noise
def test_every_class_occurs(dataset: Dataset, noise: float) -> None:
    """All classes from 0 on are drawn, and no others; a regression has none."""
    sample = dataset.make(200, noise)
    if sample.problem.is_classification:
        assert_array_equal(np.unique(sample.y), np.arange(sample.n_classes))
    else:
        assert sample.n_classes == 0


@every_dataset
@pytest.mark.parametrize("seed", range(3))
def test_clean_targets_suit_usual_learning_rates(dataset: Dataset, seed: int) -> None:
    """Without noise no target of a regression is beyond 1, and they spread over 0.5 or more."""
    sample = dataset.make(300, 0.0, seed)
    if not sample.problem.is_classification:
        assert np.abs(sample.targets).max() <= 1.0
        assert (np.ptp(sample.targets, axis=0) >= 0.5).all()


@every_dataset
@every_noise
@pytest.mark.parametrize("seed", range(5))
def test_domain_contains_every_sample(dataset: Dataset, noise: float, seed: int) -> None:
    """No sample lies outside the picture."""
    assert inside(dataset.make(300, noise, seed))


@given(tenths=arrays(float, (3, 2), elements=st.integers(-99, 99)), beyond=st.sampled_from([-1, 1]))
def test_domain_is_widened_to_the_last_bit(tenths: np.ndarray, beyond: int) -> None:
    """A sample that is one bit beyond a whole tenth widens the domain, too."""
    X = np.nextafter(tenths / 10.0, 100.0 * beyond)
    low, high = np.transpose(widened(((0.0, 1.0), (0.0, 1.0)), X))
    assert ((low <= X) & (high >= X)).all()


@given(X=arrays(float, (3, 2), elements=st.floats(-9.0, 9.0)))
def test_domain_is_widened_by_less_than_a_tenth(X: np.ndarray) -> None:
    """A widened domain ends less than 0.1 beyond the outermost sample, or where it ended before."""
    low, high = np.transpose(widened(((0.0, 1.0), (0.0, 1.0)), X))
    assert (np.minimum(X.min(axis=0), 0.0) - low < 0.1 + 1e-12).all()
    assert (high - np.maximum(X.max(axis=0), 1.0) < 0.1 + 1e-12).all()


@every_dataset
def test_domain_is_not_widened_without_need(dataset: Dataset) -> None:
    """Without noise, every data set is shown on its own domain."""
    assert dataset.make(MAX_SAMPLES, 0.0).domain == dataset.domain


@every_dataset
def test_more_noise_changes_the_samples(dataset: Dataset) -> None:
    """The noise matters: the same seed with more noise gives another sample."""
    calm, noisy = dataset.make(300, 0.0), dataset.make(300, 0.5)
    assert not (np.array_equal(calm.X, noisy.X) and np.array_equal(calm.y, noisy.y))


@every_dataset
def test_default_noise_is_a_fifth(dataset: Dataset) -> None:
    """Samples without a stated noise are those with a noise of 0.2."""
    assert_array_equal(dataset.make(50).X, dataset.make(50, noise=0.2).X)
    assert_array_equal(dataset.make(50).y, dataset.make(50, noise=0.2).y)


@every_dataset
def test_a_data_set_is_made_by_its_name(dataset: Dataset) -> None:
    """`make(name, …)` draws what the record of that name draws."""
    one, two = make(dataset.name, 30, 0.4, 9), dataset.make(30, 0.4, 9)
    assert_array_equal(one.X, two.X)
    assert_array_equal(one.y, two.y)


@pytest.mark.parametrize("n_samples", [0, -1, MAX_SAMPLES + 1, np.nan, np.inf, 10.5])
def test_a_number_of_samples_out_of_range_is_refused(n_samples: Any) -> None:
    """The message says how many samples are allowed."""
    with pytest.raises(ValueError, match=f"n_samples must be .*from 1 to {MAX_SAMPLES}"):
        DATASETS["bump"].make(n_samples)


@pytest.mark.parametrize("noise", [-0.01, 1.01, np.nan, np.inf])
def test_noise_out_of_range_is_refused(noise: float) -> None:
    """The message says which noise is allowed, and what was given."""
    with pytest.raises(ValueError, match=f"noise must be from 0 to 1; got {noise} instead"):
        DATASETS["bump"].make(10, noise)


def test_an_unknown_data_set_is_refused() -> None:
    """The message lists the data sets that exist."""
    with pytest.raises(ValueError, match=r"data set must be one of bump, .*got 'iris'"):
        make("iris")


@pytest.mark.parametrize("n_classes", [2, MOST_CLASSES + 1, 3.5, np.nan])
def test_a_number_of_classes_out_of_range_is_refused(n_classes: Any) -> None:
    """The message says how many classes are allowed."""
    with pytest.raises(ValueError, match=f"n_classes must be .*from 3 to {MOST_CLASSES}"):
        DATASETS["blobs"].make(30, n_classes=n_classes)


@pytest.mark.parametrize("name", datasets_for("multiclass"))
@pytest.mark.parametrize(("n_samples", "n_classes"), [(1, 3), (4, 5)])
def test_more_classes_than_samples_are_refused(name: str, n_samples: int, n_classes: int) -> None:
    """The message says both numbers, and what is needed."""
    words = f"n_samples must be at least {n_classes} for .* classes; got {n_samples} instead"
    with pytest.raises(ValueError, match=words):
        DATASETS[name].make(n_samples, n_classes=n_classes)


@pytest.mark.parametrize("n_classes", [0, 7])
def test_only_multi_class_data_sets_look_at_the_number_of_classes(n_classes: int) -> None:
    """Two moons stay two, whatever number of classes is asked for."""
    assert_array_equal(
        DATASETS["moons"].make(50, n_classes=n_classes).y, DATASETS["moons"].make(50).y
    )
