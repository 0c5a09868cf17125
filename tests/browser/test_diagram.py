"""Drawings of a graph alone in a page: texts, keys, and the way through a sequence."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from nnviz import HEADS, Network
from nnviz.backpropagation.derivation import backpropagate
from nnviz.backpropagation.steps import starts, steps
from nnviz.components.bundle import joined, stylesheet
from nnviz.components.diagram import DrawingSequence, size
from nnviz.ui.backpropagation.drawing import drawing
from tests.browser.drawn import overhang, overlaps
from tests.browser.pages import until
from tests.samples import N_OUTPUTS, samples

pytestmark = pytest.mark.browser


def mount(page: Page, svg: str, sequence: DrawingSequence | None = None, width: int = 1200) -> None:
    """Show a drawing in the component's program; `reports` in the page holds what it reported."""
    css = stylesheet("diagram/css/diagram.css")
    program = joined("diagram/js/streamlit.js")
    page.set_content(
        f"<!doctype html><style>{css}</style><div id=root style='width:{width}px'></div>"
        f"<script type=module>{program}\n"
        "globalThis.reports = [];\n"
        "globalThis.show = (svg, sequence) => showDiagram({\n"
        "  data: { svg, sequence, sizes: [[1, 1]] },\n"
        "  parentElement: document.getElementById('root'),\n"
        "  setStateValue: (name, value) => reports.push(value) });</script>"
    )
    until(page, lambda: page.evaluate("typeof globalThis.show === 'function'"), "the program")
    show(page, svg, sequence)


def show(page: Page, svg: str, sequence: DrawingSequence | None) -> None:
    page.evaluate(f"void show({json.dumps(svg)}, {json.dumps(sequence and sequence.data)})")


def drawings(n_hidden: int, head: str, scale: float) -> Iterator[str]:
    """Yield the drawing at the last step of each phase, with weights of a size."""
    network = Network(2, n_hidden, N_OUTPUTS[head], "softplus", head)
    params = network.init(n_hidden, scale)
    X, y = samples(network, params, 2)
    step = backpropagate(network, params, 10 * X, y, 3.0)
    listed = steps(network)
    for first in (*starts(listed)[1:], len(listed)):
        yield drawing(step, listed, first - 1)


@pytest.mark.parametrize("scale", [1e-4, 1.0, 100.0])
@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("n_hidden", range(1, 9))
def test_labels_do_not_overlap(page: Page, n_hidden: int, head: str, scale: float) -> None:
    """With the browser's own fonts, no text touches another one's or a node, at any step."""
    sizes = set()
    for i, svg in enumerate(drawings(n_hidden, head, scale)):
        if i == 0:
            mount(page, svg)
        else:
            show(page, svg, None)
        assert overlaps(page) == []
        sizes.add(size(svg))
    assert len(sizes) == 1  # nothing moves when a number comes


@pytest.mark.parametrize("n_hidden", [1, 4, 8])
def test_texts_fit_into_their_nodes(page: Page, n_hidden: int) -> None:
    """No node's text is wider than the node."""
    for i, svg in enumerate(drawings(n_hidden, "multiclass", 1.0)):
        if i == 0:
            mount(page, svg)
        else:
            show(page, svg, None)
        assert overhang(page) <= 0


def test_requests_are_numbered_and_add_up(page: Page) -> None:
    """Presses count on from the last request until the server has acknowledged it."""
    [svg, *_] = drawings(2, "binary", 1.0)
    sequence = DrawingSequence(at=3, count=20, starts=(0, 5, 10))
    mount(page, svg, sequence)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    show(
        page, svg, DrawingSequence(at=4, count=20, starts=(0, 5, 10), acknowledged=1)
    )  # the first one's answer
    page.keyboard.press("ArrowRight")
    page.keyboard.press("3")
    page.keyboard.press("3")
    found = [(request["number"], request["at"]) for request in page.evaluate("reports")]
    assert found == [(1, 4), (2, 5), (3, 6), (4, 10), (5, 19)]


def test_enter_asks_for_another_iteration_only_where_there_is_one(page: Page) -> None:
    """Enter does nothing before the last step."""
    [svg, *_] = drawings(2, "binary", 1.0)
    mount(page, svg, DrawingSequence(at=3, count=20, starts=(0,)))
    page.keyboard.press("Enter")
    assert page.evaluate("reports") == []
    show(page, svg, DrawingSequence(at=3, count=20, starts=(0,), repeats=True))
    page.keyboard.press("Enter")
    assert page.evaluate("reports") == [{"number": 1, "at": 0, "again": True}]


def test_keys_end_with_the_drawing(page: Page) -> None:
    """After clean-up no key does anything."""
    [svg, *_] = drawings(2, "binary", 1.0)
    sequence = DrawingSequence(at=3, count=20, starts=(0,))
    mount(page, svg, sequence)
    page.evaluate(f"show({json.dumps(svg)}, {json.dumps(sequence.data)})()")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("reports") == []
