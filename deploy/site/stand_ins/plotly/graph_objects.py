"""The names of ``plotly.graph_objects``, from the package as soon as it is there."""

from __future__ import annotations

import importlib
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

_HERE = Path(__file__).parent


def __getattr__(name: str) -> object:
    """Return what the package has under this name.

    Raises
    ------
    ModuleNotFoundError
        If it is not there yet.

    """
    if name.startswith("__"):
        raise AttributeError(name)
    return getattr(_package(), name)


@cache
def _package() -> ModuleType:
    own = {name: sys.modules.pop(name) for name in ("plotly", __name__) if name in sys.modules}
    found = importlib.import_module("plotly")
    if Path(found.__file__ or "").parent == _HERE:
        sys.modules.update(own)
        message = "Plotly has not been fetched yet."
        raise ModuleNotFoundError(message, name="plotly")
    return importlib.import_module("plotly.graph_objects")
