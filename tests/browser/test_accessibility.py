"""What axe-core, the usual checker of accessibility, finds on the pages: nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.pages import IDLE, after_timers

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"

PAGES = ("", "linear", "activations", "backpropagation", "homework", "autodiff")

NARROWEST = {"width": 320, "height": 640}
"""Pixels: also what a window of 1280 shows at 400 %."""


def found(page: Page) -> list[str]:
    """Return each rule that is broken, with the elements that break it."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    answer: dict[str, Any] = page.evaluate("() => axe.run(document)")
    return [
        f"{broken['id']}: {node['html'][:200]}"
        for broken in answer["violations"]
        for node in broken["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(context: BrowserContext, app_address: str, scheme: str) -> None:
    """On every page, in both themes."""
    page = context.new_page()
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    for name in PAGES:
        page.goto(f"{app_address}/{name}")
        page.wait_for_selector(IDLE)
        page.get_by_test_id("stBidiComponentIsolated").first.wait_for(state="attached")
        after_timers(page, 1500)
        assert found(page) == [], name
    page.close()


def test_a_low_window_shows_the_maps(context: BrowserContext, app_address: str) -> None:
    """Under 500 pixels the controls do not stick over them, as on a phone on its side."""
    page = context.new_page()
    page.goto(app_address)
    bottom = page.locator(".nv-bottom")
    for height, position in ((800, "sticky"), (400, "static")):
        page.set_viewport_size({"width": 844, "height": height})
        assert bottom.evaluate("(e) => getComputedStyle(e).position") == position
    page.close()


def test_a_narrow_window_cuts_nothing(context: BrowserContext, app_address: str) -> None:
    """At 320 pixels no page scrolls sideways."""
    page = context.new_page()
    page.set_viewport_size(NARROWEST)
    for name in PAGES:
        page.goto(f"{app_address}/{name}")
        page.wait_for_selector(IDLE)
        after_timers(page, 500)
        beyond = "(m) => m.scrollWidth - m.clientWidth"
        assert page.get_by_test_id("stMain").evaluate(beyond) <= 0, name
    page.close()
