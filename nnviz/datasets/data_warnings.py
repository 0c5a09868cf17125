"""What a reader should know about a sample before trusting a score: said in sentences.

Nothing here stops training. Each sentence says what is odd, what would be needed, and what happens.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from nnviz.datasets import Sample, Split, Targets
from nnviz.number_format import count, listed, tick

LARGEST_USUAL_TARGET = 1000.0
"""Weights begin near 1, and gradients of hidden weights grow with the square of the targets.

At this size, sine and two hills were no longer learned at rates of 0.01 to 0.5; the plane was.
"""


def data_warnings(sample: Sample, split: Split) -> list[str]:
    """Return a sentence for everything about `sample` and its division that misleads.

    Parameters
    ----------
    sample : Sample
    split : Split
        Of that sample.

    Returns
    -------
    list of str
        Empty for a sound sample.

    """
    if sample.problem.is_classification:
        return [*_missing_classes(sample, split)]
    return [*_constant_targets(split), *_large_targets(sample)]


def _missing_classes(sample: Sample, split: Split) -> Iterator[str]:
    missing = _names("class", "classes", _absent(split.y_train, sample.n_classes))
    remedy = "More samples, another test share or another data seed may change that"
    if missing:
        yield (
            f"No training sample is of {missing}, so the network cannot learn what to look for "
            f"there. {remedy}; it is trained on what there is."
        )
    missing = _names("class", "classes", _absent(split.y_test, sample.n_classes))
    if missing and len(split.y_test):
        yield (
            f"No test sample is of {missing}, so the test score says nothing about that. {remedy}; "
            "the score is that of the other test samples."
        )


def _absent(y: Targets, n_classes: int) -> list[int]:
    """Return the classes that do not occur in `y` (n,)."""
    return [int(k) for k in np.setdiff1d(np.arange(n_classes), y)]


def _constant_targets(split: Split) -> Iterator[str]:
    for part, y in (("training", split.y_train), ("test", split.y_test)):
        columns = np.atleast_2d(y.T)  # (n_targets, n)
        constant = [k for k, column in enumerate(columns, 1) if column.size and not np.ptp(column)]
        if not constant:
            continue
        of_which = f" of {_names('output', 'outputs', constant)}" if len(columns) > 1 else ""
        who = f"The only {part} target" if len(y) == 1 else f"All {part} targets"
        values = listed(tick(columns[k - 1][0], 4) for k in constant)
        yield (
            f"{who}{of_which} {'is' if len(y) == 1 else 'are'} {values}, so R² has nothing to "
            "explain there. Targets that differ are needed; until then R² counts 1 for a perfect "
            "prediction and 0 for any other."
        )


def _large_targets(sample: Sample) -> Iterator[str]:
    largest = float(np.abs(sample.targets).max())
    if largest > LARGEST_USUAL_TARGET:
        yield (
            f"Targets are as large as {tick(largest, 4)}. At usual learning rates, training "
            f"succeeds with targets up to about {count(LARGEST_USUAL_TARGET)}, best around 1; this "
            "run may diverge or stay far off. Another unit for the target, or dividing it by its "
            "largest value, helps."
        )


def _names(one: str, several: str, numbers: list[int]) -> str:
    """Return "class 2" or "classes 0, 1 and 4"; nothing for no number."""
    if len(numbers) < 2:
        return "".join(f"{one} {number}" for number in numbers)
    return f"{several} {listed(map(str, numbers))}"
