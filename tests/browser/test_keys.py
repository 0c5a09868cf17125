"""Whose key it is, in the served app: the player's, a widget's, or the page's."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.app_page import OpenApp, attribute, seek, slider
from tests.browser.harness import PLAYER
from tests.browser.pages import IDLE, until

pytestmark = pytest.mark.browser

BAR = ("data", "activations", "hidden", "rate", "seed")
"""Keys of the settings that projector mode shows."""


def test_after_a_click_on_a_widget_its_keys_go_to_the_player(open_app: OpenApp) -> None:
    """Mouse on a pill, then Space: it plays. Mouse on a slider, then End: the rate stays."""
    page = open_app()
    seek(page, 100)
    page.get_by_role("button", name="tanh").click()
    until(page, lambda: "tanh" in attribute(page, "data-lanes"), "a third lane")
    page.keyboard.press("Space")
    page.wait_for_selector(f"{PLAYER}[data-playing=true]")
    rate = press_track(page, "Learning rate")
    page.keyboard.press("End")
    page.wait_for_selector(f"{PLAYER}[data-step='1000'][data-playing=false]")
    assert slider(page, "Learning rate").get_attribute("aria-valuetext") == rate
    assert attribute(page, "data-lanes") == "sigmoid,identity,tanh"


def press_track(page: Page, label: str) -> str:
    """Press the mouse in the middle of a slider, which moves it there; return its value."""
    slider(page, label).locator("xpath=ancestor::*[@data-orientation][1]").click()
    page.wait_for_selector(IDLE)
    return slider(page, label).get_attribute("aria-valuetext") or ""


def test_a_widget_that_tab_reached_keeps_its_keys(open_app: OpenApp) -> None:
    """Tab to the rate's slider, then End: the rate changes, and the playhead stays."""
    page = open_app()
    seek(page, 100)
    rate = slider(page, "Learning rate")
    until(page, lambda: reached_by_tab(page, "Learning rate"), "the keyboard on the slider")
    page.keyboard.press("End")
    expect(rate).to_have_attribute("aria-valuetext", "1000")
    assert attribute(page, "data-step") == "100"


def reached_by_tab(page: Page, label: str) -> bool:
    """Press Tab; return whether the keyboard is then on the element with this label."""
    page.keyboard.press("Tab")
    focused: str = page.evaluate("document.activeElement.getAttribute('aria-label') ?? ''")
    return focused.startswith(label)


def test_text_is_typed_where_it_is_meant(open_app: OpenApp) -> None:
    """Digits and letters in a field for numbers are its own, also after a click."""
    page = open_app()
    seek(page, 100)
    field = page.get_by_role("spinbutton", name="Weight seed")
    field.click()
    field.press_sequentially("1f")
    assert "1" in field.input_value()
    assert page.locator("html[data-nnviz-projector]").count() == 0
    assert attribute(page, "data-step") == "100"


def test_projector_mode_leaves_pictures_and_five_settings(open_app: OpenApp) -> None:
    """F enters it at the same step: letters of 22 pixels at 1080, no navigation; Esc leaves it."""
    page = open_app()
    page.set_viewport_size({"width": 1920, "height": 1080})
    seek(page, 100)
    page.keyboard.press("f")
    until(page, lambda: letters(page) >= 22, "letters for the last row")
    assert attribute(page, "data-step") == "100"
    expect(page.get_by_test_id("stHeader")).to_be_hidden()
    expect(page.get_by_role("tab").first).to_be_hidden()
    shown = page.locator("[data-testid=stSidebar] [data-testid=stElementContainer]:visible")
    assert shown.count() == len(BAR)
    assert all(page.locator(f".st-key-{key}").is_visible() for key in BAR)
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("stHeader")).to_be_visible()


def letters(page: Page) -> float:
    """Return the height of the player's smallest letters, in pixels of the window."""
    sizes: float = page.locator(PLAYER).evaluate(
        "(box) => Math.min(...[...box.querySelectorAll(':not(sub, sup)')]"
        ".filter((e) => e.getClientRects().length)"
        ".filter((e) => [...e.childNodes].some((n) => n.nodeType === 3))"
        ".map((e) => parseFloat(getComputedStyle(e).fontSize) * (e.currentCSSZoom ?? 1)))"
    )
    return sizes


def test_the_list_of_keys_is_that_of_the_page(open_app: OpenApp) -> None:
    """? shows which keys do something with four units; Esc closes it and changes nothing else."""
    page = open_app()
    seek(page, 100)
    page.keyboard.press("?")
    listed = page.get_by_test_id("nnviz-keys")
    assert "1 … 4" in listed.inner_text()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    expect(listed).to_have_count(0)
    assert attribute(page, "data-step") == "100"
