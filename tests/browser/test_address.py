"""The address says what is on screen: links, reload, Back and Forward."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.browser.app_page import OpenApp, attribute, seek, slider, wait_for_units
from tests.browser.harness import PLAYER
from tests.browser.pages import IDLE, until

pytestmark = pytest.mark.browser

HASH = "() => location.hash"


def said(page: Page, words: str) -> None:
    """Wait until the address says this of the player."""
    until(page, lambda: page.evaluate(HASH) == f"#{words}", words)


def picture(page: Page) -> np.ndarray:
    """Return the player's pixels, with the pointer elsewhere and everything painted."""
    page.mouse.move(5, 5)
    page.evaluate("() => document.activeElement.blur()")
    page.locator(PLAYER).evaluate("(root) => root.nnviz.painted()")
    return np.asarray(Image.open(BytesIO(page.locator(PLAYER).screenshot()))).astype(int)


def test_a_copied_link_shows_the_same_pixels(open_app: OpenApp, browser: Browser) -> None:
    """Step 173, unit 2 off, two terms of the sum and sample 18: a fresh browser shows the same."""
    page = open_app()
    seek(page, 173)
    page.locator(PLAYER).evaluate("({ nnviz }) => { nnviz.switchUnit('sigmoid', 2); }")
    page.keyboard.press("s")
    page.keyboard.press(".")
    page.keyboard.press(".")
    for _ in range(18):
        page.keyboard.press("]")
    said(page, "step=173&sum=2&off=sigmoid.2&sample=18")
    size = page.viewport_size
    assert size is not None
    context = browser.new_context(viewport=size, reduced_motion="reduce", color_scheme="light")
    fresh = context.new_page()
    fresh.goto(page.url)
    fresh.wait_for_selector(f"{PLAYER}[data-step='173'][data-terms='2']")
    fresh.wait_for_selector(IDLE)
    # One level of 256 is the browser's own rounding where it scales pictures.
    assert np.abs(picture(fresh) - picture(page)).max() <= 1
    context.close()


def test_a_reload_shows_the_same_step(open_app: OpenApp) -> None:
    """A player that rests at a step rests there again; one at the end is at the end."""
    page = open_app()
    for step, words in ((173, "step=173"), (1000, "step=end")):
        seek(page, step)
        said(page, words)
        page.reload()
        page.wait_for_selector(f"{PLAYER}[data-step='{step}'][data-playing=false]")


def test_back_and_forward_go_through_settings_and_pages(open_app: OpenApp) -> None:
    """Back over another page and over a changed setting; Forward again."""
    page = open_app("?hidden=5")
    slider(page, "Hidden units").press("ArrowRight")
    wait_for_units(page, 6)
    page.get_by_role("link", name="Activations").click()
    expect(page).to_have_title("Activations · nnviz")
    page.wait_for_selector(IDLE)
    page.go_back()
    wait_for_units(page, 6)
    page.wait_for_selector(IDLE)
    page.go_back()
    wait_for_units(page, 5)
    page.wait_for_selector(IDLE)
    page.go_forward()
    wait_for_units(page, 6)


def test_what_backpropagation_takes_over_is_in_its_address(open_app: OpenApp) -> None:
    """The playground's settings are, and they are one entry of the browser's history."""
    page = open_app("?hidden=5")
    page.get_by_role("link", name="Backpropagation").click()
    page.wait_for_url("**/backpropagation?bp_hidden=5*")
    page.locator("svg.graph").wait_for()
    page.wait_for_selector(IDLE)
    page.go_back()
    wait_for_units(page, 5)


def test_another_page_and_back_leaves_the_picture_as_it_was(open_app: OpenApp) -> None:
    """Step, units that are off and the sum are there again, by the page's own link too."""
    page = open_app()
    seek(page, 173)
    page.locator(PLAYER).evaluate("({ nnviz }) => nnviz.switchUnit('sigmoid', 2)")
    page.keyboard.press("s")
    for name in ("Activations", "Playground"):
        page.get_by_role("link", name=name).click()
        expect(page).to_have_title(f"{name} · nnviz")
        page.wait_for_selector(IDLE)
    page.wait_for_selector(f"{PLAYER}[data-step='173'][data-terms='0']")
    state = page.locator(PLAYER).evaluate("({ nnviz }) => nnviz.state")
    assert state == "step=173&sum=0&off=sigmoid.2"
    assert attribute(page, "data-playing") == "false"


def test_the_link_is_shown_with_its_qr_code(open_app: OpenApp) -> None:
    """The button shows the address as it is now, with a code that the server draws."""
    page = open_app()
    seek(page, 42)
    page.get_by_role("button", name="Link and QR code").click()
    field = page.get_by_role("textbox", name="Link to what is on screen")
    assert field.input_value().endswith("/#step=42")
    page.get_by_role("img", name="QR code of the link").wait_for()
    page.keyboard.press("Escape")
    expect(field).to_be_hidden()


def test_the_open_tab_and_projector_mode_are_in_the_link(open_app: OpenApp) -> None:
    """A link opens on the tab that was open, and in projector mode."""
    page = open_app("?tab=Scores#step=5&projector")
    page.wait_for_selector(f"html[data-nnviz-projector] {PLAYER}[data-step='5']")
    page.keyboard.press("Escape")
    said(page, "step=5")
    assert page.get_by_role("tab", name="Scores").get_attribute("aria-selected") == "true"
    expect(page.get_by_test_id("stAlert")).to_have_count(0)
