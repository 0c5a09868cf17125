"""The components' JavaScript modules and style sheets, joined without a build step.

Streamlit takes a component's code as one string, and a stand-alone page cannot import files. The
modules therefore keep to a small dialect: imports are ``import { a, b } from "./file.js";`` (they
may span lines), ``export`` comes before a declaration, and top-level names are unique within a
program.
A style sheet names the sheets that come before it: ``@import "./file.css";``.

A file is named by its path from this folder: ``"player/js/mount.js"``. A module that holds the
program of another one as text, for a worker, has the entry's name in ``PROGRAMS``.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent

_IMPORTS = {
    ".js": re.compile(r'^import\s*\{[^}]*\}\s*from\s*"(\.{1,2}/[\w./-]+\.js)";\n', re.MULTILINE),
    ".css": re.compile(r'^@import "(\.{1,2}/[\w./-]+\.css)";\n', re.MULTILINE),
}
PROGRAMS = {"player/js/worker_source.js": "player/js/worker.js"}
"""Modules with a line ``export const NAME = "";`` that gets the joined program of an entry."""

_PROGRAM = re.compile(r'^(export const \w+ = )"";', re.MULTILINE)
_EXPORT = re.compile(r"^export (default )?(?=(?:async )?(?:function|const|class)\b)", re.MULTILINE)


def source(name: str) -> str:
    """Return the text of one file."""
    return (FOLDER / name).read_text(encoding="utf-8")


def without_imports(name: str) -> str:
    """Return a file's text without its imports, with the program that it holds."""
    text = _IMPORTS[posixpath.splitext(name)[1]].sub("", source(name))
    if name not in PROGRAMS:
        return text
    # No "<" may be in a string of a page's script, where it could begin the script's end.
    program = json.dumps(joined(PROGRAMS[name]), ensure_ascii=False).replace("<", "\\u003c")
    return _PROGRAM.sub(lambda line: f"{line[1]}{program};", text)


def import_order(entry: str) -> list[str]:
    """Return the files that `entry` needs, each after those that it imports; `entry` is the last.

    Raises
    ------
    ValueError
        If files import each other in a circle.

    """
    order: list[str] = []

    def visit(name: str, path: tuple[str, ...]) -> None:
        if name in path:
            message = f"The files import each other in a circle: {' → '.join((*path, name))}."
            raise ValueError(message)
        if name in order:
            return
        for imported in _imports_of(name):
            visit(imported, (*path, name))
        order.append(name)

    visit(entry, ())
    return order


@cache
def joined(entry: str) -> str:
    """Return the module `entry` and all it imports as one, which exports what `entry` exports."""
    *imported, last = import_order(entry)
    parts = [f"// {name}\n{_EXPORT.sub('', without_imports(name))}" for name in imported]
    parts.append(f"// {last}\n{without_imports(last)}")
    return "\n".join(parts)


@cache
def stylesheet(entry: str) -> str:
    """Return the style sheet `entry` after all that it imports."""
    return "\n".join(map(without_imports, import_order(entry)))


def _imports_of(name: str) -> Iterator[str]:
    """Yield the files that a file's text imports, by their paths from this folder."""
    folder, extension = posixpath.dirname(name), posixpath.splitext(name)[1]
    for path in _IMPORTS[extension].findall(source(name)):
        yield posixpath.normpath(posixpath.join(folder, path))
