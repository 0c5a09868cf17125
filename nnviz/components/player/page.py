"""The player without a server: one HTML file, or an output cell of a notebook."""

from __future__ import annotations

import base64
import html
from dataclasses import dataclass

from nnviz.components.bundle import joined, stylesheet
from nnviz.components.player.payload import Comparison, encode
from nnviz.palette import DARK, LIGHT

_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
html {{ color-scheme: light dark; }}
body {{ max-width: 1200px; margin: 16px auto; padding: 0 16px; }}
@media (prefers-color-scheme: dark) {{ body {{ background: {dark}; }} }}
@media (prefers-color-scheme: light) {{ body {{ background: {light}; }} }}
{css}</style>
<div id="nnviz"></div>
<noscript>This page draws a neural network with JavaScript, which is switched off.</noscript>
<script type="module">
{js}
const bytes = Uint8Array.from(atob("{payload}"), (character) => character.charCodeAt(0));
mount(document.getElementById("nnviz"), bytes);
</script>
</html>
"""


def standalone_page(comparison: Comparison, title: str = "nnviz") -> str:
    """Return an HTML page that plays `comparison` and needs no server and no network."""
    return _PAGE.format(
        title=html.escape(title),
        css=stylesheet("player/css/player.css"),
        js=joined("player/js/mount.js"),
        payload=base64.b64encode(encode(comparison)).decode("ascii"),
        light=LIGHT.ground,
        dark=DARK.ground,
    )


@dataclass(frozen=True, slots=True)
class NotebookPlayer:
    """Shows the player when it is the value of a notebook's cell."""

    comparison: Comparison
    height: int = 760

    def _repr_html_(self) -> str:
        page = html.escape(standalone_page(self.comparison), quote=True)
        return (
            f'<iframe title="nnviz player" srcdoc="{page}" '
            f'style="width: 100%; height: {self.height}px; border: 0"></iframe>'
        )
