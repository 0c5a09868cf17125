"""Reading and driving a stepper in an open page."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

STEPPER = "[data-testid=nnviz-stepper]"


def at(page: Page) -> int:
    """Return the frame that is shown."""
    return int(page.locator(STEPPER).get_attribute("data-frame") or -1)


def press(page: Page, *keys: str) -> None:
    """Press keys on the stepper."""
    page.locator(STEPPER).focus()
    for key in keys:
        page.keyboard.press(key)


def node(page: Page, name: str) -> Locator:
    """Return a node of the drawing, by id."""
    return page.locator(f'{STEPPER} [data-node="{name}"]')


def caption(page: Page) -> str:
    """Return what the stepper says."""
    return page.locator(f"{STEPPER} .caption").text_content() or ""
