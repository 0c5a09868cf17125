"""The served app: theme, phone, address, people apart, memory, and its pages."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from nnviz.palette import DARK, LIGHT, Palette
from nnviz.ui.navigation import page_files, page_title
from tests.browser.app_page import (
    OpenApp,
    attribute,
    open_tab,
    seek,
    slider,
    wait_for_figure,
    wait_for_units,
)
from tests.browser.gallery import rgb
from tests.browser.harness import PLAYER
from tests.browser.pages import after_timers, until

pytestmark = pytest.mark.browser


def test_theme_change_recolours_without_a_restart(open_app: OpenApp) -> None:
    """A dark page recolours the maps of the same player, which stays at its step."""
    page = open_app()
    seek(page, 123)
    player = page.locator(PLAYER).element_handle()
    page.evaluate("() => { globalThis.keep = true; }")
    for scheme, palette in (("dark", DARK), ("light", LIGHT)):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        until(page, lambda p=palette: is_painted_with(page, p), f"{scheme} maps")
        assert player.evaluate("(root) => root.isConnected")
        assert attribute(page, "data-step") == "123"


def is_painted_with(page: Page, palette: Palette) -> bool:
    """Whether all of a map's pixels lie between the ends of this palette, channel by channel."""
    low, high = page.locator(PLAYER).evaluate(
        """async (root) => {
          const { data } = await root.nnviz.pixels("sigmoid", "o1");
          const low = [255, 255, 255]; const high = [0, 0, 0];
          for (let i = 0; i < data.length; i++) if (i % 4 < 3) {
            low[i % 4] = Math.min(low[i % 4], data[i]);
            high[i % 4] = Math.max(high[i % 4], data[i]);
          }
          return [low, high];
        }"""
    )
    colors = [rgb(color) for color in (palette.low, palette.ground, palette.high)]
    ends = zip(low, high, *colors, strict=True)
    return all(min(rest) <= least and most <= max(rest) for least, most, *rest in ends)


def test_theme_change_while_playing_goes_on(open_app: OpenApp) -> None:
    """A theme change does not stop the player and does not set it back."""
    page = open_app(motion="no-preference")
    until(page, lambda: int(attribute(page, "data-step")) > 20, "a step after 20")
    page.emulate_media(color_scheme="dark", reduced_motion="no-preference")
    until(page, lambda: is_painted_with(page, DARK), "dark maps")
    assert attribute(page, "data-playing") == "true"
    assert int(attribute(page, "data-step")) > 20


WIDTHS = """() => {
  const main = document.querySelector("[data-testid=stMain]");
  return {
    page: document.documentElement.scrollWidth - innerWidth,
    main: main.scrollWidth - main.clientWidth,
  };
}"""


@pytest.mark.parametrize("width", [390, 360])
def test_nothing_scrolls_sideways_on_a_phone(open_app: OpenApp, width: int) -> None:
    """On a phone the page is no wider than the screen, whichever tab is open."""
    page = open_app(width=width)
    seek(page, 40)
    wait_for_figure(page, 40)
    for tab in page.get_by_role("tab").all():
        open_tab(page, tab)
        assert page.evaluate(WIDTHS) == {"page": 0, "main": 0}


@pytest.mark.parametrize("width", [360, 390])
def test_player_fits_a_phone(open_app: OpenApp, width: int) -> None:
    """No part of the player reaches beyond the screen, and every map is on it as a whole."""
    page = open_app(width=width)
    edges = page.locator(PLAYER).evaluate(
        """(root) => [...root.querySelectorAll("canvas, button, input, p, figure, span")]
          .filter((e) => e.offsetParent).map((e) => e.getBoundingClientRect())
          .map((box) => [box.left, box.right])"""
    )
    assert min(left for left, _ in edges) >= 0
    assert max(right for _, right in edges) <= width


def test_both_outputs_are_in_view_on_a_phone(open_app: OpenApp) -> None:
    """On a phone two lanes stand side by side, with unit m at the same height in each."""
    page = open_app(width=390)
    boxes = {
        (lane, node): page.locator(f"canvas[data-lane={lane}][data-node={node}]").bounding_box()
        for lane in ("sigmoid", "identity")
        for node in ("o1", "h1", "h4")
    }
    for node in ("o1", "h1", "h4"):
        left, right = boxes["sigmoid", node], boxes["identity", node]
        assert left
        assert right
        assert left["y"] == right["y"]
        assert left["x"] + left["width"] < right["x"]
        assert right["x"] + right["width"] <= 390
        assert right["y"] + right["height"] <= 844


def test_url_carries_settings_and_a_reload_restores_them(open_app: OpenApp) -> None:
    """Changed settings stand in the URL; opening it again gives the same run."""
    page = open_app()
    wait_for_figure(page, 0)
    slider(page, "Hidden units").press("ArrowRight")
    wait_for_units(page, 5)
    slider(page, "Steps").press("ArrowLeft")
    page.wait_for_selector(f"{PLAYER}[data-n-steps='500']")
    until(page, lambda: {"hidden=5", "steps=500"} <= set(page.url.split("?")[-1].split("&")), "URL")
    page.reload()
    page.wait_for_selector(f"{PLAYER}[data-n-steps='500']")
    wait_for_units(page, 5)


