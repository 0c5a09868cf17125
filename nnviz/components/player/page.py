"""The player without a server: one HTML file, or an output cell of a notebook."""

from __future__ import annotations

import base64
import html

from nnviz.components.bundle import joined, stylesheet
from nnviz.components.player.payload import Payload
from nnviz.components.player.wire import pack
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
openPage(document.getElementById("nnviz"), "{payload}");
</script>
</html>
"""


def standalone_page(payload: Payload, title: str = "nnviz") -> str:
    """Return an HTML page that plays `payload` and needs no server and no network."""
    return _PAGE.format(
        title=html.escape(title),
        css=stylesheet("player/css/player.css"),
        js=joined("player/js/page.js"),
        payload=base64.b64encode(pack(payload).message()).decode("ascii"),
        light=LIGHT.ground,
        dark=DARK.ground,
    )


def notebook_frame(payload: Payload, height: int = 760) -> str:
    """Return the player as an element for a notebook's cell, `height` CSS pixels high."""
    page = html.escape(standalone_page(payload), quote=True)
    return (
        f'<iframe title="nnviz player" srcdoc="{page}" '
        f'style="width: 100%; height: {height}px; border: 0"></iframe>'
    )
