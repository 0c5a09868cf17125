from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from nnviz.figures.samples import groups, marker
from nnviz.palette import PALETTES, Palette
from tests.figures.drawing import drawing, named

every_palette = pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)


@pytest.mark.parametrize("part", ["", ", test"])
def test_classes_differ_by_marker_shape(part: str) -> None:
    """Class 0 is square and class 1 round, in training and in test."""
    figure = drawing().node_maps()
    symbols = [named(figure, f"class {label}{part}").marker.symbol for label in (0, 1)]
    assert symbols == ["square", "circle"]


@every_palette
def test_training_is_filled_and_test_is_open(palette: Palette) -> None:
    """Training markers are filled with their class's colour, test markers outlined in it."""
    d = drawing()
    for group in groups(d.sample, d.is_test):
        style = marker(group, palette, 7.0)
        inked, blank = style["color"], style["line"]["color"]
        if group.is_test:
            inked, blank = blank, inked
        assert (inked, blank) == (palette.classes[group.label], palette.ground)


def test_every_sample_is_in_one_group() -> None:
    """The groups divide the sample, none twice and none left out."""
    d = drawing()
    rows = np.concatenate([group.rows for group in groups(d.sample, d.is_test)])
    assert sorted(rows) == list(range(len(d.sample.X)))


def test_sample_of_one_class_has_one_group_a_part() -> None:
    """Where all samples are of one class there is no empty group of the other."""
    d = drawing()
    same = replace(d.sample, y=np.zeros_like(d.sample.y))
    assert [group.label for group in groups(same, d.is_test)] == [0, 0]
