"""One process of the app, and what it says of itself."""

from __future__ import annotations

import math
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from nnviz.scheduling import CACHE
from nnviz.scheduling.pools import WORKERS

_ACTIVE = re.compile(r"^active_sessions(?:\{[^}]*\})? (\d+)", re.MULTILINE)
_SECONDS = 2.0


class Replica:
    """One process of the app on a port of this machine that only nginx uses.

    Parameters
    ----------
    workers : int
        How many processes it trains in.
    secret : str
        With which all replicas sign their cookies.
    log : Path
        Where it writes what it says. Beside it is the folder of what replicas keep for each other.

    """

    def __init__(self, workers: int, secret: str, log: Path) -> None:
        """Choose a free port; nothing starts yet."""
        self.port = free_port()
        self._environment = os.environ | {
            WORKERS: str(workers),
            CACHE: str(log.parent / "runs"),
            "STREAMLIT_SERVER_COOKIE_SECRET": secret,
        }
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None
        self._started = -math.inf

    @property
    def process_id(self) -> int | None:
        """Of the process, if it has been started."""
        return None if self._process is None else self._process.pid

    @property
    def age(self) -> float:
        """Seconds since it was started last."""
        return time.monotonic() - self._started

    @property
    def is_running(self) -> bool:
        """Whether the process is there."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Start the process, again if it has ended."""
        command = [
            sys.executable, "-m", "nnviz.cli", "run", "--server.headless", "true",
            "--server.address", "127.0.0.1", "--server.port", str(self.port),
        ]  # fmt: skip
        self._started = time.monotonic()
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 -- our own words
                command, env=self._environment, stdout=log, stderr=log, start_new_session=True
            )

    def n_students(self) -> int | None:
        """Return how many sessions are open; None if the process does not answer."""
        address = f"http://127.0.0.1:{self.port}/_stcore/metrics?families=active_sessions"
        try:
            with urllib.request.urlopen(address, timeout=_SECONDS) as answer:
                found = _ACTIVE.search(answer.read(100_000).decode())
        except (urllib.error.URLError, OSError, UnicodeDecodeError):
            return None
        return int(found[1]) if found else 0

    def end(self, seconds: float) -> None:
        """Ask the process to end, and make it after so many seconds."""
        if self._process is None or not self.is_running:
            return
        self._process.terminate()
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def free_port() -> int:
    """Return a port of this machine that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
