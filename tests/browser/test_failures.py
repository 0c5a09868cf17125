"""Runs and browsers that something is wrong with."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from nnviz.comparison import Comparison
from nnviz.components.player import payload
from nnviz.components.player.page import standalone_page
from tests.browser.harness import API, PLAYER, make_run
from tests.browser.pages import show

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def diverged() -> Comparison:
    """Return an identity lane that explodes beside a sigmoid lane that does not."""
    run = make_run(n_steps=100, learning_rate=1000.0, scale=10.0, dataset="gaussians")
    assert run.lanes["identity"].diverged_at is not None
    assert run.lanes["sigmoid"].diverged_at is None
    return run


def test_diverged_lane_says_at_which_step(page: Page, diverged: Comparison) -> None:
    """After its last step a lane says in words that and when it diverged; before, nothing."""
    show(page, diverged)
    lane = page.locator("section.nv-lane", has_text="identity")
    at = diverged.lanes["identity"].diverged_at
    assert at is not None
    page.evaluate(f"{API}.seek({at - 2})")
    assert lane.locator("[role=status]").inner_text() == ""
    page.evaluate(f"{API}.seek({at})")
    assert f"diverged: at step {at}" in lane.locator("[role=status]").inner_text()


def test_diverged_lane_is_told_in_the_sentence(page: Page, diverged: Comparison) -> None:
    """The sentence above the lanes names the network that diverged, and since when."""
    show(page, diverged)
    page.evaluate(f"{API}.seek(100)")
    said = page.get_by_test_id("nnviz-sentence").inner_text()
    assert f"diverged: from step {diverged.lanes['identity'].diverged_at}" in said


def test_other_lanes_go_on(page: Page, diverged: Comparison) -> None:
    """The timeline is as long as the longest lane, and the sound lane shows no trouble."""
    show(page, diverged)
    page.evaluate(f"{API}.seek(100)")
    assert page.locator(PLAYER).get_attribute("data-step") == "100"
    sound = page.locator("section.nv-lane", has_text="sigmoid").first
    assert sound.locator("[role=status]").inner_text() == ""


def test_nothing_on_screen_is_nan(page: Page, diverged: Comparison) -> None:
    """No NaN, undefined or Infinity is written anywhere, at any step of a run that diverges."""
    show(page, diverged)
    for step in (0, 3, 8, 12, 100):
        page.evaluate(f"{API}.seek({step})")
        text = page.locator(PLAYER).inner_text()
        assert not [word for word in ("NaN", "undefined", "Infinity", "null") if word in text]


def test_all_lanes_diverged_at_once(page: Page) -> None:
    """A timeline whose every lane ended early is as long as the longest of them."""
    run = make_run(("identity",), n_steps=100, learning_rate=1000.0, scale=10.0)
    at = run.lanes["identity"].diverged_at
    assert at is not None
    show(page, run)
    assert page.locator(PLAYER).get_attribute("data-n-steps") == str(at - 1)
    page.evaluate(f"{API}.seek({at})")
    assert page.locator(PLAYER).get_attribute("data-step") == str(at - 1)


def test_diverged_single_lane_says_so_at_its_end(page: Page) -> None:
    """Where every lane has diverged, the end of the timeline says so."""
    run = make_run(("identity",), n_steps=100, learning_rate=1000.0, scale=10.0)
    at = run.lanes["identity"].diverged_at
    show(page, run)
    page.evaluate(f"{API}.seek(100)")
    assert f"step {at}" in page.locator("section.nv-lane [role=status]").inner_text()


def test_one_class_is_told(page: Page) -> None:
    """With one class alone, a sentence says that there is nothing to separate."""
    show(page, make_run(n_steps=20, n_samples=1))
    assert "one class" in page.get_by_test_id("nnviz-sentence").inner_text()


def test_a_run_of_no_steps_can_be_shown(page: Page) -> None:
    """A run that has only its start is shown, and playing it does nothing."""
    show(page, make_run(n_steps=0))
    page.keyboard.press(" ")
    page.keyboard.press("End")
    assert page.locator(PLAYER).get_attribute("data-step") == "0"
    assert page.locator(PLAYER).get_attribute("data-playing") == "false"


NO_CANVAS = "HTMLCanvasElement.prototype.getContext = () => null;"


def test_no_canvas_is_told(moving_page: Page) -> None:
    """A browser that cannot draw gets a sentence that says so and which browsers can."""
    moving_page.add_init_script(NO_CANVAS)
    moving_page.goto("about:blank")
    moving_page.set_content(standalone_page(make_run(n_steps=5).payload()))
    said = moving_page.get_by_role("alert").inner_text()
    assert "cannot draw on a canvas" in said
    assert "Firefox" in said


HOSTILE = "<img src=x onerror=document.title='hacked'></script><b>"


def test_names_are_text(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words of a run that hold markup are shown as text, everywhere."""
    run = make_run(("tanh",), n_steps=5)
    described = payload.describe(run.sample, run.lanes)
    words = {"name": HOSTILE, "label": HOSTILE, "formula": HOSTILE, "divergence": HOSTILE}
    lanes = [lane | words | {"diverged_at": 3} for lane in described["lanes"]]
    monkeypatch.setattr(payload, "describe", lambda *_: described | {"lanes": lanes})
    show(page, Comparison.from_runs(run.sample, {HOSTILE: run.lanes["tanh"]}, run.is_test))
    page.evaluate(f"{API}.seek(5)")
    assert page.locator(PLAYER).inner_text().count(HOSTILE) >= 3
    assert page.locator("img").count() == 0
    assert page.title() == "nnviz"
