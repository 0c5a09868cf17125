from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from nnviz.figures.samples import groups, marker
from nnviz.palette import LIGHT, PALETTES, Palette
from tests.figures.drawing import PROBLEM_SETS, all_named, drawing, named

every_palette = pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)


@pytest.mark.parametrize("part", ["", ", test"])
def test_classes_differ_by_marker_shape(part: str) -> None:
    """Class 0 is square and class 1 round, in training and in test."""
    figure = drawing().hidden_space(0, 1)
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


@pytest.mark.parametrize("dataset", PROBLEM_SETS.values())
def test_every_sample_is_in_one_group(dataset: str) -> None:
    """The groups divide the sample, none twice and none left out."""
    d = drawing(dataset=dataset)
    rows = np.concatenate([group.rows for group in groups(d.sample, d.is_test)])
    assert sorted(rows) == list(range(len(d.sample.X)))


def test_sample_of_one_class_has_one_group_a_part() -> None:
    """Where all samples are of one class there is no empty group of the other."""
    d = drawing()
    same = replace(d.sample, y=np.zeros_like(d.sample.y))
    assert [group.label for group in groups(same, d.is_test)] == [0, 0]


@pytest.mark.parametrize("n_classes", [3, 4, 5])
def test_every_class_has_a_shape_of_its_own(n_classes: int) -> None:
    """Colour is never alone: no two classes share a marker."""
    d = drawing(dataset="blobs", n_classes=n_classes)
    symbols = {g.label: marker(g, LIGHT, 7.0)["symbol"] for g in groups(d.sample, d.is_test)}
    assert len(set(symbols.values())) == len(symbols) == n_classes


def test_legend_of_several_classes_names_each_once() -> None:
    """Five classes are five entries, under a title that says what hollow means."""
    figure = drawing(dataset="blobs", n_classes=5, n_samples=80).hidden_space(0, 1)
    entries = [t.name for t in figure.data if t.showlegend and t.name.startswith("class")]
    assert entries == [f"class {k}" for k in range(5)]
    assert "hollow: test" in figure.layout.legend.title.text


def test_a_class_with_test_samples_alone_is_in_the_legend() -> None:
    """Where no training sample is of a class, its test samples stand for it."""
    d = drawing(dataset="blobs", n_samples=30)
    d = replace(d, is_test=d.sample.y == 2)
    entries = [
        t.name for t in d.hidden_space(0, 1).data if t.showlegend and t.name.startswith("class")
    ]
    assert entries == ["class 0", "class 1", "class 2, test"]


@pytest.mark.parametrize("dataset", ["saddle", "rotation"])
def test_legend_of_numbers_shows_no_color(dataset: str) -> None:
    """Training and test are one entry each, in the ground's colour."""
    figure = drawing(dataset=dataset).hidden_space(0, 1)
    for name, symbol in (("training samples", "circle"), ("test samples", "circle-dot")):
        [entry] = [t for t in all_named(figure, name) if t.showlegend]
        assert (entry.marker.symbol, entry.marker.color) == (symbol, LIGHT.ground)
