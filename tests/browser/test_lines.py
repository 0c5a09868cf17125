"""The lines over the maps lie where NumPy says, on the screen as a reader sees it."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Locator, Page

from nnviz.player.payload import PlayerRun
from tests.browser.harness import API, make_run
from tests.browser.pages import show

pytestmark = pytest.mark.browser

N_STEPS = 60
SIZES = {"wide": (1240, 860), "compact": (900, 860), "narrow": (390, 3200)}


@pytest.fixture(scope="module")
def run() -> PlayerRun:
    """Return a run whose lane heads and numbers differ in height between layouts."""
    return make_run(("tanh", "identity"), n_steps=N_STEPS, dataset="saddle", learning_rate=0.1)


def darkness(locator: Locator) -> np.ndarray:
    """Return how dark each pixel of an element is, as it looks, 0 to 255 (rows, cols)."""
    picture = Image.open(io.BytesIO(locator.screenshot())).convert("L")
    return 255.0 - np.asarray(picture, dtype=float)


def zero_points(run: PlayerRun, lane: str, unit: int) -> np.ndarray:
    """Return points of a unit's line z = 0 as shares (n, 2) of its map, from the lower left."""
    bias, w1, w2 = run.lanes[lane].params_at(N_STEPS).W_H[:, unit]
    (x1, X1), (x2, X2) = run.sample.domain
    along = np.linspace(x1, X1, 41)
    points = np.column_stack(
        [(along - x1) / (X1 - x1), (-(bias + w1 * along) / w2 - x2) / (X2 - x2)]
    )
    return points[(points > 0.1).all(axis=1) & (points < 0.8).all(axis=1)]


@pytest.mark.parametrize("terms", ["null", "2"])
@pytest.mark.parametrize("size", SIZES)
def test_zero_lines(page: Page, run: PlayerRun, size: str, terms: str) -> None:
    """Each hidden unit's line is darker than the map on both sides of it, in every layout."""
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    show(page, run)
    page.evaluate(f"{API}.seek({N_STEPS}), {API}.addUp({terms})")
    n_seen = 0
    for lane in run.lanes:
        for unit in range(2):  # the first two terms, which are not faded
            frame = page.locator(f".nv-frame:has(canvas[data-lane={lane}][data-node=h{unit + 1}])")
            dark = darkness(frame)
            rows, cols = dark.shape
            for x, y in zero_points(run, lane, unit):
                row, col = int((1 - y) * rows), int(x * cols)
                near = dark[row - 2 : row + 3, col - 2 : col + 3].max()
                assert near > 150
                n_seen += 1
    page.set_viewport_size({"width": 1280, "height": 900})
    assert n_seen > 20
