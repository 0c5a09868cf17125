"""Who may import whom, and how long a file may be; late imports inside functions count too."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).parents[1]
MOST_LINES = 320
FOLDERS = ("nnviz", "tests", "benchmarks", "deploy", "scripts", "docs")
SUFFIXES = {".py", ".js", ".mjs", ".ts", ".css"}
ROOMS = ("datasets", "graphs", "backpropagation", "experiments", "autodiff", "exercise")
# The first prefix that fits gives the height; an import goes to the same height or down.
HEIGHTS = {
    "app": 5,
    "nnviz.ui": 4,
    "nnviz.cli": 4,
    "nnviz.__main__": 4,
    "nnviz.comparison": 2,
    "nnviz.components": 1,
    "nnviz.figures": 1,
    **{f"nnviz.{room}": 0 for room in ROOMS},
    "nnviz.": 0,
    "nnviz": 3,  # exports what is below it; nothing below asks it for anything
}
# Where a package that is not ours may be imported, by prefix.
ALLOWED = {
    "streamlit": ("app", "nnviz.ui"),  # and mount.py of each component
    "plotly": ("nnviz.figures", "nnviz.ui"),
    "sklearn": ("nnviz.graphs.baselines",),
    "safetensors": ("nnviz.components.player", "nnviz.comparison"),
    "segno": ("nnviz.components.shortcuts.qr", "nnviz.serving.teacher"),
    "loky": ("nnviz.scheduling.pools",),
    "starlette": ("nnviz.ui.server",),
    "google": ("nnviz.ui.server.guard",),
    "numpy": ("nnviz",),
}


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {
    module_name(path): path for path in (ROOT / "app.py", *sorted((ROOT / "nnviz").rglob("*.py")))
}


def is_in(module: str, prefix: str) -> bool:
    return module == prefix or module.startswith(prefix.rstrip(".") + ".")


def height(module: str) -> int:
    return next(value for prefix, value in HEIGHTS.items() if is_in(module, prefix))


def imported_names(module: str, tree: ast.AST) -> Iterator[str]:
    """Yield the full name of everything that is imported anywhere in the module."""
    is_package = MODULES[module].name == "__init__.py"
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = module.split(".")
            above = above[: len(above) - node.level + is_package] if node.level else []
            source = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{source}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "import_module":
            yield from (a.value for a in node.args[:1] if isinstance(a, ast.Constant))


def imports_of(module: str) -> set[str]:
    """Return what a module imports: modules of ours by full name, others by the package's name."""
    found = set()
    for name in imported_names(module, ast.parse(MODULES[module].read_text("utf-8"))):
        ours = next((n for n in (name, name.rpartition(".")[0]) if n in MODULES), None)
        found.add(ours or name.partition(".")[0])
    return found - sys.stdlib_module_names - {module, "__future__"}


IMPORTS = {module: imports_of(module) for module in MODULES}


def room(module: str) -> str:
    """Return the room of a module, or the module itself where it is in no room."""
    return next((f"nnviz.{name}" for name in ROOMS if is_in(module, f"nnviz.{name}")), module)


def circle(graph: dict[str, set[str]]) -> list[str]:
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_no_module_imports_one_that_imports_it() -> None:
    assert circle({m: found & MODULES.keys() for m, found in IMPORTS.items()}) == []


def test_no_two_rooms_of_mathematics_import_each_other() -> None:
    graph: dict[str, set[str]] = {}
    for module, found in IMPORTS.items():
        if height(module) == 0:
            graph.setdefault(room(module), set()).update(room(n) for n in found & MODULES.keys())
    assert circle({name: found - {name} for name, found in graph.items()}) == []


def climbs(module: str) -> set[str]:
    """Return what a module imports from above it, or from the room beside it."""
    ours = IMPORTS[module] & MODULES.keys()
    beside = {"figures": "components", "components": "figures"}.get(module.split(".")[1:2][0], "-")
    return {n for n in ours if height(n) > height(module) or is_in(n, f"nnviz.{beside}")}


def test_imports_go_down_only() -> None:
    assert {m: climbs(m) for m in MODULES if "." in m and climbs(m)} == {}


def strangers(module: str) -> set[str]:
    """Return the packages of others that a module imports and must not."""
    is_mount = is_in(module, "nnviz.components") and module.endswith(".mount")
    allowed = {"streamlit"} if is_mount else set()
    allowed |= {p for p, places in ALLOWED.items() if any(is_in(module, place) for place in places)}
    return IMPORTS[module] - MODULES.keys() - allowed


def test_a_package_of_others_is_imported_where_it_belongs() -> None:
    assert {m: strangers(m) for m in MODULES if strangers(m)} == {}


def long_files() -> dict[str, int]:
    paths = [p for folder in FOLDERS for p in (ROOT / folder).rglob("*.*")]
    sources = [p for p in paths if p.suffix in SUFFIXES and "_build" not in p.parts]
    lengths = {str(p.relative_to(ROOT)): len(p.read_text("utf-8").splitlines()) for p in sources}
    return {path: n for path, n in lengths.items() if n > MOST_LINES}


def test_no_file_is_longer_than_320_lines() -> None:
    assert long_files() == {}


def test_every_chart_has_a_text() -> None:
    """Streamlit's own has none; `nnviz.ui.charts` asks for a title."""
    assert not [name for name, path in MODULES.items() if "st.plotly_chart" in path.read_text()]
