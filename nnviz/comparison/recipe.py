"""From a sample to trained lanes: the one recipe of pages, notebooks, tests and benchmarks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Unpack

from nnviz.comparison.lane_training import LaneTraining
from nnviz.comparison.record import Comparison
from nnviz.comparison.settings import (
    ComparisonSettings,
    LaneOptions,
    SharedOptions,
    changed,
    lanes_of,
)
from nnviz.comparison.trained import Trained
from nnviz.datasets import Sample, Split, split


def compare(
    sample: Sample,
    variants: Mapping[str, LaneOptions],
    settings: ComparisonSettings | None = None,
    **shared: Unpack[SharedOptions],
) -> Comparison:
    """Train a network for each variant on the same samples.

    Divides the sample into training and test samples, standardises the features with mean and
    standard deviation of the training samples, and trains each lane from initial weights that
    depend on its settings alone.

    Parameters
    ----------
    sample : Sample
    variants : mapping of str to mapping
        For each lane its name, and the settings in which it differs; 1 to `MAX_LANES` of them.
    settings : ComparisonSettings, optional
        What the lanes share.
    **shared
        Changes to `settings`: any field of `ComparisonSettings`.

    Returns
    -------
    Comparison

    Raises
    ------
    ValueError
        For a setting that does not exist or is out of its range, or if a lane cannot start.

    Examples
    --------
    >>> from nnviz import DATASETS, compare
    >>> sample = DATASETS["bump"].make(n_samples=100, rng=0)
    >>> rates = {"slow": {"learning_rate": 0.1}, "fast": {"learning_rate": 2.0}}
    >>> result = compare(sample, rates, n_hidden=4, n_steps=50)
    >>> bool(result["fast"].train_loss[-1] < result["slow"].train_loss[-1])
    True

    """
    settings = changed(settings or ComparisonSettings(), shared)
    parts, lanes = begin_lanes(sample, variants, settings)
    trained = {name: _train_lane(lane) for name, lane in lanes.items()}
    return Comparison(sample, parts.is_test, trained)


def _train_lane(lane: LaneTraining) -> Trained:
    """Return a lane with all its steps; ValueError if it cannot start."""
    return lane.trained([lane.trainer.advance(lane.settings.n_steps)])


def begin_lanes(
    sample: Sample, variants: Mapping[str, LaneOptions], settings: ComparisonSettings
) -> tuple[Split, dict[str, LaneTraining]]:
    """Return the division of a sample, and every lane before its first step.

    Raises
    ------
    ValueError
        As `compare`.

    """
    lanes = lanes_of(variants, settings)
    parts = split(sample, settings.test_share, settings.split_seed)
    begun = {name: LaneTraining.begin(name, lane, sample, parts) for name, lane in lanes.items()}
    return parts, begun
