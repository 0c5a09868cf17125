"""The components' programs as files that a browser fetches once.

Streamlit sends a component's code with every change of its data. The player's is twenty times as
large as its data, so what Streamlit gets is a loader (``js/loader.js``), and the program is a file
whose name changes with its contents, so that it may be kept for ever.
"""

from __future__ import annotations

import atexit
import json
import shutil
import tempfile
from functools import cache
from hashlib import blake2b
from pathlib import Path

from nnviz.components.bundle import FOLDER, joined, stylesheet

PREPARED = FOLDER / "shared/prepared.json"
"""Every component's code for Streamlit, by name, where the app is static files (deploy/site)."""

_PLACE = 'const ADDRESS = "";'


@cache
def folder() -> Path:
    """Return this process's folder of programs; it goes with the process."""
    made = Path(tempfile.mkdtemp(prefix="nnviz-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


def program(name: str) -> str:
    """Return a component's program with its style sheet, as one module.

    It exports the entry of ``js/streamlit.js`` as its default, and `SHEET`: the text of
    ``css/<name>.css``, empty if there is none.
    """
    sheet = f"{name}/css/{name}.css"
    text = stylesheet(sheet) if (FOLDER / sheet).exists() else ""
    return f"{joined(f'{name}/js/streamlit.js')}\nexport const SHEET = {json.dumps(text)};\n"


def publish(name: str) -> str:
    """Write a component's program into `folder` and return the file's name."""
    text = program(name).encode()
    file = f"{name}-{blake2b(text, digest_size=8).hexdigest()}.js"
    (folder() / file).write_bytes(text)
    return file


def code_for_streamlit(name: str, address: str) -> str:
    """Return a component's code for Streamlit; its program is published under `address`.

    Where the code was prepared when the app was packed, nothing is joined again.
    """
    if PREPARED.exists():
        prepared: dict[str, str] = json.loads(PREPARED.read_text("utf-8"))
        return prepared[name]
    return loader(f"{address}/{publish(name)}")


def loader(address: str) -> str:
    """Return the code for Streamlit that runs the program at `address`, from the app's root."""
    return joined("shared/js/loader.js").replace(_PLACE, f"const ADDRESS = {json.dumps(address)};")
