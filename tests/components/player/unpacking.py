"""The other side of `nnviz.components.player.wire`, for tests: from a message to the payload.

Written from the description of the format, in NumPy, and not from the program that packs.
"""

from __future__ import annotations

import json
import zlib
from typing import Any

import numpy as np


def unpacked(message: bytes, kept: dict[str, bytes] | None = None) -> bytes:
    """Return the payload. `kept` holds parts by mark; what comes is added to it."""
    kept = {} if kept is None else kept
    size = int.from_bytes(message[:4], "little")
    head, rest = json.loads(zlib.decompress(message[4 : 4 + size])), message[4 + size :]
    header = head["header"].encode()
    entries = json.loads(header)
    ends = [e["data_offsets"][1] for name, e in entries.items() if name != "__metadata__"]
    content = bytearray(max(ends, default=0))
    for part in head["parts"]:
        if part["size"] is not None:
            kept[part["mark"]] = zlib.decompress(rest[: part["size"]])
            rest = rest[part["size"] :]
        bytes_of_part = kept[part["mark"]]
        for name, differences in part["differences"].items():
            start, end = entries[name]["data_offsets"]
            own, bytes_of_part = bytes_of_part[: end - start], bytes_of_part[end - start :]
            rows = entries[name]["shape"][0] if differences is not None else 0
            content[start:end] = own if differences is None else _bits(own, rows, differences)
    assert not rest
    return len(header).to_bytes(8, "little") + header + bytes(content)


def _bits(planes: bytes, n_rows: int, differences: int) -> bytes:
    numbers = np.frombuffer(planes, np.uint8).reshape(4, -1).astype(np.uint64)
    zigzag = sum(numbers[i] << np.uint64(8 * i) for i in range(4))
    signed: Any = np.where(zigzag & np.uint64(1), -1 - (zigzag >> 1).astype(np.int64), zigzag >> 1)
    table = signed.astype(np.int64).reshape(-1, n_rows).T
    for _ in range(differences):
        table = np.cumsum(table, axis=0)
    return (table % 2**32).astype("<u4").tobytes()
