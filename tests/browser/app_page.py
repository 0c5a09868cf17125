"""The served app in a page, its controls, and what goes over its websocket."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, WebSocket

from tests.browser.harness import PLAYER
from tests.browser.pages import IDLE, after_timers, until

OpenApp = Callable[..., Page]

SEEK = "(root, step) => root.nnviz.seek(step)"


LOOK = "(place) => { place.scrollIntoView(); return place.isConnected; }"

SLOW_TURNS = """() => {
  const { setTimeout } = window;
  window.setTimeout = (act, delay, ...rest) => setTimeout(act, delay || 500, ...rest);
}"""
"""What should happen at once happens half a second later, as on a page that is busy."""


class Traffic:
    """Counts what goes over the page's websockets."""

    def __init__(self, page: Page) -> None:
        self.sent = self.received = 0
        page.on("websocket", self._listen)

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framesent", self._count_sent)
        socket.on("framereceived", self._count_received)

    def _count_sent(self, _frame: object) -> None:
        self.sent += 1

    def _count_received(self, _frame: object) -> None:
        self.received += 1

    @property
    def total(self) -> tuple[int, int]:
        """Messages sent and received so far."""
        return self.sent, self.received


def attribute(page: Page, name: str) -> str:
    """Return an attribute of the player's root."""
    return page.locator(PLAYER).get_attribute(name) or ""


def slider(page: Page, label: str) -> Locator:
    """Return the slider of the sidebar whose label begins so; arrow keys move it."""
    return page.locator(f'[data-testid=stSlider] input[aria-label^="{label}"]')


def seek(page: Page, step: int) -> None:
    """Put the playhead on a step."""
    page.locator(PLAYER).evaluate(SEEK, step)


def wait_for_units(page: Page, n_hidden: int, lane: str = "sigmoid") -> None:
    """Wait until the player shows a run with so many hidden units."""
    maps = page.locator(f"canvas[data-testid=node-map][data-lane={lane}]")
    until(page, lambda: maps.count() == n_hidden + 1, f"{n_hidden} hidden units")


def look_below(page: Page) -> None:
    """Scroll to what follows the player's step."""
    place = page.locator("[class*=st-key-player_look_]").last
    until(page, lambda: bool(place.evaluate(LOOK)), "the place of the tab's content")


def wait_for_figure(page: Page, step: int) -> None:
    """Look under the player, and wait until a figure there is about this step."""
    look_below(page)
    figures = page.get_by_test_id("nnviz-chart").content_frame.locator("#chart")
    named = figures.filter(has_text=re.compile(rf"step {step}(?!\d)"))
    until(page, lambda: named.count() == 1, f"a figure of step {step}")


def open_tab(page: Page, tab: Locator) -> None:
    """Open a tab and wait for what it shows; a press is lost where the page moves under it."""

    def is_open() -> bool:
        page.wait_for_selector(IDLE)
        tab.click()
        return tab.get_attribute("aria-selected") == "true"

    until(page, is_open, "an open tab")
    page.wait_for_selector(IDLE)


def quiet(page: Page, traffic: Traffic, milliseconds: int = 1000) -> None:
    """Wait until the script rests and nothing has gone over the websocket for a while."""
    page.wait_for_selector(IDLE)

    def is_quiet() -> bool:
        before = traffic.total
        after_timers(page, milliseconds)
        return traffic.total == before

    until(page, is_quiet, "a quiet websocket")
