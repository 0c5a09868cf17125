"""One network at one step of its training, with the samples: what every figure is drawn from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nnviz.datasets import Sample
from nnviz.network import Network, Params
from nnviz.read_only import keep_read_only


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """A network at a step.

    Attributes
    ----------
    network : Network
    params : Params
        In the units of `sample`: the standardisation is folded in.
    sample : Sample
    is_test : ndarray (n_samples,) of bool
        Which samples are test samples.
    label : str
        What the network is called on screen.
    step : int
        Number of updates before it.

    """

    network: Network
    params: Params
    sample: Sample
    is_test: NDArray[np.bool_]
    label: str
    step: int

    def __post_init__(self) -> None:
        """Make the array read-only."""
        keep_read_only(self, "is_test")
