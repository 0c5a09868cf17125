"""How long the default page takes until it plays, and how much of that the page is blocked."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass

from playwright.sync_api import BrowserContext

from benchmarks.app_page import SIZE, served
from benchmarks.table import print_table
from tests.browser.harness import PLAYER

TIMES = 5
LONG = 50  # milliseconds; what a task takes beyond that counts as blocking


@dataclass(frozen=True, slots=True)
class _Opening:
    seconds: float
    blocked: float
    """Milliseconds, before it plays."""


def report() -> None:
    """Print seconds until the player plays and the total blocking time before that."""
    width, height = SIZE
    new, again = [], []
    with served() as app:
        for _ in range(TIMES):
            context = app.browser.new_context(viewport={"width": width, "height": height})
            new.append(_open(context, app.address))
            again.append(_open(context, app.address))
            context.close()
    rows = [
        ["the server's first visitor", f"{new[0].seconds:.2f}", f"{new[0].blocked:.0f}"],
        _middle("a new visitor", new[1:]),
        _middle("with the browser's cache filled", again),
    ]
    print_table(
        f"Opening the default page, median of {TIMES}",
        ["", "seconds until it plays", "ms blocked before"],
        rows,
    )


def _middle(name: str, openings: list[_Opening]) -> list[str]:
    seconds = statistics.median(opening.seconds for opening in openings)
    blocked = statistics.median(opening.blocked for opening in openings)
    return [name, f"{seconds:.2f}", f"{blocked:.0f}"]


def _open(context: BrowserContext, address: str) -> _Opening:
    page = context.new_page()
    page.add_init_script(_WATCH)
    began = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_selector(f"{PLAYER}[data-playing=true]")
    seconds = time.perf_counter() - began
    blocked = float(page.evaluate("(long) => window.blockedBeyond(long)", LONG))
    page.close()
    return _Opening(seconds, blocked)


_WATCH = """
window.longTasks = [];
const watching = new PerformanceObserver((list) => window.longTasks.push(...list.getEntries()));
watching.observe({ type: "longtask", buffered: true });
window.blockedBeyond = (long) => {
  const tasks = [...window.longTasks, ...watching.takeRecords()];
  return tasks.reduce((sum, { duration }) => sum + duration - long, 0);
};
"""
