"""A class's server: what it answers, what it keeps closed, and what survives a killed process."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from benchmarks.forger import forge_values
from benchmarks.load_client import Changes, Student, lesson
from tests.browser.app_page import seek, slider, wait_for_units
from tests.browser.class_server import Class, n_students, served_class
from tests.browser.harness import PLAYER
from tests.browser.pages import DRAWN_CHART, IDLE, until

pytestmark = pytest.mark.browser
STUDENTS = 8


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Class]:
    with served_class(tmp_path_factory.mktemp("class"), 2, STUDENTS) as served:
        yield served


def test_headers_and_closed_doors(server: Class) -> None:
    """Every document has the headers and a hidden cookie; figures are not for strangers."""
    status, headers, _ = server.get("/")
    assert status == 200
    assert "default-src 'self'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert "HttpOnly" in headers["set-cookie"]
    assert server.get("/_stcore/metrics")[0] == 404
    assert [server.get(path)[0] for path in ("/healthz", "/readyz", "/place")] == [200, 200, 200]


def test_files_whose_names_are_their_contents_are_kept(server: Class) -> None:
    """Browsers need not ask for them again, and they travel compressed."""
    page = server.get("/")[2]
    script = page.split('src="./static/', 1)[1].split('"', 1)[0]
    status, headers, _ = server.get(f"/static/{script}")
    assert (status, headers["cache-control"]) == (200, "public, max-age=31536000, immutable")


def wait_for_an_empty_class(server: Class) -> None:
    """Wait until the visitors of other tests are no longer counted."""
    deadline = time.monotonic() + 90
    while n_students(server) != 0:
        assert time.monotonic() < deadline
        time.sleep(0.5)


@pytest.mark.parametrize("page", ["", "linear", "activations?act_tab=Universal+approximation"])
def test_no_page_breaks_its_own_policy(server: Class, browser: Browser, page: str) -> None:
    """The browser refuses nothing, charts and their scripts included."""
    opened = browser.new_context(reduced_motion="reduce").new_page()
    opened.set_default_timeout(90_000)
    refused: list[str] = []
    opened.on("console", lambda said: refused.append(said.text))
    opened.goto(f"{server.address}/{page}")
    opened.wait_for_selector(f"{PLAYER}[data-step], {DRAWN_CHART}")
    opened.wait_for_selector(IDLE)
    opened.context.close()
    assert not [text for text in refused if "Content Security Policy" in text]


def test_a_full_class_says_so(server: Class) -> None:
    """Who comes too late is told in words, and can come in when somebody has left."""

    async def visit() -> tuple[int, str]:
        students = asyncio.create_task(lesson(server.address, STUDENTS, Changes(2, 3.0), arrival=0))
        await asyncio.sleep(4)
        status, _, text = await asyncio.to_thread(server.get, "/")
        assert not [error for student in await students for error in student.errors]
        return status, text

    wait_for_an_empty_class(server)
    with ThreadPoolExecutor(1) as aside:  # the browser has this thread's event loop
        status, text = aside.submit(asyncio.run, visit()).result()
    assert status == 503
    assert "The class is full" in text
    assert server.get("/")[0] == 200


def test_a_killed_replica_costs_nobody_settings_or_step(server: Class, browser: Browser) -> None:
    """Its student goes on with another one, with the units and at the step that were shown.

    What replicas keep for each other on the disk is damaged besides.
    """
    page = browser.new_context(reduced_motion="reduce").new_page()
    page.set_default_timeout(90_000)
    page.goto(f"{server.address}/?hidden=5")
    page.wait_for_selector(f"{PLAYER}[data-step]")
    page.wait_for_selector(IDLE)
    seek(page, 173)
    (server.folder / "runs/runs.sqlite").write_bytes(b"damaged")
    before = server.replicas()
    for replica in before:  # whichever is this student's
        os.kill(replica, signal.SIGKILL)
    until(page, lambda: len(set(server.replicas()) - set(before)) == 2, "two new replicas")
    page.wait_for_selector("[data-testid=stApp][data-test-connection-state=CONNECTED]")
    page.wait_for_selector(IDLE)
    slider(page, "Hidden units").press("ArrowRight")
    wait_for_units(page, 6)
    expect(page.locator(PLAYER)).to_have_attribute("data-step", "173")
    assert n_students(server) >= 0
    expect(page.get_by_test_id("stException")).to_have_count(0)
    page.context.close()


def test_forged_messages_leave_a_sentence_and_no_traceback(tmp_path: Path) -> None:
    """Values of every other type, for every widget; then others are served as before."""
    with served_class(tmp_path / "class", 1, 20) as served, ThreadPoolExecutor(1) as aside:
        n_sent, others = aside.submit(asyncio.run, forge(served.address)).result()
        said = served.logs()
    assert n_sent >= 500
    assert not [error for student in others for error in student.errors]
    assert "Traceback" not in said


async def forge(address: str) -> tuple[int, list[Student]]:
    """Send wrong types from three sessions; return how many messages, and a class beside them."""
    beside = asyncio.create_task(lesson(address, 2, Changes(3, 1.0)))
    sent = await asyncio.gather(
        *(forge_values(address, page) for page in ("", "homework", "linear"))
    )
    return sum(sent), await beside


def test_the_command_ends_all_that_it_started(tmp_path: Path) -> None:
    """After SIGTERM nobody is left."""
    with served_class(tmp_path / "class", 1, 3) as served:
        replicas = served.replicas()
        assert len(replicas) == 1
    assert not Path(f"/proc/{replicas[0]}").exists()
