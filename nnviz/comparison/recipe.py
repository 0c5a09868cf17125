"""From a sample to trained lanes: the one recipe of pages, notebooks, tests and benchmarks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Unpack

from nnviz.comparison.record import Comparison
from nnviz.comparison.settings import (
    ComparisonSettings,
    LaneOptions,
    LaneSettings,
    SharedOptions,
    changed,
    lanes_of,
)
from nnviz.comparison.trained import Trained
from nnviz.datasets import Sample, Split, split
from nnviz.network import Network
from nnviz.standardizer import Standardizer
from nnviz.training import train


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
    lanes = lanes_of(variants, settings)
    parts = split(sample, settings.test_share, settings.split_seed)
    trained = {name: _train_lane(name, lane, sample, parts) for name, lane in lanes.items()}
    return Comparison(sample, parts.is_test, trained)


def _train_lane(name: str, settings: LaneSettings, sample: Sample, parts: Split) -> Trained:
    """Return one lane; ValueError if it cannot start."""
    n_inputs = sample.X.shape[1]
    network = Network(
        n_inputs, settings.n_hidden, sample.n_outputs, settings.activation, sample.problem.head
    )
    standardizer = (
        Standardizer.fit(parts.X_train) if settings.standardize else Standardizer.identity(n_inputs)
    )
    try:
        run = train(
            network,
            standardizer.apply(parts.X_train),
            parts.y_train,
            settings,
            params=network.init(settings.seed, settings.scale),
            X_test=standardizer.apply(parts.X_test),
            y_test=parts.y_test,
        )
    except ValueError as error:
        message = f"The variant {name!r} cannot be trained. {error}"
        raise ValueError(message) from None
    return Trained(run, standardizer)
