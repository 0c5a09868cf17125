"""The file format safetensors, in place of the package of that name, which no browser can run.

A file is: 8 bytes, the length of the header (little-endian); the header, JSON, which gives type,
shape and place of every tensor; then the tensors, one after the other. Source: the format's own
description, https://github.com/huggingface/safetensors.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

TYPES = {
    "BOOL": "?", "U8": "u1", "I8": "i1", "I16": "<i2", "U16": "<u2", "F16": "<f2", "I32": "<i4",
    "U32": "<u4", "F32": "<f4", "F64": "<f8", "I64": "<i8", "U64": "<u8",
}  # fmt: skip
"""The format's names of types, as NumPy writes them, in the package's order."""

_METADATA = "__metadata__"


class SafetensorError(Exception):
    """A file is not in this format."""


class safe_open:  # noqa: N801 -- the package's own name
    """A file that is open for reading.

    Parameters
    ----------
    path : str or Path
    framework : str
        What the tensors are returned as: "numpy" and nothing else.

    Raises
    ------
    SafetensorError
        If the file is not in this format.

    """

    def __init__(self, path: str | Path, framework: str) -> None:
        """Read the file."""
        if framework != "numpy":
            message = f"framework must be 'numpy', not {framework!r}"
            raise ValueError(message)
        data = Path(path).read_bytes()
        n_header = int.from_bytes(data[:8], "little")
        try:
            self._entries: dict[str, Any] = json.loads(data[8 : 8 + n_header])
            self._metadata = self._entries.pop(_METADATA, None)
        except (ValueError, AttributeError, TypeError) as error:
            message = f"invalid header: {error}"
            raise SafetensorError(message) from None
        self._data = data[8 + n_header :]

    def __enter__(self) -> Self:
        """Return the open file."""
        return self

    def __exit__(self, *_: object) -> None:
        """Do nothing: the file was read as a whole."""

    def keys(self) -> list[str]:
        """Return the tensors' names."""
        return list(self._entries)

    def metadata(self) -> dict[str, str] | None:
        """Return the texts that were saved with the tensors."""
        return self._metadata

    def get_tensor(self, name: str) -> NDArray[Any]:
        """Return a tensor; KeyError if there is none, SafetensorError if it is cut off."""
        entry = self._entries[name]
        start, end = entry["data_offsets"]
        try:
            values = np.frombuffer(self._data[start:end], TYPES[entry["dtype"]])
            return values.reshape(entry["shape"]).copy()
        except ValueError as error:
            message = f"invalid tensor {name}: {error}"
            raise SafetensorError(message) from None
