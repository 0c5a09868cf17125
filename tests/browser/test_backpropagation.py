"""The page "Backpropagation" in the served app."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import combinations

import numpy as np
import pytest
from playwright.sync_api import BrowserContext, Locator, Page

from nnviz import PROBLEMS, Network
from nnviz.backpropagation.steps import starts, steps
from nnviz.graphs.training_graph import edge_ids
from nnviz.number_format import significant
from nnviz.palette import DARK, LIGHT, Palette
from nnviz.ui.backpropagation.compute import Start, start
from nnviz.ui.backpropagation.controls import FIRST_SAMPLE, settings_of, to_step
from tests.browser.gallery import rgb
from tests.browser.pages import IDLE, after_timers, until

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]
PLACE = ".place-of-graph"


@pytest.fixture
def open_backpropagation(context: BrowserContext, app_address: str) -> Iterator[OpenPage]:
    """Return a function that opens the page in a tab of its own and waits for its drawing."""
    pages: list[Page] = []

    def open_page(
        query: str = "", *, width: int = 1440, height: int = 900, scheme: str = "light"
    ) -> Page:
        page = context.new_page()
        pages.append(page)
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        page.goto(f"{app_address}/backpropagation{query}")
        page.locator(f"{PLACE}[data-at] svg.graph").wait_for()
        return page

    yield open_page
    for page in pages:
        page.close()


def at(page: Page, expected: int) -> None:
    """Wait until the page shows a step."""
    place = page.locator(PLACE)
    until(page, lambda: place.get_attribute("data-at") == str(expected), f"step {expected}")


def press(page: Page, key: str, expected: int) -> None:
    page.keyboard.press(key)
    at(page, expected)


def node(page: Page, name: str) -> Locator:
    return page.locator(f'svg.graph [data-node="{name}"]')


def label(page: Page, source: str, target: str) -> Locator:
    return page.locator(f'svg.graph .label[data-source="{source}"][data-target="{target}"]')


def words(element: Locator) -> list[str]:
    """Return the numbers that are read on a node or edge, each with its sign before it."""
    return "  ".join(element.locator("text").all_text_contents()).split("  ")


def default_start() -> tuple[Start, int, float]:
    """Return what the page opens with: weights and samples, the sample's row, the rate."""
    values = {key: control.default for key, control in settings_of("binary").items()}
    state = to_step(values)
    return start(state.run), FIRST_SAMPLE - 1, state.learning_rate


def number(element: Locator, name: str) -> float:
    return float(element.get_attribute(f"data-{name}") or "nan")


FIRST = starts(steps(Network(2, 4, 1)))
LAST = len(steps(Network(2, 4, 1))) - 1


def test_numbers_read_from_the_page_are_the_networks(open_backpropagation: OpenPage) -> None:
    """Errors, derivatives and new weights on the page equal `Network.backward`'s, to 1e-7."""
    page = open_backpropagation()
    press(page, "5", FIRST[4])
    given, row, rate = default_start()
    backward = given.network.backward(given.params, given.X[[row]], given.y[[row]])
    for m in range(4):
        shown = number(node(page, f"zh{m + 1}"), "delta")
        assert shown == pytest.approx(backward.delta_H[0, m], abs=1e-7)
        said = words(node(page, f"zh{m + 1}"))
        assert f"δ {significant(backward.delta_H[0, m])}" in said
    for (matrix, *where), (source, target) in edge_ids(given.network).items():
        element, index = label(page, source, target), tuple(where)
        slope = getattr(backward, matrix)[index]
        after = getattr(given.params, matrix)[index] - rate * slope
        assert number(element, "gradient") == pytest.approx(slope, abs=1e-7)
        assert number(element, "updated") == pytest.approx(after, abs=1e-7)
        assert f"→ {significant(after)}" in words(element)


def test_five_steps_by_keyboard_alone(open_backpropagation: OpenPage) -> None:
    """Keys 1 to 5 begin the steps, again finish them; Enter goes on with the new weights."""
    page = open_backpropagation()
    press(page, "1", FIRST[1] - 1)
    for digit in range(2, 6):
        press(page, str(digit), FIRST[digit - 1])
    after = number(label(page, "x1", "zh1"), "updated")
    press(page, "5", LAST)
    press(page, "ArrowRight", LAST)
    press(page, "Enter", 0)
    until(page, lambda: number(label(page, "x1", "zh1"), "w") == after, "the new weight")
    page.get_by_text("iteration 2").wait_for()


