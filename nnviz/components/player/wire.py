"""A payload as it travels: the same bytes, an eighth of the size, without what is already there.

Weights change smoothly from step to step, so numbers of neighbouring steps have nearly the same
bits. The bits are read as whole numbers, and their first or second differences along the steps are
taken; a difference becomes a number without a sign (zig-zag), and the numbers' bytes are sorted by
their place, so that the many zeros lie together. Then deflate (RFC 1950, 1951) packs them. All of
this can be undone to the last bit, which ``js/wire.js`` does.

A message is: 4 bytes, the length of what follows (little-endian); deflated JSON, the head; then the
deflated parts. Tensors whose names begin with the same word up to a point are one part: what the
lanes share, and each lane. The head holds the payload's own header and of each part its name, its
mark, its deflated size (null if it is left out, because the browser has it) and how many
differences were taken of each tensor (null where the bytes are as they were).
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Container
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnviz.components.player.payload import Payload

_LEVEL = 6
_MOST_DIFFERENCES = 2


@dataclass(frozen=True, slots=True)
class Part:
    """Tensors that belong together.

    Attributes
    ----------
    name : str
    mark : str
        Of its contents: 16 hexadecimal digits.
    differences : dict of str to int or None
        How many differences were taken of each tensor, in the payload's order.
    packed : bytes

    """

    name: str
    mark: str
    differences: dict[str, int | None]
    packed: bytes


@dataclass(frozen=True, slots=True)
class Packed:
    """A payload in parts.

    Attributes
    ----------
    header : str
        The payload's own: JSON of the safetensors format.
    parts : tuple of Part
    mark : str
        Of the whole contents, in letters and digits; another payload has another one.
    n_steps, n_samples : int
        Of the payload.

    """

    header: str
    parts: tuple[Part, ...]
    mark: str
    n_steps: int
    n_samples: int

    @property
    def n_bytes(self) -> int:
        """Size in memory, about."""
        return len(self.header) + sum(len(part.packed) for part in self.parts)

    def message(self, known: Container[str] = ()) -> bytes:
        """Return what is sent to a browser that has the parts with the marks `known`."""
        head = {
            "header": self.header,
            "mark": self.mark,
            "parts": [
                {
                    "name": part.name,
                    "mark": part.mark,
                    "size": None if part.mark in known else len(part.packed),
                    "differences": part.differences,
                }
                for part in self.parts
            ],
        }
        text = json.dumps(head, ensure_ascii=False, separators=(",", ":"))
        packed = zlib.compress(text.encode(), _LEVEL)
        sent = (part.packed for part in self.parts if part.mark not in known)
        return b"".join([struct.pack("<I", len(packed)), packed, *sent])


def read_message(message: bytes, n_steps: int, n_samples: int) -> Packed:
    """Return what a whole message was made of: what `Packed.message` gives a new browser.

    Parameters
    ----------
    message : bytes
    n_steps, n_samples : int
        Of the payload.

    Raises
    ------
    ValueError
        If it is no message, or leaves a part out.

    """
    n_head = int.from_bytes(message[:4], "little")
    place = 4 + n_head
    try:
        head = json.loads(zlib.decompress(message[4:place]))
        parts = []
        for part in head["parts"]:
            packed = message[place : place + part["size"]]
            place += part["size"]
            parts.append(Part(part["name"], part["mark"], part["differences"], packed))
        found = Packed(head["header"], tuple(parts), head["mark"], n_steps, n_samples)
    except (zlib.error, KeyError, TypeError) as error:
        sentence = f"This is no message to a player: {error!r}."
        raise ValueError(sentence) from None
    if place != len(message):
        sentence = f"A message to a player has {place} bytes, not {len(message)}."
        raise ValueError(sentence)
    return found


def pack(payload: Payload) -> Packed:
    """Return a payload in parts. What is not float32 travels as it is."""
    data = payload.data
    n_header = int.from_bytes(data[:8], "little")
    header = data[8 : 8 + n_header].decode()
    entries = {name: entry for name, entry in json.loads(header).items() if name != "__metadata__"}
    content = memoryview(data)[8 + n_header :]
    groups: dict[str, list[str]] = {}
    for name in entries:
        groups.setdefault(name.rpartition(".")[0], []).append(name)
    parts = tuple(
        _part(group, {name: (entries[name], content) for name in names})
        for group, names in groups.items()
    )
    mark = _mark(header.encode(), *(part.mark.encode() for part in parts))
    return Packed(header, parts, mark, payload.n_steps, payload.n_samples)


def _part(group: str, tensors: dict[str, tuple[dict[str, Any], memoryview]]) -> Part:
    differences: dict[str, int | None] = {}
    pieces, contents = [], []
    for name, (entry, content) in tensors.items():
        start, end = entry["data_offsets"]
        raw = bytes(content[start:end])
        shape = entry["shape"]
        contents.append(f"{name} {shape}".encode() + raw)
        if entry["dtype"] == "F32" and shape and raw:
            values = np.frombuffer(raw, dtype="<i4").reshape(shape[0], -1)
            differences[name], piece = _smallest(values)
        else:
            differences[name], piece = None, raw
        pieces.append(piece)
    return Part(group, _mark(*contents), differences, zlib.compress(b"".join(pieces), _LEVEL))


def _smallest(bits: NDArray[np.int32]) -> tuple[int, bytes]:
    """Return how many differences along the first axis leave the fewest bytes, and these bytes."""
    candidates = []
    for n in range(_MOST_DIFFERENCES + 1):
        if n:
            bits = bits.copy()
            bits[1:] -= bits[:-1].copy()  # wraps around, as the browser's sums do
        zigzag = ((bits << 1) ^ (bits >> 31)).T.astype("<u4", copy=False)
        planes = np.ascontiguousarray(np.ascontiguousarray(zigzag).view(np.uint8).reshape(-1, 4).T)
        candidates.append((int(np.count_nonzero(planes)), n, planes))
    _, n, planes = min(candidates, key=lambda candidate: candidate[:2])
    return n, planes.tobytes()


def _mark(*contents: bytes) -> str:
    digest = blake2b(digest_size=8)
    for content in contents:
        digest.update(len(content).to_bytes(8, "little"))
        digest.update(content)
    return digest.hexdigest()
