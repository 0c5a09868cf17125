"""What the sidebar says, read once a run, checked, and frozen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Unpack

from nnviz.comparison import ComparisonSettings
from nnviz.comparison.settings import SharedOptions, changed


@dataclass(frozen=True, slots=True)
class AppState:
    """Settings of the playground; every value is within the bounds that `controls` states.

    Attributes
    ----------
    dataset : str
        A key of `DATASETS`.
    n_classes : int
        Of a multi-class data set; others do not look at it.
    n_samples : int
    noise : float
    activations : tuple of str
        Keys of `ACTIVATIONS` under comparison, one lane each.
    shared : ComparisonSettings
        What the lanes share. Its `split_seed` is the seed of the samples as well.

    """

    dataset: str
    n_classes: int
    n_samples: int
    noise: float
    activations: tuple[str, ...]
    shared: ComparisonSettings

    def sharing(self, **changes: Unpack[SharedOptions]) -> AppState:
        """Return these settings with changes to what the lanes share."""
        return replace(self, shared=changed(self.shared, changes))
