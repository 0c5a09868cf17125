"""What the three experiments share: a setting that differs from the default, and its player."""

from __future__ import annotations

from dataclasses import replace
from typing import Unpack

from nnviz.comparison import Comparison
from nnviz.comparison.settings import SharedOptions
from nnviz.components.player.mount import player
from nnviz.figures.style import DOWNLOAD_CONFIG
from nnviz.ui.compute import compute
from nnviz.ui.controls import default_state
from nnviz.ui.state import AppState

CONFIG = DOWNLOAD_CONFIG | {"modeBarButtons": [["toImage"]]}
"""Plotly's settings for this page: one button, which leaves the headings free on a phone."""


def experiment(
    activations: tuple[str, ...], dataset: str = "bump", **changes: Unpack[SharedOptions]
) -> AppState:
    """Return the playground's first setting with these activations, this data and changes."""
    return replace(default_state(), activations=activations, dataset=dataset).sharing(**changes)


def run_of(state: AppState) -> Comparison:
    """Return the trained networks of a setting, from the cache if they are there."""
    return compute(state).comparison


def show_player(state: AppState, key: str) -> Comparison:
    """Show a setting in the player and return its runs."""
    computed = compute(state)
    player(computed.packed, key=key)
    return computed.comparison
