"""The playground's settings: one table with everything about each of them, for each problem."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import streamlit as st

from nnviz.activations import ACTIVATIONS
from nnviz.comparison import ComparisonSettings
from nnviz.datasets import DATASETS, DEFAULT_CLASSES, DEFAULT_NOISE, datasets_for
from nnviz.optimizers import OPTIMIZERS
from nnviz.problems import MOST_CLASSES, PROBLEMS
from nnviz.training import MAX_STEPS
from nnviz.ui.settings import Settings, SettingsTable
from nnviz.ui.state import AppState
from nnviz.ui.widgets import Choice, Choices, Control, Number, Switch

_SHOWN_FIRST = ("sigmoid", "identity", "tanh", "relu", "step")
_ACTIVATION_ORDER = (*_SHOWN_FIRST, *(name for name in ACTIVATIONS if name not in _SHOWN_FIRST))


def _data(problem: str) -> Choice:
    """Return the choice among the data sets of a problem."""
    datasets = datasets_for(problem)
    return Choice(
        "data", "Data set",
        "What there is to learn. "
        + " ".join(f"**{d.label}**: {d.description}" for d in datasets.values()),
        next(iter(datasets)), tuple(datasets), lambda name: DATASETS[name].label,
    )  # fmt: skip


CLASSES = Number(
    "classes", "Classes K", "How many classes there are: the network has an output unit for each.",
    DEFAULT_CLASSES, 3, MOST_CLASSES, 1,
)  # fmt: skip

SAMPLES = Number(
    "samples", "Samples", "How many points there are, for training and test together.",
    400, 1, 1000, 1,
)  # fmt: skip
NOISE = Number(
    "noise", "Noise",
    "How much chance there is in the data: 0 is clean, 1 hides the shape. On the bump, 0.2 is the "
    "lecture's.",
    DEFAULT_NOISE, 0.0, 1.0, 0.05, "%.2f",
)  # fmt: skip
TEST_SHARE = Number(
    "test", "Test share (%)",
    "Share of the points that is kept from training, to see whether what was learned holds for new "
    "points. They are drawn hollow, and the player's curve of their loss is dashed.",
    25, 0, 90, 5,
)  # fmt: skip
DATA_SEED = Number(
    "data_seed", "Data seed",
    "Which random sample is drawn. The same number gives the same points.",
    0, 0, 9999, 1, field=True,
)  # fmt: skip
DATA: tuple[Control, ...] = (SAMPLES, NOISE, TEST_SHARE, DATA_SEED)

NETWORK: tuple[Control, ...] = (
    Number(
        "hidden", "Hidden units N_H",
        "How many nodes the hidden layer has. Each draws one line (z = 0) through the feature "
        "space; the output adds them up.",
        4, 1, 16, 1,
    ),
    Choices(
        "activations", "Compare activations",
        "The activation function g of the hidden units. One to four are trained from the same "
        "initial weights and shown in lock-step, one lane each. With the identity every output "
        "is linear in x before its activation: boundaries are straight, predictions are planes.",
        ("sigmoid", "identity"), _ACTIVATION_ORDER, lambda name: ACTIVATIONS[name].label, 4,
    ),
    Choice(
        "scale", "Initial scale",
        "Standard deviation of the random initial weights. Very small ones start all units "
        "alike; very large ones saturate sigmoids, whose gradient then vanishes.",
        1.0, (0.01, 0.03, 0.1, 0.3, 0.5, 1.0, 2.0, 3.0, 5.0, 10.0), lambda v: f"{v:g}", "slider",
    ),
    Number(
        "seed", "Weight seed",
        "Which random initial weights training starts from. Another number is another attempt.",
        0, 0, 9999, 1, field=True,
    ),
)  # fmt: skip

RUN_LENGTHS = (50, 100, 200, 500, 1000, 2000, 3000, MAX_STEPS)
"""Numbers of steps that a run can have."""

TRAINING: tuple[Control, ...] = (
    Choice(
        "rate", "Learning rate η",
        "How far each step goes down the gradient of the mean loss. Too small is slow; too large "
        "jumps about or diverges.",
        2.0,
        (0.001, 0.003, 0.01, 0.03, 0.1, 0.2, 0.5, 1.0, 2.0, 3.0, 5.0, 10.0, 30.0, 100.0, 1000.0),
        lambda v: f"{v:g}", "slider",
    ),
    Choice(
        "optimizer", "Optimizer",
        "How a gradient becomes a step: **gradient descent** follows it, **momentum** keeps "
        "rolling, **Adam** gives every weight its own step size (try a rate of 0.1 or less).",
        "gd", tuple(OPTIMIZERS), lambda name: OPTIMIZERS[name].label,
    ),
    Choice(
        "batch", "Batch",
        "How many training points each step looks at. Fewer are faster and noisier; the points "
        "come in a new random order every epoch.",
        0, (0, 1, 4, 16, 32, 64, 128), lambda size: str(size) if size else "all points", "list",
    ),
    Choice(
        "steps", "Steps", "How many updates of the weights the run makes. All of them are kept.",
        1000, RUN_LENGTHS, str, "slider",
    ),
    Choice(
        "l2", "L2 penalty λ",
        "Pulls all weights but the biases towards 0, which keeps the boundary smooth. 0 is none.",
        0.0, (0.0, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1), lambda v: f"{v:g}", "slider",
    ),
)  # fmt: skip


STANDARDIZE = Switch(
    "standardize", "Standardise inputs",
    "Shifts and scales each feature to mean 0 and standard deviation 1 before training, so that "
    "one learning rate suits all weights. Pictures and weights stay in the data's own units.",
    default=True,
)  # fmt: skip

_NUMBERS: dict[str, Any] = {
    "hidden": 8, "activations": ("tanh", "identity"), "optimizer": "adam", "rate": 0.1,
}  # fmt: skip
DEFAULTS: Mapping[str, Mapping[str, Any]] = {
    "binary": {},
    "multiclass": {
        "data": "pinwheel", "hidden": 8, "activations": ("tanh", "identity"), "rate": 1.0,
    },
    "regression": _NUMBERS | {"data": "saddle"},
    "vector_regression": _NUMBERS,
    "curve": _NUMBERS | {"samples": 100},
}  # fmt: skip
"""What a problem starts with, where that differs from the table above."""


def _adopt_problem() -> None:
    """Give every setting that depends on the problem the value that the chosen one starts with."""
    chosen = st.session_state.get("problem")
    if _is_problem(chosen):
        for key in _DEPENDENT:
            control = controls_of(chosen).get(key)
            if control is not None:
                default = control.default
                st.session_state[key] = list(default) if isinstance(default, tuple) else default


PROBLEM = Choice(
    "problem", "Problem",
    "What is predicted; this gives the number of inputs and outputs, the output's activation and "
    "the loss. " + " ".join(f"**{p.label}**: {p.description}" for p in PROBLEMS.values())
    + " A change takes up settings that suit the problem.",
    "binary", tuple(PROBLEMS), lambda name: PROBLEMS[name].label, on_change=_adopt_problem,
)  # fmt: skip

_DEPENDENT = ("data", *_NUMBERS, "samples")


def _is_problem(value: Any) -> bool:
    return isinstance(value, str) and value in PROBLEMS


@cache
def sections_of(problem: str) -> Mapping[str, tuple[Control, ...]]:
    """Return the controls of a problem, by section, each with its default for that problem."""
    more = (CLASSES,) if PROBLEMS[problem].n_outputs is None else ()
    sections = {
        "Data": (_data(problem), *more, *DATA),
        "Network": NETWORK,
        "Training": (*TRAINING, STANDARDIZE),
    }
    own = DEFAULTS[problem]
    return {
        title: tuple(
            replace(control, default=own[control.key]) if control.key in own else control
            for control in controls
        )
        for title, controls in sections.items()
    }


TABLE = SettingsTable("playground", sections_of, chooser=PROBLEM)


@cache
def controls_of(problem: str) -> Mapping[str, Control]:
    """Return the controls of a problem by key, the problem's own choice first."""
    return TABLE.controls(problem)


