"""What tools and people can rely on: attributes, playback, buttons, keys, names, live region."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from nnviz.comparison import Comparison
from nnviz.palette import LIGHT
from tests.browser.harness import API, PLAYER, make_run
from tests.browser.pages import after_timers, mount_again, mount_player, settled_views, show, until

pytestmark = pytest.mark.browser

N_STEPS = 300


@pytest.fixture(scope="module")
def run() -> Comparison:
    """Return a short run of two lanes."""
    return make_run(n_steps=N_STEPS)


@pytest.fixture
def player(page: Page, run: Comparison) -> Page:
    """Return a page with a player at rest at step 0."""
    show(page, run)
    return page


def step_of(page: Page) -> int:
    """Return the step that the player's root names."""
    return int(page.locator(PLAYER).get_attribute("data-step") or "-1")


def attribute(page: Page, name: str) -> str | None:
    """Return an attribute of the player's root."""
    return page.locator(PLAYER).get_attribute(name)


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
    assert player.evaluate(f"{API}.play(), {API}.step") == 0


def test_pause_stays_where_it_is(player: Page) -> None:
    """After a pause no frame is drawn and the step stays."""
    player.evaluate(f"{API}.play()")
    until(player, lambda: step_of(player) > 5, "a step after 5")
    player.evaluate(f"{API}.pause()")
    before = player.evaluate(f"[{API}.step, {API}.frames]")
    after_timers(player)
    assert player.evaluate(f"[{API}.step, {API}.frames]") == before


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
    speed = player.evaluate(f"{API}.view.speed")
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
    assert player.evaluate(f"{API}.view.speed") == pytest.approx(100 * factor)


@pytest.mark.parametrize(("key", "limit"), [("+", 1000), ("-", 1)])
def test_speed_has_limits(player: Page, key: str, limit: float) -> None:
    """The speed stays from 1 to 1000 steps per second."""
    for _ in range(20):
        player.keyboard.press(key)
    assert player.evaluate(f"{API}.view.speed") == limit


@pytest.mark.parametrize("position", [0.0, 0.25, 0.5, 1.0])
def test_speed_slider_is_logarithmic(player: Page, position: float) -> None:
    """The slider goes from 1 to 1000 in equal ratios, and says so in words."""
    player.locator("[data-action=speed]").fill(str(position))
    assert player.evaluate(f"{API}.view.speed") == pytest.approx(1000**position)
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
    """Every stop of the Tab key has an outline of at least 2 px in the accent's colour."""
    accent = [int(LIGHT.accent[i : i + 2], 16) for i in (1, 3, 5)]
    seen = []
    for _ in range(20):
        player.keyboard.press("Tab")
        style = player.evaluate(
            """() => { const e = document.activeElement; const s = getComputedStyle(e);
            return [e.tagName, s.outlineStyle, parseFloat(s.outlineWidth), s.outlineColor]; }"""
        )
        if style[0] != "BODY":
            seen.append(style)
    assert len(seen) >= 8
    assert all(s[1:] == ["solid", 2, "rgb({}, {}, {})".format(*accent)] for s in seen)


def test_pause_is_announced(player: Page, run: Comparison) -> None:
    """A polite live region says step, loss and accuracy of every lane where it pauses."""
    player.evaluate(f"{API}.seek(100)")
    live = player.locator(f"{PLAYER} [aria-live=polite]")
    said = live.text_content() or ""
    assert f"Step 100 of {N_STEPS}" in said
    for lane in run.lanes.values():
        assert f"loss {lane.train_loss[100]:.3f}" in said
        assert f"{round(100 * lane.train_score[100])}" in said


def test_playing_is_not_announced(player: Page) -> None:
    """While it plays the live region stays silent."""
    live = player.locator(f"{PLAYER} [aria-live=polite]")
    before = live.text_content()
    player.evaluate(f"{API}.play()")
    until(player, lambda: step_of(player) > 30, "a step after 30")
    assert live.text_content() == before


