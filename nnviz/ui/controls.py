"""The sidebar's controls: one table that says everything about each setting.

Each control is bound to the URL under its key. The bounds of a widget are the browser's, so every
value is checked here again, and a link that asks for what is not allowed is answered in words.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import streamlit as st

from nnviz.activations import ACTIVATIONS
from nnviz.datasets import DATASETS, DEFAULT_NOISE
from nnviz.optimizers import OPTIMIZERS
from nnviz.training import MAX_STEPS
from nnviz.ui.state import AppState

BIND = "query-params"


class Control(Protocol):
    """One setting: its widget, what it accepts, and how its value stands in a URL."""

    key: str
    label: str
    default: Any

    def draw(self) -> Any:
        """Show the widget and return its value."""

    def accepts(self, value: Any) -> bool:
        """Whether the server takes this value."""

    def texts(self, value: Any) -> list[str]:
        """Return the value as it stands in a URL, one text for each time the key appears."""

    def same(self, texts: Sequence[str], value: Any) -> bool:
        """Whether a URL's texts ask for this value."""

    @property
    def allowed(self) -> str:
        """What is allowed, as the end of a sentence."""


@dataclass(frozen=True, slots=True)
class Number:
    """A slider or a field for a number."""

    key: str
    label: str
    help: str
    default: float
    low: float
    high: float
    step: float
    format: str | None = None
    field: bool = False

    def draw(self) -> Any:
        """Show a slider, or a number field for seeds."""
        if self.field:
            return st.number_input(
                self.label, self.low, self.high, self.default, self.step,
                key=self.key, help=self.help, bind=BIND,
            )  # fmt: skip
        return st.slider(
            self.label, self.low, self.high, self.default, self.step,
            format=self.format, key=self.key, help=self.help, bind=BIND,
        )  # fmt: skip

    def accepts(self, value: Any) -> bool:
        """Whether `value` is a number of the right kind within the bounds."""
        kinds = (int,) if isinstance(self.default, int) else (int, float)
        is_number = isinstance(value, kinds) and not isinstance(value, bool)
        return is_number and math.isfinite(value) and self.low <= value <= self.high

    def texts(self, value: Any) -> list[str]:
        """Return the number as text."""
        return [f"{value:g}" if isinstance(value, float) else str(value)]

    def same(self, texts: Sequence[str], value: Any) -> bool:
        """Whether the one text is this number."""
        try:
            return len(texts) == 1 and float(texts[0]) == value
        except ValueError:
            return False

    @property
    def allowed(self) -> str:
        """The kind of number and its bounds."""
        kind = "a whole number" if isinstance(self.default, int) else "a number"
        return f"{kind} from {self.low:g} to {self.high:g}"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several options; `shape` says with which widget."""

    key: str
    label: str
    help: str
    default: Any
    options: tuple[Any, ...]
    name: Callable[[Any], str]
    shape: str = "pills"

    def draw(self) -> Any:
        """Show pills, a slider over the options, or a list to choose from."""
        common: dict[str, Any] = {
            "format_func": self.name, "key": self.key, "help": self.help, "bind": BIND,
        }  # fmt: skip
        if self.shape == "slider":
            return st.select_slider(self.label, self.options, value=self.default, **common)
        if self.shape == "list":
            index = self.options.index(self.default)
            return st.selectbox(self.label, self.options, index=index, **common)
        return st.pills(self.label, self.options, default=self.default, required=True, **common)

    def accepts(self, value: Any) -> bool:
        """Whether `value` is one of the options."""
        return value in self.options

    def texts(self, value: Any) -> list[str]:
        """Return the option's name."""
        return [self.name(value)]

    def same(self, texts: Sequence[str], value: Any) -> bool:
        """Whether the one text names this option."""
        return list(texts) == self.texts(value)

    @property
    def allowed(self) -> str:
        """The options' names."""
        return "one of " + ", ".join(self.name(option) for option in self.options)


@dataclass(frozen=True, slots=True)
class Choices:
    """One to `most` of several options."""

    key: str
    label: str
    help: str
    default: tuple[Any, ...]
    options: tuple[Any, ...]
    name: Callable[[Any], str]
    most: int

    def draw(self) -> Any:
        """Show pills of which several can be on."""
        chosen = st.pills(
            self.label, self.options, selection_mode="multi", default=self.default,
            format_func=self.name, key=self.key, help=self.help, bind=BIND,
        )  # fmt: skip
        return tuple(chosen)

    def accepts(self, value: Any) -> bool:
        """Whether `value` holds one to `most` different options."""
        return (
            isinstance(value, tuple)
            and 1 <= len(value) <= self.most
            and len(set(value)) == len(value)
            and all(option in self.options for option in value)
        )

    def texts(self, value: Any) -> list[str]:
        """Return the options' names."""
        return [self.name(option) for option in value]

    def same(self, texts: Sequence[str], value: Any) -> bool:
        """Whether the texts name these options, in any order."""
        return sorted(texts) == sorted(self.texts(value))

    @property
    def allowed(self) -> str:
        """How many, and the options' names."""
        names = ", ".join(self.name(option) for option in self.options)
        return f"one to {self.most} different ones of {names}"


_SHOWN_FIRST = ("sigmoid", "identity", "tanh", "relu", "step")
_ACTIVATION_ORDER = (*_SHOWN_FIRST, *(name for name in ACTIVATIONS if name not in _SHOWN_FIRST))

