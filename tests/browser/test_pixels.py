"""Every pixel of every map has the colour that the scale gives for NumPy's value there."""

from __future__ import annotations

import numpy as np
import pytest

from nnviz import ACTIVATIONS
from nnviz.palette import PALETTES
from tests.browser.gallery import N_STEPS, Exhibit, Gallery, Seen, expected_colors
from tests.browser.harness import API

pytestmark = pytest.mark.browser

ONE_LEVEL = 1.0 + 1e-9


def worst(exhibit: Exhibit, lane: str, seen: Seen, theme: str) -> dict[str, float]:
    """Return, by node, by how many levels of 256 the worst pixel is off NumPy's colour."""
    answer = {}
    for node, pixels in seen.maps.items():
        surfaces = exhibit.surfaces(lane, seen.step, len(pixels))
        values = (surfaces.hidden if node[0] == "h" else surfaces.output)[int(node[1:]) - 1]
        wanted = expected_colors(values, exhibit.range_of(lane, node), PALETTES[theme])
        answer[node] = float(np.abs(pixels - wanted).max())
    return answer


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("lane", ACTIVATIONS)
def test_pixels_at_rest(gallery: Gallery, lane: str, theme: str) -> None:
    """All pixels of all maps are within one level, at the start, in between and at the end."""
    exhibit = gallery(lane, "calm", theme)
    for step in (0, N_STEPS // 2, N_STEPS):
        exhibit.page.evaluate(f"{API}.seek({step})")
        seen = exhibit.read(lane)
        assert (seen.step, seen.playing) == (step, False)
        assert max(worst(exhibit, lane, seen, theme).values()) <= ONE_LEVEL


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("lane", ACTIVATIONS)
def test_pixels_of_large_weights(gallery: Gallery, lane: str, theme: str) -> None:
    """They are within one level for weights ten and more times larger than in a lesson as well."""
    exhibit = gallery(lane, "wild", theme)
    for step in (0, 3, N_STEPS):
        exhibit.page.evaluate(f"{API}.seek({step})")
        assert max(worst(exhibit, lane, exhibit.read(lane), theme).values()) <= ONE_LEVEL


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("lane", ACTIVATIONS)
def test_pixels_while_moving(gallery: Gallery, lane: str, theme: str) -> None:
    """They are within one level in the middle of playing, for the step that the player names."""
    exhibit = gallery(lane, "calm", theme)
    seen = exhibit.read_moving(lane)
    assert seen.playing
    assert seen.step >= 3
    assert max(worst(exhibit, lane, seen, theme).values()) <= ONE_LEVEL


@pytest.mark.parametrize("moving", [False, True])
def test_maps_have_enough_pixels(gallery: Gallery, moving: bool) -> None:  # noqa: FBT001
    """Hidden maps have at least 60 pixels a side and the output 150, at rest and moving."""
    exhibit = gallery("sigmoid")
    seen = exhibit.read_moving("sigmoid") if moving else exhibit.read("sigmoid")
    for node, pixels in seen.maps.items():
        assert pixels.shape[0] == pixels.shape[1] >= (60 if node[0] == "h" else 150)


def test_maps_at_rest_have_the_displays_pixels(gallery: Gallery) -> None:
    """At rest every map has a pixel for each pixel of the display."""
    exhibit = gallery("sigmoid")
    exhibit.read_moving("sigmoid")  # ends with a pause
    shown = exhibit.page.locator("canvas[data-lane=sigmoid]").evaluate_all(
        "all => all.map((c) => [c.dataset.node, Math.round(c.getBoundingClientRect().width)])"
    )
    maps = exhibit.read("sigmoid").maps
    assert all(len(maps[node]) >= width for node, width in shown)


def test_colours_are_worth_testing(gallery: Gallery) -> None:
    """The oracle would notice another step: some pixel of every map is then off by ten levels."""
    exhibit = gallery("sigmoid")
    exhibit.page.evaluate(f"{API}.seek(0)")
    seen = exhibit.read("sigmoid")
    later = Seen(N_STEPS, seen.playing, seen.maps)
    assert min(worst(exhibit, "sigmoid", later, "light").values()) > 10


def test_maps_differ_in_both_directions(gallery: Gallery) -> None:
    """The oracle would notice flipped rows or columns: the maps have no such symmetry."""
    exhibit = gallery("sigmoid")
    exhibit.page.evaluate(f"{API}.seek({N_STEPS})")
    seen = exhibit.read("sigmoid")
    for flip in (lambda p: p[::-1], lambda p: p[:, ::-1], lambda p: p.transpose(1, 0, 2)):
        flipped = Seen(seen.step, seen.playing, {n: flip(p) for n, p in seen.maps.items()})
        assert min(worst(exhibit, "sigmoid", flipped, "light").values()) > 10
