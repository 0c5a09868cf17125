"""A class's server for tests and benchmarks: replicas behind nginx, ended by its own command."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from nnviz.serving.replica import free_port
from tests.browser.harness import ROOT

_START_SECONDS = 90.0


@dataclass(frozen=True, slots=True)
class Class:
    """A class's server that runs.

    Attributes
    ----------
    address : str
    folder : Path
        With its configuration and logs.
    process_id : int
        Of the command ``nnviz serve``.

    """

    address: str
    folder: Path
    process_id: int

    def replicas(self) -> list[int]:
        """Return the process ids of the replicas."""
        found = subprocess.run(
            ["pgrep", "-P", str(self.process_id), "-f", "nnviz.cli run"],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        return [int(word) for word in found.stdout.split()]

    def logs(self) -> str:
        """Return what the replicas have written."""
        return "".join(path.read_text("utf-8") for path in self.folder.glob("replica-*.log"))

    def get(self, path: str) -> tuple[int, dict[str, str], str]:
        """Return status, headers and text of an answer."""
        try:
            with urllib.request.urlopen(f"{self.address}{path}", timeout=20) as answer:  # noqa: S310
                return answer.status, _lowered(answer.headers), answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, _lowered(error.headers), error.read().decode()


def _lowered(headers: object) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}  # type: ignore[attr-defined]


@contextmanager
def served_class(folder: Path, replicas: int, students: int) -> Iterator[Class]:
    """Serve a class on a free port of this machine."""
    port = free_port()
    command = [
        sys.executable, "-m", "nnviz.cli", "serve", "--replicas", str(replicas),
        "--students", str(students), "--address", "127.0.0.1", "--port", str(port),
        "--folder", str(folder),
    ]  # fmt: skip
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    served = Class(f"http://127.0.0.1:{port}", folder, process.pid)
    try:
        deadline = time.monotonic() + _START_SECONDS
        while not _answers(served):
            assert process.poll() is None, "nnviz serve ended"
            assert time.monotonic() < deadline, "nnviz serve does not answer"
            time.sleep(0.2)
        yield served
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)


def _answers(served: Class) -> bool:
    try:
        return served.get("/readyz")[0] == 200
    except (urllib.error.URLError, OSError):
        return False


def n_students(served: Class) -> int:
    """Return how many students the teacher's page counts."""
    found = re.search(r"<strong>(\d+)</strong>", served.get("/teacher")[2])
    return int(found[1]) if found else -1
