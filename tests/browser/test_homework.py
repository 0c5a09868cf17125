"""The page Homework in a browser: what reaches it, fields and verdicts, paper, width."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, WebSocket

from nnviz.exercise.blanks import SETS
from nnviz.exercise.exercise import Exercise
from nnviz.exercise.link import encode
from nnviz.exercise.quantities import Place, answer_key
from nnviz.exercise.symbols import spoken
from nnviz.palette import DARK, LIGHT
from tests.browser.pages import IDLE, until

pytestmark = pytest.mark.browser

EXERCISE = Exercise(
    "tanh", "vector_regression",
    W_H=((0.31, -0.23), (0.71, 0.43), (-0.53, 0.97)),
    W_O=((0.11, -0.67), (0.83, -0.37), (1.1, 0.4)),
    x=(0.9, -1.3), y=(2.3, -0.9), rate=0.35,
)  # fmt: skip
LARGE = Exercise(
    "silu", "multiclass",
    W_H=((0.1, 0.2, 0.3, 0.4),) * 4, W_O=((0.5, -0.25, 0.125),) * 5,
    x=(1.5, -2.5, 0.5), y=(2.0,), rate=0.01,
)  # fmt: skip
KEY = answer_key(EXERCISE)

OpenPage = Callable[..., Page]


@pytest.fixture
def frames() -> list[bytes]:
    """Return the list of all that a page's socket has brought."""
    return []


@pytest.fixture
def open_page(context: BrowserContext, app_address: str, frames: list[bytes]) -> Iterator[OpenPage]:
    """Return a function that opens an exercise in a page of its own."""
    pages: list[Page] = []

    def listen(socket: WebSocket) -> None:
        def keep(payload: str | bytes) -> None:
            frames.append(payload if isinstance(payload, bytes) else payload.encode())

        socket.on("framereceived", keep)

    def show(
        exercise: Exercise = EXERCISE, blanks: str = "all", width: int = 1280, scheme: str = "light"
    ) -> Page:
        page = context.new_page()
        pages.append(page)
        page.on("websocket", listen)
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.set_viewport_size({"width": width, "height": 844})
        page.goto(f"{app_address}/homework?{urlencode({'ex': encode(exercise), 'blanks': blanks})}")
        page.wait_for_selector("text=right.")
        page.wait_for_selector(IDLE)
        return page

    yield show
    for page in pages:
        page.close()


def field(page: Page, place: Place, exercise: Exercise = EXERCISE) -> Locator:
    """Return the field of an answer by the name that a screen reader says."""
    label = spoken(place, exercise.network)
    return page.locator("[class*=st-key-hw_cell_]").get_by_label(label, exact=True)


def progress(page: Page) -> str:
    return page.locator(".st-key-hw_progress").inner_text().strip()


def texts(value: float) -> set[str]:
    """Return how a number may begin in a text: four digits or more, cut or rounded.

    Fewer would be found by chance, in a width or a given number.
    """
    size = abs(float(value))
    return {text for text in (f"{size:.4f}"[:5], f"{size:.3g}", f"{size:.3f}") if len(text) >= 5}


def test_nothing_of_the_key_reaches_the_browser(open_page: OpenPage, frames: list[bytes]) -> None:
    """Neither the page with its attributes nor any frame holds a blank's digits or bytes."""
    page = open_page()
    for tab in ("Set the exercise", "Hand it out", "Solve it"):
        page.get_by_role("tab", name=tab).click()
    field(page, ("z_H", (0,))).fill("77")
    field(page, ("z_H", (0,))).press("Enter")
    page.wait_for_selector("text=hint below")
    # Lengths of typeset formulas are left out: they have four digits as well.
    markup = re.sub(r"-?[0-9.]+em\b", "", page.content())
    everything = b"\n".join([*frames, markup.encode()])
    assert b"hint below" in everything  # the frames are not empty, nor compressed
    for values in KEY.values():
        for value in values.flat:
            assert not any(text.encode() in everything for text in texts(value)), value
            assert struct.pack("<d", value) not in everything
            assert struct.pack("<f", value) not in everything


def test_key_comes_when_it_is_confirmed(open_page: OpenPage, frames: list[bytes]) -> None:
    """After the second click, and not after the first, the frames hold the loss."""
    page = open_page()
    loss = f"{KEY['loss'][0]:.5g}".encode()
    page.get_by_role("tab", name="Hand it out").click()
    page.get_by_role("button", name="Show the answer key").click()
    page.wait_for_selector("text=shows every number")
    assert not any(loss in frame for frame in frames)
    page.get_by_role("button", name="Yes, show the key").click()
    page.wait_for_selector("text=Five significant digits")
    assert any(loss in frame for frame in frames)


