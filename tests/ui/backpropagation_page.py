"""The page Backpropagation without a browser, and what it computes, for tests."""

from __future__ import annotations

import json
from typing import Any
from xml.etree import ElementTree as ET

from streamlit.testing.v1 import AppTest

from nnviz.ui.backpropagation.compute import Start, start
from nnviz.ui.backpropagation.controls import settings_of, to_step
from nnviz.ui.backpropagation.state import StepState
from tests.ui.app_page import open_page


def open_backpropagation(link: dict[str, Any] | None = None, **state: Any) -> AppTest:
    """Open the page with the parameters of `link`, and entries of the session."""
    return open_page("backpropagation", link, **state)


def press(app: AppTest, *keys: str) -> AppTest:
    for key in keys:
        app = app.button(key=f"bp_{key}").click().run()
    return app


def data(app: AppTest) -> dict[str, Any]:
    """Return what the drawing gets."""
    for component in app.get("bidi_component"):
        if component.proto.component_name == "nnviz_diagram":
            found: dict[str, Any] = json.loads(component.proto.json)
            return found
    message = "no drawing"
    raise AssertionError(message)


def exact(app: AppTest) -> dict[str, dict[str, float]]:
    """Return the exact numbers that the drawing carries, by node or by an edge's ends."""
    found = {}
    for item in ET.fromstring(data(app)["svg"]).iter():  # noqa: S314 - our own drawing
        name = item.get("data-node") or f"{item.get('data-source')}>{item.get('data-target')}"
        names = ("x", "z", "u", "y", "slope", "delta", "loss", "w", "gradient", "updated")
        values = {n: float(v) for n in names if (v := item.get(f"data-{n}")) is not None}
        if values:
            found[name] = values
    return found


def begun(link: dict[str, Any]) -> tuple[Start, StepState]:
    """Return what a link's settings lead to, without the page."""
    problem = link.get("bp_problem", "binary")
    settings = settings_of(problem)
    values = {key: control.default for key, control in settings.items()}
    state = to_step(values | {"bp_problem": problem} | link)
    return start(state.run), state


def texts(link: dict[str, Any]) -> dict[str, Any]:
    settings = settings_of(link.get("bp_problem", "binary"))
    return {key: settings[key].texts(value) for key, value in link.items()}
