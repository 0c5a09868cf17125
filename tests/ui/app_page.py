"""The app without a browser, and what it sends to the player."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import deserialize
from safetensors.numpy import load
from streamlit.testing.v1 import AppTest

from nnviz.components.player.sent import SentParts
from nnviz.components.player.wire import Packed
from tests.components.player.unpacking import unpacked

APP = Path(__file__).parents[2] / "app.py"
_TIMEOUT = 120  # seconds; a shared machine may be slow once


class SendsAll(SentParts):
    """Sends every part each time: what is read here need not be what came first."""

    def message(self, packed: Packed) -> bytes:
        """Return the whole message."""
        return packed.message()


def new_app() -> AppTest:
    """Return the app in a session of its own, before its first run."""
    app = AppTest.from_file(str(APP), default_timeout=_TIMEOUT)
    app.session_state["player_parts"] = SendsAll()
    return app


def open_app(link: dict[str, Any] | None = None, view: dict[str, Any] | None = None) -> AppTest:
    """Run the app as a browser opens it with the parameters of `link`.

    Parameters
    ----------
    link : dict of str to str or list of str
    view : dict
        What the player reports.

    """
    app = new_app()
    for key, value in (link or {}).items():
        app.query_params[key] = value
    if view is not None:
        app.session_state["player"] = {"view": view}
    return app.run()


def open_page(page: str, link: dict[str, Any] | None = None, **state: Any) -> AppTest:
    """Open a page of the app with the parameters of `link`, and entries of the session."""
    app = new_app()
    app.switch_page(f"nnviz/ui/pages/{page}.py")
    for key, value in (link or {}).items():
        app.query_params[key] = value
    for key, value in state.items():
        app.session_state[key] = value
    return app.run()


def said(app: AppTest) -> str:
    """Return the text of a page, formulas included."""
    kinds = (app.markdown, app.caption, app.latex)
    return "\n".join(element.value for kind in kinds for element in kind)


def components(app: AppTest, name: str = "nnviz_player") -> list[Any]:
    """Return the page's components of one kind."""
    return [c for c in app.get("bidi_component") if c.proto.component_name == name]


def charts(app: AppTest) -> list[str]:
    """Return the figures that follow the player, as Plotly's JSON."""
    return [json.loads(chart.proto.json)["figure"] for chart in components(app, "nnviz_chart")]


def payload(app: AppTest) -> bytes:
    """Return the payload that the page's one player has."""
    [component] = components(app)
    return unpacked(component.proto.bytes)


def tensors(app: AppTest) -> dict[str, np.ndarray]:
    """Return the player's tensors."""
    return load(payload(app))


def description(app: AppTest) -> dict[str, Any]:
    """Return the player's description of its run."""
    data = payload(app)
    assert deserialize(data)
    size = int.from_bytes(data[:8], "little")
    metadata = json.loads(data[8 : 8 + size])["__metadata__"]
    answer: dict[str, Any] = json.loads(metadata["nnviz"])
    return answer


def warnings(app: AppTest) -> str:
    """Return all that the page warns of."""
    return "\n\n".join(element.value for element in app.warning)
