"""What tools and people can rely on: attributes, playback, buttons, keys, names, live region."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from nnviz.comparison import Comparison
from tests.browser.harness import API, PLAYER
from tests.browser.pages import (
    N_STEPS,
    after_timers,
    attribute,
    mount_player,
    settled_views,
    step_of,
    until,
)

pytestmark = pytest.mark.browser


def test_root_says_what_it_shows(player: Page) -> None:
    """The root carries steps, lanes and whether it plays."""
    assert attribute(player, "data-step") == "0"
    assert attribute(player, "data-n-steps") == str(N_STEPS)
    assert attribute(player, "data-playing") == "false"
    assert attribute(player, "data-lanes") == "sigmoid,identity"


def test_maps_say_what_they_show(player: Page) -> None:
    """Each lane has one canvas for every hidden unit and one for the output."""
    for lane in ("sigmoid", "identity"):
        maps = player.locator(f"canvas[data-testid=node-map][data-lane={lane}]")
        nodes = maps.evaluate_all("all => all.map((canvas) => canvas.dataset.node)")
        assert nodes == ["h1", "h2", "h3", "h4", "o1"]


@pytest.mark.parametrize(
    ("asked", "step"), [(0, 0), (17, 17), (N_STEPS, N_STEPS), (-5, 0), (10**6, N_STEPS)]
)
def test_seek_goes_to_a_step_of_the_run(player: Page, asked: int, step: int) -> None:
    """Seek shows the step asked for, or the nearest that there is."""
    player.evaluate(f"{API}.seek({asked})")
    assert step_of(player) == step
    assert player.evaluate(f"{API}.step") == step


def test_play_goes_to_the_end_and_stops(player: Page) -> None:
    """Playing ends at the last step, and says that it has stopped."""
    player.evaluate(f"{API}.play()")
    assert attribute(player, "data-playing") == "true"
    player.wait_for_selector(f"{PLAYER}[data-playing=false]")
    assert step_of(player) == N_STEPS


def test_play_at_the_end_starts_over(player: Page) -> None:
    """Play on the last step begins at the first."""
    player.evaluate(f"{API}.seek({N_STEPS})")
    assert player.evaluate(f"{API}.play(), {API}.step") < N_STEPS / 2


def test_pause_stays_where_it_is(player: Page) -> None:
    """After a pause no frame is drawn and the step stays."""
    player.evaluate(f"{API}.play()")
    until(player, lambda: step_of(player) > 5, "a step after 5")
    player.evaluate(f"{API}.pause()")
    before = player.evaluate(f"{API}.painted()")
    after_timers(player)
    assert player.evaluate(f"{API}.painted()") == before
    assert before["step"] == step_of(player)


def test_steps_follow_elapsed_time(player: Page) -> None:
    """The playhead advances speed × elapsed seconds, however many frames there were."""
    steps, seconds = player.evaluate(
        f"""() => new Promise((resolve) => {{
          const player = {API};
          const from = performance.now();
          player.play();
          const look = (now) => (now - from < 1000 ? requestAnimationFrame(look)
            : resolve([player.step, (now - from) / 1000]));
          requestAnimationFrame(look);
        }})"""
    )
    speed = player.evaluate(f"{API}.speed")
    assert abs(steps - speed * seconds) <= 0.1 * speed  # a tenth of a second: some slow frames


def test_slow_frames_cost_frames_not_speed(player: Page) -> None:
    """A page that is blocked for half a second shows the step that half a second later is due."""
    steps, seconds = player.evaluate(
        f"""() => new Promise((resolve) => {{
          const player = {API};
          player.play();
          const from = performance.now();
          requestAnimationFrame(() => {{
            while (performance.now() - from < 500);
            requestAnimationFrame(() => requestAnimationFrame((now) =>
              resolve([player.step, (now - from) / 1000])));
          }});
        }})"""
    )
    assert abs(steps - 100 * seconds) <= 10


@pytest.mark.parametrize(
    ("action", "expected"),
    [("forward", 51), ("back", 49), ("start", 0), ("end", N_STEPS)],
)
def test_buttons_move_the_playhead(player: Page, action: str, expected: int) -> None:
    """The buttons go one step on or back, to the start and to the end."""
    player.evaluate(f"{API}.seek(50)")
    player.click(f"[data-action={action}]")
    assert step_of(player) == expected


def test_play_button_plays_and_pauses(player: Page) -> None:
    """One button does both, and its name says which."""
    player.get_by_role("button", name="Play").click()
    expect(player.locator(PLAYER)).to_have_attribute("data-playing", "true")
    player.get_by_role("button", name="Pause").click()
    expect(player.locator(PLAYER)).to_have_attribute("data-playing", "false")


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("ArrowRight", 51), ("ArrowLeft", 49), ("Shift+ArrowRight", 60), ("Shift+ArrowLeft", 40),
        ("Home", 0), ("End", N_STEPS), ("Control+ArrowRight", 50), ("Alt+ArrowLeft", 50), ("a", 50),
    ],
)  # fmt: skip
@pytest.mark.parametrize("focus", ["scrubber", "page"])
def test_keys_move_the_playhead(player: Page, key: str, expected: int, focus: str) -> None:
    """Arrows, with Shift ten, Home and End; with and without a focus in the player."""
    player.evaluate(f"{API}.seek(50)")
    if focus == "scrubber":
        player.get_by_role("slider", name="Training step").focus()
    player.keyboard.press(key)
    assert step_of(player) == expected


def test_steps_end_at_both_ends(player: Page) -> None:
    """There is no step before the first and none after the last."""
    player.keyboard.press("Shift+ArrowLeft")
    assert step_of(player) == 0
    player.evaluate(f"{API}.seek({N_STEPS - 3})")
    player.keyboard.press("Shift+ArrowRight")
    assert step_of(player) == N_STEPS


def test_an_arrow_pauses(player: Page) -> None:
    """A step by hand while it plays stops it there."""
    player.evaluate(f"{API}.play()")
    player.keyboard.press("ArrowRight")
    assert attribute(player, "data-playing") == "false"


@pytest.mark.parametrize("focus", ["page", "scrubber"])
def test_space_plays_and_pauses(player: Page, focus: str) -> None:
    """The space bar starts and stops, wherever the focus is."""
    if focus == "scrubber":
        player.get_by_role("slider", name="Training step").focus()
    for playing in ("true", "false"):
        player.keyboard.press(" ")
        assert attribute(player, "data-playing") == playing


def test_space_on_a_button_presses_it_once(player: Page) -> None:
    """The space bar on a focused button does what the button says and nothing else."""
    player.locator("[data-action=forward]").focus()
    player.keyboard.press(" ")
    assert (step_of(player), attribute(player, "data-playing")) == (1, "false")


@pytest.mark.parametrize(
    ("keys", "factor"),
    [("+", 10**0.25), ("=", 10**0.25), ("-", 10**-0.25), ("++++", 10), ("----", 0.1)],
)
def test_plus_and_minus_change_the_speed(player: Page, keys: str, factor: float) -> None:
    """Four presses are a factor of ten, from 100 steps per second."""
    for key in keys:
        player.keyboard.press(key)
    assert player.evaluate(f"{API}.speed") == pytest.approx(100 * factor)


@pytest.mark.parametrize(("key", "limit"), [("+", 1000), ("-", 1)])
def test_speed_has_limits(player: Page, key: str, limit: float) -> None:
    """The speed stays from 1 to 1000 steps per second."""
    for _ in range(20):
        player.keyboard.press(key)
    assert player.evaluate(f"{API}.speed") == limit


@pytest.mark.parametrize("position", [0.0, 0.25, 0.5, 1.0])
def test_speed_slider_is_logarithmic(player: Page, position: float) -> None:
    """The slider goes from 1 to 1000 in equal ratios, and says so in words."""
    player.locator("[data-action=speed]").fill(str(position))
    assert player.evaluate(f"{API}.speed") == pytest.approx(1000**position)
    said = player.locator("[data-action=speed]").get_attribute("aria-valuetext") or ""
    assert said.endswith("steps per second")
    assert float(said.split()[0]) == pytest.approx(1000**position, rel=0.05)


def test_scrubber_is_a_slider(player: Page) -> None:
    """The timeline tells a screen reader its role, its range and where it is."""
    player.evaluate(f"{API}.seek(123)")
    slider = player.get_by_role("slider", name="Training step")
    values = [slider.get_attribute(f"aria-value{part}") for part in ("min", "now", "max")]
    assert values == ["0", "123", str(N_STEPS)]
    assert "Step 123" in (slider.get_attribute("aria-valuetext") or "")


def drag(page: Page, shares: list[float], check: Callable[[], None]) -> None:
    """Drag over the scrubber to shares of its width, and let go after `check`."""
    box = page.get_by_role("slider", name="Training step").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + shares[0] * box["width"], box["y"] + 20)
    page.mouse.down()
    for share in shares[1:]:
        page.mouse.move(box["x"] + share * box["width"], box["y"] + 20)
    check()
    page.mouse.up()


def test_dragging_moves_and_reports_once(page: Page, run: Comparison) -> None:
    """The playhead follows a drag; what is reported is only where it was let go."""
    mount_player(page, run)
    before = len(settled_views(page))
    drag(page, [0.2, 0.4, 0.6, 0.5], lambda: None)
    views = settled_views(page)[before:]
    assert [view["step"] for view in views] == [step_of(page)]
    assert abs(step_of(page) - 0.5 * N_STEPS) < 0.1 * N_STEPS


def test_drag_ends_are_the_runs_ends(player: Page) -> None:
    """Left of the axis is the first step, right of it the last."""
    drag(player, [0.5, 0.0], lambda: None)
    assert step_of(player) == 0
    drag(player, [0.5, 0.9999], lambda: None)
    assert step_of(player) == N_STEPS


def test_dragging_draws_while_it_moves(player: Page) -> None:
    """The maps' step is the playhead's before the button is let go."""
    drag(player, [0.1, 0.9], lambda: until(player, lambda: step_of(player) > 200, "dragged"))
