"""The page "From linear to non-linear" in the served app, and its drawings alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Locator, Page

from nnviz.components.bundle import joined, stylesheet
from nnviz.components.diagram.svg import Options, draw
from nnviz.palette import DARK, LIGHT, Palette
from tests.browser.drawn import overhang, overlaps
from tests.browser.gallery import rgb
from tests.browser.pages import DRAWN_CHART, until
from tests.components.diagram.graphs import GRAPHS, HOSTILE, network

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]


@pytest.fixture
def open_linear(context: BrowserContext, app_address: str) -> Iterator[OpenPage]:
    """Return a function that opens the page in a tab of its own and waits for its drawings."""
    pages: list[Page] = []

    def open_page(query: str = "", *, width: int = 1280, scheme: str = "light") -> Page:
        page = context.new_page()
        pages.append(page)
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        page.goto(f"{app_address}/linear{query}")
        until(page, lambda: page.locator("svg.graph").count() == 3, "three drawings")
        page.locator(DRAWN_CHART).first.wait_for()
        return page

    yield open_page
    for page in pages:
        page.close()


def node(page: Page, name: str, place: int = 2) -> Locator:
    """Return a node of the drawing at a place, from the left."""
    return page.locator("svg.graph").nth(place).locator(f'[data-node="{name}"]')


def mount(page: Page, svg: str, width: int = 1200) -> None:
    """Show a drawing in the component's program; `chosen` in the page holds what it reported."""
    css = stylesheet("diagram/css/diagram.css")
    program = joined("diagram/js/streamlit.js")
    page.set_content(
        f"<!doctype html><style>{css}</style><div id=root style='width:{width}px'></div>"
        f"<script type=module>{program}\n"
        "globalThis.chosen = [];\n"
        "globalThis.show = (svg) => showDiagram({ data: { svg, sizes: [[1, 1]] },\n"
        "  parentElement: document.getElementById('root'),\n"
        "  setStateValue: (name, value) => chosen.push([name, value]) });</script>"
    )
    until(page, lambda: page.evaluate("typeof globalThis.show === 'function'"), "the program")
    page.evaluate(f"void show({json.dumps(svg)})")


def test_click_shows_the_nodes_own_map(open_linear: OpenPage) -> None:
    """A clicked hidden unit is named with its formula; the button leads back to the decision."""
    page = open_linear()
    node(page, "h2").click()
    page.get_by_text("Node u₂").wait_for()
    until(page, lambda: node(page, "h2").get_attribute("aria-pressed") == "true", "pressed")
    page.get_by_role("button", name="Back").click()
    page.get_by_text("Node u₂").wait_for(state="detached")
    until(page, lambda: node(page, "o1").get_attribute("aria-pressed") == "true", "decision")


@pytest.mark.parametrize("key", ["Enter", " "])
def test_keyboard_chooses_as_well(open_linear: OpenPage, key: str) -> None:
    """Enter or Space on a node shows its map, and the keyboard stays at that node."""
    page = open_linear()
    node(page, "h1").focus()
    page.keyboard.press(key)
    page.get_by_text("Node u₁").wait_for()
    until(page, lambda: node(page, "h1").get_attribute("aria-pressed") == "true", "pressed")
    focused = "el => el.getRootNode().activeElement === el"
    assert node(page, "h1").evaluate(focused)


def test_choosing_again_returns_to_the_decision(open_linear: OpenPage) -> None:
    """A second click on the chosen node leads back, without the button."""
    page = open_linear()
    node(page, "f3", place=1).click()
    page.get_by_text("Node s₁²").wait_for()
    until(page, lambda: node(page, "f3", 1).get_attribute("aria-pressed") == "true", "pressed")
    node(page, "f3", place=1).click()
    page.get_by_text("Node s₁²").wait_for(state="detached")


def test_columns_choose_on_their_own(open_linear: OpenPage) -> None:
    """A choice in one drawing leaves the others at their decisions."""
    page = open_linear()
    node(page, "x1", place=0).click()
    page.get_by_text("Node x₁").wait_for()
    assert page.get_by_text("Decision map").count() == 2


