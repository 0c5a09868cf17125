"""A browser that lies: values of wrong types for the widgets of a page."""

from __future__ import annotations

import asyncio
from itertools import product

from google.protobuf.message import Message
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

_PATIENCE = 60.0  # seconds


def forged(widget: str, kind: str) -> bytes:
    """Return a message that gives a widget a value of a kind."""
    message = BackMsg()
    state = message.rerun_script.widget_states.widgets.add()
    state.id = widget
    values = {
        "trigger_value": True, "bool_value": True, "double_value": float("inf"),
        "int_value": -(2**60), "string_value": "<b>\u0000", "bytes_value": b"\xff",
        "json_value": "[not json", "json_trigger_value": "{",
    }  # fmt: skip
    if kind in values:
        setattr(state, kind, values[kind])
    elif kind == "double_array_value":
        state.double_array_value.data.extend([float("nan"), 1e300])
    elif kind == "int_array_value":
        state.int_array_value.data.extend([99, -1])
    elif kind == "string_array_value":
        state.string_array_value.data.extend(["", "no such option"])
    return message.SerializeToString()


def kinds() -> list[str]:
    """Return the kinds of values that a message can have."""
    named = [field.name for field in WidgetState.DESCRIPTOR.oneofs_by_name["value"].fields]
    return [kind for kind in named if kind not in {"arrow_value", "file_uploader_state_value"}]


async def forge_values(address: str, page: str, most: int = 250) -> int:
    """Send every kind of value for every widget of a page; return how many messages."""
    url = f"{address.replace('http', 'ws', 1)}/_stcore/stream"
    n_sent = 0
    widgets: list[str] = []
    while True:
        async with connect(url, subprotocols=[Subprotocol("streamlit")], max_size=None) as socket:
            opening = BackMsg()
            opening.rerun_script.page_name = page
            await socket.send(opening.SerializeToString())
            try:
                async with asyncio.timeout(_PATIENCE):
                    found = await _answer(socket)
                widgets = widgets or found
                wanted = list(product(widgets, kinds()))[n_sent:most]
                if not wanted:
                    return n_sent
                for widget, kind in wanted:
                    n_sent += 1
                    await socket.send(forged(widget, kind))
                async with asyncio.timeout(_PATIENCE):
                    await _answer(socket)
            except ConnectionClosed:
                continue


async def _answer(socket: object) -> list[str]:
    """Return the widgets of an answer, up to its end."""
    widgets = []
    while True:
        message = ForwardMsg.FromString(await socket.recv())  # type: ignore[attr-defined]
        if message.WhichOneof("type") == "delta":
            element = message.delta.new_element
            kind = element.WhichOneof("type")
            inner: Message | None = getattr(element, kind) if kind else None
            name = getattr(inner, "id", "")
            if isinstance(name, str) and name.startswith("$$"):
                widgets.append(name)
        if message.WhichOneof("type") == "script_finished":
            return widgets
