"""Symbols and feature names in a figure's text (Plotly's small HTML)."""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Iterable

from nnviz.number_format import subscript

LONGEST_NAME = 18
"""Letters of a feature's name that a small map has room for."""

OUTPUT_SYMBOL = "u<sub>O</sub>"

_LINE_LENGTH, _NARROW_LINE_LENGTH = 104, 46
"""Letters in a line of a note: what 700 and 360 pixels have room for."""

_ONE_LETTER = "\ufffc"  # replaces markup that is about as short on screen
_SUBSCRIPTED = re.compile(r"\w<sub>[^<]*</sub>")


def hidden_symbol(unit: int) -> str:
    """Return u with the number, from 1, of the hidden unit of index `unit`, from 0."""
    return f"u{subscript(unit + 1)}"


def plain(text: str) -> str:
    """Return `text` from a user so that Plotly shows it as it is, shortened if it is long."""
    if len(text) > LONGEST_NAME:
        text = text[: LONGEST_NAME - 1] + "…"
    # Plotly would read %{…} in a hover template as a variable.
    return html.escape(text, quote=False).replace("%{", "% {")


def feature_label(name: str) -> str:
    """Return a feature's name for an axis; a number after a single letter is its subscript."""
    match = re.fullmatch(r"([A-Za-z])_?(\d{1,3})", name)
    return match[1] + subscript(match[2]) if match else plain(name)


def unbroken(formula: str) -> str:
    """Return a formula that no line ends within."""
    return formula.replace(" ", "\N{NO-BREAK SPACE}")


def wrapped(sentences: Iterable[str], *, narrow: bool) -> str:
    """Return the sentences in lines that fit the figure."""
    text = " ".join(sentences)
    symbols = iter(_SUBSCRIPTED.findall(text))
    lines = textwrap.wrap(
        _SUBSCRIPTED.sub(_ONE_LETTER, text), _NARROW_LINE_LENGTH if narrow else _LINE_LENGTH
    )
    return re.sub(_ONE_LETTER, lambda _: next(symbols), "<br>".join(lines))