def test_student_fills_in_by_keyboard(open_page: OpenPage) -> None:
    """Typing and Tab go from field to field; each answer is checked, and none is lost."""
    page = open_page()
    field(page, ("z_H", (0,))).focus()
    for place in (("z_H", (0,)), ("z_H", (1,)), ("u_H", (0,)), ("u_H", (1,))):
        page.keyboard.type(f"{KEY[place[0]][place[1]]:.3g}")
        page.keyboard.press("Tab")
    until(page, lambda: progress(page).startswith("4 of"), "four right answers")
    assert field(page, ("z_O", (0,))).evaluate("(e) => e === document.activeElement")
    page.get_by_role("tab", name="Set the exercise").click()
    page.get_by_role("tab", name="Solve it").click()
    assert field(page, ("u_H", (1,))).input_value() == f"{KEY['u_H'][1]:.3g}"
    assert "ex=" in page.url
    assert f"{KEY['u_H'][1]:.3g}" not in page.url


def test_wrong_answer_gets_its_hint(open_page: OpenPage) -> None:
    """A missing g′ in δ_H is marked with a cross and words, and its hint names the factor."""
    page = open_page()
    wrong = EXERCISE.params.W_O[1] @ KEY["delta_O"]
    field(page, ("delta_H", (0,))).fill(f"{wrong:.4g}")
    field(page, ("delta_H", (0,))).press("Enter")
    notes = page.locator(".st-key-hw_notes_delta_H")
    until(page, lambda: "is missing" in notes.inner_text(), "the hint")
    assert "✗ hint below" in page.locator(".st-key-hw_cell_delta_H_0").inner_text()


def test_worksheet_and_key_are_files(open_page: OpenPage, tmp_path: Path) -> None:
    """The worksheet has no answer in it; the key, which is a file of its own, has."""
    page = open_page()
    page.get_by_role("tab", name="Hand it out").click()
    page.get_by_role("button", name="Show the answer key").click()
    page.get_by_role("button", name="Yes, show the key").click()
    page.get_by_role("button", name="Download the answer key").wait_for()
    page.wait_for_selector(IDLE)  # a click on a button that is just being replaced is lost
    contents = {}
    for name in ("worksheet", "answer key"):
        with page.expect_download() as started:
            page.get_by_role("button", name=f"Download the {name}").click()
        started.value.save_as(tmp_path / name)
        contents[name] = (tmp_path / name).read_text(encoding="utf-8")
    loss = f"{KEY['loss'][0]:.5g}"
    assert loss in contents["answer key"]
    numbers = [number for values in KEY.values() for number in values.flat]
    assert not any(text in contents["worksheet"] for number in numbers for text in texts(number))


@pytest.mark.parametrize("tab", ["Solve it", "Set the exercise", "Hand it out"])
@pytest.mark.parametrize("width", [360, 1440])
def test_largest_exercise_fits(open_page: OpenPage, tab: str, width: int) -> None:
    """At any width no tab is wider than the screen, and fields have room for a number."""
    page = open_page(LARGE, width=width, scheme="dark")
    page.get_by_role("tab", name=tab).click()
    page.get_by_role("tabpanel").filter(visible=True).get_by_role("button").first.wait_for()
    page.wait_for_selector(IDLE)
    main = page.locator("[data-testid=stMain]")
    fits = "(e) => e.scrollWidth <= e.clientWidth"
    until(page, lambda: main.evaluate(fits), "a page no wider than the screen")
    if tab == "Solve it":
        box = field(page, ("grad_H", (3, 3)), LARGE).bounding_box()
        assert box
        assert box["width"] >= 40
        assert box["x"] + box["width"] <= width


def test_drawing_follows_a_change_of_theme(open_page: OpenPage) -> None:
    """The network is drawn in the colour of text, also after the page turned dark."""
    page = open_page()
    drawing = page.locator("[data-testid=stImage] img").first
    for scheme, palette in (("light", LIGHT), ("dark", DARK)):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        colors = rf"stroke=\W*{palette.text}"
        until(page, lambda c=colors: re.search(c, svg_of(drawing)) is not None, f"{scheme} lines")


def svg_of(image: Locator) -> str:
    """Return the text of an SVG image."""
    text: str = image.evaluate("(e) => fetch(e.src).then((answer) => answer.text())")
    return text


def test_a_sets_link_survives_reload(open_page: OpenPage) -> None:
    """A teacher's change is in the address, which opens the same exercise again."""
    page = open_page(blanks="~".join(SETS["δ"]))
    page.get_by_role("tab", name="Set the exercise").click()
    weight = page.locator("[class*=st-key-hw_row_]").get_by_label("the bias of hidden unit 1")
    weight.fill("0,125")
    weight.press("Enter")
    until(page, lambda: "H_0.125_-0.23" in page.url, "the weight in the address")
    page.reload()
    page.wait_for_selector("text=0 of 4 right.")
    page.get_by_role("tab", name="Set the exercise").click()
    assert weight.input_value() == "0.125"


def test_back_undoes_a_change_and_leaves_the_page(open_page: OpenPage) -> None:
    """Each change is one entry of the browser's history."""
    page = open_page()
    before = page.url
    page.get_by_role("tab", name="Set the exercise").click()
    rate = page.get_by_label("rate η")
    rate.fill("2")
    rate.press("Enter")
    until(page, lambda: "rate_2&" in page.url, "the rate in the address")
    page.go_back()
    until(page, lambda: page.url == before and rate.input_value() == "0.35", "the change undone")
