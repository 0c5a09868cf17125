"""The map of a node as a tiny PNG, shown in the node itself."""

from __future__ import annotations

import base64
import struct
import zlib

import numpy as np

from nnviz.activations import Array
from nnviz.palette import Palette

Scale = tuple[float, float, float]
"""Lowest, neutral and highest value of the colours."""


def picture(values: Array, scale: Scale, palette: Palette) -> str:
    """Return `values` in the colours of `palette` as a data URI.

    The page's ground shows through where a value is neutral: colours are `palette.low` and
    ``.high``, the more opaque the further a value is from neutral.

    Parameters
    ----------
    values : ndarray (rows, cols)
        Row 0 is the lowest.
    scale : Scale
    palette : Palette

    """
    low, neutral, high = scale
    reach = max(high - neutral, neutral - low)
    share = np.clip((values[::-1] - neutral) / reach, -1.0, 1.0)  # (rows, cols), from the top
    pixels = np.empty((*share.shape, 4), dtype=np.uint8)
    pixels[..., :3] = np.where(share[..., None] < 0, _rgb(palette.low), _rgb(palette.high))
    pixels[..., 3] = np.round(255 * np.abs(share))
    return "data:image/png;base64," + base64.b64encode(_png(pixels)).decode("ascii")


def _rgb(color: str) -> list[int]:
    """Return the levels, 0 to 255, of a colour ``#rrggbb``."""
    return [int(color[i : i + 2], 16) for i in (1, 3, 5)]


def _png(pixels: np.ndarray) -> bytes:
    """Return `pixels` (rows, cols, 4) as a PNG file: W3C PNG specification, section 5."""
    rows, cols, _ = pixels.shape
    header = struct.pack(">IIBBBBB", cols, rows, 8, 6, 0, 0, 0)  # 8 bits, red green blue alpha
    # Each row begins with the number of its filter: 0, none.
    lines = np.hstack([np.zeros((rows, 1), dtype=np.uint8), pixels.reshape(rows, -1)])
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(lines.tobytes())), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
