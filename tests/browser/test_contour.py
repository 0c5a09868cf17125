"""Lines where a sampled function is 0, and the loops that sample it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page

from nnviz import ACTIVATIONS
from tests.browser.gallery import Gallery
from tests.browser.pages import load_modules

pytestmark = pytest.mark.browser

SIZE = 41

TRACE = """({ values, size, times, at }) => {
  const tracer = makeTracer(size);
  let lines;
  for (let i = 0; i < times; i++) {
    lines = [];
    tracer.trace(Float64Array.from(values),
      (c, r) => lines.push([[c, r]]), (c, r) => lines.at(-1).push([c, r]), at);
  }
  return lines;
}"""


@pytest.fixture
def tracer_page(page: Page) -> Page:
    """Return a page that has the tracer."""
    load_modules(page, "contour.js", "makeTracer", "lineInUnitSquare")
    return page


def trace(page: Page, values: np.ndarray, times: int = 1, at: float = 0.0) -> list[np.ndarray]:
    """Return the lines of a value in samples (size, size) as arrays (n, 2) of column and row."""
    asked = {"values": values.ravel().tolist(), "size": len(values), "times": times, "at": at}
    return [np.array(line) for line in page.evaluate(TRACE, asked)]


def grid() -> tuple[np.ndarray, np.ndarray]:
    """Return column and row of every sample."""
    row, column = np.mgrid[0:SIZE, 0:SIZE].astype(float)
    return column, row


def circle(radius: float, x: float = 20.3, y: float = 19.6) -> np.ndarray:
    """Return a function that is positive inside a circle."""
    column, row = grid()
    return radius**2 - (column - x) ** 2 - (row - y) ** 2


@pytest.mark.parametrize("radius", [3.0, 9.5, 15.0])
def test_points_of_a_circle_lie_on_it(tracer_page: Page, radius: float) -> None:
    """Linear interpolation errs by at most h²/8 · |f″| / |f′| = 2 / (8 · 2(r − 1)) cells."""
    [line] = trace(tracer_page, circle(radius))
    distance = np.hypot(line[:, 0] - 20.3, line[:, 1] - 19.6)
    assert np.abs(distance - radius).max() <= 1 / (8 * (radius - 1)) * np.sqrt(2)


@pytest.mark.parametrize("at", [-3.0, 0.25, 80.0])
def test_a_level_is_the_zero_line_of_the_difference(
    tracer_page: Page, rng: np.random.Generator, at: float
) -> None:
    """The lines where any values are `at` are those where the values less `at` are 0."""
    values = at + rng.normal(size=(SIZE, SIZE))
    lines, wanted = trace(tracer_page, values, at=at), trace(tracer_page, values - at)
    assert len(lines) == len(wanted)
    assert all(np.allclose(a, b, atol=1e-9) for a, b in zip(lines, wanted, strict=True))


def test_circle_closes(tracer_page: Page) -> None:
    """A line that does not meet the border ends where it began, and goes round once."""
    [line] = trace(tracer_page, circle(12.0))
    assert np.array_equal(line[0], line[-1])
    angle = np.unwrap(np.arctan2(line[:, 1] - 19.6, line[:, 0] - 20.3))
    assert abs(angle[-1] - angle[0]) == pytest.approx(2 * np.pi)
    assert np.abs(np.diff(angle)).max() < np.pi / 4


def test_neighbouring_points_share_a_cell(tracer_page: Page) -> None:
    """A line leads from cell to cell: no segment is longer than a cell's diagonal."""
    for line in trace(tracer_page, circle(25.0)):
        assert np.abs(np.diff(line, axis=0)).max() <= 1.0


def test_every_crossing_is_on_a_line(tracer_page: Page, rng: np.random.Generator) -> None:
    """Of any values, each grid edge between opposite signs has one point, and no other edge."""
    values = rng.normal(size=(SIZE, SIZE))
    sign = values > 0
    crossings = (sign[:, 1:] != sign[:, :-1]).sum() + (sign[1:] != sign[:-1]).sum()
    lines = trace(tracer_page, values)
    points = np.concatenate([x[:-1] if np.array_equal(x[0], x[-1]) else x for x in lines])
    assert len(points) == len(np.unique(points, axis=0)) == crossings


def test_crossings_are_interpolated(tracer_page: Page, rng: np.random.Generator) -> None:
    """Of any values, each point is where the straight line between two samples is 0."""
    values = rng.normal(size=(SIZE, SIZE))
    points = np.concatenate(trace(tracer_page, values))
    low, high = np.floor(points).astype(int), np.ceil(points).astype(int)
    share = (points - low).max(axis=1)
    a, b = values[low[:, 1], low[:, 0]], values[high[:, 1], high[:, 0]]
    assert np.allclose(a + share * (b - a), 0.0, atol=1e-12)


@pytest.mark.parametrize(("a", "b", "c"), [(-20.0, 1.0, 0.0), (-31.4, 0.7, 0.9), (3.0, -1.0, 1.0)])
def test_straight_line_is_exact(tracer_page: Page, a: float, b: float, c: float) -> None:
    """The zero line of a linear function is that line, from border to border."""
    column, row = grid()
    [line] = trace(tracer_page, a + b * column + c * row)
    assert np.allclose(a + line @ [b, c], 0.0, atol=1e-9)
    for end in (line[0], line[-1]):
        assert np.isclose(end, 0).any() or np.isclose(end, SIZE - 1).any()