DATA: tuple[Control, ...] = (
    Choice(
        "data", "Data set",
        "What there is to separate. "
        + " ".join(f"**{d.label}**: {d.description}" for d in DATASETS.values()),
        "bump", tuple(DATASETS), lambda name: DATASETS[name].label,
    ),
    Number(
        "samples", "Samples", "How many points there are, for training and test together.",
        400, 1, 1000, 1,
    ),
    Number(
        "noise", "Noise",
        "How much the classes blur into each other: 0 is clean, 1 is hardly separable. "
        "On the bump, 0.2 is the lecture's.",
        DEFAULT_NOISE, 0.0, 1.0, 0.05, "%.2f",
    ),
    Number(
        "test", "Test share (%)",
        "Share of the points that is kept from training, to see whether what was learned holds "
        "for new points. They are drawn hollow, and their loss is dashed.",
        25, 0, 90, 5,
    ),
    Number(
        "data_seed", "Data seed",
        "Which random sample is drawn. The same number gives the same points.",
        0, 0, 9999, 1, field=True,
    ),
)  # fmt: skip

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
        "initial weights and shown in lock-step, one lane each. With the identity the network "
        "can only draw a straight line.",
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
        None, (None, 1, 4, 16, 32, 64, 128), lambda v: "all points" if v is None else str(v), "list",
    ),
    Choice(
        "steps", "Steps", "How many updates of the weights the run makes. All of them are kept.",
        1000, (50, 100, 200, 500, 1000, 2000, 3000, MAX_STEPS), str, "slider",
    ),
    Choice(
        "l2", "L2 penalty λ",
        "Pulls all weights but the biases towards 0, which keeps the boundary smooth. 0 is none.",
        0.0, (0.0, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1), lambda v: f"{v:g}", "slider",
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Switch:
    """On or off."""

    key: str
    label: str
    help: str
    default: bool

    def draw(self) -> Any:
        """Show a toggle."""
        return st.toggle(self.label, self.default, key=self.key, help=self.help, bind=BIND)

    def accepts(self, value: Any) -> bool:
        """Whether `value` is a truth value."""
        return isinstance(value, bool)

    def texts(self, value: Any) -> list[str]:
        """Return true or false."""
        return [str(value).lower()]

    def same(self, texts: Sequence[str], value: Any) -> bool:
        """Whether the one text says the same."""
        return [text.lower() for text in texts] == self.texts(value)

    @property
    def allowed(self) -> str:
        """The two words."""
        return "true or false"


STANDARDIZE = Switch(
    "standardize", "Standardise inputs",
    "Shifts and scales each feature to mean 0 and standard deviation 1 before training, so that "
    "one learning rate suits all weights. Pictures and weights stay in the data's own units.",
    True,
)  # fmt: skip

SECTIONS: Mapping[str, tuple[Control, ...]] = {
    "Data": DATA,
    "Network": NETWORK,
    "Training": (*TRAINING, STANDARDIZE),
}
CONTROLS: Mapping[str, Control] = {c.key: c for section in SECTIONS.values() for c in section}

_RESERVED = frozenset({"embed", "embed_options", "tab"})
_MOST_NOTES = 8
_LONGEST_QUOTE = 40


def read_sidebar() -> tuple[AppState, list[str]]:
    """Draw the sidebar; return the checked settings, and sentences about what was not allowed."""
    asked = {key: st.query_params.get_all(key) for key in st.query_params}
    values: dict[str, Any] = {}
    notes: list[str] = []
    with st.sidebar:
        for title, controls in SECTIONS.items():
            st.caption(title.upper())
            for control in controls:
                values[control.key], note = _checked(control, control.draw())
                notes += note
    if "link_was_read" not in st.session_state:  # a link is read once, when a session starts
        st.session_state["link_was_read"] = True
        notes = link_notes(asked, values) + notes
    return to_state(values), notes


def _checked(control: Control, value: Any) -> tuple[Any, list[str]]:
    """Return `value` if the server takes it, else the default and a sentence."""
    if control.accepts(value):
        return value, []
    default = ", ".join(control.texts(control.default))
    return control.default, [f"{control.label} must be {control.allowed}. {default} is used."]


def link_notes(asked: Mapping[str, Sequence[str]], values: Mapping[str, Any]) -> list[str]:
    """Return a sentence for everything that a link asks for and does not get.

    Parameters
    ----------
    asked : mapping of str to sequence of str
        The link's parameters, each with all its values.
    values : mapping of str to Any
        The settings that are in force, by key.

    """
    notes = []
    for key, texts in asked.items():
        if key in _RESERVED:
            continue
        control = CONTROLS.get(key)
        if control is None:
            notes.append(f"The link has a setting “{_quoted(key)}”, which does not exist.")
        elif not control.same(texts, values[key]):
            wanted = ", ".join(_quoted(text) for text in texts[:4])
            used = ", ".join(control.texts(values[key]))
            notes.append(
                f"The link asks for {control.label} “{wanted}”; it must be {control.allowed}, "
                f"given once. {used} is used instead."
            )
    if len(notes) > _MOST_NOTES:
        notes = [*notes[:_MOST_NOTES], f"{len(notes) - _MOST_NOTES} more were left out as well."]
    return notes


def _quoted(text: str) -> str:
    """Return `text` short enough to repeat."""
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"


def to_state(values: Mapping[str, Any]) -> AppState:
    """Return the settings as the app uses them."""
    return AppState(
        dataset=values["data"],
        n_samples=values["samples"],
        noise=values["noise"],
        test_share=values["test"] / 100,
        data_seed=values["data_seed"],
        n_hidden=values["hidden"],
        activations=values["activations"],
        scale=values["scale"],
        weight_seed=values["seed"],
        learning_rate=values["rate"],
        optimizer=values["optimizer"],
        batch_size=values["batch"],
        n_steps=values["steps"],
        l2=values["l2"],
        standardize=values["standardize"],
    )
