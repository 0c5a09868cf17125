"""Headers of every answer, and which messages of a browser reach the app."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.proto.BackMsg_pb2 import BackMsg

from nnviz.ui.server.guard import (
    ALLOWED,
    BURST,
    PER_SECOND,
    STREAM,
    WIDGET,
    Guard,
    Pace,
    is_allowed,
)
from nnviz.ui.server.headers import SecurityHeaders, frame_ancestors, headers

KINDS = [field.name for field in BackMsg.DESCRIPTOR.oneofs_by_name["type"].fields]


def message_of(kind: str) -> bytes:
    message = BackMsg()
    field = BackMsg.DESCRIPTOR.fields_by_name[kind]
    if field.message_type is not None:
        getattr(message, kind).SetInParent()
    else:
        setattr(message, kind, True)
    return bytes(message.SerializeToString())


def passed(*frames: dict[str, Any]) -> tuple[list[bytes], list[dict[str, Any]]]:
    """Return what reaches an app behind the guard, and what the browser is told."""
    reached: list[bytes] = []
    told: list[dict[str, Any]] = []
    waiting = [*frames, {"type": "websocket.disconnect", "code": 1000}]

    async def app(_scope: Any, receive: Any, _send: Any) -> None:
        while (message := await receive())["type"] == "websocket.receive":
            reached.append(message["bytes"])

    async def receive() -> dict[str, Any]:
        return {"type": "websocket.receive", **waiting.pop(0)}

    async def send(message: Any) -> None:
        told.append(message)

    asyncio.run(Guard(app)({"type": "websocket", "path": STREAM}, receive, send))
    return reached, told


@pytest.mark.parametrize("kind", KINDS)
def test_only_what_a_page_needs_is_let_through(kind: str) -> None:
    """Emptying caches, shutting down and debugging are dropped, and what follows is not lost."""
    after = message_of("rerun_script")
    reached, told = passed({"bytes": message_of(kind)}, {"bytes": after})
    assert reached == ([message_of(kind)] if kind in ALLOWED else []) + [after]
    assert not told
    assert {"clear_cache", "debug_shutdown_runtime"} & ALLOWED == set()


@given(st.text(max_size=20).filter(lambda name: not name.startswith(WIDGET)))
def test_values_for_anything_but_a_widget_are_dropped(name: str) -> None:
    """A name of the session's own state, for one, would be read as such."""
    message = BackMsg()
    message.rerun_script.widget_states.widgets.add().id = f"{WIDGET}real"
    assert is_allowed(message.SerializeToString())
    message.rerun_script.widget_states.widgets.add().id = name
    assert is_allowed(message.SerializeToString()) is False


@pytest.mark.parametrize("frame", [{"bytes": b"\xff\xff\xff"}, {"text": "hello"}])
def test_what_no_browser_sends_ends_the_connection(frame: dict[str, Any]) -> None:
    """The app sees that it is closed, and nothing of it."""
    reached, told = passed(frame, {"bytes": message_of("rerun_script")})
    assert (reached, told) == ([], [{"type": "websocket.close", "code": 1002}])


@given(st.binary(max_size=99))
def test_any_bytes_are_judged(data: bytes) -> None:
    """Whatever comes, there is an answer and no exception."""
    assert is_allowed(data) in {True, False, None}


def test_a_burst_passes_and_then_a_pace_is_kept() -> None:
    """300 messages in no time: the first at once, the last when its turn has come."""
    now = 0.0
    pace = Pace(lambda: now)
    waits = [pace.seconds_to_wait() for _ in range(300)]
    assert waits[:BURST] == [0.0] * BURST
    assert waits[-1] == pytest.approx((300 - BURST) / PER_SECOND)
    now = 1e6
    assert pace.seconds_to_wait() == 0.0


def answer_headers(request: list[tuple[bytes, bytes]]) -> dict[str, str]:
    """Return the headers of an answer that has one of its own already."""
    sent: list[Any] = []

    async def app(_scope: Any, _receive: Any, send: Any) -> None:
        start = {"type": "http.response.start", "status": 200}
        await send(start | {"headers": [(b"X-Content-Type-Options", b"?"), (b"a", b"b")]})

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "headers": request, "scheme": "http"}
    asyncio.run(SecurityHeaders(app)(scope, None, send))  # type: ignore[arg-type]
    assert len({name.lower() for name, _ in sent[0]["headers"]}) == len(sent[0]["headers"])
    return {name.decode(): value.decode() for name, value in sent[0]["headers"]}


def test_every_answer_has_the_headers_once() -> None:
    """HSTS only where the visitor's connection is encrypted: elsewhere browsers ignore it."""
    plain = answer_headers([])
    assert (plain["x-content-type-options"], plain["a"]) == ("nosniff", "b")
    assert "default-src 'self'" in plain["content-security-policy"]
    assert "strict-transport-security" not in plain
    assert "strict-transport-security" in answer_headers([(b"x-forwarded-proto", b"https")])


def test_course_pages_can_be_allowed_to_frame_the_app() -> None:
    """Addresses are taken; what would end the directive is not."""
    assert frame_ancestors("") == "'self'"
    asked = "https://moodle.example.edu:8443 *; script-src https://*.b.org javascript:x 'self'"
    assert frame_ancestors(asked) == "'self' https://moodle.example.edu:8443 https://*.b.org"
    policy = dict(headers(is_secure=False, ancestors="https://a.org"))[b"content-security-policy"]
    assert policy.endswith(b"frame-ancestors 'self' https://a.org")
