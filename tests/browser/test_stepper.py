"""The stepper alone in a page: stepping, playing, keys, and that no texts overlap."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import Page

from nnviz.autodiff import reverse_sweep, trace
from nnviz.autodiff.expressions import parse
from nnviz.autodiff.network_loss import network_loss
from nnviz.components.bundle import joined, stylesheet
from nnviz.components.stepper import Animation
from nnviz.ui.autodiff.animations import forward_animation, reverse_animation, values_animation
from nnviz.ui.autodiff.graphs import composite, example
from tests.browser.drawn import overhang, overlaps
from tests.browser.pages import fire_timers, take_timers, until
from tests.browser.stepping import STEPPER, at, caption, node, press

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=alert(1)>"
OpenPage = Callable[..., Page]

EXAMPLE = trace(example(), [2.0, 1.0])
LOSS = trace(network_loss(2, "tanh", [0.5, -1.0], 1.0), [0.1 * i - 0.4 for i in range(9)])
SIX = trace(parse("a / b + log(c) * d ** g - sin(f * a)"), [1.2, -0.7, 2.5, 1.9, -1.3, 0.4])
ANIMATIONS = {
    "example": reverse_animation(EXAMPLE),
    "example forward": forward_animation(EXAMPLE, 1),
    "composite": reverse_animation(trace(composite("sigmoid", "softplus", "tanh"), [-1.2345])),
    "loss": reverse_animation(LOSS),
    "loss forward": forward_animation(LOSS, 3),
    "loss values": values_animation(LOSS),
    "six variables": reverse_animation(SIX),
    "five edges": reverse_animation(trace(parse("x*x*x*x*x"), [1.1])),
}


def mount(page: Page, animation: Animation, width: int = 1200) -> None:
    """Show an animation in the component's program; ``show(data)`` in the page shows another."""
    css = stylesheet("stepper/css/stepper.css")
    program = joined("stepper/js/streamlit.js")
    page.set_content(
        f"<!doctype html><style>{css}</style><div id=root style='width:{width}px'></div>"
        f"<script type=module>{program}\n"
        "globalThis.show = (data) => showStepper({ data,\n"
        "  parentElement: document.getElementById('root') });</script>"
    )
    until(page, lambda: page.evaluate("typeof globalThis.show === 'function'"), "the program")
    show(page, animation)


def show(page: Page, animation: Animation) -> None:
    page.evaluate(f"void show({json.dumps(animation.payload())})")


def test_keys_step_through_the_sweep(page: Page) -> None:
    """Arrows go one step, Home and End to the ends, and the caption is that of the frame."""
    animation = ANIMATIONS["example"]
    mount(page, animation)
    last = len(animation.frames) - 1
    goals = [("ArrowRight", 1), ("ArrowRight", 2), ("ArrowLeft", 1), ("ArrowLeft", 0)]
    goals += [("ArrowLeft", 0), ("End", last), ("ArrowRight", last), ("Home", 0)]
    for key, frame in goals:
        press(page, key)
        assert at(page) == frame
        assert caption(page) == animation.frames[frame].caption


def test_every_frame_lights_its_node_and_paths(page: Page) -> None:
    """At each frame the marked nodes, lit edges and counters are those of the sweep."""
    animation = ANIMATIONS["five edges"]
    mount(page, animation)
    for frame in animation.frames:
        marked = page.locator(f"{STEPPER} .node.role-accumulated")
        assert marked.evaluate_all("all => all.map(n => n.dataset.node)") == list(frame.nodes)
        assert page.locator(f"{STEPPER} .edge.lit").count() == len(frame.edges)
        assert page.locator(f"{STEPPER} .label.role-local").count() == len(frame.edges)
        counts = page.locator(f"{STEPPER} dd").all_text_contents()
        assert counts == [value for _name, value in frame.counters]
        press(page, "ArrowRight")


def test_results_appear_and_go_again(page: Page) -> None:
    """A node's derivative is in the drawing from its frame on, and is gone on the way back."""
    mount(page, ANIMATIONS["example"])
    b = reverse_sweep(EXAMPLE).accumulated[1]
    press(page, "End")
    assert f"∂e/∂b = {b:g}" in (node(page, "n1").text_content() or "")
    assert f"∂e/∂b = {b:g}" in (node(page, "n1").get_attribute("aria-label") or "")
    press(page, "Home")
    assert "∂e/∂b" not in (node(page, "n1").get_attribute("aria-label") or "")
    assert (node(page, "n1").locator(".result").text_content() or "") == ""


