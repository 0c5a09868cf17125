"""The output of every node over the feature space, and the range of its colours.

Lecture: "Example: output of each hidden node" and "output of output node" (figures 9 and 10).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import product

import numpy as np

from nnviz.activations import Array
from nnviz.datasets import Domain, Sample
from nnviz.network import Network, Params, with_ones
from nnviz.read_only import show_read_only
from nnviz.training import Run

LEAST_REACH = 0.01
"""Units that never exceed this are as good as 0, and their colours should say so."""

_N_LEVELS = 8
_SHOWN_TARGETS = (0.025, 0.975)

_SHOWN_TERMS = 0.95
_CONTRIBUTION_STEPS = 64
_CONTRIBUTION_CELLS = 7  # along each side of the domain


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


@dataclass(frozen=True, slots=True, eq=False)
class NodeSurfaces:
    """Outputs over a grid, as read-only arrays.

    Attributes
    ----------
    hidden : ndarray (n_hidden, rows, cols)
    output : ndarray (n_outputs, rows, cols)

    """

    hidden: Array
    output: Array

    def __post_init__(self) -> None:
        """Make the arrays read-only."""
        show_read_only(self, "hidden", "output")


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
    with np.errstate(over="ignore", invalid="ignore"):
        peak = np.abs(g.value(_corners(domain) @ run.W_H)).max(axis=(1, 2))  # (n_steps + 1,)
    if math.isfinite(g.range[0]):  # SiLU is not monotone: its dip may lie between the corners
        peak = np.maximum(peak, -g.range[0])
    reach, clipped = _reach(peak)
    return ColorRange(max(g.range[0], -reach), reach, 0.0, clipped)


def output_color_range(sample: Sample) -> ColorRange:
    """Return the range of the output nodes, the same at every step and for every output.

    Probabilities run from 0 to 1 and are neutral where all classes are equally likely: at 1/K.
    Predicted numbers span the targets, neutral at 0 if that is among them. In the plane the range
    leaves out the largest twentieth of the targets, which would take the colour from the others;
    predictions may lie beyond as well, so it says that it is clipped.
    """
    if sample.problem.is_classification:
        return ColorRange(0.0, 1.0, 1.0 / sample.n_classes)
    spread = _SHOWN_TARGETS if sample.problem.n_inputs > 1 else (0.0, 1.0)
    low, high = (float(q) for q in np.quantile(sample.targets, spread))
    if low < 0.0 < high:
        reach = rounded_up(max(high, -low))
        return ColorRange(-reach, reach, 0.0, clipped=True)
    if high == low:
        around = max(1.0, abs(low))
        return ColorRange(low - around, high + around, low, clipped=True)
    return ColorRange(low, high, min(max(low, 0.0), high), clipped=True)


def contribution_color_range(run: Run, domain: Domain) -> ColorRange:
    """Return one range for w_O,m·u_m(x), the bias and their sums from the bias on up to z_O.

    Evaluated at a few points of `domain` and a few steps of `run`. The largest twentieth of each
    step and what exceeds twice the median step are left out, which would take the colour from the
    rest; the range then says that it is clipped.
    """
    steps = np.unique(np.linspace(0, run.n_steps, _CONTRIBUTION_STEPS).round().astype(int))
    with np.errstate(over="ignore", invalid="ignore"):
        axes = [np.linspace(low, high, _CONTRIBUTION_CELLS) for low, high in domain]
        points = np.stack(np.meshgrid(*axes), axis=-1).reshape(-1, len(domain))
        u_H = run.network.g.value(with_ones(points) @ run.W_H[steps])  # (steps, points, n_hidden)
        # Axes: steps, points, n_hidden, n_outputs.
        terms = u_H[..., None] * run.W_O[steps, None, 1:]
        sums = np.cumsum(terms, axis=2) + run.W_O[steps, None, :1]
        sizes = np.maximum(np.abs(terms), np.abs(sums)).reshape(len(steps), -1)
        reach, _ = _reach(np.quantile(sizes, _SHOWN_TERMS, axis=1), most_medians=2.0)
    return ColorRange(-reach, reach, 0.0, clipped=not float(sizes.max()) <= reach)


def _corners(domain: Domain) -> Array:
    """Return [1, x] of the corners of a box; z_H, linear in x, peaks at one of them."""
    return with_ones(np.array(list(product(*domain))))


def _reach(peak: Array, most_medians: float = 4.0) -> tuple[float, bool]:
    """Return how far a symmetric scale reaches for the peaks of all steps, and if it clips any."""
    largest, typical = float(peak.max()), most_medians * float(np.median(peak))
    wanted = min(largest, typical) if math.isfinite(largest) else typical
    reach = max(rounded_up(wanted), LEAST_REACH)
    return reach, not largest <= reach


def rounded_up(value: float) -> float:
    """Return the least of 1, 1.5, 2, 3, 4, 5, 6, 8 times a power of ten that is ≥ `value`."""
    if not value > 0.0 or not math.isfinite(value):
        return 1.0
    exponent = math.floor(math.log10(value))
    # Read from text, because 5 · 10⁻⁶ as a product is a little less than 5e-6.
    ends = (float(f"{step}e{exponent}") for step in (1, 1.5, 2, 3, 4, 5, 6, 8, 10, 15))
    return next((end for end in ends if end >= value), value)


def contour_levels(color_range: ColorRange) -> Array:
    """Return about eight multiples of 1, 2 or 5 times a power of ten inside the range, for lines.

    The player draws the same: ``contourLevels`` in its contour.js has this rule, and both are
    tested with ``tests/number_format_cases.json``.
    """
    rough = (color_range.high - color_range.low) / _N_LEVELS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(d * power for d in (1.0, 2.0, 5.0, 10.0) if d * power >= 0.75 * rough)
    # A little beyond the ends, for they may be multiples of the step but for rounding.
    first = math.ceil(color_range.low / step - 1e-9)
    last = math.floor(color_range.high / step + 1e-9)
    levels: Array = np.arange(first, last + 1, dtype=np.float64) * step
    return levels


def _middles(low: float, high: float, n: int) -> Array:
    """Return the middles of `n` equal cells from `low` to `high`."""
    middles: Array = low + (np.arange(n, dtype=np.float64) + 0.5) * ((high - low) / n)
    return middles
