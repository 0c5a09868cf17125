"""The real app in a real browser: a page of it, and what the browser says about its time."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from tests.browser.harness import PLAYER, launch, served_app

LECTURE = ""
"""The default page: two lanes of 4 units."""

LARGE = (
    "?problem=multi-class&data=rings&classes=5&hidden=16&activations=sigmoid&activations=identity"
)
"""Two lanes of 16 units with five outputs each."""

IDLE = "[data-testid=stApp][data-test-script-state=notRunning]"
SIZE = (1440, 900)
_PATIENCE = 120_000.0  # ms
_TASKS = ("toplevel", "disabled-by-default-devtools.timeline")


@dataclass(frozen=True, slots=True)
class Served:
    """The app on this machine, and a browser to open it in."""

    address: str
    browser: Browser

    @contextmanager
    def page(self, query: str = LECTURE) -> Iterator[Page]:
        """Yield a page of a new visitor on which the player plays and the script rests."""
        width, height = SIZE
        context = self.browser.new_context(viewport={"width": width, "height": height})
        context.set_default_timeout(_PATIENCE)
        page = context.new_page()
        page.goto(f"{self.address}/{query}")
        page.wait_for_selector(f"{PLAYER}[data-playing=true]")
        page.wait_for_selector(IDLE)
        yield page
        context.close()


@contextmanager
def served() -> Iterator[Served]:
    """Start the app and a browser; both end at the end."""
    with served_app() as address, sync_playwright() as playwright:
        browser = launch(playwright)
        yield Served(address, browser)
        browser.close()


def throttle(page: Page, rate: float) -> CDPSession:
    """Let the page's main thread run at a fraction of its speed; 1 is all of it."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": rate})
    return session


def in_player(page: Page, script: str, argument: object = None) -> object:
    """Return what a function of the player's element says."""
    return page.locator(PLAYER).evaluate(script, argument)


def tasks_during(served: Served, page: Page, seconds: float) -> list[float]:
    """Return the milliseconds of each task that the page's main thread does from now on."""
    served.browser.start_tracing(page=page, categories=list(_TASKS))
    time.sleep(seconds)
    return main_thread_tasks(served.browser.stop_tracing())


def main_thread_tasks(trace: bytes) -> list[float]:
    """Return the milliseconds of each task of the main thread of the traced page.

    Frames with an origin of their own may have a process of their own; theirs are left out.
    """
    events = json.loads(trace)["traceEvents"]
    process = _page_process(events)
    mains = {
        event["tid"]
        for event in events
        if event["pid"] == process
        and event["name"] == "thread_name"
        and event["args"]["name"] == "CrRendererMain"
    }
    return [
        event.get("dur", 0) / 1000
        for event in events
        if event["name"] == "RunTask" and event["pid"] == process and event["tid"] in mains
    ]


def _page_process(events: list[dict[str, Any]]) -> int:
    """Return the process of the frame that has no parent."""
    [started] = [event for event in events if event["name"] == "TracingStartedInBrowser"]
    frames = started["args"]["data"]["frames"]
    return int(next(frame["processId"] for frame in frames if "parent" not in frame))
