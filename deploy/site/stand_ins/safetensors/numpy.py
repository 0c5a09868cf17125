"""Writing NumPy's arrays in the format."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from safetensors import TYPES

_NAMES = {np.dtype(text): name for name, text in TYPES.items()}
_RANKS = {np.dtype(text): rank for rank, text in enumerate(TYPES.values())}
_ALIGNMENT = 8


def save(tensors: Mapping[str, NDArray[Any]], metadata: Mapping[str, str] | None = None) -> bytes:
    """Return the bytes of a file: the last types first, then by name, as the package does it."""
    header: dict[str, Any] = {} if metadata is None else {"__metadata__": dict(metadata)}
    contents: list[bytes] = []
    place = 0
    for name in sorted(tensors, key=lambda name: (-_RANKS[tensors[name].dtype], name)):
        values = tensors[name]
        content = values.tobytes()  # in C order, whatever its strides say
        header[name] = {
            "dtype": _NAMES[values.dtype],
            "shape": list(values.shape),
            "data_offsets": [place, place + len(content)],
        }
        contents.append(content)
        place += len(content)
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    text += b" " * (-len(text) % _ALIGNMENT)
    return b"".join([len(text).to_bytes(8, "little"), text, *contents])


def save_file(
    tensors: Mapping[str, NDArray[Any]],
    filename: str | Path,
    metadata: Mapping[str, str] | None = None,
) -> None:
    """Write a file."""
    Path(filename).write_bytes(save(tensors, metadata))
