"""What a displayed frame costs the page while it plays in the app, at two speeds."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass

from playwright.sync_api import CDPSession, Page

from benchmarks.app_page import LARGE, Served, in_player, served, throttle
from benchmarks.table import print_table

CASES = {
    "one lane of 8": "?hidden=8&activations=sigmoid",
    "two lanes of 4, as it opens": "",
    "two lanes of 8": "?hidden=8",
    "two lanes of 16, five outputs": LARGE,
}
SLOW = 4
WARM_UP = 1.5  # seconds, until the loops are compiled
WINDOW = 1.5  # seconds of measuring
WINDOWS = 5
BLOCKED = 2000  # milliseconds


@dataclass(frozen=True, slots=True)
class _Cost:
    """The main thread's milliseconds per painted frame, and painted frames per second."""

    per_frame: float
    rate: float


def report() -> None:
    """Print the main thread's milliseconds per frame, and frames per second, with each speed."""
    rows = []
    with served() as app:
        for name, query in CASES.items():
            with app.page(query) as page:
                costs = [_measure(page, rate) for rate in (1, SLOW)]
                throttle(page, 1)
                blocked = _frames_while_blocked(page)
            cells = [text for c in costs for text in (f"{c.per_frame:.2f}", f"{c.rate:.0f}")]
            rows.append([name, *cells, f"{blocked:.0f}"])
        workers = _worker_slowdown(app)
    print_table(
        "Frames of the player in the app, 1440×900, playing at 100 steps/s",
        [
            "in the app",
            "ms per frame",
            "frames/s",
            f"ms, {SLOW}× throttled",
            "frames/s, throttled",
            "frames/s, page blocked",
        ],
        rows,
    )
    print(f"\nChromium {app.browser.version}; frames as the painting worker counts them.")
    print(f"The throttling slows the page {workers[1]:.1f} times, its workers {workers[0]:.1f}.")


def _measure(page: Page, rate: int) -> _Cost:
    """Return the median of several windows: other programs on the machine take time away."""
    session = throttle(page, rate)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    in_player(page, "({ nnviz }) => { nnviz.seek(0); nnviz.play(); }")
    time.sleep(WARM_UP)
    windows = [_window(page, session) for _ in range(WINDOWS)]
    return _Cost(
        statistics.median(window.per_frame for window in windows),
        statistics.median(window.rate for window in windows),
    )


def _window(page: Page, session: CDPSession) -> _Cost:
    in_player(page, "({ nnviz }) => { if (nnviz.step > 400) nnviz.seek(0); nnviz.play(); }")
    time.sleep(0.2)
    before, began = _frames(page), time.perf_counter()
    busy_before = _busy_seconds(session)
    time.sleep(WINDOW)
    busy_after = _busy_seconds(session)
    after, ended = _frames(page), time.perf_counter()
    frames = after - before
    return _Cost(1000 * (busy_after - busy_before) / frames, frames / (ended - began))


def _busy_seconds(session: CDPSession) -> float:
    metrics = session.send("Performance.getMetrics")["metrics"]
    return float(next(m["value"] for m in metrics if m["name"] == "TaskDuration"))


def _frames(page: Page) -> int:
    return int(in_player(page, "({ nnviz }) => nnviz.painted().then(({ frames }) => frames)"))


def _frames_while_blocked(page: Page) -> float:
    """Return the frames per second that are painted while the page can do nothing at all."""
    return float(in_player(page, _BLOCK, BLOCKED))


def _worker_slowdown(app: Served) -> tuple[float, float]:
    """Return how many times slower the same loop is, in a worker and in the page."""
    with app.page() as page:
        in_player(page, "({ nnviz }) => nnviz.pause()")
        time.sleep(1)
        fast = page.evaluate(_LOOPS)
        throttle(page, SLOW)
        slow = page.evaluate(_LOOPS)
    return slow[0] / fast[0], slow[1] / fast[1]


_BLOCK = """
async ({ nnviz }, milliseconds) => {
  nnviz.seek(0);
  nnviz.play();
  const before = await nnviz.painted();
  const began = performance.now();
  while (performance.now() - began < milliseconds) { /* nothing else can run */ }
  const after = await nnviz.painted();
  return 1000 * (after.frames - before.frames) / (performance.now() - began);
}
"""

_LOOPS = """
async () => {
  const loop = `const began = performance.now(); let sum = 0;
    for (let i = 0; i < 2e8; i++) sum += i % 7;`;
  const answer = "postMessage(performance.now() - began);";
  const source = new Blob([`onmessage = () => { ${loop} ${answer} }`]);
  const worker = new Worker(URL.createObjectURL(source));
  const inWorker = () => new Promise((resolve) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.postMessage(0);
  });
  const inPage = new Function(`${loop} return performance.now() - began;`);
  const least = async (run) => Math.min(await run(), await run(), await run());
  return [await least(inWorker), await least(async () => inPage())];
}
"""