def test_lines_through_the_border_end_there(tracer_page: Page) -> None:
    """A circle beyond the grid leaves arcs, and each ends at the border at both ends."""
    lines = trace(tracer_page, circle(22.0))
    assert len(lines) == 4
    for line in lines:
        for end in (line[0], line[-1]):
            assert np.isin(end, [0, SIZE - 1]).any()
        assert not np.isin(line[1:-1], [0, SIZE - 1]).any()


@pytest.mark.parametrize("mean", [0.5, -0.5])
def test_saddle_joins_as_the_mean_says(tracer_page: Page, mean: float) -> None:
    """Of two positive corners across a cell, a positive mean joins them, a negative parts them."""
    corners = np.array([[1.0, -1.0], [-1.0, 1.0]]) + mean
    lines = trace(tracer_page, corners)
    assert [len(line) for line in lines] == [2, 2]
    corners_are_cut_off = all(
        (line.sum(axis=1) < 1).all() or (line.sum(axis=1) > 1).all() for line in lines
    )
    assert corners_are_cut_off is (mean < 0)


@pytest.mark.parametrize("value", [1.0, -1.0, 0.0])
def test_no_crossing_no_points(tracer_page: Page, value: float) -> None:
    """A function of one sign has no line."""
    assert trace(tracer_page, np.full((SIZE, SIZE), value)) == []


def test_zeros_on_samples_are_found(tracer_page: Page) -> None:
    """A line that runs exactly through samples is found and is finite."""
    column, _ = grid()
    [line] = trace(tracer_page, column - 7.0)
    assert np.allclose(line[:, 0], 7.0)


def test_repeated_traces_are_the_same(tracer_page: Page, rng: np.random.Generator) -> None:
    """A tracer forgets what it traced before."""
    values = rng.normal(size=(SIZE, SIZE))
    once, thrice = trace(tracer_page, values), trace(tracer_page, values, times=3)
    assert len(once) == len(thrice)
    assert all(np.array_equal(a, b) for a, b in zip(once, thrice, strict=True))


@pytest.mark.parametrize(
    ("line", "ends"),
    [
        ((-0.5, 1.0, 0.0), [[0.5, 0], [0.5, 1]]),
        ((-0.25, 0.0, 1.0), [[0, 0.25], [1, 0.25]]),
        ((0.0, 1.0, -1.0), [[0, 0], [1, 1]]),
        ((-1.0, 1.0, 1.0), [[0, 1], [1, 0]]),
        ((-1.5, 1.0, 1.0), [[0.5, 1], [1, 0.5]]),
    ],
)
def test_line_in_the_unit_square(tracer_page: Page, line: tuple, ends: list) -> None:
    """The ends of a + b·x + c·y = 0 in the unit square are where it meets the sides."""
    got: Any = tracer_page.evaluate("([a, b, c]) => lineInUnitSquare(a, b, c)", line)
    assert sorted([got[:2], got[2:]]) == pytest.approx(np.array(ends))


@pytest.mark.parametrize(
    "line", [(1.0, 1.0, 1.0), (-3.0, 1.0, 1.0), (1.0, 0.0, 0.0), (0.0, 0.0, 0.0)]
)
def test_line_outside_the_unit_square_is_none(tracer_page: Page, line: tuple) -> None:
    """A line that misses the square, or is none, has no ends."""
    assert tracer_page.evaluate("([a, b, c]) => lineInUnitSquare(a, b, c)", line) is None


ADD_UNIT = """({ name, weight, row, col, start }) => {
  const values = new Float64Array(row.length * col.length).fill(start);
  addUnit(values, weight, activationTable(0.01)[name],
    Float64Array.from(row), Float64Array.from(col));
  return [...values];
}"""


@pytest.fixture(scope="module")
def kernel_page(gallery: Gallery) -> Page:
    """Return a page that has the painter's loops."""
    page: Page = gallery.browser.new_page()
    load_modules(page, "run.js", "activationTable")
    page.add_script_tag(content=_kernels(), type="module")
    page.wait_for_function("typeof addUnit === 'function'")
    return page


def _kernels() -> str:
    from nnviz.components.bundle import source

    return source("player/js/kernels.js").replace("export ", "") + "\nglobalThis.addUnit = addUnit;"


@pytest.mark.parametrize("reach", [0.3, 3.0, 30.0, 1e3, 1e6])
@pytest.mark.parametrize("name", ACTIVATIONS)
def test_kernels_add_weight_times_g(kernel_page: Page, name: str, reach: float) -> None:
    """Each loop adds weight · g(row + col), to 1e-5 of the weight, for small and large z."""
    row, col = np.linspace(-reach, 0.9 * reach, 23), np.linspace(0.7 * reach, -reach, 31)
    asked = {"name": name, "weight": -2.5, "row": row.tolist(), "col": col.tolist(), "start": 4.0}
    got = np.array(kernel_page.evaluate(ADD_UNIT, asked)).reshape(23, 31)
    g = ACTIVATIONS[name].value(row[:, None] + col)
    assert np.abs(got - (4.0 - 2.5 * g)).max() <= 2.5e-5 * max(1.0, 1e-6 * reach)
