"""The packages of the site, and the list in which Pyodide looks them up.

Packages in plain Python are wheels from PyPI. Those that were compiled for WebAssembly are parts of
Pyodide's own distribution, which is not on PyPI by itself: the package open-webui carries a copy of
those files, and they are taken from its wheel.
"""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

_CARRIER = "open_webui-*.whl"
_CARRIED = "open_webui/frontend/pyodide/"
_COMPILED = (
    "micropip-",
    "numpy-",
    "pillow-",
    "scipy-",
    "scikit_learn-",
    "libopenblas-",
    "ssl-",
    "libopenssl-",
)

_NEEDS = {
    "scikit-learn": ["scipy", "joblib", "threadpoolctl"],
    "scipy": ["numpy", "libopenblas"],
    "plotly": ["narwhals", "packaging"],
    "ssl": ["libopenssl"],
    "anyio": ["idna", "ssl"],
    "starlette": ["anyio"],
}
LATER = ("plotly", "scikit-learn")
"""Fetched when a page first needs them (browser/packages.py), with what nothing else needs."""

# Streamlit names them among its needs, and the site's pages use no element that does need them.
# Their wheels say that the package is there and hold nothing: 25 MB less to fetch.
_EMPTY = {"pandas": "2.3.3", "altair": "5.5.0", "fastparquet": "2025.12.0"}


def copy_packages(folder: Path, downloads: Path) -> None:
    """Copy all packages into `folder`.

    Parameters
    ----------
    folder : Path
        Of the site, where Pyodide lies.
    downloads : Path
        Folder of wheels, as pip downloaded them from requirements-site.txt.

    Raises
    ------
    ValueError
        If a wheel that is needed is not among the downloads.

    """
    carriers = sorted(downloads.glob(_CARRIER))
    if len(carriers) != 1:
        message = f"{downloads} holds {len(carriers)} wheels of open-webui; there must be one."
        raise ValueError(message)
    for path in downloads.glob("*.whl"):
        if path != carriers[0]:
            shutil.copy(path, folder)
    with zipfile.ZipFile(carriers[0]) as archive:
        for name in archive.namelist():
            file = name.removeprefix(_CARRIED)
            if file != name and file.startswith(_COMPILED):
                (folder / file).write_bytes(archive.read(name))
    for name, version in _EMPTY.items():
        _write_empty_wheel(folder, name, version)


def list_packages(folder: Path, pyodide_lock: Path) -> list[str]:
    """Write the list in which Pyodide looks packages up, ``pyodide-lock.json``.

    Parameters
    ----------
    folder : Path
        Of the packages, where the list is put as well.
    pyodide_lock : Path
        Pyodide's own list, of which the description of the platform is kept.

    Returns
    -------
    list of str
        Names of the packages that are needed from the start.

    Raises
    ------
    ValueError
        If a package needs another one that is not there.

    """
    files = sorted((*folder.glob("*.whl"), *folder.glob("lib*.zip")))
    packages = {entry["name"]: entry for entry in map(_entry, files)}
    unknown = {need for needs in _NEEDS.values() for need in needs} - packages.keys()
    if unknown:
        message = f"There is no wheel of {', '.join(sorted(unknown))}; see requirements-site.txt."
        raise ValueError(message)
    info = json.loads(pyodide_lock.read_text("utf-8"))["info"]
    text = json.dumps({"info": info, "packages": packages}, indent=1, sort_keys=True)
    (folder / "pyodide-lock.json").write_text(text, encoding="utf-8")
    return sorted(with_needs(packages.keys() - with_needs(LATER) - {"micropip"}) | {"numpy"})


def with_needs(names: Iterable[str], needs: Mapping[str, Iterable[str]] = _NEEDS) -> set[str]:
    """Return packages with all that they need."""
    found: set[str] = set()
    left = list(names)
    while left:
        name = left.pop()
        if name not in found:
            found.add(name)
            left.extend(needs.get(name, ()))
    return found


def _write_empty_wheel(folder: Path, name: str, version: str) -> None:
    about = f"{name}-{version}.dist-info"
    with zipfile.ZipFile(folder / f"{name}-{version}-py3-none-any.whl", "w") as wheel:
        for file, text in (
            ("METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"),
            ("WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"),
            ("RECORD", ""),
        ):
            # A time of its own would make another file of every build.
            wheel.writestr(zipfile.ZipInfo(f"{about}/{file}"), text)


def _entry(path: Path) -> dict[str, Any]:
    """Return a file as Pyodide's list describes it."""
    name, version = path.name.removesuffix(".zip").split("-")[:2]
    name = name.lower().replace("_", "-")
    is_library = path.suffix == ".zip"
    return {
        "name": name,
        "version": version,
        "file_name": path.name,
        "install_dir": "dynlib" if is_library else "site",
        "package_type": "shared_library" if is_library else "package",
        "sha256": sha256(path.read_bytes()).hexdigest(),
        "imports": [] if is_library else [name.replace("-", "_")],
        "depends": _NEEDS.get(name, []),
        "unvendored_tests": False,
    }