def test_link_restores_the_comparison(open_linear: OpenPage) -> None:
    """Models and settings come from the address, and a change goes back into it."""
    page = open_linear("?lin_left=SVM,+RBF+kernel&lin_hidden=2")
    assert page.locator("svg.graph").first.locator(".transformation").count() == 12
    assert node(page, "h2").count() == 1
    assert node(page, "h3").count() == 0
    slider = page.locator("[data-testid=stSlider]", has_text="Hidden units").locator("input")
    slider.focus()
    page.keyboard.press("ArrowRight")
    node(page, "h3").wait_for()
    until(page, lambda: "lin_hidden=3" in page.url, "the address follows")


@pytest.mark.parametrize("width", [360, 390, 768, 1440])
def test_page_never_scrolls_sideways(open_linear: OpenPage, width: int) -> None:
    """Drawings that are wider than their place scroll inside themselves."""
    page = open_linear("?lin_left=SVM,+RBF+kernel&lin_hidden=8", width=width)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    block = page.locator("[data-testid=stMainBlockContainer]")
    assert block.evaluate("el => el.scrollWidth <= el.clientWidth + 1")


@pytest.mark.parametrize(("scheme", "palette"), [("light", LIGHT), ("dark", DARK)])
def test_drawing_follows_the_theme(open_linear: OpenPage, scheme: str, palette: Palette) -> None:
    """Text has the theme's colour, and learned weights its accent."""
    page = open_linear(scheme=scheme)
    fill = "el => getComputedStyle(el).fill.match(/\\d+/g).map(Number)"
    assert node(page, "x1").locator("text").evaluate(fill) == list(rgb(palette.text))
    learned = page.locator("svg.graph .label.learned text").first
    assert learned.evaluate(fill) == list(rgb(palette.accent))


@pytest.mark.parametrize("name", GRAPHS)
def test_texts_do_not_overlap_as_drawn(page: Page, name: str) -> None:
    """With the browser's own fonts, no label's text touches another one's or a node."""
    mount(page, draw(GRAPHS[name]()))
    assert overlaps(page) == []


@pytest.mark.parametrize("name", GRAPHS)
def test_texts_fit_into_their_nodes(page: Page, name: str) -> None:
    """No node's text is wider than the node."""
    mount(page, draw(GRAPHS[name](), Options(lines={"z1": ["z −12.345", "δ_O −0.1234"]})))
    assert overhang(page) <= 0


def test_second_call_draws_once(page: Page) -> None:
    """Streamlit calls again with the same place: there is one drawing, and one report a click."""
    mount(page, draw(network(2)))
    page.evaluate(f"void show({json.dumps(draw(network(3)))})")
    page.evaluate(f"void show({json.dumps(draw(network(3)))})")
    assert page.locator("svg.graph").count() == 1
    page.locator('[data-node="h3"]').click()
    assert page.evaluate("chosen") == [["node", "h3"]]


def test_clean_up_leaves_nothing(page: Page) -> None:
    """What the program returns removes the drawing, and it can be shown again."""
    mount(page, draw(network(2)))
    page.evaluate(f"show({json.dumps(draw(network(2)))})()")
    assert page.locator("svg.graph").count() == 0
    page.evaluate(f"void show({json.dumps(draw(network(2)))})")
    assert page.locator("svg.graph").count() == 1


def test_pointing_at_a_node_shows_its_connections(page: Page) -> None:
    """Edges of the node under the pointer are near, all others are not; leaving ends it."""
    mount(page, draw(network(3)))
    page.locator('[data-node="h2"]').hover()
    assert page.locator(".graph.pointed .edge.near").count() == 3 + 1
    page.mouse.move(0, 0)
    until(page, lambda: page.locator(".graph.pointed").count() == 0, "nothing is pointed at")


def test_hostile_text_is_text(page: Page) -> None:
    """Text that looks like markup is shown as it is and runs nothing."""
    options = Options(title=HOSTILE, lines={"h1": [HOSTILE]}, edge_lines={0: [HOSTILE]})
    mount(page, draw(network(2), options))
    assert page.locator("svg.graph script").count() == 0
    assert HOSTILE in page.locator('[data-node="h1"]').text_content()  # type: ignore[operator]
