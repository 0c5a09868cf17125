"""The page Activations in a browser: linked pictures, the drawing pad, width and theme."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator
from itertools import pairwise
from urllib.parse import urlencode

import pytest
from playwright.sync_api import BrowserContext, Locator, Page

from nnviz.activations import ACTIVATIONS
from nnviz.palette import DARK, LIGHT, Palette
from nnviz.ui.activations.controls import TABS
from tests.browser.gallery import rgb
from tests.browser.harness import PLAYER
from tests.browser.pages import CHART, DRAWN_CHART, IDLE, after_timers, until

pytestmark = pytest.mark.browser

CURVES = "[data-testid=nnviz-curves]"
SKETCH = "[data-testid=nnviz-sketch]"
UNIVERSAL = TABS[-1]
DRAW = {"act_target": "draw your own"}

OpenTab = Callable[..., Page]


@pytest.fixture
def open_tab(context: BrowserContext, app_address: str) -> Iterator[OpenTab]:
    """Return a function that opens one tab of the page in a page of its own."""
    pages: list[Page] = []

    def open_page(tab: str, width: int = 1280, scheme: str = "light", **link: str) -> Page:
        page = context.new_page()
        pages.append(page)
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.set_viewport_size({"width": width, "height": 844})
        page.goto(f"{app_address}/activations?{urlencode({'act_tab': tab, **link})}")
        page.wait_for_selector(f"[role=tab][aria-selected=true]:has-text('{tab}')")
        page.wait_for_selector(IDLE)
        return page

    yield open_page
    for page in pages:
        page.close()


def number(text: str | None) -> float:
    """Return a number as the page writes it."""
    return float((text or "").strip().replace("\u2007", "").replace("−", "-"))


def point_at(page: Page, name: str, z: float) -> None:
    """Put the pointer on z in one of the pictures, where z runs from −5 to 5."""
    box = page.locator(f"{CURVES} figure[data-name={name}] svg").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * (z + 5) / 10, box["y"] + box["height"] / 2)


@pytest.mark.parametrize(("over", "z"), [("sine", 1.3), ("identity", -2.45), ("gaussian", 4.0)])
def test_pointing_at_one_picture_shows_z_in_all(open_tab: OpenTab, over: str, z: float) -> None:
    """Every picture then prints its own g(z) and g′(z), as the records have them."""
    page = open_tab(TABS[0])
    point_at(page, over, z)
    until(page, lambda: page.locator(CURVES).get_attribute("data-z") == f"{z:g}", f"z = {z}")
    for name, g in ACTIVATIONS.items():
        figure = page.locator(f"{CURVES} figure[data-name={name}]")
        shown = [figure.locator(f"[data-value={key}]").text_content() for key in ("g", "slope")]
        expected = [float(g.value(z)), float(g.derivative(z))]
        assert [number(text) for text in shown] == pytest.approx(expected, abs=0.00051)


def test_arrow_keys_move_z(open_tab: OpenTab) -> None:
    """The slider is a native one: each key moves z by 0.05, and its text says the value."""
    page = open_tab(TABS[0])
    slider = page.locator(f"{CURVES} input[type=range]")
    slider.press("ArrowRight")
    assert page.locator(CURVES).get_attribute("data-z") == "1.05"
    assert number((slider.get_attribute("aria-valuetext") or "").removeprefix("z =")) == 1.05


def test_the_step_has_no_derivative_at_zero(open_tab: OpenTab) -> None:
    """At 0 the step's g is 1, the filled end of a broken line, and its g′ is called none."""
    page = open_tab(TABS[0])
    point_at(page, "relu", 0.0)
    step = page.locator(f"{CURVES} figure[data-name=step]")
    assert number(step.locator("[data-value=g]").text_content()) == 1.0
    filled, opened = (step.locator(f"circle.end.g.{kind}") for kind in ("filled", "open"))
    assert filled.count() == opened.count() == step.locator("circle.end.slope.open").count() == 1
    heights_of = [float(dot.get_attribute("cy") or "nan") for dot in (filled, opened)]
    assert heights_of[0] < heights_of[1]  # y grows downwards: the filled end is the upper one
    assert (step.locator("[data-value=slope]").text_content() or "").strip("\u2007") == "none"
    path = step.locator("path.curve.g").get_attribute("d") or ""
    assert path.count("M") == 2


def heights(page: Page) -> list[float]:
    """Return what the pad shows."""
    values: list[float] = json.loads(page.locator(SKETCH).get_attribute("data-heights") or "[]")
    return values


def stroke(page: Page, points: list[tuple[float, float]]) -> None:
    """Draw on the pad through points (x, height), each from 0 to 1."""
    box = page.locator(f"{SKETCH} svg .frame").bounding_box()
    assert box
    places = [(box["x"] + x * box["width"], box["y"] + (1 - y) * box["height"]) for x, y in points]
    page.mouse.move(*places[0])
    page.mouse.down()
    for place in places[1:]:
        page.mouse.move(*place)
    page.mouse.up()


def slope_sentence(page: Page) -> Locator:
    return page.get_by_test_id("stMarkdown").filter(has_text="Measured slope")


