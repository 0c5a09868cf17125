"""Colours: contrast by WCAG 2.2, and the same in Streamlit's theme as in the pictures."""

from __future__ import annotations

import tomllib
from itertools import combinations, product
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


# Machado, Oliveira and Fernandes (2009), table 1, severity 1.0; of linear RGB.
SIGHT = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}


def seen(color: str, sight: str) -> np.ndarray:
    """Return L*a*b* (D65) of a colour as it looks with this kind of sight."""
    levels = np.array([int(color[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    linear = np.where(levels <= 0.04045, levels / 12.92, ((levels + 0.055) / 1.055) ** 2.4)
    to_xyz = np.array(
        [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    )
    xyz = to_xyz @ np.clip(SIGHT[sight] @ linear, 0, 1) / [0.9505, 1.0, 1.0891]
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize(("theme", "sight"), list(product(PALETTES, SIGHT)))
def test_classes_are_told_apart_with_every_kind_of_sight(theme: str, sight: str) -> None:
    """Any two regions are 15 apart (2.3 can just be told), the ends of the scale 60."""
    palette = PALETTES[theme]
    places = [seen(color, sight) for color in palette.regions]
    assert min(np.linalg.norm(a - b) for a, b in combinations(places, 2)) >= 15
    low, high = seen(palette.low, sight), seen(palette.high, sight)
    assert np.linalg.norm(low - high) >= 60
    if sight == "normal":
        assert high[0] - low[0] >= 12  # on paper, in grey, one is darker