def test_numbers_on_screen_are_the_runs(player: Page, run: Comparison) -> None:
    """Loss and accuracy, train and test, and the output weights are those of the step."""
    player.evaluate(f"{API}.seek(250)")
    lane = run.lanes["sigmoid"]
    assert lane.test_loss is not None
    text = player.locator("section", has_text="sigmoid").first.inner_text()
    assert f"{lane.train_loss[250]:.3f}" in text
    assert f"test {lane.test_loss[250]:.3f}" in text
    for weight in lane.W_O[250, 1:, 0]:
        assert f"w {weight:+.2f}".replace("-", "−") in text


def test_reduced_motion_waits(player: Page) -> None:
    """Who wants no motion gets a player that waits at the first step."""
    after_timers(player)
    assert (step_of(player), attribute(player, "data-playing")) == (0, "false")
    assert player.evaluate(f"{API}.frames") == 0


def test_it_starts_by_itself(moving_page: Page, run: Comparison) -> None:
    """Otherwise it plays without being asked."""
    show(moving_page, run)
    moving_page.wait_for_selector(f"{PLAYER}[data-playing=true]")
    until(moving_page, lambda: step_of(moving_page) > 3, "a step after 3")


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


LOOPS = f"""() => new Promise((resolve) => {{
  const player = {API};
  const began = player.frames;
  let frames = 0;
  const count = () => {{
    frames += 1;
    if (frames < 40) requestAnimationFrame(count);
    else resolve((player.frames - began) / frames);
  }};
  requestAnimationFrame(count);
}})"""


def test_there_is_one_animation_loop(moving_page: Page, run: Comparison) -> None:
    """However often it is started or given another run, one frame is drawn a display frame."""
    mount_player(moving_page, run)
    moving_page.locator("[data-action=speed]").fill("0")
    for n_hidden in (3, 5, 4):
        mount_again(moving_page, make_run(n_hidden=n_hidden, n_steps=N_STEPS))
        moving_page.evaluate(f"{API}.play(), {API}.play()")
    moving_page.keyboard.press(" ")
    moving_page.keyboard.press(" ")
    assert moving_page.evaluate(LOOPS) <= 1.1


def test_unmount_leaves_nothing_behind(moving_page: Page, run: Comparison) -> None:
    """After unmounting there is no element, no loop and no key that does anything."""
    mount_player(moving_page, run)
    moving_page.evaluate(f"() => {{ globalThis.kept = {API}; unmountRun(); }}")
    frames, views = moving_page.evaluate("[kept.frames, views.length]")
    moving_page.keyboard.press(" ")
    settled_views(moving_page)
    assert moving_page.evaluate("[kept.frames, views.length]") == [frames, views]
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
    """Going to the step where the player stands says nothing."""
    mount_player(page, run)
    page.evaluate(f"{API}.seek(40)")
    before = len(settled_views(page))
    page.evaluate(f"{API}.seek(40)")
    assert len(settled_views(page)) == before


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


def test_hover_over_the_curves_shows_numbers(player: Page, run: Comparison) -> None:
    """The tip names the step under the pointer and every lane's losses there."""
    box = player.get_by_role("slider", name="Training step").bounding_box()
    assert box is not None
    player.mouse.move(box["x"] + box["width"] / 2, box["y"] + 30)
    text = player.locator(".nv-tip").inner_text()
    step = int(text.split()[1])
    assert abs(step - N_STEPS / 2) < 0.1 * N_STEPS
    for lane in run.lanes.values():
        assert f"{lane.train_loss[step]:.3f}" in text


def test_nothing_jumps_when_values_change(player: Page) -> None:
    """No map changes its place or size from the first step to the last."""
    boxes = "() => [...document.querySelectorAll('canvas')].map((c) => {\
      const b = c.getBoundingClientRect(); return [b.x, b.y, b.width, b.height]; })"
    first = player.evaluate(boxes)
    for step in (1, 99, N_STEPS):
        player.evaluate(f"{API}.seek({step})")
        assert np.allclose(player.evaluate(boxes), first, atol=0.01)
