"""The static site: what it fetches, and how long until the player and then the app are there."""

from __future__ import annotations

import statistics
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import BrowserContext, sync_playwright

from benchmarks.app_page import SIZE
from benchmarks.table import print_table
from tests.browser.app_page import slider, wait_for_units
from tests.browser.harness import launch
from tests.browser.static_site import OPENING, OPENING_PLAYER, Served, build_site, serve

TIMES = 5
PATIENCE = 120_000.0


@dataclass(frozen=True, slots=True)
class _Visit:
    first: float
    """Seconds until a player is seen."""
    ready: float
    """Seconds until the app is."""
    megabytes: float
    change: float
    """Seconds from a key on a slider to the new maps."""


def report() -> None:
    """Print what a first visit and a later one take."""
    new, again = [], []
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name) / "site"
        build_site(folder)
        browser = launch(playwright)
        with serve(folder) as served:
            for _ in range(TIMES):
                width, height = SIZE
                context = browser.new_context(viewport={"width": width, "height": height})
                context.set_default_timeout(PATIENCE)
                new.append(_visit(context, served))
                again.append(_visit(context, served))
                context.close()
        browser.close()
    print_table(
        f"The static site, in Chromium {browser.version}, median of {TIMES}",
        ["", "s until a player plays", "s until the app", "MB fetched", "s for a changed setting"],
        [_middle("first visit", new), _middle("later visit", again)],
    )


def _middle(name: str, visits: list[_Visit]) -> list[str]:
    def middle(key: str) -> float:
        return statistics.median(getattr(visit, key) for visit in visits)

    return [
        name, f"{middle('first'):.2f}", f"{middle('ready'):.1f}", f"{middle('megabytes'):.1f}",
        f"{middle('change'):.2f}",
    ]  # fmt: skip


def _visit(context: BrowserContext, served: Served) -> _Visit:
    page = context.new_page()
    before = served.n_bytes
    began = time.perf_counter()
    page.goto(served.address, wait_until="commit")
    page.wait_for_selector(f"{OPENING_PLAYER}[data-playing=true]")
    first = time.perf_counter() - began
    page.wait_for_selector(OPENING, state="detached")
    ready = time.perf_counter() - began
    megabytes = (served.n_bytes - before) / 1e6
    page.wait_for_timeout(3000)  # what is kept for later is kept
    changed = time.perf_counter()
    slider(page, "Hidden units").press("ArrowRight")
    wait_for_units(page, 5)
    change = time.perf_counter() - changed
    page.close()
    return _Visit(first, ready, megabytes, change)
