"""Configuration of Sphinx: `make docs`."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from sphinx.application import Sphinx

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import nnviz  # noqa: E402 - the package of this folder, not an installed one

project = "nnviz"
author = "nnviz contributors"
copyright = author  # noqa: A001 - Sphinx wants this name
version = release = nnviz.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx.ext.viewcode"]
exclude_patterns = ["_build"]
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3

default_role = "code"  # `name` in a docstring
autodoc_default_options = {"members": True, "member-order": "bysource"}
autodoc_typehints = "signature"
# Written as in the code, not as what they stand for.
ALIASES = ("Array", "ArrayLike", "Labels", "Targets", "Domain", "Tail")
autodoc_type_aliases = {name: name for name in ALIASES}
python_display_short_literal_types = True
python_use_unqualified_type_names = True
napoleon_google_docstring = False
napoleon_use_ivar = True  # attributes of a dataclass once, as its docstring lists them
napoleon_use_rtype = False

html_theme = "alabaster"
html_title = "nnviz"
html_static_path = ["_static"]
html_css_files = ["nnviz.css"]
html_theme_options = {
    "description": "Every node of a small network while it learns.",
    "nosidebar": False,
}

ROOMS = (
    "activations",
    "datasets",
    "graphs",
    "backpropagation",
    "experiments",
    "autodiff",
    "exercise",
    "figures",
)
LEFT_OUT = {"__init__", "__main__", "cli"}
LITERAL = re.compile(r"(``.*?``|`.*?`)")
ALIAS = re.compile(r"TypeAliasForwardRef\('(\w+)'\)")
SEVERAL = re.compile(r"(\w+(?:, \w+)+) : (.*)")
PLAIN = {"property", "attribute"}
saved: dict[str, list[str]] = {}


def block(module: str) -> str:
    """Return the directive for one module; what `import nnviz` exports has a page of its own."""
    is_package = (ROOT / module.replace(".", "/")).is_dir()
    option = "no-members" if is_package else "exclude-members: " + ", ".join(nnviz.__all__)
    return f"```{{eval-rst}}\n.. automodule:: {module}\n   :{option}:\n```"


def write_rooms(_app: object) -> None:
    """Write one page for each room, and one for the modules outside of rooms."""
    folder = Path(__file__).parent / "api" / "rooms"
    folder.mkdir(exist_ok=True)
    for room in ("core", *ROOMS):
        place = ROOT / "nnviz" / (room if room != "core" else "")
        package = ".".join(place.relative_to(ROOT).parts)
        modules = [p.stem for p in sorted(place.glob("*.py")) if p.stem not in LEFT_OUT]
        names = [f"{package}.{module}" for module in modules]
        blocks = [f"# {room}", *([block(package)] if room != "core" else []), *map(block, names)]
        text = "\n\n".join(blocks) + "\n"
        page = folder / f"{room}.md"
        if not page.exists() or page.read_text("utf-8") != text:
            page.write_text(text, "utf-8")


def one_name_each(line: str) -> list[str]:
    """Divide ``X, y : ndarray``, which napoleon reads as one name of type ``X,``."""
    found = SEVERAL.fullmatch(line)
    return [f"{name} : {found[2]}" for name in found[1].split(", ")] if found else [line]


def prepare(
    _app: object, what: str, name: str, _obj: object, _options: object, lines: list[str]
) -> None:
    """Keep mathematics (|z|, x*) from being read as markup, and properties from napoleon."""
    for i, line in enumerate(lines):
        parts = LITERAL.split(line)
        parts[::2] = [re.sub(r"([|*])", r"\\\1", part) for part in parts[::2]]
        lines[i] = "".join(parts)
    lines[:] = [single for line in lines for single in one_name_each(line)]
    if what in PLAIN:
        saved[name], lines[:] = list(lines), []


def restore(
    _app: object, what: str, name: str, _obj: object, _options: object, lines: list[str]
) -> None:
    """Give properties back what `prepare` kept from napoleon."""
    if what in PLAIN:
        lines[:] = saved.pop(name, lines)


def name_aliases(*arguments: object) -> tuple[str, str] | None:
    """Write the name of an alias inside of a longer type as the code does."""
    signature, returned = arguments[-2:]
    if not isinstance(signature, str):
        return None
    return ALIAS.sub(r"\1", signature), ALIAS.sub(r"\1", str(returned or ""))


def setup(app: Sphinx) -> None:
    """Connect the functions above: before and after napoleon, which has priority 500."""
    app.connect("builder-inited", write_rooms)
    app.connect("autodoc-process-signature", name_aliases)
    app.connect("autodoc-process-docstring", prepare, priority=400)
    app.connect("autodoc-process-docstring", restore, priority=600)
