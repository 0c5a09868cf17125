"""Another run in the same player, one loop, nothing left behind, and what is reported when."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from nnviz.comparison import Comparison
from tests.browser.harness import API, PLAYER, make_run
from tests.browser.pages import (
    N_STEPS,
    attribute,
    mount_again,
    mount_player,
    settled_views,
    step_of,
    until,
)

pytestmark = pytest.mark.browser


def test_another_run_keeps_the_step(page: Page, run: Comparison) -> None:
    """A player that rests on a step shows the same step of the next run."""
    mount_player(page, run)
    page.evaluate(f"{API}.seek(120)")
    mount_again(page, make_run(n_hidden=6, n_steps=N_STEPS))
    assert step_of(page) == 120
    assert page.locator("canvas[data-lane=sigmoid]").count() == 7


def test_another_run_keeps_the_end(page: Page, run: Comparison) -> None:
    """A player that rests at the end of a run is at the end of the next, shorter or longer."""
    mount_player(page, run)
    page.evaluate(f"{API}.seek({N_STEPS})")
    for n_steps in (50, 400):
        mount_again(page, make_run(n_steps=n_steps))
        assert step_of(page) == n_steps


def test_a_shorter_run_ends_earlier(page: Page, run: Comparison) -> None:
    """A step that the next run does not have becomes its last."""
    mount_player(page, run)
    page.evaluate(f"{API}.seek(200)")
    mount_again(page, make_run(n_steps=50))
    assert step_of(page) == 50


def test_another_run_goes_on_playing(moving_page: Page, run: Comparison) -> None:
    """A player that plays goes on playing from its step when the run changes, with one loop."""
    mount_player(moving_page, run)
    until(moving_page, lambda: step_of(moving_page) > 10, "a step after 10")
    for n_hidden in (3, 5, 4):
        mount_again(moving_page, make_run(n_hidden=n_hidden, n_steps=N_STEPS))
    assert attribute(moving_page, "data-playing") == "true"
    assert step_of(moving_page) > 10


LOOPS = f"""async () => {{
  const player = {API};
  player.seek(0);
  player.play();
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const before = await player.painted();
  for (let i = 0; i < 40; i++) await frame();
  const after = await player.painted();
  return (after.frames - before.frames) / 40;
}}"""


def test_there_is_one_animation_loop(moving_page: Page, run: Comparison) -> None:
    """However often it is started or given another run, one frame is drawn a display frame."""
    mount_player(moving_page, run)
    for n_hidden in (3, 5, 4):
        mount_again(moving_page, make_run(n_hidden=n_hidden, n_steps=N_STEPS))
        moving_page.evaluate(f"{API}.play(), {API}.play()")
    moving_page.keyboard.press(" ")
    moving_page.keyboard.press(" ")
    assert 0 < moving_page.evaluate(LOOPS) <= 1.1


def test_unmount_leaves_nothing_behind(moving_page: Page, run: Comparison) -> None:
    """After unmounting there is no element, no worker and no key that does anything."""
    mount_player(moving_page, run)
    moving_page.evaluate(f"() => {{ globalThis.kept = {API}; unmountRun(); }}")
    views = moving_page.evaluate("views.length")
    moving_page.keyboard.press(" ")
    settled_views(moving_page)
    assert moving_page.evaluate("views.length") == views
    assert moving_page.evaluate("kept.painted()") is None
    assert not moving_page.workers
    assert moving_page.evaluate("document.getElementById('root').childElementCount") == 0


def test_playing_reports_nothing(moving_page: Page, run: Comparison) -> None:
    """No view is reported while it plays, and one when it stops at the end."""
    mount_player(moving_page, run)
    until(moving_page, lambda: step_of(moving_page) > 50, "a step after 50")
    assert moving_page.evaluate("views") == []
    moving_page.wait_for_selector(f"{PLAYER}[data-playing=false]")
    [view] = settled_views(moving_page)
    assert (view["step"], view["at_end"]) == (N_STEPS, True)


HOLD = f"""() => new Promise((resolve) => {{
  for (let step = 1; step <= 10; step++) setTimeout(() => {API}.seek(step), 30 * step);
  setTimeout(resolve, 301);
}})"""
"""A key held down: a step every 30 ms, ten times."""


def test_a_held_key_reports_once(page: Page, run: Comparison) -> None:
    """Many steps in a row are reported once, when they are over."""
    mount_player(page, run)
    before = len(settled_views(page))
    page.evaluate(HOLD)
    assert [view["step"] for view in settled_views(page)[before:]] == [10]


def test_an_unchanged_view_is_not_reported_again(page: Page, run: Comparison) -> None:
    """Going to the step where the player is says nothing."""
    mount_player(page, run)
    page.evaluate(f"{API}.seek(40)")
    before = len(settled_views(page))
    page.evaluate(f"{API}.seek(40)")
    assert len(settled_views(page)) == before
