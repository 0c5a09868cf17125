"""A real Chromium and a real server, for the browser tests and the benchmarks."""

from __future__ import annotations

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

from playwright.sync_api import Browser, Page, Playwright

from nnviz import DATASETS, Network, Standardizer, TrainingSettings, split, train
from nnviz.components.player.page import standalone_page
from nnviz.components.player.payload import Comparison

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


def make_run(  # noqa: PLR0913 - every argument is a setting of the run, and all are optional
    activations: tuple[str, ...] = ("sigmoid", "identity"),
    *,
    n_hidden: int = 4,
    n_steps: int = 1000,
    learning_rate: float = 2.0,
    n_samples: int = 400,
    dataset: str = "bump",
    test_share: float = 0.25,
    seed: int = 0,
    scale: float = 1.0,
    n_classes: int = 3,
) -> Comparison:
    """Train as the playground does and return what its player shows."""
    sample = DATASETS[dataset].make(n_samples, rng=seed, n_classes=n_classes)
    sizes = sample.problem.n_inputs, n_hidden, sample.n_outputs
    parts = split(sample, test_share, seed)
    standardizer = Standardizer.fit(parts.X_train)
    settings = TrainingSettings(learning_rate=learning_rate, n_steps=n_steps, seed=seed)
    lanes = {
        name: standardizer.fold_run(
            train(
                Network(*sizes, name, sample.problem.head.name),
                standardizer.apply(parts.X_train),
                parts.y_train,
                settings,
                params=Network(*sizes, name, sample.problem.head.name).init(seed, scale),
                X_test=standardizer.apply(parts.X_test),
                y_test=parts.y_test,
            )
        )
        for name in activations
    }
    return Comparison(sample, parts.is_test, lanes)


def open_player(page: Page, comparison: Comparison, folder: Path) -> None:
    """Open the stand-alone page of a run from a file, as a user would, and wait for the player."""
    file = folder / "player.html"
    file.write_text(standalone_page(comparison), encoding="utf-8")
    page.goto(file.as_uri())
    page.wait_for_selector(f"{PLAYER}[data-step]")


@contextmanager
def served_app() -> Iterator[str]:
    """Run the app on a free port of this machine and yield its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true",
        "--server.address", "127.0.0.1", "--server.port", str(port),
    ]  # fmt: skip
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
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
