from __future__ import annotations

import re
from pathlib import Path

import pytest

import nnviz.figures
from nnviz.figures.style import (
    DOWNLOAD_CONFIG,
    color_at,
    color_bar,
    color_scale,
    template,
)
from nnviz.palette import PALETTES, Palette
from nnviz.surfaces import ColorRange
from tests.figures.drawing import drawing

every_palette = pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)


def levels(color: str) -> list[int]:
    """Return the three levels, 0 to 255, of a colour."""
    return [int(color[i : i + 2], 16) for i in (1, 3, 5)]


@every_palette
def test_ends_and_middle_are_the_palettes(palette: Palette) -> None:
    """The colours at −1, 0 and 1 are low, ground and high."""
    colors = [color_at(position, palette) for position in (-1.0, 0.0, 1.0)]
    assert colors == [palette.low, palette.ground, palette.high]


@every_palette
@pytest.mark.parametrize("position", [-0.75, -0.5, 0.25, 0.5])
def test_colors_are_linear_in_srgb(palette: Palette, position: float) -> None:
    """Each level is ground + |position| (end − ground), to the nearest whole number."""
    end = palette.low if position < 0 else palette.high
    for level, a, b in zip(
        *map(levels, (color_at(position, palette), palette.ground, end)), strict=True
    ):
        assert abs(level - (a + abs(position) * (b - a))) <= 0.5


@every_palette
@pytest.mark.parametrize(("beyond", "end"), [(-3.0, -1.0), (3.0, 1.0)])
def test_positions_beyond_the_ends_are_clipped(palette: Palette, beyond: float, end: float) -> None:
    """A value beyond the range has the colour of its end."""
    assert color_at(beyond, palette) == color_at(end, palette)


@every_palette
def test_scale_has_neutral_where_it_belongs(palette: Palette) -> None:
    """From −1 to 1 the scale runs low, ground, high, with the ground in its middle."""
    scale = color_scale(ColorRange(-1.0, 1.0, 0.0), palette)
    assert scale == [[0.0, palette.low], [0.5, palette.ground], [1.0, palette.high]]


@every_palette
def test_relu_uses_the_upper_half(palette: Palette) -> None:
    """Where low is neutral the scale begins with the ground."""
    scale = color_scale(ColorRange(0.0, 20.0, 0.0), palette)
    assert scale == [[0.0, palette.ground], [1.0, palette.high]]


@every_palette
def test_short_side_does_not_reach_its_full_color(palette: Palette) -> None:
    """From −1 to 4 around 0 the low end is a quarter of the way to the low colour."""
    scale = color_scale(ColorRange(-1.0, 4.0, 0.0), palette)
    assert scale[0] == [0.0, color_at(-0.25, palette)]


@pytest.mark.parametrize(
    ("color_range", "title", "ticks"),
    [
        (ColorRange(-8.0, 8.0, 0.0), "u from −8 to 8", {-8: "−8", 0: "0", 8: "8"}),
        (ColorRange(-8.0, 8.0, 0.0, clipped=True), "−8 to 8", {-8: "≤ −8", 0: "0", 8: "≥ 8"}),
        (ColorRange(0.0, 2e18, 0.0, clipped=True), "u from 0 to 2e18", {0: "0", 2e18: "≥ 2e18"}),
    ],
)
def test_color_bar_says_its_range(
    color_range: ColorRange, title: str, ticks: dict[float, str]
) -> None:
    """The title names the ends; the ticks say as the player's do whether values lie beyond them."""
    bar = color_bar(color_range, "u")
    assert title in bar["title"]["text"]
    assert dict(zip(bar["tickvals"], bar["ticktext"], strict=True)) == ticks


@every_palette
def test_ground_is_paper_and_plot(palette: Palette) -> None:
    """Figures stand on the page's own ground."""
    layout = template(palette).layout
    assert layout.paper_bgcolor == layout.plot_bgcolor == palette.ground


def test_no_module_names_a_color() -> None:
    """No colour is in the figures' source: all of them come from a palette."""
    folder = Path(nnviz.figures.__file__).parent
    for path in folder.glob("*.py"):
        assert not re.search(r"#[0-9a-fA-F]{6}\b|\brgba?\(", path.read_text("utf-8")), path.name


def test_figures_do_not_take_plotlys_own_template() -> None:
    """A figure's template is ours, whatever the default of the process."""
    assert drawing().surface("o1").layout.template.layout.font.family.startswith("system-ui")


def test_download_is_a_large_png_and_nothing_is_uploaded() -> None:
    """Plotly's button saves a PNG of double size; there is no button that sends it anywhere."""
    assert DOWNLOAD_CONFIG["toImageButtonOptions"]["format"] == "png"
    assert DOWNLOAD_CONFIG["toImageButtonOptions"]["scale"] == 2
    assert DOWNLOAD_CONFIG["showSendToCloud"] is False
