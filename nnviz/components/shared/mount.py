"""Registering a component with Streamlit, and what its browser half reported."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st
from streamlit.components.v1 import declare_component
from streamlit.components.v1.custom_component import CustomComponent
from streamlit.runtime import get_instance

from nnviz.components.shared.programs import code_for_streamlit, folder

_IN_BROWSER = sys.platform == "emscripten"
"""Then no program of ours serves files: they lie beside the page (deploy/site)."""

_DECLARED: list[CustomComponent] = []


def serve_folder(name: str, path: str) -> str:
    """Have Streamlit serve the files of a folder; return its address, from the app's root."""
    if _IN_BROWSER:
        return f"component/{__name__}.{name}"
    declared = declare_component(name, path=path)
    _DECLARED.append(declared)
    return f"component/{declared.name}"


def serve_folders_from_now_on() -> None:
    """Serve them before any page has run: without one, Streamlit has only taken note of them."""
    registry = get_instance().component_registry
    for declared in _DECLARED:
        registry.register_component(declared)


_PROGRAMS = serve_folder("programs", str(folder()))


def register(name: str, *, states: Sequence[str] = ()) -> Callable[..., Any]:
    """Make a component known to Streamlit; to be called once, when its mount is imported.

    Its program is ``js/streamlit.js`` of its folder, its style sheet ``css/<name>.css``, if there
    is one.

    Parameters
    ----------
    name : str
        Of the component's folder.
    states : sequence of str
        Names under which the browser's half reports with ``setStateValue``.

    Returns
    -------
    callable
        ``show(data, key=key, on=on)`` shows the component and returns what the browser's half has
        reported, an attribute for each state. The same key means the same place: new data reach
        the one that is there. ``on`` names what is called when a state has changed, before the
        page runs.

    """
    component = st.components.v2.component(
        f"nnviz_{name}",
        js=code_for_streamlit(name, _PROGRAMS),
        isolate_styles=True,
    )
    # Streamlit keeps a state only if there is something to call when it changes.
    callbacks: dict[str, Any] = {f"on_{state}_change": _do_nothing for state in states}

    def show(data: object, *, key: str, on: Mapping[str, Callable[[], None]] | None = None) -> Any:
        named = {f"on_{state}_change": callback for state, callback in (on or {}).items()}
        return component(data=data, key=key, **callbacks | named)

    return show


def reported(key: str, state: str) -> Any:
    """Return what the component with this key reported last, unchecked; None if nothing.

    It can be asked before the component is shown, so that the component can show it. The browser
    may be anyone's program, so the answer can be anything.
    """
    states: Any = st.session_state.get(key)
    return states.get(state) if hasattr(states, "get") else None


def _do_nothing() -> None:
    """Be the callback of a state."""
