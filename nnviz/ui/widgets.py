"""The kinds of controls: what a setting looks like, what it accepts, and how it stands in a URL."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

import streamlit as st

BIND: Literal["query-params"] = "query-params"


class Control(Protocol):
    """One setting: its widget, what it accepts, and how its value stands in a URL."""

    @property
    def key(self) -> str:
        """Name of the widget and of the URL's parameter."""

    @property
    def label(self) -> str:
        """Words on screen."""

    @property
    def default(self) -> Any:
        """Value where nothing else is asked for."""

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
        common: dict[str, Any] = {
            "min_value": self.low,
            "max_value": self.high,
            "value": self.default,
            "step": self.step,
            "format": self.format,
            "key": self.key,
            "help": self.help,
            "bind": BIND,
        }
        widget = st.number_input if self.field else st.slider
        try:
            return widget(self.label, **common)
        except OverflowError:
            # Streamlit stumbles over "inf" where a link should have a whole number.
            return widget(self.label, **common | {"bind": None, "key": f"{self.key}_unbound"})

    def accepts(self, value: Any) -> bool:
        """Whether `value` is a number of the right kind within the bounds."""
        kinds = (int,) if isinstance(self.default, int) else (int, float)
        is_number = isinstance(value, kinds) and not isinstance(value, bool)
        return is_number and bool(self.low <= value <= self.high)  # false for NaN as well

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


def _is_among(value: Any, options: Sequence[Any]) -> bool:
    """Whether `value` is an option, and of its type: True is not 1, and an array equals nothing."""
    return any(type(value) is type(option) and value == option for option in options)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several options; `shape` says with which widget, `on_change` what a change does."""

    key: str
    label: str
    help: str
    default: Any
    options: tuple[Any, ...]
    name: Callable[[Any], str]
    shape: str = "pills"
    on_change: Callable[[], None] | None = None

    def draw(self) -> Any:
        """Show pills, a slider over the options, or a list to choose from."""
        common: dict[str, Any] = {
            "format_func": self.name, "key": self.key, "help": self.help, "bind": BIND,
            "on_change": self.on_change,
        }  # fmt: skip
        if self.shape == "slider":
            return st.select_slider(self.label, self.options, value=self.default, **common)
        if self.shape == "list":
            index = self.options.index(self.default)
            return st.selectbox(self.label, self.options, index=index, **common)
        return st.pills(self.label, self.options, default=self.default, required=True, **common)

    def accepts(self, value: Any) -> bool:
        """Whether `value` is one of the options."""
        return _is_among(value, self.options)

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
            self.label,
            self.options,
            selection_mode="multi",
            default=list(self.default),
            format_func=self.name,
            key=self.key,
            help=self.help,
            bind=BIND,
        )
        return tuple(chosen)

    def accepts(self, value: Any) -> bool:
        """Whether `value` holds one to `most` different options."""
        return (
            isinstance(value, tuple)
            and 1 <= len(value) <= self.most
            and all(_is_among(option, self.options) for option in value)
            and len(set(value)) == len(value)
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
