"""Plotly figures on a page, each in a frame of its own."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from nnviz.components.bundle import FOLDER
from nnviz.components.shared.mount import register, serve_folder


def _folder_of(package: str) -> Path:
    """Return the folder of an installed package, without importing it."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        message = f"The package {package} is needed for charts and is not installed."
        raise ModuleNotFoundError(message)
    return Path(spec.origin).parent


# Plotly's script is the one of its own package, so that nothing comes from elsewhere.
_FRAME = serve_folder("frame", str(FOLDER / "chart" / "frame"))
serve_folder("plotly", str(_folder_of("plotly") / "package_data"))

_SHOW = register("chart")


def chart(
    figure: str,
    *,
    key: str,
    title: str,
    config: Mapping[str, Any],
    height: int,
    width: int | None = None,
) -> None:
    """Show a figure; another one with the same key is drawn in its place.

    Parameters
    ----------
    figure : str
        Plotly's JSON.
    key : str
        Names the place.
    title : str
        What a screen reader says of it.
    config : mapping
        Plotly's own settings.
    height, width : int
        In CSS pixels; without a width it is all that there is.

    """
    data = {
        "figure": figure,
        "config": dict(config),
        "title": title,
        "height": height,
        "width": width,
        "address": f"{_FRAME}/frame.html",
    }
    _SHOW(data, key=key)
