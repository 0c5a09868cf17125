"""How long a changed slider takes to its first new frame, and how much of that is the server."""

from __future__ import annotations

import time
from urllib.parse import urlsplit

import numpy as np
from playwright.sync_api import Page, sync_playwright

from benchmarks.relay import Relay, relayed
from benchmarks.table import print_table
from tests.browser.harness import PLAYER, launch, served_app

CHANGES = 20
TURN = 10  # changes up, then as many down
NEW_FRAME = "html[data-new-frame]"
ANSWER_BYTES = 40_000  # an answer with the run of five units or more is larger than this


def report() -> None:
    """Print median and 95th percentile of both, and the time until the default page plays."""
    with served_app() as address, sync_playwright() as playwright:
        browser = launch(playwright)
        first, again = _opening(browser.new_page(), address), _opening(browser.new_page(), address)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        with relayed(urlsplit(address).port or 80) as (relay_address, relay):
            page.goto(relay_address)
            page.wait_for_selector(f"{PLAYER}[data-playing=true]")
            totals, server = _slider_changes(page, relay)
        browser.close()
    rows = [
        [
            "slider to first new frame",
            f"{np.median(totals):.0f}",
            f"{np.percentile(totals, 95):.0f}",
        ],
        ["of which the server", f"{np.median(server):.0f}", f"{np.percentile(server, 95):.0f}"],
    ]
    print_table(
        f"Latency in ms, {CHANGES} changes of the hidden units", ["", "median", "p95"], rows
    )
    print(
        f"\nOpening the default page until it plays: {first:.1f} s in the server's first session, "
    )
    print(f"{again:.1f} s in the next.")


def _opening(page: Page, address: str) -> float:
    began = time.perf_counter()
    page.goto(address)
    page.wait_for_selector(f"{PLAYER}[data-playing=true]")
    seconds = time.perf_counter() - began
    page.close()
    return seconds


def _slider_changes(page: Page, relay: Relay) -> tuple[list[float], list[float]]:
    """Change "hidden units" up and down; return the milliseconds of each change, whole and server.

    Each change lands on a setting that no one has asked for before, so that it is really trained.
    """
    totals, server = [], []
    slider = page.get_by_role("slider", name="Hidden units")
    seed = page.get_by_role("spinbutton", name="Weight seed")
    for change in range(CHANGES):
        if change % TURN == 0:
            page.evaluate(_WATCH, PLAYER)
            seed.fill(str(100 + change))
            seed.press("Enter")
            page.wait_for_selector(NEW_FRAME, state="attached")
        page.wait_for_timeout(800)  # as a person would, until all has come to rest
        slider.focus()
        page.evaluate(_WATCH, PLAYER)
        relay.arm(ANSWER_BYTES)
        slider.press("ArrowRight" if change % (2 * TURN) < TURN else "ArrowLeft")
        page.wait_for_selector(NEW_FRAME, state="attached")
        totals.append(float(page.evaluate("document.documentElement.dataset.newFrame")))
        page.wait_for_timeout(200)
        server.append(1000 * (relay.answered - relay.asked))
    return totals, server


_WATCH = """
(selector) => {
  delete document.documentElement.dataset.newFrame;
  const holds = (element) => element.shadowRoot?.querySelector(selector);
  const host = [...document.querySelectorAll('*')].find(holds);
  const player = (host?.shadowRoot ?? document).querySelector(selector);
  let began = 0;
  document.addEventListener('keydown', () => { began = performance.now(); },
    { once: true, capture: true });
  const observer = new MutationObserver(() => {
    observer.disconnect();
    requestAnimationFrame(() => requestAnimationFrame(() => {
      document.documentElement.dataset.newFrame = performance.now() - began;
    }));
  });
  observer.observe(player.querySelector('.nv-lanes'), { childList: true });
}
"""
