"""What a frame of the player costs the browser, without and with a slow processor."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import CDPSession, Page, sync_playwright

from benchmarks.table import print_table
from tests.browser.harness import API, launch, make_run, open_player

LANES = {1: ("sigmoid",), 2: ("sigmoid", "identity")}
SIZES = (4, 8, 16)
BINARY: dict[str, Any] = {"dataset": "bump"}
FIVE_CLASSES: dict[str, Any] = {"dataset": "rings", "n_classes": 5, "learning_rate": 1.0}
CASES = [(n_lanes, n_hidden, BINARY) for n_lanes in LANES for n_hidden in SIZES]
CASES.append((2, 16, FIVE_CLASSES))
THROTTLES = (1, 4)
WARM_UP = 1.5  # seconds, until the loops are compiled
WINDOW = 1.5  # seconds of measuring
WINDOWS = 4


def report() -> None:
    """Print main-thread milliseconds per frame and frames per second while playing."""
    rows = []
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = launch(playwright)
        for n_lanes, n_hidden, problem in CASES:
            run = make_run(LANES[n_lanes], n_hidden=n_hidden, **problem)
            cells = [str(n_lanes), str(n_hidden), str(run.sample.n_outputs)]
            for throttle in THROTTLES:
                page = browser.new_page(viewport={"width": 1440, "height": 900})
                open_player(page, run, Path(folder))
                cost, rate = _measure(page, throttle)
                cells += [f"{cost:.2f}", f"{rate:.0f}"]
                page.close()
            rows.append(cells)
        version = browser.version
        browser.close()
    print_table(
        f"Player in Chromium {version}, 1440×900, playing at 100 steps/s",
        [
            "lanes",
            "units",
            "outputs",
            "ms per frame",
            "frames/s",
            "ms, 4× throttled",
            "frames/s, throttled",
        ],
        rows,
    )


def _measure(page: Page, throttle: int) -> tuple[float, float]:
    """Return the main thread's milliseconds per displayed frame, and frames per second.

    The median of several windows, since other programs on the machine take time away.
    """
    session: CDPSession = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    session.send("Emulation.setCPUThrottlingRate", {"rate": throttle})
    page.evaluate(f"() => {{ {API}.seek(0); {API}.play(); }}")
    time.sleep(WARM_UP)
    windows = sorted(_window(page, session) for _ in range(WINDOWS))
    return windows[len(windows) // 2]


def _window(page: Page, session: CDPSession) -> tuple[float, float]:
    before, frames_before, began = _busy_seconds(session), _frames(page), time.perf_counter()
    time.sleep(WINDOW)
    after, frames_after, ended = _busy_seconds(session), _frames(page), time.perf_counter()
    frames = frames_after - frames_before
    return 1000 * (after - before) / frames, frames / (ended - began)


def _busy_seconds(session: CDPSession) -> float:
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(m["value"] for m in metrics if m["name"] == "TaskDuration")


def _frames(page: Page) -> int:
    return int(page.evaluate(f"{API}.painted().then(({{ frames }}) => frames)"))
