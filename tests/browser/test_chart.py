"""Charts under the player: in a frame of their own, which gives keys to the page."""

from __future__ import annotations

import pytest

from tests.browser.app_page import OpenApp, attribute, look_below, seek, wait_for_figure
from tests.browser.harness import PLAYER
from tests.browser.pages import until

pytestmark = pytest.mark.browser


def test_a_chart_follows_the_player_in_one_frame(open_app: OpenApp) -> None:
    """Another step is drawn in the same frame, which names network and step."""
    page = open_app()
    chart = page.get_by_test_id("nnviz-chart")
    for n_drawn, step in enumerate((100, 200), start=1):
        seek(page, step)
        wait_for_figure(page, step)
        until(page, lambda n=str(n_drawn): chart.get_attribute("data-drawn") == n, "a drawing")
        assert chart.get_attribute("title") == f"Hidden space, sigmoid network at step {step}"


def test_a_chart_has_an_origin_of_its_own(open_app: OpenApp) -> None:
    """Nothing in the frame can reach the app, and its work does not hold up the page."""
    page = open_app()
    seek(page, 100)
    wait_for_figure(page, 100)
    [frame] = [frame for frame in page.frames if frame != page.main_frame]
    assert frame.evaluate("() => window.origin") == "null"


def test_keys_pressed_in_a_chart_go_to_the_player(open_app: OpenApp) -> None:
    """Space plays, whatever of the chart has the keyboard."""
    page = open_app()
    seek(page, 100)
    wait_for_figure(page, 100)
    look_below(page)
    page.get_by_test_id("nnviz-chart").content_frame.locator("#chart").click()
    page.keyboard.press("Space")
    page.wait_for_selector(f"{PLAYER}[data-playing=true]")
    assert int(attribute(page, "data-step")) >= 100
