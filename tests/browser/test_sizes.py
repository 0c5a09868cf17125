"""How large pictures are in the app's windows, and that nothing of the player needs scrolling."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.app_page import OpenApp
from tests.browser.harness import PLAYER
from tests.browser.pages import until

pytestmark = pytest.mark.browser

LAPTOP, LARGER, FULL = (1366, 768), (1440, 900), (1920, 1080)

BOXES = """(box) => Object.fromEntries(
  ['[data-node=o1]', '[data-node=h1]', '.nv-bottom', '.nv-legend', '.nv-scrub']
  .map((name) => [name, box.querySelector(name).getBoundingClientRect()])
  .map(([name, { width, bottom, right }]) => [name, { width, bottom, right }]))"""


def boxes(page: Page) -> dict[str, dict[str, float]]:
    """Return width, lower and right end of the main parts, in pixels of the window."""
    found: dict[str, dict[str, float]] = page.locator(PLAYER).evaluate(BOXES)
    return found


def is_in_view(page: Page) -> bool:
    """Whether the player ends inside the window."""
    size = page.viewport_size
    assert size is not None
    ends = boxes(page).values()
    return all(box["bottom"] <= size["height"] and box["right"] <= size["width"] for box in ends)


def test_two_lanes_of_four_units_fit_into_every_window(open_app: OpenApp) -> None:
    """At 1920×1080 an output has 360 pixels and a hidden map 170; in projector mode 480 and 200."""
    page = open_app()
    for width, height in (LAPTOP, LARGER, FULL):
        page.set_viewport_size({"width": width, "height": height})
        until(page, lambda: is_in_view(page), f"all of the player at {width}×{height}")
    assert boxes(page)["[data-node=o1]"]["width"] >= 360
    assert boxes(page)["[data-node=h1]"]["width"] >= 170
    page.keyboard.press("f")
    until(page, lambda: boxes(page)["[data-node=o1]"]["width"] >= 480, "larger outputs")
    until(page, lambda: boxes(page)["[data-node=h1]"]["width"] >= 200, "larger hidden maps")
    until(page, lambda: is_in_view(page), "all of the player in projector mode")
