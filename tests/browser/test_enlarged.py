"""A picture at full width: what it shows, what can be read in it, and what is saved of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from playwright.sync_api import Page

from nnviz.comparison import Comparison
from tests.browser.gallery import Gallery
from tests.browser.harness import API, PLAYER, make_run
from tests.browser.pages import show, until

pytestmark = pytest.mark.browser

STEP = 60
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def run() -> Comparison:
    """Return two lanes on two classes."""
    return make_run(("tanh", "relu"), n_hidden=3, n_steps=80, n_samples=60)


@pytest.fixture(scope="module")
def page(gallery: Gallery, run: Comparison) -> Iterator[Page]:
    """Open one page with the run, for all tests of this file."""
    page = gallery.browser.new_page(
        reduced_motion="reduce", viewport={"width": 1200, "height": 800}
    )
    show(page, run)
    page.evaluate(f"{API}.seek({STEP})")
    yield page
    page.close()


def open_node(page: Page, lane: str, node: str) -> None:
    """Enlarge a node's picture by its button."""
    page.evaluate(f"{API}.shrink()")
    picture = page.locator(f".nv-lane [data-lane={lane}][data-node={node}]")
    picture.hover()
    picture.locator("..").get_by_role("button", name="Enlarge").click()


@pytest.mark.parametrize("node", ["h2", "o1"])
def test_arrow_keys_read_numpys_values(page: Page, run: Comparison, node: str) -> None:
    """The focused picture's arrow keys move a point whose value is NumPy's."""
    open_node(page, "tanh", node)
    for key in ("Shift+ArrowRight", "ArrowUp", "ArrowUp"):
        page.keyboard.press(key)
    lane = run.lanes["tanh"]
    (low1, high1), (low2, high2) = run.sample.domain
    x = np.array([[low1 + 0.6 * (high1 - low1), low2 + 0.52 * (high2 - low2)]])
    forward = lane.network.forward(lane.params_at(STEP), x)
    value = forward.u_H[0, 1] if node == "h2" else forward.u_O[0, 0]
    said = page.get_by_test_id("nnviz-reading").inner_text().replace("−", "-")
    assert f"x1 = {x[0, 0]:.3f}, x2 = {x[0, 1]:.3f}" in said
    assert float(re.findall(r"= (-?\d+\.\d+)", said)[-1]) == pytest.approx(value, abs=6e-4)


def test_escape_gives_the_focus_back(page: Page) -> None:
    """Escape closes the picture and the button that opened it has the focus again."""
    open_node(page, "relu", "h1")
    page.keyboard.press("Escape")
    assert page.locator(".nv-enlarged").count() == 0
    focused = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert focused == "Enlarge hidden unit 1 of ReLU"


def test_it_plays_with_the_lanes(page: Page) -> None:
    """The enlarged picture shows the step that the lanes show, while they play and after."""
    open_node(page, "tanh", "o1")
    page.evaluate(f"{API}.seek(0); {API}.play()")
    until(page, lambda: page.locator(PLAYER).get_attribute("data-playing") == "false", "the end")
    assert page.locator(".nv-enlarged header").inner_text().endswith("step 80\nPNG\nSVG")
    page.evaluate(f"{API}.seek({STEP})")


def test_the_svg_says_what_it_shows(page: Page, tmp_path: Path) -> None:
    """The file has title, step, axes, a shape for each sample, and the boundary as a line."""
    open_node(page, "tanh", "o1")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save this picture as SVG").click()
    assert download.value.suggested_filename == f"nnviz-tanh-o1-step-{STEP}.svg"
    download.value.save_as(tmp_path / "saved.svg")
    root = ET.parse(tmp_path / "saved.svg").getroot()  # noqa: S314 - the file is ours
    texts = [text.text for text in root.iter(f"{SVG}text")]
    assert texts[:2] == [
        "u_O = P(y = 1 | x) of the tanh network",
        f"g(z) = tanh z, step {STEP} of 80",
    ]
    assert {"x1", "x2", "0", "1"} <= set(texts)
    assert len([g for g in root.iter(f"{SVG}g") if "translate" in g.get("transform", "")]) == 60 + 1
    assert len(list(root.iter(f"{SVG}polyline"))) >= 1


def test_the_png_has_twice_the_size(page: Page, tmp_path: Path) -> None:
    """The bytes 16 to 24 of a PNG are its width and height: twice those of the SVG."""
    open_node(page, "tanh", "h1")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save this picture as PNG").click()
    download.value.save_as(tmp_path / "saved.png")
    header = (tmp_path / "saved.png").read_bytes()[:24]
    assert header[:8] == b"\x89PNG\r\n\x1a\n"
    assert np.frombuffer(header[16:], ">u4").tolist() == [2 * (640 + 94), 2 * (640 + 160)]


def test_a_node_that_there_is_not(page: Page) -> None:
    """An unknown node is refused, and what was open stays."""
    open_node(page, "tanh", "h1")
    message = page.evaluate(
        f"(() => {{ try {{ {API}.enlarge('tanh', 'h9'); }} catch (e) {{ return e.message; }} }})()"
    )
    assert message.startswith("node must be one of h1 to h3")
    assert page.locator(".nv-enlarged").get_attribute("data-node") == "h1"
