"""Where the browser's Streamlit differs from the one that the app is written for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from html import escape
from typing import Any

import streamlit as st
from streamlit import runtime
from streamlit.runtime import Runtime


@cache
def bridge() -> None:
    """Make up for the differences; once is enough."""
    # There it is a class that only its instance knows; components ask the class.
    Runtime.exists = staticmethod(runtime.exists)
    Runtime.instance = staticmethod(runtime.get_instance)
    st.tabs = _with_address(st.tabs)
    st.table = _show_table
    st.download_button = _with_data(st.download_button)
    st.image = _with_text(st.image)


def _with_address(tabs: Callable[..., Any]) -> Callable[..., Any]:
    """Return ``st.tabs`` with ``bind``, which is newer: the open tab stands in the address."""

    def bound(labels: Sequence[str], *, key: str = "", bind: str = "", **more: Any) -> Any:
        if not bind:
            return tabs(labels, key=key or None, **more)
        wanted = st.query_params.get(key)
        first = wanted if key not in st.session_state and wanted in labels else labels[0]
        made = tabs(labels, key=key, default=first, **more)
        opened = st.session_state.get(key)
        if opened in labels[1:]:
            st.query_params[key] = opened
        elif key in st.query_params:
            del st.query_params[key]
        return made

    return bound


def _show_table(data: Mapping[str, Sequence[Any]], **_: object) -> None:
    """Be ``st.table``, whose own needs two packages of 20 MB: a table in Markdown."""
    names = list(data)
    rows = zip(*data.values(), strict=True)
    lines = [names, ["---"] * len(names), *rows]
    st.markdown("\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines))


def _cell(value: object) -> str:
    return str(value).replace("|", r"\|") or " "


def _with_data(button: Callable[..., Any]) -> Callable[..., Any]:
    """Return ``st.download_button`` that is given bytes: a function's would leave the page."""

    def given(label: str, data: Any, *words: Any, **more: Any) -> Any:
        return button(label, data() if callable(data) else data, *words, **more)

    return given


def _with_text(image: Callable[..., Any]) -> Callable[..., Any]:
    """Return ``st.image`` with ``alt``, which is newer: the text stands beside it, for readers."""

    def told(picture: Any, *words: Any, alt: str = "", **more: Any) -> Any:
        if alt:
            st.html(f'<p class="nnviz-only-read">{escape(alt)}</p>')
        return image(picture, *words, **more)

    return told
