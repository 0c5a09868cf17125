"""A model before and after it has seen data: what was fixed, what was learned, and its graph."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from nnviz.activations import Array
from nnviz.checks import check_positive, check_whole
from nnviz.graphs.graph import Graph, evaluate


@dataclass(frozen=True, slots=True)
class BaselineSettings:
    """What is chosen before a baseline sees data; each looks at what concerns it.

    Parameters
    ----------
    degree : int
        Of the polynomial basis, 1 to 6.
    bumps : int
        Gaussian bumps a side of their grid, 2 to 6.
    kernel_degree : int
        Of the polynomial kernel, 1 to 4.
    gamma : float
        γ of the RBF kernel, for standardised features.
    C : float
        What a support vector machine pays for a sample on the wrong side of its margin.

    Raises
    ------
    ValueError
        If a value is out of its range.

    """

    degree: int = 2
    bumps: int = 3
    kernel_degree: int = 3
    gamma: float = 0.5
    C: float = 1.0

    def __post_init__(self) -> None:
        """Check the ranges."""
        check_whole("degree", self.degree, 1, 6)
        check_whole("bumps", self.bumps, 2, 6)
        check_whole("kernel_degree", self.kernel_degree, 1, 4)
        check_positive("gamma", self.gamma)
        check_positive("C", self.C)


@dataclass(frozen=True, slots=True)
class Fitted:
    """A model after it has seen data.

    Attributes
    ----------
    graph : Graph
        What it computes.
    shown : str
        Id of the node that the decision map shows; it says class 1 above `boundary`.
    boundary : float
    checked : str
        Id of the node that must equal `decision`.
    decision : callable
        ``decision(X)`` is what the model itself computes, without the graph.
    reference : str
        What `decision` is, in words.
    fixed, learned : str
        What was decided in advance and what the data decided, a sentence each.
    n_fixed : int
        How many numbers were fixed; those that were learned are ``graph.n_learned``.
    support : tuple of int
        Rows of the training samples with a weight that is not 0, of a support vector machine.
    note : str
        What is true of the learned weights besides; empty if there is nothing.
    remark : str
        What went wrong; empty if nothing did.

    """

    graph: Graph
    shown: str
    boundary: float
    checked: str
    decision: Callable[[Array], Array]
    reference: str
    fixed: str
    learned: str
    n_fixed: int
    support: tuple[int, ...] = ()
    note: str = ""
    remark: str = ""

    def values(self, X: ArrayLike, node: str) -> Array:
        """Return the value (n_samples,) of one node for every sample."""
        return evaluate(self.graph, X, [node])[node]

    def largest_difference(self, X: ArrayLike) -> float:
        """Return max |graph − decision| / max |decision| over the samples: 0 but for rounding."""
        X = np.asarray(X, dtype=np.float64)
        decision = self.decision(X)
        difference = np.max(np.abs(self.values(X, self.checked) - decision))
        return float(difference / (np.max(np.abs(decision)) or 1.0))

    def accuracy(self, X: Array, y: ArrayLike) -> float:
        """Return the share of samples on the right side of the boundary; NaN without samples."""
        if not len(X):
            return float("nan")
        says_one = self.values(X, self.shown) > self.boundary
        return float(np.mean(says_one == (np.asarray(y) == 1)))
