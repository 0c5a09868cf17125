"""Errors and trained networks behind caches: one computation for all who ask for the same."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from nnviz.experiments.approximation import construction, largest_error, log_slope, trained
from nnviz.experiments.target_functions import TARGETS, Target, drawn
from nnviz.figures.approximation_error import Errors
from nnviz.network import Network, Params

COUNTS = (1, 2, 4, 8, 16, 32, 64, 128, 256)
"""Numbers of units for which the construction's error is measured."""

TRAINED_COUNTS = (1, 2, 4, 8, 16, 32, 64)

FITTED_FROM = 16
"""The slope is fitted from here: before, a step is wider than the bends of the curve."""

_MOST_ERRORS, _MOST_TRAINED = 256, 512  # a few hundred bytes, and a few thousand, each

TargetKey = str | tuple[float, ...]
"""A key of `TARGETS`, or the heights of a drawn target: what caches can compare."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Largest errors of constructions, and the slope of their logarithms."""

    errors: Errors
    slope: float | None


def to_target(key: TargetKey) -> Target:
    """Return the target that `key` names."""
    return TARGETS[key] if isinstance(key, str) else drawn(key)


@st.cache_resource(max_entries=_MOST_ERRORS, show_spinner=False)
def measure(key: TargetKey, steepness: float) -> Measured:
    """Return the largest errors of the construction for `COUNTS`, and their slope."""
    target = to_target(key)
    errors = [largest_error(*construction(target, n, steepness), target) for n in COUNTS]
    first = COUNTS.index(FITTED_FROM)
    return Measured(Errors(COUNTS, errors), log_slope(COUNTS[first:], errors[first:]))


@st.cache_resource(max_entries=_MOST_TRAINED, show_spinner=False)
def train_on(key: TargetKey, n_hidden: int, seed: int) -> tuple[Network, Params]:
    """Return a network that was trained on the target; it is shared and therefore read-only."""
    network, params = trained(to_target(key), n_hidden, seed)
    params = Params(params.W_H.copy(), params.W_O.copy())  # not the whole run's memory
    return network, params


def trained_errors(key: TargetKey, n_hidden: int, seed: int) -> Errors:
    """Return the largest errors of trained networks for `TRAINED_COUNTS` and for `n_hidden`."""
    counts = sorted({*TRAINED_COUNTS, n_hidden})
    target = to_target(key)
    return Errors(counts, [largest_error(*train_on(key, n, seed), target) for n in counts])
