"""Players of every activation in open pages, and NumPy's answer to what they must show."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Browser, BrowserContext, Page
from safetensors.numpy import load

from nnviz import ACTIVATIONS, Grid, Params, node_surfaces
from nnviz.comparison import Comparison
from nnviz.palette import Palette
from nnviz.surfaces import ColorRange, NodeSurfaces, hidden_color_range, output_color_range
from tests.browser.harness import API, make_run, open_player

N_STEPS = 200
NAMES = tuple(ACTIVATIONS)
GROUPS = tuple(NAMES[start : start + 4] for start in range(0, len(NAMES), 4))
SETTINGS: dict[str, dict[str, Any]] = {
    "calm": {"learning_rate": 2.0},
    "wild": {"learning_rate": 100.0, "scale": 10.0, "dataset": "moons", "seed": 3},
}
"""Training as in a lesson, and with rates and weights far beyond it on a domain not square."""

READ = f"""async (lane) => {{
  const root = {API.removesuffix(".nnviz")};
  const canvases = [...root.querySelectorAll(`canvas[data-testid=node-map][data-lane=${{lane}}]`)];
  const nodes = canvases.map((canvas) => canvas.dataset.node);
  const text = (bytes) => {{
    let all = "";
    for (let i = 0; i < bytes.length; i += 32768)
      all += String.fromCharCode(...bytes.subarray(i, i + 32768));
    return btoa(all);
  }};
  const readAll = () => Promise.all(nodes.map((node) => root.nnviz.pixels(lane, node)));
  let seen = await readAll();
  while (seen.some(({{ step }}) => step !== seen[0].step)) seen = await readAll();
  return {{
    step: seen[0].step,
    playing: root.dataset.playing === "true",
    maps: seen.map(({{ width, height, data }}, i) => [nodes[i], width, height, text(data)]),
  }};
}}"""
"""JavaScript that reads all maps of a lane, all at one step, with the step that they show."""

READ_WHILE_MOVING = f"""(lane) => new Promise((resolve) => {{
  const player = {API};
  const read = {READ};
  player.seek(0);
  player.play();
  const look = async () => {{
    const {{ step }} = await player.painted();
    if (step < 3) return requestAnimationFrame(look);
    const seen = await read(lane);
    player.pause();
    resolve(seen);
  }};
  requestAnimationFrame(look);
}})"""

Pixels = NDArray[np.uint8]


@dataclass(frozen=True)
class Seen:
    """Maps of one lane as they were read: RGB (size, size, 3), row 0 at the bottom, by node."""

    step: int
    playing: bool
    maps: dict[str, Pixels]


def seen_from(answer: dict[str, Any]) -> Seen:
    """Return what `READ` answered as arrays."""
    maps = {}
    for node, width, height, text in answer["maps"]:
        raw = np.frombuffer(base64.b64decode(text), dtype=np.uint8).reshape(height, width, 4)
        assert (raw[..., 3] == 255).all()
        maps[node] = raw[::-1, :, :3]
    return Seen(answer["step"], answer["playing"], maps)


@dataclass(frozen=True)
class Exhibit:
    """One open player and the run that it shows."""

    page: Page
    comparison: Comparison

    def read(self, lane: str) -> Seen:
        """Return the maps of a lane as they are."""
        return seen_from(self.page.evaluate(READ, lane))

    def read_moving(self, lane: str) -> Seen:
        """Play for at least three steps and return the maps as they then are."""
        return seen_from(self.page.evaluate(READ_WHILE_MOVING, lane))

    @cached_property
    def sent(self) -> dict[str, NDArray[Any]]:
        """Return the tensors of the payload."""
        return load(self.comparison.payload().data)

    def surfaces(self, lane: str, step: int, size: int) -> NodeSurfaces:
        """Return NumPy's outputs of a lane's nodes on a grid, from the weights that were sent."""
        run = self.comparison.lanes[lane]
        at = min(step, run.n_steps)
        W_H, W_O = (self.sent[f"{lane}.{name}"][at].astype(float) for name in ("W_H", "W_O"))
        with np.errstate(over="ignore"):
            return node_surfaces(
                run.network, Params(W_H, W_O), Grid(self.comparison.sample.domain, size, size)
            )

    def range_of(self, lane: str, node: str) -> ColorRange:
        """Return what a node's colours span."""
        if node.startswith("o"):
            return output_color_range(self.comparison.sample)
        return hidden_color_range(self.comparison.lanes[lane], self.comparison.sample.domain)


class Gallery:
    """Opens each player once, when it is first asked for."""

    def __init__(self, browser: Browser, folder: Path) -> None:
        self.browser = browser
        self.folder = folder
        self.contexts: list[BrowserContext] = []
        self.runs: dict[tuple[str, tuple[str, ...]], Comparison] = {}
        self.exhibits: dict[tuple[str, tuple[str, ...], str], Exhibit] = {}

    def __call__(self, lane: str, kind: str = "calm", theme: str = "light") -> Exhibit:
        """Return the player that has this lane, paused."""
        group = next(group for group in GROUPS if lane in group)
        key = (kind, group, theme)
        if key not in self.exhibits:
            self.exhibits[key] = Exhibit(self._page(kind, group, theme), self.runs[kind, group])
        return self.exhibits[key]

    def _page(self, kind: str, group: tuple[str, ...], theme: str) -> Page:
        if (kind, group) not in self.runs:
            self.runs[kind, group] = make_run(group, n_steps=N_STEPS, **SETTINGS[kind])
        context = self.browser.new_context(
            viewport={"width": 1280, "height": 900}, reduced_motion="reduce", color_scheme=theme
        )
        self.contexts.append(context)
        page = context.new_page()
        if theme == "dark":  # the light pages are painted by a worker: both are to be right
            page.add_init_script("globalThis.nnvizPainter = 'page'")
        open_player(page, self.runs[kind, group], self.folder)
        return page

    def close(self) -> None:
        """Close every page."""
        for context in self.contexts:
            context.close()


def expected_colors(
    values: NDArray[np.float64], colors: ColorRange, palette: Palette
) -> NDArray[np.float64]:
    """Return the colours (…, 3), not rounded: linear in sRGB from the ground to either end."""
    low, ground, high = (rgb(color) for color in (palette.low, palette.ground, palette.high))
    with np.errstate(over="ignore"):
        position = np.clip((values - colors.neutral) / colors.reach, -1.0, 1.0)[..., None]
    return ground + np.abs(position) * (np.where(position < 0, low, high) - ground)


def rgb(color: str) -> NDArray[np.float64]:
    """Return ``#rrggbb`` as three numbers from 0 to 255."""
    return np.array([int(color[i : i + 2], 16) for i in (1, 3, 5)], dtype=float)
