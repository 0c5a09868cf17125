"""The page Autodiff in the served app: settings, theme, width, and what the server hears."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urlencode

import pytest
from playwright.sync_api import BrowserContext, Page

from nnviz.palette import DARK, LIGHT, Palette
from nnviz.ui.autodiff import controls
from tests.browser.gallery import rgb
from tests.browser.pages import DRAWN_CHART, after_timers, until
from tests.browser.stepping import STEPPER, at, caption, node, press

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]


@pytest.fixture
def open_autodiff(context: BrowserContext, app_address: str) -> Iterator[OpenPage]:
    """Return a function that opens the page in a tab of its own and waits for its drawing."""
    pages: list[Page] = []

    def open_page(width: int = 1280, scheme: str = "light", **link: str) -> Page:
        page = context.new_page()
        pages.append(page)
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, reduced_motion="no-preference")  # type: ignore[arg-type]
        page.goto(f"{app_address}/autodiff?{urlencode(link)}")
        page.locator(f"{STEPPER} svg.graph").wait_for()
        page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
        return page

    yield open_page
    for page in pages:
        page.close()


def test_it_never_starts_by_itself(open_autodiff: OpenPage) -> None:
    """The page opens at the first frame, and stays there."""
    page = open_autodiff()
    after_timers(page, 2000)
    assert at(page) == 0
    assert page.locator(STEPPER).get_attribute("data-playing") == "false"


def test_playing_costs_the_server_nothing(open_autodiff: OpenPage) -> None:
    """While it plays, no message goes to the server."""
    page = open_autodiff()
    page.evaluate(
        "() => { const send = WebSocket.prototype.send; globalThis.sent = 0;"
        " WebSocket.prototype.send = function (...all) { globalThis.sent += 1;"
        " return send.apply(this, all); }; }"
    )
    page.locator(f"{STEPPER} select").select_option("4")
    press(page, " ")
    until(page, lambda: at(page) == 5, "the end")
    press(page, "Home", "ArrowRight")
    assert page.evaluate("globalThis.sent") == 0


def test_sliders_leave_the_frame_where_it_is(open_autodiff: OpenPage) -> None:
    """At the fourth frame, a moved slider changes the numbers and not the frame."""
    page = open_autodiff()
    press(page, *["ArrowRight"] * 4)
    assert "= 5." in caption(page)
    page.locator("[data-testid=stSlider]").first.locator("input").press("ArrowRight")
    until(page, lambda: "= 5.1." in caption(page), "∂e/∂b = a + 2b + 1 for a = 2.1")
    assert at(page) == 4
    until(page, lambda: "ad_a=2.1" in page.url, "the address follows")


@pytest.mark.parametrize("width", [360, 390, 1440])
@pytest.mark.parametrize("graph", controls.GRAPHS.values())
def test_page_never_scrolls_sideways(open_autodiff: OpenPage, graph: str, width: int) -> None:
    """A drawing that is wider than its place scrolls inside itself."""
    page = open_autodiff(width, ad_graph=graph)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    block = page.locator("[data-testid=stMainBlockContainer]")
    assert block.evaluate("el => el.scrollWidth <= el.clientWidth + 1")


def test_the_current_node_comes_into_view(open_autodiff: OpenPage) -> None:
    """On a phone the drawing scrolls to the node of each frame."""
    page = open_autodiff(390, ad_graph=controls.GRAPHS[controls.NETWORK])
    for key in ("ArrowRight", "End"):
        press(page, key)
        box = page.locator(f"{STEPPER} .role-accumulated rect").first.bounding_box()
        assert box
        assert 0 <= box["x"] <= box["x"] + box["width"] <= 390


@pytest.mark.parametrize(("scheme", "palette"), [("light", LIGHT), ("dark", DARK)])
def test_drawing_follows_the_theme(open_autodiff: OpenPage, scheme: str, palette: Palette) -> None:
    """Text has the theme's colour, and what is accumulated the hue of the first lane."""
    page = open_autodiff(scheme=scheme)
    press(page, "ArrowRight")
    color = "(el) => getComputedStyle(el)[{0}].match(/\\d+/g).map(Number)"
    text = node(page, "n5").locator("text").first
    assert text.evaluate(color.replace("{0}", "'fill'")) == list(rgb(palette.text))
    frame = node(page, "n5").locator("rect")
    assert frame.evaluate(color.replace("{0}", "'stroke'")) == list(rgb(palette.lanes[0]))


def test_a_typed_expression_is_drawn(open_autodiff: OpenPage) -> None:
    """What a student types becomes the graph, with a slider for each variable."""
    page = open_autodiff(ad_graph=controls.GRAPHS[controls.OWN])
    field = page.get_by_role("textbox", name="Expression")
    field.fill("p * q + exp(r)")
    field.press("Enter")
    until(page, lambda: page.locator(f"{STEPPER} .kind-input").count() == 3, "three inputs")
    assert page.get_by_test_id("stSlider").count() == 3
    until(page, lambda: "ad_expression=p" in page.url, "the address follows")


def test_a_wrong_expression_is_answered(open_autodiff: OpenPage) -> None:
    """A hint says what to write, and the drawing stays."""
    page = open_autodiff(ad_graph=controls.GRAPHS[controls.OWN], ad_expression="a ^ 2")
    page.get_by_text("Write ** for powers").wait_for()
    assert page.locator(f"{STEPPER} svg.graph").count() == 1


def test_measurement_is_drawn(open_autodiff: OpenPage) -> None:
    """The button leads to two charts and a sentence with the slopes."""
    page = open_autodiff()
    page.get_by_role("button", name="Measure it now").click()
    page.get_by_text("Slopes on log axes").wait_for()
    until(page, lambda: page.locator(DRAWN_CHART).count() == 2, "two charts")
