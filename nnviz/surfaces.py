"""The output of every node over the feature space, and the range of its colours.

Lecture: "Example: output of each hidden node" and "output of output node" (figures 9 and 10).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from nnviz.activations import Array
from nnviz.datasets import Domain
from nnviz.network import Network, Params, with_ones
from nnviz.training import Run

LEAST_REACH = 0.01
"""Units that never exceed this are as good as 0, and their colours should say so."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Points in the middle of rows × cols equal cells over a rectangle; row 0 is the lowest x2.

    Attributes
    ----------
    domain : ((low, high), (low, high))
        Of x1 and x2.
    rows, cols : int

    """

    domain: Domain
    rows: int = 60
    cols: int = 60

    @property
    def x1(self) -> Array:
        """Horizontal coordinates (cols,)."""
        return _middles(*self.domain[0], self.cols)

    @property
    def x2(self) -> Array:
        """Vertical coordinates (rows,), upwards."""
        return _middles(*self.domain[1], self.rows)

    @property
    def points(self) -> Array:
        """All points (rows · cols, 2), row by row."""
        x1, x2 = np.meshgrid(self.x1, self.x2)
        return np.column_stack([x1.ravel(), x2.ravel()])


@dataclass(frozen=True, slots=True)
class NodeSurfaces:
    """Outputs over a grid: hidden (n_hidden, rows, cols), output (n_outputs, rows, cols)."""

    hidden: Array
    output: Array


def node_surfaces(network: Network, params: Params, grid: Grid) -> NodeSurfaces:
    """Return u_H and u_O of every node at every point of `grid`."""
    forward = network.forward(params, grid.points)
    return NodeSurfaces(
        hidden=forward.u_H.T.reshape(network.n_hidden, grid.rows, grid.cols),
        output=forward.u_O.T.reshape(network.n_outputs, grid.rows, grid.cols),
    )


@dataclass(frozen=True, slots=True)
class ColorRange:
    """What a colour scale spans.

    Attributes
    ----------
    low, high : float
        Values at the ends of the colour bar.
    neutral : float
        Value painted in the ground's colour.
    clipped : bool
        Whether some values of the run lie beyond the ends and are painted like them.

    """

    low: float
    high: float
    neutral: float
    clipped: bool = False

    @property
    def reach(self) -> float:
        """Distance from neutral at which colours are full: the same on both sides."""
        return max(self.high - self.neutral, self.neutral - self.low)


def hidden_color_range(run: Run, domain: Domain) -> ColorRange:
    """Return one range for all hidden nodes of `run`, the same at every step.

    A bounded activation spans its own range. An unbounded one spans the largest |u_H| that any
    node reaches over `domain` during the run, rounded up; but at most four times the run's median
    step, so that a run that explodes at its end does not leave its beginning without colour. The
    range then says that it is clipped.
    """
    g = run.network.g
    if g.is_bounded:
        return ColorRange(*g.range, g.neutral)
    # z_H is linear in x, so |u_H| of a monotone g peaks at a corner of the domain.
    corners = np.array([(x1, x2) for x1 in domain[0] for x2 in domain[1]])
    with np.errstate(over="ignore", invalid="ignore"):
        peak = np.abs(g.value(with_ones(corners) @ run.W_H)).max(axis=(1, 2))  # (n_steps + 1,)
    if math.isfinite(g.range[0]):  # SiLU is not monotone: its dip may lie between the corners
        peak = np.maximum(peak, -g.range[0])
    largest, typical = float(peak.max()), 4.0 * float(np.median(peak))
    wanted = min(largest, typical) if math.isfinite(largest) else typical
    reach = max(rounded_up(wanted), LEAST_REACH)
    clipped = not largest <= reach
    return ColorRange(max(g.range[0], -reach), reach, 0.0, clipped)


def output_color_range() -> ColorRange:
    """Return the range of a probability: 0 to 1, neutral at ½."""
    return ColorRange(0.0, 1.0, 0.5)


def rounded_up(value: float) -> float:
    """Return the least of 1, 1.5, 2, 3, 4, 5, 6, 8 times a power of ten that is ≥ `value`."""
    if not value > 0.0 or not math.isfinite(value):
        return 1.0
    exponent = math.floor(math.log10(value))
    # Read from text, because 5 · 10⁻⁶ as a product is a little less than 5e-6.
    ends = (float(f"{step}e{exponent}") for step in (1, 1.5, 2, 3, 4, 5, 6, 8, 10, 15))
    return next((end for end in ends if end >= value), value)


def _middles(low: float, high: float, n: int) -> Array:
    """Return the middles of `n` equal cells from `low` to `high`."""
    middles: Array = low + (np.arange(n, dtype=np.float64) + 0.5) * ((high - low) / n)
    return middles