def test_a_stroke_becomes_the_target(open_tab: OpenTab) -> None:
    """A straight stroke from corner to corner sets every point, and the page knows its L."""
    page = open_tab(UNIVERSAL, **DRAW)
    page.wait_for_selector(f"{SKETCH} svg")
    stroke(page, [(0.0, 0.0), (0.5, 0.5), (1.0, 1.0)])
    assert heights(page) == pytest.approx([k / 16 for k in range(17)], abs=0.01)
    steepest = 16 * max(b - a for a, b in pairwise(heights(page)))
    said = f"L = {steepest:.3g} here"
    until(page, lambda: said in (slope_sentence(page).text_content() or ""), said)
    assert heights(page) == pytest.approx([k / 16 for k in range(17)], abs=0.01)


def test_nothing_is_sent_before_the_stroke_ends(open_tab: OpenTab) -> None:
    """While the pointer is down the server hears nothing, and then once."""
    sent: list[object] = []
    page = open_tab(UNIVERSAL, **DRAW)
    page.wait_for_selector(f"{SKETCH} svg")
    page.evaluate(
        "() => { const send = WebSocket.prototype.send; globalThis.sent = 0;"
        " WebSocket.prototype.send = function (...all) { globalThis.sent += 1;"
        " return send.apply(this, all); }; }"
    )
    box = page.locator(f"{SKETCH} svg .frame").bounding_box()
    assert box
    page.mouse.move(box["x"] + 40, box["y"] + 40)
    page.mouse.down()
    for k in range(30):
        page.mouse.move(box["x"] + 40 + 8 * k, box["y"] + 40 + 30 * math.sin(k))
    after_timers(page)
    sent.append(page.evaluate("globalThis.sent"))
    page.mouse.up()
    until(page, lambda: page.evaluate("globalThis.sent") > 0, "a message")
    assert sent == [0]
    assert page.evaluate("globalThis.sent") == 1


def test_the_pad_can_be_drawn_on_by_keyboard(open_tab: OpenTab) -> None:
    """Right, right, up moves the third point up by 0.05, and its name says so."""
    page = open_tab(UNIVERSAL, **DRAW)
    pad = page.locator(f"{SKETCH} svg")
    pad.focus()
    before = heights(page)
    for key in ("Home", "ArrowRight", "ArrowRight", "ArrowUp"):
        page.keyboard.press(key)
    before[2] = round(before[2] + 0.05, 3)
    assert heights(page) == before
    assert pad.get_attribute("aria-valuetext") == f"point 3 of 17 at x = 0.13: {before[2]:.2f}"


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("tab", TABS)
def test_nothing_scrolls_sideways(open_tab: OpenTab, tab: str, width: int) -> None:
    """Each tab is no wider than the screen, on a phone and on a laptop."""
    page = open_tab(tab, width)
    page.wait_for_selector(f"{CURVES}, {PLAYER}[data-step], {DRAWN_CHART}")
    assert page.get_by_test_id("stException").count() == 0
    main = (
        "(m) => [document.documentElement.scrollWidth - innerWidth, m.scrollWidth - m.clientWidth]"
    )
    assert page.get_by_test_id("stMain").evaluate(main) == [0, 0]


@pytest.mark.parametrize(("scheme", "palette"), [("light", LIGHT), ("dark", DARK)])
def test_figures_stand_on_the_page(open_tab: OpenTab, scheme: str, palette: Palette) -> None:
    """In the light and in the dark theme a figure's ground is that of the palette."""
    page = open_tab(UNIVERSAL, scheme=scheme)
    ground = page.frame_locator(CHART).first.locator(".main-svg").first
    levels = ", ".join(str(int(level)) for level in rgb(palette.ground))
    color = "(e) => getComputedStyle(e).backgroundColor"
    until(page, lambda: ground.evaluate(color) == f"rgb({levels})", "the ground")


def test_figures_follow_a_change_of_theme(open_tab: OpenTab) -> None:
    """A page that turns dark has dark figures without a click."""
    page = open_tab(UNIVERSAL)
    ground = page.frame_locator(CHART).first.locator(".main-svg").first
    ground.wait_for()
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    levels = ", ".join(str(int(level)) for level in rgb(DARK.ground))
    color = "(e) => getComputedStyle(e).backgroundColor"
    until(page, lambda: ground.evaluate(color) == f"rgb({levels})", "the dark ground")


def test_settings_stand_in_the_url_and_outlive_a_tab(open_tab: OpenTab) -> None:
    """A changed number of units is in the address, and still there after a look at another tab."""
    page = open_tab(UNIVERSAL)
    page.locator('[data-testid=stSlider] input[aria-label^="Hidden units N"]').last.press(
        "ArrowRight"
    )
    until(page, lambda: "act_n=24" in page.url, "act_n=24")
    page.wait_for_selector(IDLE)
    for tab in (TABS[1], UNIVERSAL):
        page.get_by_role("tab", name=tab).click()
        page.wait_for_selector(f"[role=tab][aria-selected=true]:has-text('{tab}')")
        page.wait_for_selector(IDLE)
    assert "act_n=24" in page.url
