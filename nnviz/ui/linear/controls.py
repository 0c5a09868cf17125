"""The page's settings: one table with everything about each of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from nnviz.activations import ACTIVATIONS
from nnviz.datasets import DATASETS, datasets_for
from nnviz.graphs.fitted_model import BaselineSettings
from nnviz.ui.controls import DATA_SEED, NOISE, SAMPLES, TEST_SHARE
from nnviz.ui.linear.models import DESCRIPTIONS, LABELS, NETWORK
from nnviz.ui.linear.state import DataState, LinearState, NetworkState
from nnviz.ui.settings import Settings, SettingsTable
from nnviz.ui.widgets import Choice, Control, Number, with_prefix

NOTHING = "nothing"
"""In place of a third model, whose column then stays empty."""

PREFIX = "lin_"

_DATASETS = datasets_for("binary")
_DEFAULTS = BaselineSettings()


def _model(key: str, label: str, default: str, *more: str) -> Choice:
    """Return the choice of one column's model."""
    return Choice(
        key, label,
        "A model to compare; all see the same samples. "
        + " ".join(f"**{LABELS[name]}**: {DESCRIPTIONS[name]}" for name in LABELS),
        default, (*LABELS, *more), lambda name: LABELS.get(name, name), "list",
    )  # fmt: skip


MODELS: tuple[Control, ...] = (
    _model("lin_left", "Left model", "logistic"),
    _model("lin_middle", "Middle model", "logistic_polynomial"),
    _model("lin_right", "Right model", NETWORK, NOTHING),
)

DATA: tuple[Control, ...] = (
    Choice(
        "lin_data", "Data set",
        "What there is to separate: two classes, so that every model of the page applies. "
        + " ".join(f"**{d.label}**: {d.description}" for d in _DATASETS.values()),
        "bump", tuple(_DATASETS), lambda name: DATASETS[name].label,
    ),
    with_prefix(
        SAMPLES, PREFIX, default=300, high=400,
        help="How many points there are, for training and test together. A support vector machine "
        "has a transformation node for each training sample.",
    ),
    with_prefix(NOISE, PREFIX),
    with_prefix(TEST_SHARE, PREFIX),
    with_prefix(DATA_SEED, PREFIX),
)  # fmt: skip

BASIS: tuple[Control, ...] = (
    Number(
        "lin_degree", "Polynomials up to degree",
        "Degree d has all products of powers of the two features up to d: "
        "(d + 1)(d + 2)/2 − 1 basis functions.",
        _DEFAULTS.degree, 1, 6, 1,
    ),
    Number(
        "lin_bumps", "Gaussian bumps a side",
        "The bumps are on a square grid with this many a side.",
        _DEFAULTS.bumps, 2, 6, 1,
    ),
)  # fmt: skip

MACHINE: tuple[Control, ...] = (
    Choice(
        "lin_c", "Cost C",
        "What a sample on the wrong side of its margin costs. More means fewer support vectors "
        "and a boundary that follows the samples.",
        _DEFAULTS.C, (0.01, 0.1, 1.0, 10.0, 100.0), lambda value: f"{value:g}", "slider",
    ),
    Number(
        "lin_kernel_degree", "Degree of the polynomial kernel",
        "The kernel is (½ sᵢ · s + 1) to this power.",
        _DEFAULTS.kernel_degree, 1, 4, 1,
    ),
    Choice(
        "lin_gamma", "γ of the RBF kernel",
        "The kernel is exp(−γ ‖s − sᵢ‖²): a larger γ makes narrower bumps around the samples.",
        _DEFAULTS.gamma, (0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0), lambda v: f"{v:g}", "slider",
    ),
)  # fmt: skip

UNITS: tuple[Control, ...] = (
    Number(
        "lin_hidden", "Hidden units N_H",
        "How many transformations the network learns.",
        4, 1, 8, 1,
    ),
    Choice(
        "lin_activation", "Activation g",
        "What a hidden unit does with its weighted sum. With the identity the network is a "
        "logistic regression again.",
        "sigmoid", ("sigmoid", "tanh", "relu", "identity"), lambda name: ACTIVATIONS[name].label,
    ),
    Number(
        "lin_seed", "Weight seed",
        "Which random initial weights training starts from. The other models have none: their "
        "best weights are unique.",
        0, 0, 9999, 1, field=True,
    ),
)  # fmt: skip

SECTIONS: Mapping[str, tuple[Control, ...]] = {
    "Data": DATA,
    "Basis functions": BASIS,
    "Support vector machines": MACHINE,
    "Two-stage network": UNITS,
}
TABLE = SettingsTable("linear", lambda _option: {"Models": MODELS, **SECTIONS}, PREFIX)


def read_settings() -> tuple[LinearState, list[str], list[DeltaGenerator]]:
    """Draw all controls, the models' at the head of a column each.

    Returns
    -------
    state : LinearState
        The checked settings.
    notes : list of str
        Sentences on what was not allowed.
    columns : list of DeltaGenerator
        Below whose head there is room for what a model shows.

    """
    settings = Settings(TABLE)
    columns = st.container(key="lin_columns").columns(len(MODELS), gap="medium")
    for column, control in zip(columns, MODELS, strict=True):
        with column:
            settings.draw(control)
    with st.sidebar:
        settings.draw_sections(SECTIONS)
    return to_state(settings.values), settings.notes(), columns


def to_state(values: Mapping[str, Any]) -> LinearState:
    """Return the settings as the page uses them."""
    return LinearState(
        data=DataState(
            dataset=values["lin_data"],
            n_samples=values["lin_samples"],
            noise=values["lin_noise"],
            test_share=values["lin_test"] / 100,
            seed=values["lin_data_seed"],
        ),
        baselines=BaselineSettings(
            degree=values["lin_degree"],
            bumps=values["lin_bumps"],
            kernel_degree=values["lin_kernel_degree"],
            gamma=values["lin_gamma"],
            C=values["lin_c"],
        ),
        network=NetworkState(
            n_hidden=values["lin_hidden"],
            activation=values["lin_activation"],
            seed=values["lin_seed"],
        ),
        models=tuple(values[c.key] for c in MODELS),
    )
