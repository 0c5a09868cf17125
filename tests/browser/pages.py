"""Small pages for one part of the player, and waiting without fixed sleeps."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

from nnviz.comparison import Comparison
from nnviz.components.bundle import joined, stylesheet
from nnviz.components.player.page import standalone_page
from tests.browser.harness import PLAYER

IDLE = "[data-testid=stApp][data-test-script-state=notRunning]"
"""The app, once it has no script running."""

CHART = "[data-testid=nnviz-chart]"
DRAWN_CHART = f"{CHART}[data-drawn]"

N_STEPS = 300
"""Of the run that the fixture `run` returns, if a module has none of its own."""

_PATIENCE = 90.0  # seconds: far more than anything takes on a machine that others use as well

_MANUAL_TIMERS = """() => {
  const waiting = new Map();
  let last = 0;
  globalThis.setTimeout = (act, delay) => waiting.set(++last, { act, delay }) && last;
  globalThis.clearTimeout = (id) => waiting.delete(id);
  globalThis.fireTimers = () => {
    const due = [...waiting.values()];
    waiting.clear();
    due.forEach(({ act }) => act());
    return due.map(({ delay }) => delay);
  };
}"""


def until(page: Page, holds: Callable[[], bool], what: str) -> None:
    """Let the page go on until something holds; fail with `what` if it never does."""
    deadline = time.monotonic() + _PATIENCE
    while not holds():
        assert time.monotonic() < deadline, f"never came true: {what}"
        page.wait_for_timeout(30)


def after_timers(page: Page, milliseconds: int = 400) -> None:
    """Wait until what the page would do within this time has been done.

    Timers of one page fire in the order in which they are due, however slow the machine is. So
    this shows that something does not happen; what does happen is waited for with `until`.
    """
    page.evaluate("(delay) => new Promise((resolve) => setTimeout(resolve, delay))", milliseconds)


def take_timers(page: Page) -> None:
    """Let no timer of the page fire by itself from now on."""
    page.evaluate(_MANUAL_TIMERS)


def fire_timers(page: Page) -> list[float]:
    """Fire the timers that wait, after `take_timers`; return their delays in milliseconds."""
    delays: list[float] = page.evaluate("fireTimers()")
    return delays


def show(page: Page, comparison: Comparison) -> None:
    """Put the stand-alone page of a run into `page`, whose address says nothing yet."""
    if page.evaluate("location.hash"):
        page.goto("about:blank")
    page.set_content(standalone_page(comparison.payload()))
    page.wait_for_selector(f"{PLAYER}[data-step]")


def mount_player(page: Page, comparison: Comparison, options: str = "") -> None:
    """Mount a run as a program would; `views` in the page then holds what `onView` heard.

    ``mountRun(base64)`` shows another run in the same player.
    """
    page.set_content(
        f"<!doctype html><style>{stylesheet('player/css/player.css')}</style>"
        "<div id=root></div><script type=module>"
        f"{joined('player/js/mount.js')}\n"
        "globalThis.views = [];\n"
        "globalThis.mountRun = (text) => mount(document.getElementById('root'),\n"
        "  Uint8Array.from(atob(text), (c) => c.charCodeAt(0)),\n"
        f"  {{ onView: (view) => views.push(view), {options} }});\n"
        "globalThis.unmountRun = () => unmount(document.getElementById('root'));\n"
        "globalThis.ready = true;</script>"
    )
    mount_again(page, comparison)
    page.wait_for_selector(f"{PLAYER}[data-step]")


def mount_again(page: Page, comparison: Comparison) -> None:
    """Show another run in the player of `mount_player`."""
    text = base64.b64encode(comparison.payload().data).decode("ascii")
    page.evaluate("(text) => { mountRun(text); }", text)


def settled_views(page: Page) -> list[dict[str, Any]]:
    """Return what `onView` was called with, after a report that is due has been made."""
    after_timers(page)
    views: list[dict[str, Any]] = page.evaluate("views")
    return views


def step_of(page: Page) -> int:
    """Return the step that the player's root names."""
    return int(page.locator(PLAYER).get_attribute("data-step") or "-1")


def attribute(page: Page, name: str) -> str | None:
    """Return an attribute of the player's root."""
    return page.locator(PLAYER).get_attribute(name)
