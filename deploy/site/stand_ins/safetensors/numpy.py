"""Reading and writing NumPy's arrays in the format."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from safetensors import SafetensorError

_TYPES = {
    "BOOL": "?", "U8": "u1", "I8": "i1", "I16": "<i2", "U16": "<u2", "F16": "<f2", "I32": "<i4",
    "U32": "<u4", "F32": "<f4", "F64": "<f8", "I64": "<i8", "U64": "<u8",
}  # fmt: skip
"""The format's names of types, as NumPy writes them, in the package's order."""

_NAMES = {np.dtype(text): name for name, text in _TYPES.items()}
_RANKS = {np.dtype(text): rank for rank, text in enumerate(_TYPES.values())}
_ALIGNMENT = 8
_METADATA = "__metadata__"


def save(tensors: Mapping[str, NDArray[Any]], metadata: Mapping[str, str] | None = None) -> bytes:
    """Return the bytes of a file: the last types first, then by name, as the package does it."""
    header: dict[str, Any] = {} if metadata is None else {_METADATA: dict(metadata)}
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


def load(data: bytes) -> dict[str, NDArray[Any]]:
    """Return the tensors of a file by their names.

    Raises
    ------
    SafetensorError
        If the bytes are not in this format.

    """
    n_header = int.from_bytes(data[:8], "little")
    content = data[8 + n_header :]
    try:
        entries = json.loads(data[8 : 8 + n_header])
        return {name: _read(content, entry) for name, entry in entries.items() if name != _METADATA}
    except (ValueError, AttributeError, TypeError, KeyError) as error:
        message = f"invalid file: {error!r}"
        raise SafetensorError(message) from None


def _read(content: bytes, entry: Mapping[str, Any]) -> NDArray[Any]:
    start, end = entry["data_offsets"]
    values = np.frombuffer(content[start:end], _TYPES[entry["dtype"]])
    return values.reshape(entry["shape"]).copy()