def read_sidebar() -> tuple[Mapping[str, Any], list[str]]:
    """Draw the sidebar; return the checked settings, and sentences about what was not allowed."""
    settings = Settings(TABLE)
    with st.sidebar:
        settings.draw_sections(sections_of(settings.draw(PROBLEM)))
    return settings.values, settings.notes()


def to_state(values: Mapping[str, Any]) -> AppState:
    """Return the settings as the app uses them."""
    return AppState(
        dataset=values["data"],
        n_classes=values.get("classes", DEFAULT_CLASSES),
        n_samples=values["samples"],
        noise=values["noise"],
        activations=values["activations"],
        shared=ComparisonSettings(
            learning_rate=values["rate"],
            n_steps=values["steps"],
            optimizer=values["optimizer"],
            batch_size=values["batch"] or None,
            l2=values["l2"],
            seed=values["seed"],
            n_hidden=values["hidden"],
            scale=values["scale"],
            standardize=values["standardize"],
            test_share=values["test"] / 100,
            split_seed=values["data_seed"],
        ),
    )


def default_values(problem: str = "binary") -> dict[str, Any]:
    """Return the settings with which a problem starts, by key."""
    defaults = {key: control.default for key, control in controls_of(problem).items()}
    return defaults | {PROBLEM.key: problem}


def default_state(problem: str = "binary") -> AppState:
    """Return the settings with which a problem starts."""
    return to_state(default_values(problem))
