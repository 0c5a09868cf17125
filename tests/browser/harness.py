"""A real Chromium and a real server, for the browser tests and the benchmarks."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Unpack

from playwright.sync_api import Browser, Page, Playwright

from nnviz import DATASETS
from nnviz.comparison import Comparison, ComparisonSettings, by_activation, compare
from nnviz.comparison.settings import SharedOptions
from nnviz.components.player.page import standalone_page
from nnviz.scheduling.pools import WORKERS

ROOT = Path(__file__).parents[2]
PLAYER = "[data-testid=nnviz-player]"
API = f"document.querySelector('{PLAYER}').nnviz"
"""The player's object in a page that holds it outside any shadow root."""

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_START_SECONDS = 60


def launch(playwright: Playwright) -> Browser:
    """Start a Chromium: the one on PATH, else Playwright's own."""
    path = next((found for name in _NAMES if (found := shutil.which(name))), None)
    arguments = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"]
    return playwright.chromium.launch(executable_path=path, args=arguments)


def make_run(
    activations: tuple[str, ...] = ("sigmoid", "identity"),
    *,
    dataset: str = "bump",
    n_samples: int = 400,
    n_classes: int = 3,
    seed: int = 0,
    **settings: Unpack[SharedOptions],
) -> Comparison:
    """Train as the playground does; `seed` is that of the samples, the division and the weights."""
    sample = DATASETS[dataset].make(n_samples, rng=seed, n_classes=n_classes)
    shared = ComparisonSettings(learning_rate=2.0, seed=seed, split_seed=seed)
    return compare(sample, by_activation(*activations), shared, **settings)


def open_player(page: Page, comparison: Comparison, folder: Path) -> None:
    """Open the stand-alone page of a run from a file, as a user would, and wait for the player."""
    file = folder / "player.html"
    file.write_text(standalone_page(comparison.payload()), encoding="utf-8")
    page.goto(file.as_uri())
    page.wait_for_selector(f"{PLAYER}[data-step]")


@contextmanager
def served_app(n_workers: str = "") -> Iterator[str]:
    """Run the app on a free port of this machine and yield its address.

    `n_workers` says how many processes train; empty for what suits the machine.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable, "-m", "nnviz.cli", "run", "--server.headless", "true",
        "--server.address", "127.0.0.1", "--server.port", str(port),
    ]  # fmt: skip
    environment = os.environ | {WORKERS: n_workers}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/_stcore/health")
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(url: str) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310 - our own server
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    message = f"The app did not answer at {url} within {_START_SECONDS} s."
    raise TimeoutError(message)
