"""Which samples each update looks at."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


class Batches:
    """The sample indices of each update, for ever; every epoch is a new random order.

    It can be pickled, and goes on where it stood.

    Parameters
    ----------
    n_samples : int
    size : int or None
        Samples in a batch; None means all of them.
    seed : int

    """

    def __init__(self, n_samples: int, size: int | None, seed: int) -> None:
        """Begin before the first epoch."""
        self.size = n_samples if size is None else min(size, n_samples)
        # A stream of its own, so that the order does not depend on the initial weights.
        self._rng = np.random.default_rng([seed, 1])
        self._order: NDArray[np.int64] = np.arange(n_samples)
        self._next = n_samples

    @property
    def are_full(self) -> bool:
        """Whether every batch is all samples, in their own order."""
        return self.size == len(self._order)

    def __iter__(self) -> Batches:
        """Return itself: there is one order."""
        return self

    def __next__(self) -> NDArray[np.int64]:
        """Return the indices of the next batch; the last one of an epoch may be smaller."""
        if self.are_full:
            return self._order
        if self._next >= len(self._order):
            self._order = self._rng.permutation(len(self._order))
            self._next = 0
        start, self._next = self._next, self._next + self.size
        return self._order[start : self._next]
