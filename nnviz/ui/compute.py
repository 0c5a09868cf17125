"""Training behind a cache: one computation for each setting, however many students ask for it."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from nnviz.comparison import Comparison, by_activation, compare
from nnviz.components.player.wire import Packed, pack
from nnviz.datasets import DATASETS
from nnviz.datasets.data_warnings import data_warnings
from nnviz.ui.state import AppState

MAX_CACHED_RUNS = 64
"""A default run takes about 1 MB, the largest about 40 MB."""


@dataclass(frozen=True, slots=True, eq=False)
class Computed:
    """What a setting leads to.

    Attributes
    ----------
    comparison : Comparison
        The trained networks.
    packed : Packed
        The same for the player, as it is sent.
    data_warnings : tuple of str
        What to beware of, in sentences.

    """

    comparison: Comparison
    packed: Packed
    data_warnings: tuple[str, ...]


@st.cache_resource(max_entries=MAX_CACHED_RUNS, show_spinner=False)
def compute(state: AppState) -> Computed:
    """Return the comparison for `state`. It is shared between sessions and read-only.

    Raises
    ------
    ValueError
        If there is no such sample, or training cannot start.

    """
    sample = DATASETS[state.dataset].make(
        state.n_samples, state.noise, state.shared.split_seed, state.n_classes
    )
    comparison = compare(sample, by_activation(*state.activations), state.shared)
    warnings = data_warnings(sample, comparison.parts)
    return Computed(comparison, pack(comparison.payload()), tuple(warnings))
