"""The static site for tests and benchmarks: built, and served by a file server and nothing else."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from deploy.site.build import build
from tests.browser.harness import PLAYER, ROOT

OPENING = "#opening"
"""What is there until the app is."""

OPENING_PLAYER = f"{OPENING} {PLAYER}"


@dataclass(slots=True)
class Served:
    """A folder that is served.

    Attributes
    ----------
    address : str
    n_bytes : int
        Of the files that were sent so far.

    """

    address: str = ""
    n_bytes: int = 0


def build_site(folder: Path) -> None:
    """Write the site into a folder."""
    wheels = ROOT / "build/site-wheels"
    assert (wheels / ".ready").exists(), "Type: make build/site-wheels/.ready"
    build(folder, wheels, ROOT / "node_modules")


@contextmanager
def serve(folder: Path) -> Iterator[Served]:
    """Serve the files of a folder."""
    served = Served()

    class Handler(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Write nothing."""

        def copyfile(self, source: Any, outputfile: Any) -> None:
            """Send a file, and count it."""
            content = source.read()
            served.n_bytes += len(content)
            outputfile.write(content)

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        served.address = f"http://127.0.0.1:{server.server_port}/"
        yield served
        server.shutdown()
