"""The player inside the served app: traffic, state, and settings beside its reports."""

from __future__ import annotations

import pytest

from tests.browser.app_page import (
    SLOW_TURNS,
    OpenApp,
    attribute,
    look_below,
    quiet,
    seek,
    slider,
    wait_for_figure,
    wait_for_units,
)
from tests.browser.harness import PLAYER
from tests.browser.pages import after_timers, until

pytestmark = pytest.mark.browser


def test_player_appears_without_error(open_app: OpenApp) -> None:
    """The default page shows one player with the lecture's two lanes, and no error or warning."""
    page = open_app()
    assert page.locator(PLAYER).count() == 1
    assert attribute(page, "data-lanes") == "sigmoid,identity"
    assert page.get_by_test_id("stException").count() == 0
    assert page.get_by_test_id("stAlert").count() == 0


def test_it_starts_by_itself_in_the_app(open_app: OpenApp) -> None:
    """Something learns without a click."""
    page = open_app(motion="no-preference")
    page.wait_for_selector(f"{PLAYER}[data-playing=true]")
    until(page, lambda: int(attribute(page, "data-step")) > 3, "a step after 3")


def test_playing_costs_no_traffic(open_app: OpenApp) -> None:
    """Playing hundreds of steps sends and receives no message."""
    page, traffic = open_app(listen=True)
    quiet(page, traffic)
    page.locator(PLAYER).evaluate("(root) => root.nnviz.play()")
    before = traffic.total
    until(page, lambda: int(attribute(page, "data-step")) > 300, "a step after 300")
    assert attribute(page, "data-playing") == "true"
    assert traffic.total == before


def test_a_pause_costs_nothing_until_someone_looks(open_app: OpenApp) -> None:
    """A pause sends nothing and draws no chart; whoever then scrolls down gets the step's, once."""
    page, traffic = open_app(listen=True)
    quiet(page, traffic)
    page.locator(PLAYER).evaluate("(root) => root.nnviz.play()")
    until(page, lambda: int(attribute(page, "data-step")) > 20, "a step after 20")
    before = traffic.sent
    page.get_by_role("button", name="Pause").click()
    quiet(page, traffic)
    assert (traffic.sent, page.get_by_test_id("nnviz-chart").count()) == (before, 0)
    wait_for_figure(page, int(attribute(page, "data-step")))
    quiet(page, traffic)
    assert traffic.sent == before + 1


def test_a_held_key_is_reported_when_it_is_let_go(open_app: OpenApp) -> None:
    """Thirty steps with → held send nothing, though the figure is in view; then one message."""
    page, traffic = open_app(listen=True)
    wait_for_figure(page, 0)
    quiet(page, traffic)
    before = traffic.sent
    for _ in range(30):
        page.keyboard.down("ArrowRight")
    after_timers(page, 400)
    assert (attribute(page, "data-step"), traffic.sent) == ("30", before)
    page.keyboard.up("ArrowRight")
    wait_for_figure(page, 30)
    quiet(page, traffic)
    assert traffic.sent == before + 1


def test_an_opened_tab_is_drawn_once(open_app: OpenApp) -> None:
    """A tab asks for its content, and is told that it is looked at; its figure comes once."""
    page, traffic = open_app(listen=True)
    seek(page, 40)
    wait_for_figure(page, 40)
    quiet(page, traffic)
    before = traffic.sent
    page.get_by_role("tab", name="Scores").click()
    wait_for_figure(page, 40)
    quiet(page, traffic)
    drawn = page.get_by_test_id("nnviz-chart").get_attribute("data-drawn")
    assert (drawn, traffic.sent) == ("1", before + 2)


def test_tabs_follow_the_playhead(open_app: OpenApp) -> None:
    """Wherever the playhead is put, the figure below is about this step."""
    page = open_app()
    for step in (17, 640):
        seek(page, step)
        wait_for_figure(page, step)


def test_click_on_a_map_tells_the_server_once(open_app: OpenApp) -> None:
    """Choosing a sample sends one message when the tab is looked at next; it says which one."""
    page, traffic = open_app(listen=True)
    seek(page, 30)
    wait_for_figure(page, 30)
    quiet(page, traffic)
    before = traffic.sent
    output = page.locator("canvas[data-lane=sigmoid][data-node=o1]")
    output.scroll_into_view_if_needed()
    after_timers(page, 200)  # until the browser knows that the chart's frame has moved away
    output.click()
    look_below(page)
    page.get_by_text("Chosen: sample").wait_for()
    quiet(page, traffic, 500)
    assert traffic.sent == before + 1


def test_a_setting_keeps_the_step(open_app: OpenApp) -> None:
    """Another number of hidden units shows the new run at the same step."""
    page = open_app()
    seek(page, 350)
    wait_for_figure(page, 350)
    slider(page, "Hidden units").press("ArrowRight")
    wait_for_units(page, 5)
    assert attribute(page, "data-step") == "350"


def test_a_setting_keeps_the_end(open_app: OpenApp) -> None:
    """Parked at the end, the player is at the end of the next run, and at that of a longer one."""
    page = open_app("?steps=200")
    seek(page, 200)
    wait_for_figure(page, 200)
    slider(page, "Hidden units").press("ArrowRight")
    wait_for_units(page, 5)
    assert attribute(page, "data-step") == "200"
    slider(page, "Steps").press("ArrowRight")
    page.wait_for_selector(f"{PLAYER}[data-n-steps='500']")
    assert attribute(page, "data-step") == "500"


def test_a_setting_is_not_lost_beside_a_report(open_app: OpenApp) -> None:
    """A slider that is moved while a busy page reports its step still gives a new run.

    Streamlit sends what changes at once as one message; with a report of the fragment in it, only
    the fragment runs.
    """
    page = open_app()
    wait_for_figure(page, 0)
    page.evaluate(SLOW_TURNS)
    seek(page, 120)
    slider(page, "Hidden units").press("ArrowRight")
    wait_for_units(page, 5)
