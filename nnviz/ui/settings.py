"""Settings of a page: one table says what there is, one reader draws, checks and answers.

A page declares a `SettingsTable` in a file of its own: its controls, by section, for each option
of the setting on which the others depend (the problem, or the graph), if there is one. In every
run it opens a `Settings` on the table and draws its controls, in the sidebar or in place:

    settings = Settings(TABLE)
    problem = settings.draw(PROBLEM)
    settings.draw_sections(TABLE.sections(problem))
    state = to_state(settings.values)
    notes = settings.notes()

Where a value comes from: the link, once, when a session first opens the page; then the visitor;
where both are silent, what the page suggests (`Settings.suggest`), and last the default. Streamlit
keeps the values while another page is shown, because every control is bound to the address. The
bounds of a widget are the browser's, so every value is checked here again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import streamlit as st
from streamlit.elements.lib.mutable_tab_container import TabContainer

from nnviz.ui.links import (
    checked,
    in_own_words,
    is_met,
    refused_note,
    shortened,
    under_own_keys,
    unknown_notes,
)
from nnviz.ui.widgets import BIND, Choice, Control

Sections = Mapping[str, Sequence[Control]]
"""Controls under their section's title."""


@dataclass(frozen=True)
class SettingsTable:
    """All settings of a page.

    Attributes
    ----------
    page : str
        A word that no other page has: where the answer to its link is kept.
    sections : callable
        ``sections(option)`` returns the controls for an option of `chooser`; without a chooser the
        option is None.
    prefix : str
        With which all keys of the page begin; a link may leave it out.
    chooser : Choice, optional
        The setting on which the others depend.

    """

    page: str
    sections: Callable[[Any], Sections]
    prefix: str = ""
    chooser: Choice | None = None

    def controls(self, option: Any = None) -> Mapping[str, Control]:
        """Return the controls for an option by key, the chooser first."""
        first = [] if self.chooser is None else [self.chooser]
        listed = (control for section in self.sections(option).values() for control in section)
        return {control.key: control for control in (*first, *listed)}

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of all controls, for whatever option."""
        options = (None,) if self.chooser is None else self.chooser.options
        return frozenset(key for option in options for key in self.controls(option))


@dataclass
class _Answer:
    """What the link asked for, until a setting changes.

    Attributes
    ----------
    asked : dict of str to list of str
        Under the page's keys, with the link's own texts.
    values : dict of str to Any or None
        The settings that the answer was first given with.

    """

    asked: dict[str, list[str]] = field(default_factory=dict)
    values: dict[str, Any] | None = None


class Settings:
    """The settings of a page in one run.

    Attributes
    ----------
    values : dict of str to Any
        What was drawn so far, by key; everything in it is allowed.
    asked : mapping of str to list of str
        What the link asked for, until a setting changed.

    """

    def __init__(self, table: SettingsTable) -> None:
        """Read the link, if the session opens the page for the first time."""
        self._table = table
        self._answer = _open_link(table)
        self.values: dict[str, Any] = {}
        self._refused: list[str] = []
        self._unmet: list[str] = []

    @property
    def asked(self) -> Mapping[str, list[str]]:
        """What the link asked for."""
        return self._answer.asked

    def suggest(self, values: Mapping[str, Any]) -> None:
        """Set controls before they are drawn, but for those that the opening link asks for.

        The address says so at once: Streamlit writes only what a visitor has set.
        """
        asked = self.asked if self._answer.values is None else {}
        wanted = {key: value for key, value in values.items() if key not in asked}
        if not wanted:
            return
        for key, value in wanted.items():
            st.session_state[key] = list(value) if isinstance(value, tuple) else value
        chooser = self._table.chooser
        controls = self._table.controls(None if chooser is None else wanted.get(chooser.key))
        kept = {key: st.query_params.get_all(key) for key in st.query_params if key not in wanted}
        own = {
            key: controls[key].texts(value)
            for key, value in wanted.items()
            if value != controls[key].default
        }
        st.query_params.from_dict(kept | own)
        st.rerun()  # Streamlit seeds its widgets with the address that a run begins with.

    def draw(self, control: Control) -> Any:
        """Draw a control and return its value, or the default where the server refuses it."""
        return self._take(control, control.draw())

    def _take(self, control: Control, value: Any) -> Any:
        """Keep a drawn value, or the default instead; note what the link does not get."""
        value, sentence = checked(control, value)
        if sentence:
            self._refused.append(sentence)
        self.values[control.key] = value
        texts = self.asked.get(control.key)
        if texts is not None and not is_met(control, texts, value):
            self._unmet.append(refused_note(control, texts, value))
        return value

    def draw_sections(self, sections: Sections) -> None:
        """Draw all controls, each section under its title."""
        for title, controls in sections.items():
            st.caption(title.upper())
            for control in controls:
                self.draw(control)

    def draw_row(self, controls: Iterable[Control], widths: Sequence[float]) -> list[Any]:
        """Draw controls beside each other and return their values."""
        columns = st.columns(widths, gap="medium", vertical_alignment="top")
        values = []
        for column, control in zip(columns, controls, strict=False):
            with column:
                values.append(self.draw(control))
        return values

    def draw_tabs(self, tab: Choice) -> Sequence[TabContainer]:
        """Draw a choice as tabs and return them; only one of them is open."""
        tabs = st.tabs(tab.options, key=tab.key, on_change="rerun", bind=BIND)
        is_open = [label for label, one in zip(tab.options, tabs, strict=True) if one.open]
        self._take(tab, is_open[0] if is_open else tab.default)
        return tabs

    def notes(self) -> list[str]:
        """Return sentences about what was not allowed; to be called when all controls are drawn.

        The link is answered until a setting changes.
        """
        answer = self._answer
        if answer.values is None:
            answer.values = dict(self.values)
        elif answer.values != self.values:
            answer.asked = {}
            self._unmet = []
        return shortened([*self._unmet, *self._elsewhere(), *self._refused])

    def _elsewhere(self) -> list[str]:
        """Return sentences about what the link asks for and the page does not show now."""
        keys = self._table.keys
        notes = unknown_notes(self.asked, keys)
        chooser = self._table.chooser
        if chooser is not None:
            now = self._table.controls(self.values.get(chooser.key, chooser.default))
            other = f"goes with another {chooser.label.lower()} than this; it has no effect here."
            notes += [f"`{key}` {other}" for key in self.asked if key in keys and key not in now]
        return notes


def _open_link(table: SettingsTable) -> _Answer:
    """Return the answer to the link; at first rewrite the address in the page's own words."""
    place = f"{table.page}_link"
    if place not in st.session_state:
        given = {key: st.query_params.get_all(key) for key in st.query_params}
        asked = under_own_keys(given, table.keys, table.prefix)
        st.session_state[place] = _Answer(asked)
        address = in_own_words(asked, _asked_controls(table, asked))
        if address != given:
            st.query_params.from_dict(address)
            st.rerun()  # Streamlit seeds its widgets with the address that a run begins with.
    answer: _Answer = st.session_state[place]
    return answer


def _asked_controls(table: SettingsTable, asked: Mapping[str, Sequence[str]]) -> dict[str, Control]:
    """Return the controls by which a link is read: first those for the option that it asks for."""
    if table.chooser is None:
        return dict(table.controls())
    try:
        chosen = table.chooser.read(asked[table.chooser.key])
    except (KeyError, ValueError):
        kept = st.session_state.get(table.chooser.key)
        chosen = kept if table.chooser.accepts(kept) else table.chooser.default
    others = (option for option in table.chooser.options if option != chosen)
    found: dict[str, Control] = {}
    for option in (chosen, *others):
        found = {**table.controls(option), **found}
    return found