def test_play_runs_to_the_end_and_stops(page: Page) -> None:
    """Space plays from the start to the last frame; Space in between pauses."""
    mount(page, ANIMATIONS["example"])
    take_timers(page)
    page.locator(f"{STEPPER} select").select_option("4")
    press(page, " ")
    assert page.locator(STEPPER).get_attribute("data-playing") == "true"
    fire_timers(page)
    assert at(page) == 1
    press(page, " ")
    assert (fire_timers(page), at(page)) == ([], 1)
    press(page, " ")
    for expected in (2, 3, 4, 5):
        fire_timers(page)
        assert at(page) == expected
    assert page.locator(STEPPER).get_attribute("data-playing") == "false"
    assert fire_timers(page) == []


def test_speed_is_frames_in_a_time(page: Page) -> None:
    """Four times the speed waits a quarter as long from frame to frame."""
    mount(page, ANIMATIONS["loss"])
    take_timers(page)
    delays = []
    for speed in ("1", "4"):
        page.locator(f"{STEPPER} select").select_option(speed)
        press(page, " ")
        fire_timers(page)
        delays += fire_timers(page)
        press(page, " ")
    assert delays[0] == 4 * delays[1]


def test_click_on_a_node_goes_to_its_frame(page: Page) -> None:
    """A click, or Enter, shows where a node got its derivative; a constant has no such frame."""
    mount(page, ANIMATIONS["example"])
    node(page, "n2").click()
    frame = next(i for i, f in enumerate(ANIMATIONS["example"].frames) if f.nodes == ("n2",))
    assert at(page) == frame
    node(page, "n3").click()
    assert at(page) == frame
    node(page, "n5").focus()
    page.keyboard.press("Enter")
    assert at(page) == 1


def test_buttons_and_slider_do_the_same(page: Page) -> None:
    """Each button has a name, and the slider goes to any frame."""
    mount(page, ANIMATIONS["example"])
    page.get_by_role("button", name="To the end").click()
    assert at(page) == 5
    page.get_by_role("button", name="One step back").click()
    assert at(page) == 4
    page.get_by_role("slider", name="Step").fill("2")
    assert at(page) == 2
    page.get_by_role("button", name="To the start").click()
    page.get_by_role("button", name="One step forward").click()
    assert at(page) == 1


def test_second_call_starts_nothing_twice(page: Page) -> None:
    """Called again with the same place there is one stepper, and one step a tick."""
    mount(page, ANIMATIONS["loss"])
    for _ in range(3):
        show(page, ANIMATIONS["loss"])
    assert page.locator(STEPPER).count() == 1
    take_timers(page)
    press(page, " ")
    for expected in (1, 2, 3):
        assert len(fire_timers(page)) == 1
        assert at(page) == expected


def test_clean_up_leaves_nothing_but_the_place(page: Page) -> None:
    """What the program returns removes it; shown again, it is at the frame where it was."""
    mount(page, ANIMATIONS["example"])
    press(page, "ArrowRight", "ArrowRight")
    page.evaluate(f"show({json.dumps(ANIMATIONS['example'].payload())})()")
    assert page.locator(STEPPER).count() == 0
    show(page, ANIMATIONS["example"])
    assert at(page) == 2


def test_hostile_text_is_text(page: Page) -> None:
    """Captions, labels and counters that look like markup are shown as they are."""
    animation = ANIMATIONS["example"]
    frame = replace(animation.frames[0], caption=HOSTILE, counters=((HOSTILE, HOSTILE),))
    nodes = {name: replace(text, label=HOSTILE) for name, text in animation.nodes.items()}
    mount(page, replace(animation, frames=(frame, *animation.frames[1:]), nodes=nodes))
    assert caption(page) == HOSTILE
    assert page.locator(f"{STEPPER} dd").text_content() == HOSTILE
    assert page.locator(f"{STEPPER} img").count() == 0


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("name", ANIMATIONS)
def test_no_texts_overlap(page: Page, name: str, width: int) -> None:
    """At the last frame, with the browser's fonts, no label touches another one or a node."""
    mount(page, ANIMATIONS[name], width)
    press(page, "End")
    assert overlaps(page) == []


@pytest.mark.parametrize("name", ANIMATIONS)
def test_texts_fit_into_their_nodes(page: Page, name: str) -> None:
    """At the last frame no node's text is wider than the node."""
    mount(page, ANIMATIONS[name])
    press(page, "End")
    assert overhang(page) <= 0