def test_two_people_have_their_own_settings(open_app: OpenApp) -> None:
    """What one person changes, another does not see."""
    one, other = open_app(), open_app("?hidden=3")
    wait_for_figure(one, 0)
    slider(one, "Hidden units").press("ArrowRight")
    wait_for_units(one, 5)
    wait_for_units(other, 3)


MARKUP = {
    "hidden": "<img src=x onerror=alert(1)>",
    "data": "[x](javascript:alert(1))",
    "samples": "[click](https://example.org)",
    "noise": "![i](/nowhere.png)",
    "rate": "**bold** $x^2$ :red[red]",
    "steps": "`` ` ` `` ``` [c](https://e.org) ```",
    "l2": "\\` [b](https://e.org) \\`",
}


def test_markup_in_a_link_is_shown_as_text(open_app: OpenApp) -> None:
    """What a link asks for is repeated letter by letter, never as markup or link; ` becomes ´."""
    page = open_app("?" + "&".join(f"{key}={quote(text)}" for key, text in MARKUP.items()))
    alert = page.get_by_test_id("stAlert")
    alert.wait_for()
    said = alert.text_content() or ""
    assert [text for text in MARKUP.values() if text.replace("`", "'") not in said] == []
    assert alert.locator("a, img, strong, em, .katex, span[class*=color]").count() == 0


def test_markup_in_the_name_of_a_setting_is_shown_as_text(open_app: OpenApp) -> None:
    """The name of a setting that does not exist is repeated letter by letter as well."""
    page = open_app("?" + "&".join(f"{quote(text)}=1" for text in MARKUP.values()))
    alert = page.get_by_test_id("stAlert")
    alert.wait_for()
    said = alert.text_content() or ""
    assert [text for text in MARKUP.values() if text.replace("`", "'") not in said] == []
    assert alert.locator("a, img, strong, em, .katex, span[class*=color]").count() == 0


COUNT = """async (root) => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const before = await root.nnviz.painted();
  for (let i = 0; i < 60; i++) await frame();
  const after = await root.nnviz.painted();
  return (after.frames - before.frames) / 60;
}"""
"""JavaScript that counts frames painted for each frame of the display."""


def heap(page: Page) -> float:
    """Return the bytes in use on the JavaScript heap, the least of some collections.

    A message that is just being read counts for up to a megabyte, and is gone a moment later.
    """
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    used = []
    for _ in range(4):
        after_timers(page, 200)
        session.send("HeapProfiler.collectGarbage")
        metrics = session.send("Performance.getMetrics")["metrics"]
        used.append(next(m["value"] for m in metrics if m["name"] == "JSHeapUsedSize"))
    session.detach()
    return float(min(used))


def change_units(page: Page, times: int) -> None:
    """Move the slider of the hidden units from 4 to 8 and back again, a new run each time."""
    for change in range(times):
        rising = change % 8 < 4
        slider(page, "Hidden units").press("ArrowRight" if rising else "ArrowLeft")
        wait_for_units(page, 4 + min(change % 8 + 1, 7 - change % 8))


def test_a_hundred_changes_leak_nothing(open_app: OpenApp) -> None:
    """A hundred settings later one worker paints once a frame, and the heap did not grow."""
    page = open_app(motion="no-preference")
    page.locator("[data-action=speed]").fill("0.1")
    change_units(page, 16)
    before = heap(page)
    change_units(page, 88)
    after = heap(page)
    assert attribute(page, "data-playing") == "true"
    page.locator("[data-action=speed]").fill("0.7")
    assert 0 < page.locator(PLAYER).evaluate(COUNT) < 1.6  # a second loop would make it two
    assert len(page.workers) == 1
    assert after <= 1.10 * before


def test_settings_outlive_a_visit_to_another_page(open_app: OpenApp) -> None:
    """Who looks at another page finds the playground as it was left, every widget filled."""
    page = open_app()
    page.get_by_role("radio", name="one input").or_(
        page.get_by_role("button", name="one input")
    ).first.click()
    wait_for_units(page, 8, "tanh")
    slider(page, "Hidden units").press("ArrowRight")
    wait_for_units(page, 9, "tanh")
    page.get_by_role("link", name="Homework").click()
    page.get_by_role("tab", name="Solve it").wait_for()
    page.get_by_role("link", name="Playground").click()
    wait_for_units(page, 9, "tanh")
    expect(page.get_by_test_id("stSelectbox").locator("input")).to_have_value("all points")


def test_each_page_has_a_title_of_its_own(open_app: OpenApp) -> None:
    """The browser's tab says which page it shows, and whose."""
    page = open_app()
    expect(page).to_have_title("Playground · nnviz")
    for path in page_files()[1:]:
        title = page_title(path)
        page.get_by_role("link", name=title, exact=True).click()
        expect(page).to_have_title(f"{title} · nnviz")
