"""The kinds of controls: the widget of a setting, what it accepts, and its text in a link."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, NoReturn, Protocol

import streamlit as st

from nnviz.spelling import find, plain

BIND: Literal["query-params"] = "query-params"

_TRUTHS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


class Control(Protocol):
    """One setting: its widget, what the server accepts, and its text in a link."""

    @property
    def key(self) -> str:
        """Name of the widget and of the link's parameter."""

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
        """Return the value's texts in a link, one for each time that the key appears."""

    def read(self, texts: Sequence[str]) -> Any:
        """Return the value that a link's texts ask for; ValueError if there is none."""

    @property
    def allowed(self) -> str:
        """What is allowed, as the end of a sentence."""


@dataclass(frozen=True, slots=True)
class Number:
    """A slider or a field for a number.

    A slider prints its number with `format`. What it cannot print exactly is refused, so that a
    value and its text never differ.
    """

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
        widget = st.number_input if self.field else st.slider
        common: dict[str, Any] = {
            "min_value": self.low, "max_value": self.high, "value": self.default,
            "step": self.step, "format": self.format, "key": self.key, "help": self.help,
            "bind": BIND,
        }  # fmt: skip
        return widget(self.label, **common)

    def accepts(self, value: Any) -> bool:
        """Whether `value` is a number of the right kind, within the bounds, and printed exactly."""
        kinds = (int,) if self._is_whole else (int, float)
        is_number = isinstance(value, kinds) and not isinstance(value, bool)
        return (
            is_number
            and bool(self.low <= value <= self.high)  # false for NaN as well
            and self._prints(value)
        )

    def _prints(self, value: float) -> bool:
        """Whether the slider's text is the value, but for the rounding of its steps."""
        if self.format is None:
            return True
        return abs(float(self.format % value) - value) <= 1e-9 * max(1.0, abs(value))

    @property
    def _is_whole(self) -> bool:
        return isinstance(self.default, int)

    def texts(self, value: Any) -> list[str]:
        """Return the number as text."""
        return [f"{value:g}" if isinstance(value, float) else str(value)]

    def read(self, texts: Sequence[str]) -> Any:
        """Return the number that the one text is."""
        text = _only(texts)
        number = float(text)
        if self._is_whole:
            if not number.is_integer():
                _refuse(text)
            number = int(number)
        return number if self.accepts(number) else _refuse(text)

    @property
    def allowed(self) -> str:
        """The kind of number and its bounds."""
        kind = "a whole number" if self._is_whole else "a number"
        digits = ""
        if self.format is not None:
            n_digits, letter = self.format[2:-1], self.format[-1]
            places = "decimals" if letter == "f" else "significant digits"
            digits = f" with at most {n_digits} {places}"
        return f"{kind} from {self.low:g} to {self.high:g}{digits}"


def _only(texts: Sequence[str]) -> str:
    """Return the one text of a parameter that must be given once; ValueError for none or more."""
    if len(texts) != 1:
        _refuse(str(len(texts)))
    return texts[0]


def _refuse(text: str) -> NoReturn:
    message = f"not allowed: {text}"
    raise ValueError(message)


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

    def read(self, texts: Sequence[str]) -> Any:
        """Return the option that the one text names."""
        return find(_only(texts), self.options, self.name)

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
            self.label, self.options, selection_mode="multi", default=list(self.default),
            format_func=self.name, key=self.key, help=self.help, bind=BIND,
        )  # fmt: skip
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

    def read(self, texts: Sequence[str]) -> Any:
        """Return the options that the texts name, as many as are allowed."""
        chosen = tuple(find(text, self.options, self.name) for text in texts)
        return chosen if self.accepts(chosen) else _refuse(", ".join(texts))

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

    def read(self, texts: Sequence[str]) -> Any:
        """Return what the one text says."""
        text = _only(texts)
        if (word := plain(text)) not in _TRUTHS:
            _refuse(text)
        return _TRUTHS[word]

    @property
    def allowed(self) -> str:
        """The two words."""
        return "true or false"


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text."""

    key: str
    label: str
    help: str
    default: str
    most: int

    def draw(self) -> Any:
        """Show the line."""
        return st.text_input(
            self.label, self.default, max_chars=self.most, key=self.key, help=self.help, bind=BIND
        )

    def accepts(self, value: Any) -> bool:
        """Whether `value` is a text that is short enough."""
        return isinstance(value, str) and len(value) <= self.most

    def texts(self, value: Any) -> list[str]:
        """Return the text itself."""
        return [value]

    def read(self, texts: Sequence[str]) -> Any:
        """Return the one text."""
        text = _only(texts)
        return text if self.accepts(text) else _refuse(text)

    @property
    def allowed(self) -> str:
        """How long it may be."""
        return f"a text of at most {self.most} characters"


def with_prefix(control: Control, prefix: str, **changes: Any) -> Control:
    """Return a control of another page under this page's key, with changes of its fields."""
    copy: Control = replace(control, key=f"{prefix}{control.key}", **changes)  # type: ignore[type-var]
    return copy
