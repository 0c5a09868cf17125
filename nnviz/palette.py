"""Every colour that the pictures use, for a light and a dark ground.

One place for Plotly's figures, the player and (checked by a test) Streamlit's theme. The node
colours run blue, ground, orange: a pair that stays apart in all common kinds of colour blindness,
through a neutral that is the page itself. Class colours are dark on light and pale on dark so that
points stand out from the map under them; classes also differ by marker shape.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as ``#rrggbb``.

    Attributes
    ----------
    ground, panel : str
        The page, and areas set off from it.
    text, muted, rule, accent : str
        Writing, secondary writing, thin lines, and the one accent.
    low, high : str
        Ends of the diverging scale; `ground` is its middle. One is darker than the other, so that
        they are not one grey on paper.
    line : str
        Decision boundaries and z = 0 lines, on top of maps.
    classes : tuple of str
        Fill of the points of each class, five of them.
    regions : tuple of str
        Where each of several classes is the most likely; two classes use `low` and `high`. They
        were found by a search for the largest distance, in CIE L*a*b*, between any two of them as
        they look with normal sight and with each of three kinds of colour blindness (a test
        measures it). Their lightness differs too.
    lanes : tuple of str
        Series of a figure, one hue each.
    activations : tuple of (name, color)
        Head and loss curve of a lane: one hue for each activation, in every comparison.
    warning : str
        Writing that reports trouble.

    """

    ground: str
    panel: str
    text: str
    muted: str
    rule: str
    accent: str
    low: str
    high: str
    line: str
    classes: tuple[str, ...]
    regions: tuple[str, ...]
    lanes: tuple[str, ...]
    activations: tuple[tuple[str, str], ...]
    warning: str

    def of_class(self, k: int) -> Palette:
        """Return the palette for the probability of class `k` of several.

        Its scale runs from grey over the ground to the hue that class `k` has on the map of
        classes, so that no hue means two classes. The player does the same.
        """
        return replace(self, low=self.muted, high=self.regions[k])

    def of_lanes(self, activations: Sequence[str]) -> tuple[str, ...]:
        """Return a colour for each lane, given its activation.

        It is the activation's own for the first lane that has it, so that the colour means the same
        in every comparison. Another lane with the same activation gets the next that is free.
        """
        own = dict(self.activations)
        colors: list[str] = []
        for i, name in enumerate(activations):
            taken = {*colors, *map(own.get, activations)}
            free = next(color for color in own.values() if color not in taken)
            colors.append(free if name in activations[:i] else own.get(name, free))
        return tuple(colors)


LIGHT = Palette(
    ground="#fcfcfa",
    panel="#f1f2ee",
    text="#1b1f24",
    muted="#5c6570",
    rule="#d5d8d2",
    accent="#0b6a9e",
    low="#0f66c0",
    high="#e46f1e",
    line="#14171c",
    classes=("#0a2c50", "#7a3000", "#0b5a44", "#571a45", "#33270a"),
    regions=("#0f66c0", "#e46f1e", "#41d1aa", "#8a4f8c", "#f5c226"),
    lanes=("#7a4fc4", "#1f8f5f", "#b8860b", "#b03a6f"),
    activations=(
        ("identity", "#1f8f5f"),
        ("step", "#75614d"),
        ("sigmoid", "#7a4fc4"),
        ("tanh", "#b8860b"),
        ("relu", "#b03a6f"),
        ("leaky_relu", "#b5453a"),
        ("softplus", "#0e8a8a"),
        ("elu", "#6f7d12"),
        ("silu", "#3d5fc9"),
        ("sine", "#c2549d"),
        ("gaussian", "#855a2b"),
    ),
    warning="#a3341f",
)

DARK = Palette(
    ground="#14171c",
    panel="#1c2027",
    text="#e8eaed",
    muted="#9aa4b1",
    rule="#343a43",
    accent="#5ab4e0",
    low="#2d6cc0",
    high="#dd6f26",
    line="#f4f6f8",
    classes=("#a9d3fa", "#f8bd92", "#c8f7dc", "#f3d3ea", "#e6cf6a"),
    regions=("#2d6cc0", "#dd6f26", "#3fbf9e", "#93487a", "#e3b51f"),
    lanes=("#b69cf0", "#4fc08d", "#e0b341", "#e882b0"),
    activations=(
        ("identity", "#4fc08d"),
        ("step", "#b7a894"),
        ("sigmoid", "#b69cf0"),
        ("tanh", "#e0b341"),
        ("relu", "#e882b0"),
        ("leaky_relu", "#e58a7c"),
        ("softplus", "#4fc4c4"),
        ("elu", "#b3c04a"),
        ("silu", "#8ea8f5"),
        ("sine", "#f0a3dc"),
        ("gaussian", "#cf9f68"),
    ),
    warning="#f2917d",
)

PALETTES: dict[str, Palette] = {"light": LIGHT, "dark": DARK}
