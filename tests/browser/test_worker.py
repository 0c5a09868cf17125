"""Who paints: a worker, or the page where there can be none. Both paint the same."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from nnviz.comparison import Comparison
from nnviz.components.player.page import standalone_page
from tests.browser.harness import API, PLAYER, make_run
from tests.browser.pages import mount_again, mount_player, show, step_of, until

pytestmark = pytest.mark.browser

RUNS: dict[str, dict[str, Any]] = {
    "bump": {},
    "rings": {"dataset": "rings", "n_classes": 5, "learning_rate": 1.0},
    "sine": {"dataset": "sine", "learning_rate": 0.1},
}

IN_PAGE = "<script>globalThis.nnvizPainter = 'page';</script>"
FAILURES = {
    "forbidden": "<meta http-equiv='Content-Security-Policy' content=\"worker-src 'none'\">",
    "missing": "<script>delete globalThis.OffscreenCanvas;</script>",
    "refused": "<script>globalThis.Worker = function () { throw Error('no'); };</script>",
    "broken": (
        "<script>globalThis.Worker = class extends Worker { constructor() {"
        " super(URL.createObjectURL(new Blob(['throw Error()']))); } };</script>"
    ),
    "without frames": (
        "<script>globalThis.Worker = class extends Worker { constructor(url) {"
        " super(URL.createObjectURL(new Blob([`requestAnimationFrame = undefined;"
        " importScripts('${url}');`]))); } };</script>"
    ),
}
"""What a page holds before the player, and why no worker paints then."""

SUMS = f"""() => Promise.all(
  [...document.querySelectorAll("canvas[data-testid=node-map]")].map(async ({{ dataset }}) => {{
    const {{ width, height, data, step }} = await {API}.pixels(dataset.lane, dataset.node);
    const hash = data.reduce((sum, byte) => Math.imul(sum ^ byte, 16777619), 1);
    return [dataset.lane, dataset.node, width, height, step, hash];
  }}))"""
"""JavaScript that reads every picture, as a hash of its pixels."""

OFTEN = f"""async () => {{
  for (const step of [1, 2, 3, 4]) {{ {API}.seek(step); await ({SUMS})(); }}
}}"""
"""Chromium draws a canvas that is read often without the GPU, which smooths lines otherwise."""


@pytest.fixture(scope="module")
def run() -> Comparison:
    """Return a run of two lanes, long enough not to end in a test."""
    return make_run(n_steps=2000, n_samples=60)


def show_with(page: Page, run: Comparison, before: str) -> None:
    """Show a run's page with something in front of the player, at an address that says nothing."""
    page.goto("about:blank")
    page.set_content(standalone_page(run.payload()).replace("<style>", f"{before}<style>", 1))
    page.wait_for_selector(f"{PLAYER}[data-step]")


def pictures(page: Page) -> Any:
    """Return a hash of every picture, with one unit off at a step and then with a sum of two."""
    page.evaluate(OFTEN)
    page.evaluate(f"{API}.seek(30), {API}.switchUnit('tanh', 2)")
    first = page.evaluate(SUMS)
    page.evaluate(f"{API}.addUp(2)")
    return [*first, *page.evaluate(SUMS)]


@pytest.mark.parametrize("name", RUNS)
def test_worker_and_page_paint_the_same(page: Page, name: str) -> None:
    """Every byte of every picture is the same, whoever paints."""
    run = make_run(("tanh", "relu"), n_steps=40, **RUNS[name])
    show(page, run)
    assert page.evaluate(f"{API}.isWorker")
    by_worker = pictures(page)
    show_with(page, run, IN_PAGE)
    assert not page.evaluate(f"{API}.isWorker")
    assert pictures(page) == by_worker


@pytest.mark.parametrize("failure", FAILURES)
def test_the_page_paints_where_no_worker_can(page: Page, run: Comparison, failure: str) -> None:
    """Without a worker the pictures are there all the same, and nothing is said about it."""
    show_with(page, run, FAILURES[failure])
    until(page, lambda: not page.evaluate(f"{API}.isWorker"), "the page paints")
    page.evaluate(f"{API}.seek(7)")
    seen = page.evaluate(f"{API}.pixels('sigmoid', 'o1').then((p) => [p.step, p.data[3]])")
    assert seen == [7, 255]
    assert page.locator(".nv > .nv-trouble").inner_text() == ""


def test_a_worker_that_stops_is_replaced_by_the_page(page: Page, run: Comparison) -> None:
    """An error in the worker is a sentence; the page goes on with what was there."""
    spy = (
        "<script>const Plain = Worker; globalThis.Worker = class extends Plain {"
        " constructor(url) { super(url); globalThis.painter = this; } };</script>"
    )
    show_with(page, run, spy)
    page.evaluate(f"{API}.seek(30)")
    before = page.evaluate(SUMS)
    page.evaluate("painter.postMessage(null)")  # cannot be read: an error in the worker
    until(page, lambda: not page.evaluate(f"{API}.isWorker"), "the page paints")
    assert page.evaluate(SUMS) == before
    assert "draws by itself now; nothing is lost" in page.locator(".nv > .nv-trouble").inner_text()


BLOCKED = f"""async () => {{
  const player = {API};
  player.play();
  const before = await player.painted();
  const until = performance.now() + 2000;
  while (performance.now() < until);
  const after = await player.painted();
  player.pause();
  return [before, after];
}}"""


def test_a_blocked_page_does_not_stop_the_picture(page: Page, run: Comparison) -> None:
    """While the page's own thread is busy for two seconds, frames go on being painted."""
    show(page, run)
    before, after = page.evaluate(BLOCKED)
    assert after["frames"] - before["frames"] > 1
    assert after["step"] > before["step"] + 1


def test_another_run_is_painted_on_the_same_canvases(page: Page) -> None:
    """A canvas can go to a worker once only: the next run of the same shape uses it again."""
    mount_player(page, make_run(n_steps=20))
    page.evaluate("globalThis.kept = document.querySelector('[data-lane=sigmoid][data-node=h1]')")
    before = page.evaluate(SUMS)
    mount_again(page, make_run(n_steps=20, seed=1))
    assert page.evaluate("kept.isConnected")
    after = page.evaluate(SUMS)
    assert [picture[:4] for picture in after] == [picture[:4] for picture in before]
    assert not {picture[5] for picture in after} & {picture[5] for picture in before}


HIDE = """(hidden) => {
  Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


def test_a_hidden_page_stands_still(page: Page, run: Comparison) -> None:
    """Nothing runs on unseen: the playhead waits, and goes on from there."""
    show(page, run)
    page.evaluate(f"{API}.play()")
    until(page, lambda: page.evaluate(f"{API}.step") > 2, "a step after 2")
    page.evaluate(f"({HIDE})(true)")
    at = page.evaluate(f"{API}.step")
    page.evaluate("new Promise((resolve) => setTimeout(resolve, 300))")
    assert page.evaluate(f"[{API}.step, {API}.playing]") == [at, True]
    page.evaluate(f"({HIDE})(false)")
    until(page, lambda: step_of(page) > at, "further steps")
    assert page.evaluate(f"{API}.pause(), {API}.step") < at + 2000