def test_arrows_go_step_by_step(open_backpropagation: OpenPage) -> None:
    """→ and ← lead on and back, and quick presses add up."""
    page = open_backpropagation()
    press(page, "ArrowRight", 1)
    press(page, "ArrowLeft", 0)
    press(page, "ArrowLeft", 0)
    for _press in range(12):
        page.keyboard.press("ArrowRight")
    at(page, 12)


def test_keys_reach_the_page_after_a_button(open_backpropagation: OpenPage) -> None:
    """A button that was clicked keeps the keyboard, and digits still lead through the steps."""
    page = open_backpropagation()
    page.get_by_role("button", name="2 δ at the outputs").click()
    at(page, FIRST[1])
    press(page, "3", FIRST[2])
    press(page, "ArrowRight", FIRST[2] + 1)


def test_keys_in_a_field_stay_there(open_backpropagation: OpenPage) -> None:
    """A number that is typed into a setting does not lead through the steps."""
    page = open_backpropagation()
    field = page.get_by_label("Sample", exact=True).last
    field.click()
    page.keyboard.press("End")
    page.keyboard.type("5")
    page.keyboard.press("Enter")
    page.get_by_text(f"Sample {FIRST_SAMPLE}5").first.wait_for()
    at(page, 0)


def test_click_leads_to_a_node_or_an_edge(open_backpropagation: OpenPage) -> None:
    """Within a step, a click shows how that node's or edge's number comes about."""
    page = open_backpropagation()
    press(page, "3", FIRST[2])
    node(page, "zh3").click()
    at(page, FIRST[2] + 2)
    press(page, "4", FIRST[3])
    label(page, "x2", "zh1").click()
    at(page, FIRST[3] + 5 + 2)
    node(page, "L").click()
    page.wait_for_selector(IDLE)
    after_timers(page)
    assert page.locator(PLACE).get_attribute("data-at") == str(FIRST[3] + 5 + 2)


def test_space_on_a_node_leads_there(open_backpropagation: OpenPage) -> None:
    """Nodes are reached by Tab, and Space shows the focused one."""
    page = open_backpropagation()
    press(page, "3", FIRST[2])
    node(page, "zh4").focus()
    press(page, " ", FIRST[2] + 3)
    focused = "el => el.getRootNode().activeElement === el"
    until(page, lambda: bool(node(page, "zh4").evaluate(focused)), "the keyboard stays")


def test_sum_over_the_paths_is_lit_up(open_backpropagation: OpenPage) -> None:
    """At δ of a hidden unit, the edges to all outputs are local and these are accumulated."""
    page = open_backpropagation("?bp_problem=multi-class&bp_hidden=3")
    listed = steps(Network(2, 3, 3, head="multiclass"))
    press(page, "3", starts(listed)[2])
    for k in range(3):
        assert "role-local" in (label(page, "h1", f"z{k + 1}").get_attribute("class") or "")
        assert "role-accumulated" in (node(page, f"z{k + 1}").get_attribute("class") or "")
    assert page.locator("svg.graph .label.role-local").count() == 3


def test_every_node_has_a_text(open_backpropagation: OpenPage) -> None:
    """Each node says its symbol and its numbers; a live region says the step and its result."""
    page = open_backpropagation()
    press(page, "4", FIRST[3])
    for element in page.locator("svg.graph .node").all():
        text = element.get_attribute("aria-label") or ""
        for line in element.locator("text.small").all_text_contents():
            assert line in text
        assert len(text) > 10
    assert "∂L/∂w" in (node(page, "one_H").get_attribute("aria-label") or "")
    said = page.locator(f"{PLACE} .announcement").text_content() or ""
    slope = number(label(page, "one_H", "z1"), "gradient")
    assert said.endswith(significant(slope, 4))


@pytest.mark.parametrize("n_hidden", [1, 4, 8])
@pytest.mark.parametrize("width", [360, 390, 768, 1440])
def test_page_never_scrolls_sideways(
    open_backpropagation: OpenPage, width: int, n_hidden: int
) -> None:
    """Formulas and drawings that are wider than their place scroll inside themselves."""
    page = open_backpropagation(f"?bp_hidden={n_hidden}&bp_size=8", width=width)
    page.keyboard.press("4")
    page.locator("svg.graph .label.role-focus").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    block = page.locator("[data-testid=stMainBlockContainer]")
    assert block.evaluate("el => el.scrollWidth <= el.clientWidth + 1")


