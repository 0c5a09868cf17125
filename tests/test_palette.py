"""Colours: contrast by WCAG 2.2, and the same in Streamlit's theme as in the pictures."""

from __future__ import annotations

import tomllib
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from nnviz.activations import ACTIVATIONS
from nnviz.palette import PALETTES

CONFIG = Path(__file__).parents[1] / ".streamlit" / "config.toml"
WRITING = 4.5  # WCAG 2.2, 1.4.3
GRAPHICS = 3.0  # WCAG 2.2, 1.4.11


def luminance(color: str) -> float:
    """Return the relative luminance of ``#rrggbb`` as WCAG defines it."""
    levels = np.array([int(color[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    linear = np.where(levels <= 0.04045, levels / 12.92, ((levels + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def contrast(a: str, b: str) -> float:
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    ("theme", "ink", "ground"),
    list(product(PALETTES, ("text", "muted", "accent", "warning"), ("ground", "panel"))),
)
def test_writing_can_be_read(theme: str, ink: str, ground: str) -> None:
    """Every colour of writing has the contrast of level AA on the page and on panels."""
    palette = PALETTES[theme]
    assert contrast(getattr(palette, ink), getattr(palette, ground)) >= WRITING


@pytest.mark.parametrize("theme", PALETTES)
def test_curves_stand_out_from_the_ground(theme: str) -> None:
    """Every lane's curve, and every series of a figure, has the contrast of graphics."""
    palette = PALETTES[theme]
    curves = (*palette.lanes, *dict(palette.activations).values())
    assert all(contrast(curve, palette.ground) >= GRAPHICS for curve in curves)


@pytest.mark.parametrize("theme", PALETTES)
def test_lines_and_points_stand_out_from_every_map(theme: str) -> None:
    """Lines show on the ends of the scale and on its middle, points on their halo."""
    palette = PALETTES[theme]
    behind = (palette.low, palette.ground, palette.high)
    assert all(contrast(palette.line, color) >= GRAPHICS for color in behind)
    assert all(contrast(mark, palette.ground) >= GRAPHICS for mark in palette.classes)


@pytest.mark.parametrize("theme", PALETTES)
def test_no_two_lanes_share_a_colour(theme: str) -> None:
    """An activation has one colour in every comparison; a second lane with it has another."""
    palette = PALETTES[theme]
    assert set(dict(palette.activations)) == set(ACTIVATIONS)
    for chosen in product(("identity", "sigmoid", "relu", "new"), repeat=4):
        colors = palette.of_lanes(chosen)
        assert len(set(colors)) == 4
        assert all(
            colors[chosen.index(name)] == dict(palette.activations)[name]
            for name in set(chosen) - {"new"}
        )


@pytest.mark.parametrize(
    ("theme", "option", "name"),
    [
        (theme, option, name)
        for theme in PALETTES
        for option, name in (
            ("backgroundColor", "ground"),
            ("secondaryBackgroundColor", "panel"),
            ("textColor", "text"),
            ("borderColor", "rule"),
            ("primaryColor", "accent"),
        )
    ],
)
def test_streamlit_has_the_same_colours(theme: str, option: str, name: str) -> None:
    """The neutral of the maps is the page's ground only as long as both say the same."""
    config: dict[str, Any] = tomllib.loads(CONFIG.read_text(encoding="utf-8"))
    assert config["theme"][theme][option] == getattr(PALETTES[theme], name)


@pytest.mark.parametrize("theme", PALETTES)
def test_the_sidebar_is_the_panel(theme: str) -> None:
    """It is set off from the page by the panel's colour; its writing and lines are the page's."""
    palette = PALETTES[theme]
    config: dict[str, Any] = tomllib.loads(CONFIG.read_text(encoding="utf-8"))
    sidebar = config["theme"][theme]["sidebar"]
    assert sidebar["backgroundColor"] == palette.panel
    assert (sidebar["textColor"], sidebar["borderColor"]) == (palette.text, palette.rule)
    assert sidebar["primaryColor"] == palette.accent


@pytest.mark.parametrize("theme", PALETTES)
def test_streamlits_charts_have_the_colours_of_the_lanes(theme: str) -> None:
    """A lane has one hue wherever it is drawn."""
    config: dict[str, Any] = tomllib.loads(CONFIG.read_text(encoding="utf-8"))
    assert tuple(config["theme"][theme]["chartCategoricalColors"]) == PALETTES[theme].lanes


@pytest.mark.parametrize("theme", PALETTES)
def test_streamlits_diverging_scale_is_that_of_the_maps(theme: str) -> None:
    """It runs from the low end through the ground to the high end."""
    palette = PALETTES[theme]
    config: dict[str, Any] = tomllib.loads(CONFIG.read_text(encoding="utf-8"))
    scale = config["theme"][theme]["chartDivergingColors"]
    middle = len(scale) // 2
    assert (scale[0], scale[-1]) == (palette.low, palette.high)
    assert scale[middle - 1 : middle + 1] == [palette.ground] * 2
