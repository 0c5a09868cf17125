"""The page's settings: the playground's table under other keys, and the iteration's settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

import streamlit as st

from nnviz.activations import ACTIVATIONS
from nnviz.problems import PROBLEMS
from nnviz.training import MAX_STEPS
from nnviz.ui.backpropagation.state import StepState
from nnviz.ui.controls import controls_of, sections_of, to_state
from nnviz.ui.settings import Settings, SettingsTable
from nnviz.ui.shown import Shown, last_shown
from nnviz.ui.widgets import Choice, Control, Number, with_prefix

MOST_UNITS, MOST_SAMPLES = 8, 8
"""As many as the drawing and the sums stay readable with."""

FIRST_SAMPLE = 2
"""Of the data sets as they start, a training sample."""

_PREFIX = "bp_"
_ADOPTED = "bp_adopted"
_RATES = (0.001, 0.01, 0.03, 0.1, 0.3, 1.0, 2.0, 3.0, 10.0, 30.0, 100.0)

ITERATION: tuple[Control, ...] = (
    Number(
        "bp_step", "Training steps before",
        "How many updates training has made before the one that is shown. 0 is the random start.",
        0, 0, MAX_STEPS, 1, field=True,
    ),
    Number(
        "bp_sample", "Sample",
        "Which sample is propagated, as the playground numbers them.",
        FIRST_SAMPLE, 1, 1000, 1, field=True,
    ),
    Number(
        "bp_size", "Samples in this update",
        "One is the lecture's x_n. With more, the next training samples follow, and their "
        "gradients are averaged.",
        1, 1, MOST_SAMPLES, 1,
    ),
    Choice(
        "bp_eta", "Rate η of this update",
        "How far this update goes. It can differ from the rate of the training before it.",
        0.0, (0.0, *_RATES), lambda v: f"{v:g}" if v else "as in training", "list",
    ),
)  # fmt: skip

ACTIVATION = Choice(
    "bp_activation", "Activation g",
    "What a hidden unit does with its weighted sum; its derivative g′ is the local factor in "
    "phase 3.",
    "sigmoid", tuple(ACTIVATIONS), lambda name: ACTIVATIONS[name].label, "list",
)  # fmt: skip

_OF_NETWORK = ("hidden", "scale", "seed")
_OF_TRAINING = ("rate", "optimizer", "batch", "l2", "standardize")
_TITLES = ("Iteration", "Network", "Data", "Training before")


def _adopt_problem() -> None:
    """Give the settings that depend on the problem the values that the chosen one starts with."""
    chosen = st.session_state.get("bp_problem")
    if isinstance(chosen, str) and chosen in PROBLEMS:
        for key, control in settings_of(chosen).items():
            if key.removeprefix(_PREFIX) in _DEPENDENT:
                st.session_state[key] = control.default


_DEPENDENT = ("data", "hidden", "activation", "optimizer", "rate", "samples")

PROBLEM = Choice(
    "bp_problem", "Problem",
    "What is predicted; this gives the output head. A change takes up settings that suit the "
    "problem.",
    "binary", tuple(PROBLEMS), lambda name: PROBLEMS[name].label, on_change=_adopt_problem,
)  # fmt: skip


@cache
def page_sections(problem: str) -> Mapping[str, tuple[Control, ...]]:
    """Return the controls of a problem, by section."""
    own = controls_of(problem)
    activation: Any = own["activations"].default
    network = (
        replace(ACTIVATION, default=activation[0]),
        *(_renamed(own[key]) for key in _OF_NETWORK),
    )
    data = tuple(_renamed(control) for control in sections_of(problem)["Data"])
    training = tuple(_renamed(own[key]) for key in _OF_TRAINING)
    return dict(zip(_TITLES, (ITERATION, network, data, training), strict=True))


def _renamed(control: Control) -> Control:
    """Return one of the playground's controls under this page's key."""
    if control.key != "hidden":
        return with_prefix(control, _PREFIX)
    return with_prefix(
        control, _PREFIX, high=MOST_UNITS, default=min(control.default, MOST_UNITS),
        help=f"How many nodes the hidden layer has; at most {MOST_UNITS} stay readable here.",
    )  # fmt: skip


TABLE = SettingsTable("backpropagation", page_sections, _PREFIX, PROBLEM)


@cache
def settings_of(problem: str) -> Mapping[str, Control]:
    """Return the controls of a problem by key, the problem's own choice first."""
    return TABLE.controls(problem)


def read_settings() -> tuple[StepState, list[str]]:
    """Draw the sidebar; return the checked settings, and sentences about what was not allowed."""
    settings = Settings(TABLE)
    suggestion = _from_playground()
    settings.suggest(suggestion.values)
    with st.sidebar:
        settings.draw_sections(page_sections(settings.draw(PROBLEM)))
    notes = settings.notes()
    if settings.values[f"{_PREFIX}hidden"] == MOST_UNITS:
        notes = [*suggestion.notes, *notes]
    return to_step(settings.values), notes


def to_step(values: Mapping[str, Any]) -> StepState:
    """Return the settings as the page uses them."""
    own = {key.removeprefix(_PREFIX): value for key, value in values.items()}
    run = to_state(own | {"activations": (own["activation"],), "steps": own["step"]})
    return StepState(run, own["sample"] - 1, own["size"], own["eta"] or None)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Settings for what the playground shows, and sentences on what of it does not fit."""

    values: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def _from_playground() -> Suggestion:
    """Return what the playground shows, if something was changed there since the last visit."""
    shown = last_shown()
    if shown is None:
        return Suggestion()
    suggestion = suggested(shown)
    if st.session_state.get(_ADOPTED) == suggestion:
        return Suggestion(notes=suggestion.notes)
    st.session_state[_ADOPTED] = suggestion
    return suggestion


def suggested(shown: Shown) -> Suggestion:
    """Return this page's settings for what the playground shows, and what does not fit."""
    values, view = shown.values, shown.view
    own = {
        **values,
        "hidden": min(values["hidden"], MOST_UNITS),
        "activation": values["activations"][0],
        "step": view.step,
        "sample": FIRST_SAMPLE if view.sample is None else view.sample + 1,
    }
    controls = settings_of(values["problem"])
    fitting = {f"{_PREFIX}{key}": value for key, value in own.items()}
    notes = []
    if values["hidden"] > MOST_UNITS:
        notes.append(
            f"The playground's network has {values['hidden']} hidden units. This page draws at "
            f"most {MOST_UNITS}, so it trains a network with {MOST_UNITS} in the same way."
        )
    return Suggestion({k: v for k, v in fitting.items() if k in controls}, tuple(notes))
