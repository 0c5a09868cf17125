"""Grids of values in single precision: half the bytes, and hovering shows four digits anyway."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from nnviz.activations import Array


def single(values: Array) -> NDArray[np.float32]:
    """Return `values` as float32; those beyond its range become its largest, or 0."""
    limit = float(np.finfo(np.float32).max)
    with np.errstate(under="ignore"):  # σ(−100) is 0 for every reader
        return np.clip(values, -limit, limit).astype(np.float32)
