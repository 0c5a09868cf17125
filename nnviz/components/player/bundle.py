"""The player's JavaScript modules, joined into one module without a build step.

Streamlit takes a component's code as one string, and a stand-alone page cannot import files. The
modules therefore keep to a small dialect: imports are ``import { a, b } from "./file.js";`` (they
may span lines) and exports stand before a declaration; top-level names are unique.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "js"
STYLES = ("base", "map", "lane", "controls", "layouts")
"""Files of css/ in the order in which later rules win."""

_IMPORT = re.compile(r'^import\s*\{[^}]*\}\s*from\s*"\./([\w-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (default )?(?=(?:async )?(?:function|const|class)\b)", re.MULTILINE)


def import_order(entry: str) -> list[str]:
    """Return the file names that `entry` needs, each after those that it imports."""
    order: list[str] = []

    def visit(name: str, path: tuple[str, ...]) -> None:
        if name in path:
            message = f"The modules import each other in a circle: {' → '.join((*path, name))}."
            raise ValueError(message)
        if name in order:
            return
        for imported in _IMPORT.findall(source(name)):
            visit(imported, (*path, name))
        order.append(name)

    visit(entry, ())
    return order


def source(name: str) -> str:
    """Return the text of one module."""
    return (FOLDER / name).read_text(encoding="utf-8")


def body(name: str) -> str:
    """Return one module's text without its imports and without the word export."""
    return _EXPORT.sub("", _IMPORT.sub("", source(name)))


@cache
def joined(entry: str) -> str:
    """Return `entry` and all it imports as one module that exports what `entry` exports."""
    *imported, last = import_order(entry)
    parts = [f"// {name}\n{body(name)}" for name in imported]
    parts.append(f"// {last}\n{_IMPORT.sub('', source(last))}")
    return "\n".join(parts)


@cache
def stylesheet() -> str:
    """Return the player's CSS."""
    folder = FOLDER.parent / "css"
    return "\n".join((folder / f"{name}.css").read_text(encoding="utf-8") for name in STYLES)
