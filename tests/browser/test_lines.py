"""The lines over the maps lie where NumPy says, on the screen as a reader sees it."""

from __future__ import annotations

import io
from base64 import b64decode

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Locator, Page

from nnviz.comparison import Comparison
from nnviz.palette import PALETTES
from nnviz.surfaces import output_color_range
from tests.browser.gallery import expected_colors, rgb
from tests.browser.harness import API, make_run
from tests.browser.pages import show

pytestmark = pytest.mark.browser

N_STEPS = 60
SIZES = {"wide": (1240, 860), "compact": (740, 1200), "narrow": (390, 1200)}


@pytest.fixture(scope="module")
def run() -> Comparison:
    """Return a run whose lane heads and numbers differ in height between layouts."""
    return make_run(
        ("tanh", "identity"), n_steps=N_STEPS, dataset="saddle", n_hidden=8, learning_rate=0.1
    )


def darkness(locator: Locator) -> np.ndarray:
    """Return how dark each pixel of an element is, as it looks, 0 to 255 (rows, cols)."""
    picture = Image.open(io.BytesIO(locator.screenshot())).convert("L")
    return 255.0 - np.asarray(picture, dtype=float)


def zero_points(run: Comparison, lane: str, unit: int) -> np.ndarray:
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
def test_zero_lines(page: Page, run: Comparison, size: str, terms: str) -> None:
    """Each hidden unit's line is darker than the map on both sides of it, in every layout."""
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    show(page, run)
    page.evaluate(f"{API}.seek({N_STEPS}), {API}.addUp({terms}), {API}.painted()")
    n_seen = 0
    for lane in run.lanes:
        for unit in range(2):  # the first two terms, which are not faded
            frame = page.locator(f".nv-frame:has(canvas[data-lane={lane}][data-node=h{unit + 1}])")
            dark = darkness(frame)
            rows, cols = dark.shape
            for x, y in zero_points(run, lane, unit):
                row, col = int((1 - y) * rows), int(x * cols)
                near = dark[row - 2 : row + 3, col - 2 : col + 3].max()
                assert near > 120  # a map is paler than 60 where z is near 0
                n_seen += 1
    page.set_viewport_size({"width": 1280, "height": 900})
    assert n_seen > 20


READ_POINTS = """(canvas) => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  let text = "";
  for (let start = 0; start < data.length; start += 8192) {
    text += String.fromCharCode(...data.subarray(start, start + 8192));
  }
  return [canvas.width, canvas.height, btoa(text)];
}"""
"""Base64 travels a hundred times as fast as a list of numbers."""


@pytest.mark.parametrize("dataset", ["moons", "pinwheel", "saddle", "sine"])
def test_samples_stand_where_they_are(page: Page, dataset: str) -> None:
    """Every training sample that lies alone has its own colour at its own place."""
    run = make_run(("identity",), n_steps=2, dataset=dataset, learning_rate=0.01, n_samples=60)
    show(page, run)
    layer = page.locator(".nv-output .nv-points").first
    width, height, data = layer.evaluate(READ_POINTS)
    pixels = np.frombuffer(b64decode(data), np.uint8).reshape(height, width, 4)[..., :3].astype(int)
    sample, palette = run.sample, PALETTES["light"]
    colors, (low, high) = output_color_range(sample), np.transpose(sample.domain)
    place = (sample.X - low) / (high - low)
    if dataset == "sine":
        pad = 0.08 * (colors.high - colors.low)
        heights = (sample.y - colors.low + pad) / (colors.high - colors.low + 2 * pad)
        place = np.column_stack([place, heights])
    gaps = np.linalg.norm((place[:, None] - place) * [width, height], axis=-1)
    alone = (np.sort(gaps, axis=1)[:, 1] > 9) & ~run.is_test
    wanted = (
        np.tile(rgb(palette.text), (60, 1))
        if dataset == "sine"
        else np.array([rgb(palette.classes[label]) for label in sample.y])
        if sample.n_classes
        else expected_colors(sample.y, colors, PALETTES["light"])
    )
    cols, rows = (place[:, 0] * width).astype(int), ((1 - place[:, 1]) * height).astype(int)
    assert alone.sum() >= 10
    assert np.abs(pixels[rows, cols] - wanted)[alone].max() <= 2