@pytest.mark.parametrize("digit", [1, 2, 3, 4])
def test_focus_is_in_sight_on_a_phone(open_backpropagation: OpenPage, digit: int) -> None:
    """Where the drawing scrolls inside itself, it shows the part that the step is about."""
    page = open_backpropagation("?bp_hidden=8", width=390, height=844)
    page.keyboard.press(str(digit))
    focus = page.locator("svg.graph .role-focus:is(.node, .label)")
    focus.wait_for()

    def is_inside() -> bool:
        box = focus.bounding_box()
        return box is not None and box["x"] >= 0 and box["x"] + box["width"] <= 390

    until(page, is_inside, "the focus is in sight")


@pytest.mark.parametrize(("scheme", "palette"), [("light", LIGHT), ("dark", DARK)])
def test_roles_have_the_same_colours_in_formula_and_graph(
    open_backpropagation: OpenPage, scheme: str, palette: Palette
) -> None:
    """Accumulated and local factors have one colour each, in light and in dark."""
    page = open_backpropagation(scheme=scheme)
    press(page, "3", FIRST[2])
    stroke = "el => getComputedStyle(el).stroke.match(/\\d+/g).map(Number)"
    for role, color in zip(("accumulated", "local"), palette.lanes, strict=False):
        outline = page.locator(f"svg.graph .node.role-{role} > rect").first
        assert outline.evaluate(stroke) == list(rgb(color))
        written = ", ".join(f"{part:.0f}" for part in rgb(color))
        colored = page.locator(f'.st-key-bp_formula [style*="rgb({written})"]')
        until(page, lambda found=colored: found.count() > 0, f"{role} in the formula")
        assert page.locator(".st-key-bp_formula .katex-html").get_by_text(role).count() >= 1


@pytest.mark.parametrize("problem", PROBLEMS)
def test_formulas_can_be_typeset(open_backpropagation: OpenPage, problem: str) -> None:
    """In every step of every problem KaTeX takes what it is given."""
    label_ = PROBLEMS[problem].label.replace(" ", "+")
    page = open_backpropagation(f"?bp_problem={label_}&bp_hidden=2&bp_size=2")
    formula = page.locator(".st-key-bp_formula .katex-html").first
    before = formula.text_content()
    for key in ("1", "ArrowLeft", "ArrowLeft", "2", "3", "4", "5"):
        page.keyboard.press(key)
        until(page, lambda old=before: formula.text_content() != old, f"a new formula at {key}")
        page.wait_for_selector(IDLE)
        before = formula.text_content()
        assert page.locator(".katex").count() >= 3
        assert page.locator(".katex-error").count() == 0


def test_opens_on_what_the_playground_shows(context: BrowserContext, app_address: str) -> None:
    """From the playground, the page shows the sample and step that were chosen there."""
    page = context.new_page()
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{app_address}/?steps=50&activations=tanh&hidden=3")
    player = page.locator("[data-testid=nnviz-player]")
    player.focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("]")
    said = page.get_by_text(re.compile(r"^Sample \d+ chosen")).text_content() or ""
    page.get_by_role("link", name="Backpropagation").click()
    page.locator(f"{PLACE}[data-at] svg.graph").wait_for()
    sample = said.split()[1]
    page.get_by_text(f"Sample {sample} (").wait_for()
    page.get_by_text("tanh network, after 1 training steps").wait_for()
    assert node(page, "h3").count() == 1
    assert node(page, "h4").count() == 0
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("n_hidden", [1, 8])
def test_labels_do_not_overlap_in_the_app(
    open_backpropagation: OpenPage, n_hidden: int, scheme: str
) -> None:
    """With Streamlit's own font as well, wide and narrow."""
    page = open_backpropagation(f"?bp_hidden={n_hidden}", scheme=scheme)
    page.keyboard.press("5")
    page.locator("svg.graph .label.role-focus").wait_for()
    script = (
        "root => [...root.querySelectorAll("
        "'.label text, .node > :is(rect, circle):first-of-type')].map((el) => {"
        " const b = el.getBoundingClientRect(); return [b.left, b.right, b.top, b.bottom]; })"
    )
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 900})
        boxes = np.array(page.locator("svg.graph").evaluate(script))
        for a, b in combinations(boxes, 2):
            across = a[0] < b[1] - 1 and b[0] < a[1] - 1
            assert not (across and a[2] < b[3] - 3 and b[2] < a[3] - 3)
