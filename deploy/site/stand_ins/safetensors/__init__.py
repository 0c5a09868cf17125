"""The file format safetensors, in place of the package of that name, which no browser can run.

A file is: 8 bytes, the length of the header (little-endian); the header, JSON, which gives type,
shape and place of every tensor; then the tensors, one after the other. Source: the format's own
description, https://github.com/huggingface/safetensors.
"""

from __future__ import annotations


class SafetensorError(Exception):
    """Bytes are not in this format."""
