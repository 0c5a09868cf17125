"""Which messages of a browser are let through: its program may be anyone's."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable

from google.protobuf.message import DecodeError
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

STREAM = "/_stcore/stream"
_LOG = logging.getLogger(__name__)

ALLOWED = frozenset(
    {
        "rerun_script",
        "stop_script",
        "app_heartbeat",
        "file_urls_request",  # an upload
        "backend_operation_request",  # a download that is made when it is asked for
    }
)
"""Not let through: emptying everybody's cache, shutting down, debugging, settings of the server."""

WIDGET = "$$ID-"
"""With which Streamlit begins the id of every widget that it draws. Other names would be taken for
keys of the session's own state, and reading that state would fail."""

BURST, PER_SECOND = 40, 10.0
"""So many messages at once, then so many a second; more wait at the sender's side."""

_PROTOCOL_ERROR = 1002  # RFC 6455, 7.4.1


def is_allowed(data: bytes) -> bool | None:
    """Return whether a message is let through; None if it is none that a browser sends."""
    message = BackMsg()
    try:
        message.ParseFromString(data)
    except DecodeError:
        return None
    widgets = message.rerun_script.widget_states.widgets
    return message.WhichOneof("type") in ALLOWED and all(
        state.id.startswith(WIDGET) for state in widgets
    )


class Pace:
    """A budget of messages that fills again with time.

    Parameters
    ----------
    clock : callable
        Returns seconds.

    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin with a full budget."""
        self._clock = clock
        self._left, self._at = float(BURST), clock()

    def seconds_to_wait(self) -> float:
        """Take a message off the budget; return how long it has to wait for that."""
        now = self._clock()
        self._left = min(BURST, self._left + (now - self._at) * PER_SECOND) - 1
        self._at = now
        return max(0.0, -self._left / PER_SECOND)


class Guard:
    """Lets a browser's messages through to the app within, or not."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before an app."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take a connection."""
        if scope["type"] != "websocket" or not scope["path"].endswith(STREAM):
            await self._app(scope, receive, send)
            return
        pace = Pace()

        async def receive_allowed() -> Message:
            while True:
                message = await receive()
                if message["type"] != "websocket.receive":
                    return message
                await asyncio.sleep(pace.seconds_to_wait())
                data = message.get("bytes")
                allowed = is_allowed(data) if data is not None else None
                if allowed:
                    return message
                if allowed is None:
                    await send({"type": "websocket.close", "code": _PROTOCOL_ERROR})
                    return {"type": "websocket.disconnect", "code": _PROTOCOL_ERROR}

        try:
            await self._app(scope, receive_allowed, send)
        except Exception as error:  # noqa: BLE001 -- whatever it is, it ends this connection alone
            # Streamlit raises, for one, where a browser goes in the middle of an answer.
            _LOG.warning("A connection ended: %s", type(error).__name__)
