from __future__ import annotations

import numpy as np
import plotly.graph_objects as go
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from nnviz import DATASETS, Grid, Sample, split
from nnviz.figures.decision_map import NodeMap, decision_map
from nnviz.palette import DARK, LIGHT, Palette
from nnviz.surfaces import ColorRange

SAMPLE = DATASETS["xor"].make(60, rng=1)
IS_TEST = split(SAMPLE, 0.25, rng=1).is_test
GRID = Grid(SAMPLE.domain, 20, 30)
PROBABILITY = ColorRange(0.0, 1.0, 0.5)


def values(slope: float = 0.3, middle: float = 0.5) -> np.ndarray:
    """Return a plane that is `middle` at the origin and rises along x1."""
    return (middle + slope * GRID.points[:, 0]).reshape(20, 30)


def drawn(
    heights: np.ndarray,
    *,
    is_decision: bool = True,
    rings: tuple[int, ...] = (),
    palette: Palette = LIGHT,
    sample: Sample = SAMPLE,
) -> go.Figure:
    node_map = NodeMap(GRID, heights, PROBABILITY, "u", is_decision, rings, "support vector")
    return decision_map(node_map, sample, IS_TEST, palette)


def traces(figure: go.Figure, kind: str) -> list[go.Scatter]:
    return [trace for trace in figure.data if trace.type == kind]


def test_map_holds_the_values() -> None:
    """Each cell is the value at its middle, with row 0 at the bottom."""
    [heat] = traces(drawn(values()), "heatmap")
    assert_allclose(heat.z, values(), rtol=1e-6)
    assert_array_equal(heat.x, GRID.x1)
    assert_array_equal(heat.y, GRID.x2)


def test_every_sample_is_a_marker_once() -> None:
    """The markers are the samples, with a shape for each class."""
    markers = [t for t in traces(drawn(values()), "scatter") if t.mode == "markers"]
    points = np.vstack([np.column_stack([t.x, t.y]) for t in markers])
    order, expected = np.lexsort(points.T), np.lexsort(SAMPLE.X.T)
    assert_allclose(points[order], SAMPLE.X[expected])
    assert {t.marker.symbol for t in markers} == {"square", "circle"}


def test_boundary_is_the_line_of_neutral() -> None:
    """The one contour lies at the neutral value, thick for a decision and thin for other nodes."""
    [thick] = traces(drawn(values()), "contour")
    [thin] = traces(drawn(values(), is_decision=False), "contour")
    assert thick.contours.start == thick.contours.end == PROBABILITY.neutral
    assert thick.line.width > thin.line.width


@pytest.mark.parametrize(("middle", "side"), [(2.0, "u > 0.5"), (-2.0, "u < 0.5")])
def test_absent_boundary_is_said(middle: float, side: str) -> None:
    """Where the score lies on one side, no line is drawn and a note says which side."""
    figure = drawn(values(middle=middle))
    assert not traces(figure, "contour")
    [note] = figure.layout.annotations
    assert side in note.text
    assert not drawn(values(middle=middle), is_decision=False).layout.annotations


def test_rings_are_around_the_chosen_samples() -> None:
    """Chosen rows get a ring at their place; without any there is no such trace."""
    [ring] = [t for t in traces(drawn(values(), rings=(3, 5)), "scatter") if "support" in t.name]
    assert_array_equal(np.column_stack([ring.x, ring.y]), SAMPLE.X[[3, 5]])
    assert not [t for t in traces(drawn(values()), "scatter") if "support" in (t.name or "")]


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_range_is_said(palette: Palette) -> None:
    """The colour bar says what the colours are and from where to where they reach."""
    axis = drawn(values(), palette=palette).layout.coloraxis
    assert axis.colorbar.title.text == "u from 0 to 1"
    assert (axis.cmin, axis.cmax) == (0.0, 1.0)
    assert [color for _, color in axis.colorscale] == [palette.low, palette.ground, palette.high]
