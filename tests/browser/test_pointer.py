"""Pointing at a map, and choosing a sample."""

from __future__ import annotations

import numpy as np
import pytest
from playwright.sync_api import Page

from nnviz.comparison import Comparison
from tests.browser.harness import API, PLAYER, make_run
from tests.browser.pages import mount_player, settled_views, until

pytestmark = pytest.mark.browser

STEP = 60


@pytest.fixture(scope="module")
def run() -> Comparison:
    """Return a run on a domain that is neither square nor from 0 to 1."""
    return make_run(n_steps=100, dataset="moons")


@pytest.fixture
def player(page: Page, run: Comparison) -> Page:
    """Return a page with a player at rest at `STEP`."""
    mount_player(page, run)
    page.evaluate(f"{API}.seek({STEP})")
    return page


def point_at(page: Page, lane: str, node: str, unit: tuple[float, float]) -> np.ndarray:
    """Move the pointer to a place of a map, from 0 to 1 upwards; return where it really is."""
    canvas = page.locator(f"canvas[data-lane={lane}][data-node={node}]")
    box = canvas.bounding_box()
    assert box is not None
    x = round(box["x"] + unit[0] * box["width"])  # clicks are told in whole pixels
    y = round(box["y"] + (1 - unit[1]) * box["height"])
    page.mouse.move(x, y)
    until(page, lambda: page.locator(".nv-chip:visible").count() == 10, "values at the pointer")
    return np.array([(x - box["x"]) / box["width"], 1 - (y - box["y"]) / box["height"]])


def in_data(run: Comparison, unit: np.ndarray) -> np.ndarray:
    """Return a place of the map in the data's units."""
    low, high = np.array(run.sample.domain).T
    return low + unit * (high - low)


def numpy_outputs(run: Comparison, x: np.ndarray) -> list[float]:
    """Return every node's output at `x`, lane by lane, hidden units first."""
    values: list[float] = []
    for lane in run.lanes.values():
        forward = lane.network.forward(lane.params_at(STEP), [x])
        values += [*forward.u_H[0], *forward.u_O[0]]
    return values


@pytest.mark.parametrize("node", ["h1", "h4", "o1"])
@pytest.mark.parametrize("unit", [(0.2, 0.7), (0.9, 0.1), (0.5, 0.5)])
def test_every_map_prints_its_value_there(
    player: Page, run: Comparison, node: str, unit: tuple[float, float]
) -> None:
    """Pointing at one map prints every node's output at this place, as NumPy computes it."""
    x = in_data(run, point_at(player, "sigmoid", node, unit))
    texts = player.locator(".nv-chip:visible").all_inner_texts()
    printed = [float(text.replace("−", "-")) for text in texts]
    assert len(printed) == 10
    assert np.allclose(printed, numpy_outputs(run, x), atol=0.0006)


def test_every_map_shows_the_crosshair_at_the_same_place(player: Page) -> None:
    """The crosshair is at the same share of every map."""
    unit = point_at(player, "identity", "h2", (0.3, 0.8))
    places = player.locator(PLAYER).evaluate(
        """(root) => [...root.querySelectorAll(".nv-cross")].map((cross) => {
          const c = cross.getBoundingClientRect();
          const f = cross.closest(".nv-frame").getBoundingClientRect();
          return [(c.x + c.width / 2 - f.x) / f.width, 1 - (c.y + c.height / 2 - f.y) / f.height];
        })"""
    )
    assert len(places) == 10
    assert np.allclose(places, unit, atol=0.02)


def test_crosshair_and_values_leave_with_the_pointer(player: Page) -> None:
    """Outside the maps there is neither crosshair nor number."""
    point_at(player, "sigmoid", "h1", (0.5, 0.5))
    assert player.locator(".nv-chip:visible").count() == 10
    player.mouse.move(2, 2)
    until(player, lambda: player.locator(".nv-chip:visible").count() == 0, "no values")
    assert player.locator(".nv-cross:visible").count() == 0


def test_values_follow_the_step(player: Page) -> None:
    """The printed values are those of the new step, though the pointer does not move."""
    point_at(player, "sigmoid", "o1", (0.4, 0.4))
    before = player.locator(".nv-chip:visible").all_inner_texts()
    player.evaluate(f"{API}.seek(0)")
    assert player.locator(".nv-chip:visible").all_inner_texts() != before


def nearest(run: Comparison, unit: np.ndarray) -> int:
    """Return the sample nearest to a place on the map, as it looks."""
    low, high = np.array(run.sample.domain).T
    places = (run.sample.X - low) / (high - low)
    return int(np.argmin(((places - unit) ** 2).sum(axis=1)))


@pytest.mark.parametrize("node", ["h2", "o1"])
@pytest.mark.parametrize("unit", [(0.15, 0.62), (0.81, 0.33), (0.02, 0.98)])
def test_click_chooses_the_nearest_sample(
    player: Page, run: Comparison, node: str, unit: tuple[float, float]
) -> None:
    """A click on any map chooses the nearest sample and reports it, once."""
    before = len(settled_views(player))
    at = point_at(player, "sigmoid", node, unit)
    player.mouse.down()
    player.mouse.up()
    [view] = settled_views(player)[before:]
    assert (view["sample"], view["step"], view["at_end"]) == (nearest(run, at), STEP, False)


def test_chosen_sample_is_ringed_everywhere(player: Page, run: Comparison) -> None:
    """Every map shows a ring where the chosen sample is."""
    sample = nearest(run, point_at(player, "sigmoid", "o1", (0.3, 0.3)))
    player.mouse.down()
    player.mouse.up()
    low, high = np.array(run.sample.domain).T
    expected = (run.sample.X[sample] - low) / (high - low)
    places = player.locator(PLAYER).evaluate(
        """(root) => [...root.querySelectorAll(".nv-ring")].map((ring) => {
          const c = ring.getBoundingClientRect();
          const f = ring.closest(".nv-frame").getBoundingClientRect();
          return [(c.x + c.width / 2 - f.x) / f.width, 1 - (c.y + c.height / 2 - f.y) / f.height];
        })"""
    )
    assert np.allclose(places, expected, atol=0.02)


def test_second_click_lets_go(player: Page) -> None:
    """Clicking the chosen sample again chooses none."""
    point_at(player, "sigmoid", "o1", (0.3, 0.3))
    for _ in range(2):
        player.mouse.down()
        player.mouse.up()
    assert settled_views(player)[-1]["sample"] is None
    assert player.locator(".nv-ring:visible").count() == 0


def test_choice_is_announced(player: Page, run: Comparison) -> None:
    """The live region says which sample was chosen, its class, and what the networks say."""
    sample = nearest(run, point_at(player, "sigmoid", "o1", (0.7, 0.4)))
    player.mouse.down()
    player.mouse.up()
    said = player.locator(f"{PLAYER} [aria-live=polite]").text_content() or ""
    assert f"Sample {sample + 1} chosen, class {run.sample.y[sample]}" in said
    for name, lane in run.lanes.items():
        p = lane.network.forward(lane.params_at(STEP), run.sample.X[[sample]]).u_O[0, 0]
        assert f"{name} P(y = 1) {round(100 * p)}" in said
