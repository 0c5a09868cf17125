"""Round values for contour lines."""

from __future__ import annotations

import numpy as np

from nnviz.activations import Array
from nnviz.surfaces import ColorRange

N_LEVELS = 8
"""About so many lines cross a range."""


def round_levels(color_range: ColorRange) -> Array:
    """Return about `N_LEVELS` multiples of 1, 2 or 5 times a power of ten inside the range."""
    rough = (color_range.high - color_range.low) / N_LEVELS
    power = 10.0 ** np.floor(np.log10(rough))
    step = next(d * power for d in (1.0, 2.0, 5.0, 10.0) if d * power >= 0.999 * rough)
    # A little beyond the ends, for they may be multiples of the step but for rounding.
    first, last = np.ceil(color_range.low / step - 1e-9), np.floor(color_range.high / step + 1e-9)
    levels: Array = np.arange(first, last + 1.0) * step
    return levels
