"""What people read and hear: names, focus, the live region, numbers of the step that is shown."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Page

from nnviz.comparison import Comparison
from nnviz.palette import LIGHT
from tests.browser.harness import API, PLAYER, make_run
from tests.browser.pages import (
    N_STEPS,
    after_timers,
    attribute,
    show,
    step_of,
    until,
)

pytestmark = pytest.mark.browser

NAMED = "button, input, select, textarea, canvas[data-testid], [role=slider], [role=group], section"


def test_every_control_and_map_has_a_name(player: Page) -> None:
    """Nothing that can be used or looked at is without an accessible name."""
    names = player.locator(PLAYER).evaluate(
        """(root, selector) => [...root.querySelectorAll(selector)].map((element) =>
          element.getAttribute("aria-label") || element.getAttribute("title") ||
          element.labels?.[0]?.textContent || element.textContent)""",
        NAMED,
    )
    assert len(names) > 15
    assert all(name.strip() for name in names)


def test_names_of_the_maps_differ(player: Page) -> None:
    """Each map's name says which network and which unit, and at which step."""
    player.evaluate(f"{API}.seek(42)")
    maps = player.locator("canvas[data-testid=node-map]")
    names = maps.evaluate_all("all => all.map((canvas) => canvas.getAttribute('aria-label'))")
    assert len(set(names)) == len(names) == 10
    assert all("step 42" in name for name in names)


def test_focus_is_visible(player: Page) -> None:
    """A stop of the Tab key has an outline of 2 px in the accent's colour, or is a wide line."""
    accent = [int(LIGHT.accent[i : i + 2], 16) for i in (1, 3, 5)]
    seen = []
    for _ in range(20):
        player.keyboard.press("Tab")
        style = player.evaluate(
            """() => { const e = document.activeElement; const s = getComputedStyle(e);
            return e.tagName === "path" ? ["edge", s.stroke, parseFloat(s.strokeWidth)]
              : [e.tagName, s.outlineStyle, parseFloat(s.outlineWidth), s.outlineColor]; }"""
        )
        seen.append(style)
    color = "rgb({}, {}, {})".format(*accent)
    edges = [style[1:] for style in seen if style[0] == "edge"]
    others = [style[1:] for style in seen if style[0] not in {"edge", "BODY"}]
    assert all(style == [color, 4] for style in edges)
    assert len(others) >= 8
    assert all(style == ["solid", 2, color] for style in others)


EARLY = 2
"""A step at which losses fall so fast that those of its neighbours are printed differently."""


def printed(losses: NDArray[np.float64] | None, step: int = EARLY) -> str:
    """Return a step's loss as it is shown; no step beside it may be shown with the same digits."""
    assert losses is not None
    before, here, after = (f"{losses[at]:.3f}" for at in (step - 1, step, step + 1))
    assert here not in {before, after}
    return here


def test_pause_is_announced(player: Page, run: Comparison) -> None:
    """A polite live region says step, loss and accuracy of every lane where it pauses."""
    player.evaluate(f"{API}.seek({EARLY})")
    live = player.locator(f"{PLAYER} [aria-live=polite]")
    said = live.text_content() or ""
    assert f"Step {EARLY} of {N_STEPS}" in said
    for lane in run.lanes.values():
        assert f"loss {printed(lane.train_loss)}" in said
        assert f"{round(100 * lane.train_score[EARLY])}" in said


def test_playing_is_not_announced(player: Page) -> None:
    """While it plays the live region stays silent."""
    live = player.locator(f"{PLAYER} [aria-live=polite]")
    before = live.text_content()
    player.evaluate(f"{API}.play()")
    until(player, lambda: step_of(player) > 30, "a step after 30")
    assert live.text_content() == before


def test_numbers_on_screen_are_the_runs(player: Page, run: Comparison) -> None:
    """Loss and accuracy, train and test, and the output weights are those of the step."""
    player.evaluate(f"{API}.seek({EARLY})")
    lane = run.lanes["sigmoid"]
    text = player.locator("section", has_text="sigmoid").first.inner_text()
    assert printed(lane.train_loss) in text
    assert f"test {printed(lane.test_loss)}" in text
    for weight in lane.W_O[EARLY, 1:, 0]:
        assert f"{weight:+.2f}".replace("-", "−") in text


def test_reduced_motion_waits(player: Page) -> None:
    """Who wants no motion gets a player that waits at the first step."""
    after_timers(player)
    assert (step_of(player), attribute(player, "data-playing")) == (0, "false")
    assert player.evaluate(f"{API}.painted()")["step"] == 0


def test_it_starts_by_itself(moving_page: Page, run: Comparison) -> None:
    """Otherwise it plays without being asked."""
    show(moving_page, run)
    moving_page.wait_for_selector(f"{PLAYER}[data-playing=true]")
    until(moving_page, lambda: step_of(moving_page) > 3, "a step after 3")


def test_log_axis_is_a_toggle(player: Page) -> None:
    """The button changes the loss axis and says whether it is on."""
    button = player.locator("[data-action=log]")
    picture = "() => document.querySelector('.nv-chart').toDataURL()"
    linear = player.evaluate(picture)
    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    assert player.evaluate(picture) != linear
    button.click()
    assert player.evaluate(picture) == linear


def test_hover_over_the_curves_shows_numbers(page: Page) -> None:
    """The tip names the step under the pointer and every lane's losses there."""
    short = make_run(n_steps=2 * EARLY)
    show(page, short)
    box = page.get_by_role("slider", name="Training step").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 30)
    text = page.locator(".nv-tip").inner_text()
    assert int(text.split()[1]) == EARLY
    for lane in short.lanes.values():
        assert printed(lane.train_loss) in text
        assert f"test {printed(lane.test_loss)}" in text


def test_nothing_jumps_when_values_change(player: Page) -> None:
    """No map changes its place or size from the first step to the last."""
    boxes = "() => [...document.querySelectorAll('canvas')].map((c) => {\
      const b = c.getBoundingClientRect(); return [b.x, b.y, b.width, b.height]; })"
    first = player.evaluate(boxes)
    for step in (1, 99, N_STEPS):
        player.evaluate(f"{API}.seek({step})")
        assert np.allclose(player.evaluate(boxes), first, atol=0.01)
