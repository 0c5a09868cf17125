"""The app as static files: a file server, a browser, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser, Page

from nnviz.ui.controls import default_values, to_state
from nnviz.ui.training_job import assembled, begin
from tests.browser.app_page import attribute, slider, wait_for_units
from tests.browser.harness import PLAYER
from tests.browser.pages import until
from tests.browser.static_site import OPENING, OPENING_PLAYER, build_site, serve

pytestmark = pytest.mark.browser

KEPT = """async () => {
  const store = await caches.open((await caches.keys())[0]);
  return (await store.keys()).filter(({ url }) => url.endsWith(".woff2")).length;
}"""
ELEMENT = "[data-testid=stElementContainer]"
VALUE = "(root, [lane, node, x, step]) => root.nnviz.value(lane, node, x, step)"


@dataclass(frozen=True, slots=True)
class Opened:
    """The app in a browser: its page, and every address that it has fetched from."""

    page: Page
    fetched: list[str]
    address: str
    folder: Path
    first_step: int
    """Where the app's player went on."""


@pytest.fixture(scope="module")
def opened(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """Build the site and open it: the first run plays before Python is there."""
    folder = tmp_path_factory.mktemp("site")
    build_site(folder)
    with serve(folder) as served:
        context = browser.new_context(viewport={"width": 1366, "height": 800})
        context.set_default_timeout(120_000)
        fetched: list[str] = []
        context.on("request", lambda request: fetched.append(request.url))
        page = context.new_page()
        page.goto(served.address)
        page.wait_for_selector(f"{OPENING_PLAYER}[data-playing=true]")
        assert page.locator(f"#root {ELEMENT}").count() == 0
        page.wait_for_selector(OPENING, state="detached")
        page.wait_for_selector(PLAYER)
        yield Opened(page, fetched, served.address, folder, int(attribute(page, "data-step")))
        context.close()


def go_to(page: Page, name: str) -> None:
    """Open a page of the app by its link, and wait until it has run."""
    page.get_by_role("link", name=name).first.click()
    until(page, lambda: page.title() == f"{name} · nnviz", f"the page {name}")
    page.wait_for_selector('[data-testid=stApp][data-test-script-state="notRunning"]')


def test_the_apps_player_goes_on_where_the_first_one_was(opened: Opened) -> None:
    assert opened.first_step > 0
    assert opened.page.locator(OPENING).count() == 0


def test_it_trains_what_numpy_trains(opened: Opened) -> None:
    page = opened.page
    go_to(page, "Playground")
    slider(page, "Hidden units").press("ArrowRight")
    wait_for_units(page, 5)
    sample, parts, lanes = begin(to_state(default_values() | {"hidden": 5}))
    stretches = {name: lane.trainer.advance(300) for name, lane in lanes.items()}
    run = assembled(sample, parts, lanes, stretches).lanes["sigmoid"]
    x = [0.3, 0.6]
    forward = run.network.forward(run.params_at(300), np.array([x]))
    for node, value in (("h2", forward.u_H[0, 1]), ("o1", forward.u_O[0, 0])):
        drawn = page.locator(PLAYER).evaluate(VALUE, ["sigmoid", node, x, 300])
        assert drawn == pytest.approx(value, abs=1e-5)


def test_every_page_opens(opened: Opened) -> None:
    page = opened.page
    for name in (
        "From linear to non-linear",
        "Activations",
        "Backpropagation",
        "Homework",
        "Autodiff",
    ):
        go_to(page, name)
        until(page, lambda: page.locator("[data-testid=stSpinner]").count() == 0, "the packages")
        assert page.locator("[data-testid=stException], [data-testid=stAlert]").count() == 0, name


def test_nothing_comes_from_elsewhere(opened: Opened) -> None:
    ours = (opened.address, "blob:", "data:")
    assert len(opened.fetched) > 20
    assert [url for url in opened.fetched if not url.startswith(ours)] == []


def test_a_link_opens_its_page_even_without_the_server(opened: Opened) -> None:
    page = opened.page
    context = page.context
    n_fonts = len(list((opened.folder / "stlite/assets").glob("*.woff2")))
    until(page, lambda: int(page.evaluate(KEPT)) == n_fonts, "everything is kept")
    context.set_offline(True)
    try:
        other = context.new_page()
        other.goto(f"{opened.address}activations/?act_tab=Identity+collapses")
        other.wait_for_selector(OPENING, state="detached")
        assert other.title() == "Activations · nnviz"
        tab = other.get_by_role("tab", name="Identity collapses")
        assert tab.get_attribute("aria-selected") == "true"
        other.close()
    finally:
        context.set_offline(False)
