"""Arrays of frozen records: read-only, so that a record that is shared stays what it was."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def show_read_only(record: object, *names: str) -> None:
    """Replace arrays of `record` by read-only views; None stays None.

    For arrays that were made for the record: nothing is copied, and whoever made them can still
    write to them.
    """
    for name in names:
        array = getattr(record, name)
        if isinstance(array, np.ndarray) and array.flags.writeable:
            view = array.view()
            view.flags.writeable = False
            object.__setattr__(record, name, view)


def keep_read_only(record: object, *names: str) -> None:
    """Replace arrays of `record` by read-only arrays that nobody else can write to.

    For arrays that a user may hand over: his stay as they are. What is read-only already is taken
    as it is.
    """
    for name in names:
        array = getattr(record, name)
        if not isinstance(array, np.ndarray) or array.flags.writeable:
            kept: NDArray[np.generic] = np.array(array)
            kept.flags.writeable = False
            object.__setattr__(record, name, kept)
