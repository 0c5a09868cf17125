"""Interaction to next paint: how long the page takes to answer a press, on a slow processor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from playwright.sync_api import Locator, Page

from benchmarks.app_page import IDLE, LARGE, LECTURE, in_player, served, throttle
from benchmarks.table import print_table
from tests.browser.harness import PLAYER

SLOW = 4
TIMES = 50
TABS = 5
REST = 100  # milliseconds between presses
PAGES = {"two lanes of 4, as it opens": LECTURE, "two lanes of 16, five outputs": LARGE}


@dataclass(frozen=True, slots=True)
class _Kind:
    """One kind of press: what is done before it, and the press itself, the i-th of many."""

    press: Callable[[Page, int], None]
    before: Callable[[Page, int], None] = lambda _page, _i: None
    is_below: bool = False


def report() -> None:
    """Print the median and the 95th percentile of each kind of press."""
    rows = []
    with served() as app:
        for title, query in PAGES.items():
            with app.page(query) as page:
                page.evaluate(_WATCH)
                throttle(page, SLOW)
                for number, (name, kind) in enumerate(KINDS.items()):
                    times = _measure(page, kind)
                    cells = (f"{ms:.0f}" for ms in (*np.percentile(times, [50, 95]), max(times)))
                    rows.append(["" if number else title, name, *cells])
    print_table(
        f"Interaction to next paint in ms, {SLOW}× throttled, {TIMES} of each",
        ["in the app", "press", "median", "p95", "largest"],
        rows,
    )
    print("\nEvent Timing, which counts in steps of 8 ms; what is faster than 16 ms counts as 16.")


def _measure(page: Page, kind: _Kind) -> list[float]:
    """Return the longest event of each press, in milliseconds."""
    in_player(page, "(root) => root.nnviz.pause()")
    if kind.is_below:
        page.get_by_role("tab").first.scroll_into_view_if_needed()
    else:
        page.mouse.move(5, 300)
        page.mouse.wheel(0, -5000)
    times = []
    for i in range(TIMES):
        kind.before(page, i)
        _rest(page)
        page.evaluate("() => { window.presses.length = 0; }")
        kind.press(page, i)
        _rest(page)
        times.append(float(page.evaluate("() => Math.max(16, ...window.presses)")))
    return times


def _rest(page: Page) -> None:
    """Wait until the script rests and the page is free."""
    page.wait_for_timeout(REST)
    page.wait_for_selector(IDLE)
    page.evaluate("() => new Promise((resolve) => requestIdleCallback(resolve))")


def _play(page: Page, _i: int) -> None:
    in_player(page, "({ nnviz }) => { nnviz.seek(0); nnviz.play(); }")


def _close(page: Page, _i: int) -> None:
    in_player(page, "({ nnviz }) => nnviz.shrink()")


def _press_pause(page: Page, _i: int) -> None:
    page.locator(f"{PLAYER} .nv-primary").click()


def _step(page: Page, _i: int) -> None:
    page.keyboard.press("ArrowRight")


def _focus(page: Page, _i: int) -> None:
    page.locator(f"{PLAYER} [role=slider]").focus()


def _seek(page: Page, i: int) -> None:
    line = page.locator(f"{PLAYER} .nv-scrub")
    box = line.bounding_box() or {"width": 0, "height": 0}
    share = 0.1 + 0.8 * (i * 0.618 % 1)
    line.click(position={"x": box["width"] * share, "y": box["height"] / 2})


def _nth(page: Page, selector: str, i: int) -> Locator:
    found = page.locator(f"{PLAYER} {selector}")
    return found.nth(i % found.count())


def _switch(page: Page, i: int) -> None:
    _nth(page, ".nv-switch", i // 2).click()


def _enlarge(page: Page, i: int) -> None:
    frame = _nth(page, ".nv-frame", i)
    frame.focus()
    page.keyboard.press("Enter")


def _change_tab(page: Page, i: int) -> None:
    page.get_by_role("tab").nth((i + 1) % TABS).click()


KINDS = {
    "pause": _Kind(_press_pause, _play),
    "step": _Kind(_step, _focus),
    "seek": _Kind(_seek),
    "switch a unit": _Kind(_switch),
    "enlarge": _Kind(_enlarge, _close),
    "change a tab": _Kind(_change_tab, is_below=True),
}

_WATCH = """
() => {
  window.presses = [];
  new PerformanceObserver((list) => list.getEntries().forEach(({ interactionId, duration }) => {
    if (interactionId > 0) window.presses.push(duration);
  })).observe({ type: "event", durationThreshold: 16 });
}
"""
