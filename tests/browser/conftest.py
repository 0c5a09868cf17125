"""One browser and one served app for all tests of the folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from nnviz.comparison import Comparison
from tests.browser.app_page import OpenApp, Traffic
from tests.browser.gallery import Gallery
from tests.browser.harness import PLAYER, launch, make_run, served_app
from tests.browser.pages import IDLE, N_STEPS, show


def _collector(errors: list[object]) -> Callable[[object], None]:
    """Return a function of Python's own that appends: Playwright takes no built-in one."""

    def collect(error: object) -> None:
        errors.append(error)

    return collect


PATIENCE = 90_000.0
"""Milliseconds until a wait fails: far more than anything takes on a machine with other work."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a running Chromium."""
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def app_address() -> Iterator[str]:
    """Return the address of the app, served on this machine."""
    with served_app() as address:
        yield address


@pytest.fixture(scope="session")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Return one context, so that pages share a cache; they have their own media and size."""
    opened = browser.new_context(viewport={"width": 1280, "height": 900})
    opened.set_default_timeout(PATIENCE)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def calm_page(context: BrowserContext) -> Iterator[Page]:
    """Return the page that `page` hands out again and again; a new one takes half a second."""
    opened = context.new_page()
    opened.emulate_media(reduced_motion="reduce", color_scheme="light")
    yield opened
    opened.close()


@pytest.fixture
def page(calm_page: Page) -> Iterator[Page]:
    """Return an empty page without motion, so that a player waits at step 0; no error passes."""
    errors: list[object] = []
    collect = _collector(errors)
    calm_page.mouse.move(0, 0)  # on the page before: content that is set later sees no leaving
    calm_page.goto("about:blank")
    calm_page.on("pageerror", collect)
    yield calm_page
    calm_page.remove_listener("pageerror", collect)
    assert not errors


@pytest.fixture
def moving_page(context: BrowserContext) -> Iterator[Page]:
    """Return a new page without a preference about motion, so that a player starts by itself."""
    errors: list[object] = []
    page = context.new_page()
    page.emulate_media(reduced_motion="no-preference", color_scheme="light")
    page.on("pageerror", _collector(errors))
    yield page
    page.close()
    assert not errors


@pytest.fixture(scope="session")
def gallery(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gallery]:
    """Return open players of every activation, trained calmly and wildly."""
    folder: Path = tmp_path_factory.mktemp("gallery")
    opened = Gallery(browser, folder)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def run() -> Comparison:
    """Return a short run of two lanes."""
    return make_run(n_steps=N_STEPS)


@pytest.fixture
def player(page: Page, run: Comparison) -> Page:
    """Return a page with a player at rest at step 0."""
    show(page, run)
    return page


@pytest.fixture
def open_app(context: BrowserContext, app_address: str) -> Iterator[OpenApp]:
    """Return a function that opens the app in a page of its own and waits for the player."""
    pages: list[Page] = []

    def open_page(
        query: str = "", *, listen: bool = False, motion: str = "reduce", width: int = 1280
    ) -> Page | tuple[Page, Traffic]:
        page = context.new_page()
        pages.append(page)
        page.emulate_media(color_scheme="light", reduced_motion=motion)
        page.set_viewport_size({"width": width, "height": 844})
        traffic = Traffic(page)
        page.goto(f"{app_address}/{query}")
        page.wait_for_selector(f"{PLAYER}[data-step]")
        page.wait_for_selector(IDLE)  # what is clicked while a script runs may be replaced by it
        return (page, traffic) if listen else page

    yield open_page
    for page in pages:
        page.close()
