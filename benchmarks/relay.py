"""A relay in front of the app that notes when bytes pass: the server's clock, not the browser's."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

_CHUNK = 1 << 16


class Relay:
    """When the browser last asked for something, and when the server had answered in full.

    Browsers report messages when their main thread gets to them, which is late while it draws.
    """

    def __init__(self) -> None:
        self.arm(0)

    def arm(self, answer_bytes: int) -> None:
        """Wait for the next request, and for an answer of at least `answer_bytes`."""
        self.asked = self.answered = 0.0
        self.answer_bytes = answer_bytes
        self.received = 0

    def on_request(self, _size: int) -> None:
        """Note the time of the first bytes that the browser sends."""
        self.asked = self.asked or time.perf_counter()

    def on_answer(self, size: int) -> None:
        """Note the time at which the answer is complete."""
        if self.asked and not self.answered:
            self.received += size
            if self.received >= self.answer_bytes:
                self.answered = time.perf_counter()


@contextmanager
def relayed(port: int) -> Iterator[tuple[str, Relay]]:
    """Yield the address of a relay to `port` of this machine, and what it notes."""
    relay = Relay()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=_serve, args=(listener, port, relay), daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}", relay


def _serve(listener: socket.socket, port: int, relay: Relay) -> None:
    with suppress(OSError):  # the listener is closed at the end
        while True:
            near, _ = listener.accept()
            far = socket.create_connection(("127.0.0.1", port))
            for source, target, note in (
                (near, far, relay.on_request),
                (far, near, relay.on_answer),
            ):
                threading.Thread(target=_pump, args=(source, target, note), daemon=True).start()


def _pump(source: socket.socket, target: socket.socket, note: Callable[[int], None]) -> None:
    with suppress(OSError):
        while data := source.recv(_CHUNK):
            note(len(data))
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
