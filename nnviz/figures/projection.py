"""The samples in two or three numbers, in which what the output units compute is linear.

Either all hidden units at once, seen along the decision boundary, or two or three chosen units, the
others at their means. Where two scores are equal is a line or a plane, and where one score has a
value is another.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nnviz.activations import Activation, Array
from nnviz.figures.boundary import linear_boundaries
from nnviz.figures.clipping import hyperplane_in_box, scaled_height
from nnviz.figures.labels import hidden_symbol, unbroken
from nnviz.figures.outputs import output_meaning
from nnviz.network import Network
from nnviz.number_format import number, percent, plural, signed, tick
from nnviz.snapshot import Snapshot
from nnviz.surfaces import ColorRange, contour_levels

MOST_AXES = 3

_HALF = unbroken("P(y = 1) = ½")


@dataclass(frozen=True, slots=True, eq=False)
class Projection:
    """Samples, and what the output units compute, in two or three numbers: the axes.

    Attributes
    ----------
    network : Network
    symbols : tuple of str
        What each axis is.
    units : tuple of int
        Indices of the hidden units that are axes; none where all are seen at once.
    positions : ndarray (n_samples, n_axes)
    biases : ndarray (n_outputs,)
    weights : ndarray (n_axes, n_outputs)
        Score k at position p is biases[k] + p · weights[:, k], but for what all scores share.
    box : tuple of (low, high)
        Range of each axis.
    agreement : float or None
        Share of the samples for which these scores decide as the network does; None where nothing
        is decided.

    """

    network: Network
    symbols: tuple[str, ...]
    units: tuple[int, ...]
    positions: Array
    biases: Array
    weights: Array
    box: tuple[tuple[float, float], ...]
    agreement: float | None = None

    @property
    def shape(self) -> str:
        """What a boundary is."""
        return "line" if len(self.symbols) == 2 else "plane"

    @property
    def n_held(self) -> int:
        """Number of hidden units that are held at their means."""
        return self.network.n_hidden - len(self.units) if self.units else 0

    def boundaries(self) -> list[Array]:
        """Return the boundaries between classes in the box, each by its corners (n, n_axes)."""
        if self.network.head.is_two_class:
            corners = hyperplane_in_box(float(self.biases[0]), self.weights[:, 0], self.box)
            return [corners] if len(corners) else []
        return [corners for *_, corners in linear_boundaries(self.biases, self.weights, self.box)]

    def levels(self, output: int, color_range: ColorRange) -> Iterator[tuple[str, Array]]:
        """Yield the lines on which an output has a round value: the value, and its ends (2, 2)."""
        for level in contour_levels(color_range):
            bias = float(self.biases[output] - level)
            corners = hyperplane_in_box(bias, self.weights[:, output], self.box)
            if len(corners):
                yield tick(level), corners

    def sentences(self, output: int) -> Iterator[str]:
        """Yield what the output is here, and what the picture does not show of it."""
        head = self.network.head
        if self.n_held:
            yield self._held()
        if not self.units:
            yield from self._all_units()
        elif head.is_two_class:
            yield from self._two_classes()
        elif not head.is_joint:
            yield from self._number(output)
        if head.is_joint:
            yield from self._several_classes()
        if self.n_held and self.agreement is not None and self.agreement < 1.0:
            yield (
                f"All {self.network.n_hidden} units together decide otherwise for "
                f"{percent(1.0 - self.agreement)} of the samples."
            )

    def _held(self) -> str:
        """Return that units which are not axes are held."""
        if self.n_held == 1:
            return "Here the other unit is held at its mean over the training samples."
        return (
            f"Here the {self.n_held} other units are held at their means over the training samples."
        )

    def _all_units(self) -> Iterator[str]:
        """Yield what is seen of the space of all units."""
        units = plural(self.network.n_hidden, "hidden unit")
        if self.network.head.is_joint:
            yield f"All {units}: the axes are differences of scores, and these alone decide."
            return
        across = self.symbols[0]
        if self.network.head.is_two_class:
            line = unbroken(f"{across} = 0")
            yield f"All {units}, seen along the boundary, which is the line {line}."
        else:
            yield f"All {units}. On each thin line {across} is the same."
        yield f"The vertical axis is the direction {self.symbols[1]}"
        yield "in which the training samples differ most."

    def _equation(self, output: int) -> str:
        """Return bias + Σ w u."""
        terms = "".join(
            f" {signed(weight)[0]} {number(abs(weight))} {hidden_symbol(unit)}"
            for unit, weight in zip(self.units, self.weights[:, output], strict=True)
        )
        return f"{number(float(self.biases[output]))}{terms}"

    def _two_classes(self) -> Iterator[str]:
        equation = f"the {self.shape} " + unbroken(f"{self._equation(0)} = 0")
        if self.boundaries():
            yield f"{_HALF} on {equation}."
        else:
            middle = np.mean(self.box, axis=1)[None]  # (1, n_axes)
            sign = float(scaled_height(self.biases[0], self.weights[:, 0], middle)[0])
            relation = "=" if sign == 0.0 else ">" if sign > 0.0 else "<"
            yield f"{_HALF} on {equation}, which is not in view:"
            yield unbroken(f"P(y = 1) {relation} ½") + " all over it."

    def _several_classes(self) -> Iterator[str]:
        if self.boundaries():
            yield f"On each {self.shape} two classes are equally likely, and all others less."
        else:
            middle = np.mean(self.box, axis=1)
            winner = int(np.argmax(self.biases + middle @ self.weights))
            yield f"No boundary in view: class {winner} is the most likely all over it."

    def _number(self, output: int) -> Iterator[str]:
        left = output_meaning(self.network, output)
        equation = unbroken(f"{left} = {self._equation(output)}")
        yield f"The output is a linear regression: {equation}."
        if len(self.units) == 2:
            yield f"On each thin line {left} is the same."


def project(snapshot: Snapshot, units: tuple[int, ...], padding: float) -> Projection:
    """Return the samples in `units`, and the scores with all others at their means over training.

    Parameters
    ----------
    snapshot : Snapshot
    units : tuple of int
        Two or three indices of hidden units.
    padding : float
        Share of an axis that is left free at each end.

    """
    network, W_O = snapshot.network, snapshot.params.W_O
    forward = network.forward(snapshot.params, snapshot.sample.X)
    positions = forward.u_H[:, units]
    others = np.setdiff1d(np.arange(network.n_hidden), units)
    means = forward.u_H[~snapshot.is_test][:, others].mean(axis=0)  # (n_others,)
    biases, weights = W_O[0] + means @ W_O[1 + others], W_O[1:][list(units)]
    agreement = None
    if network.head.is_classification:
        alike = network.head.predict(biases + positions @ weights)
        agreement = float(np.mean(alike == network.head.predict(forward.z_O)))
    return Projection(
        network,
        tuple(hidden_symbol(unit) for unit in units),
        units,
        positions,
        biases,
        weights,
        tuple(_axis_range(network.g, u, padding) for u in positions.T),
        agreement,
    )


def can_be_seen_along(network: Network) -> bool:
    """Return whether the space of all hidden units has a picture that shows the decision."""
    return not network.head.is_joint or 2 <= network.n_outputs - 1 <= MOST_AXES


def project_along(snapshot: Snapshot, output: int, padding: float) -> Projection:
    """Return all hidden units, seen along the boundary: the picture decides as the network does.

    With one score the axes are the score itself, and the direction in u_H at right angles to the
    boundary's normal in which training samples vary most. With K classes they are K − 1
    differences of scores.

    Parameters
    ----------
    snapshot : Snapshot
    output : int
        Index of the output, of several predicted numbers.
    padding : float
        Share of an axis that is left free at each end.

    Raises
    ------
    ValueError
        If there are more classes than a picture has axes for.

    """
    network = snapshot.network
    if not can_be_seen_along(network):
        message = (
            f"Three or four classes can be seen along their boundaries; "
            f"this network has {network.n_outputs}."
        )
        raise ValueError(message)
    forward = network.forward(snapshot.params, snapshot.sample.X)
    z_O, n_outputs = forward.z_O, network.n_outputs
    if network.head.is_joint:
        positions = z_O[:, 1:] - z_O[:, :1]
        symbols = tuple(f"{_score(k)} − {_score(0)}" for k in range(1, n_outputs))
        weights = np.eye(n_outputs)[1:]
    else:
        normal = snapshot.params.W_O[1:, output]
        beside = _spread_beside(forward.u_H, normal, ~snapshot.is_test)
        positions = np.column_stack([z_O[:, output], beside])
        across = "z<sub>O</sub>"
        if not network.head.is_classification:
            across = output_meaning(network, output)
        along = "the boundary" if network.head.is_classification else "equal output"
        symbols = (across, f"along {along}")
        weights = np.zeros((2, n_outputs))
        weights[0] = 1.0
    n_shown = 1 if network.head.is_classification else 0  # of points at 0, which decides
    seen = np.vstack([positions, np.zeros((n_shown, positions.shape[1]))])
    box = tuple(_span(p, padding) for p in seen.T)
    return Projection(network, symbols, (), positions, np.zeros(n_outputs), weights, box)


def _score(k: int) -> str:
    """Return the symbol of the score of class `k`."""
    return f"z<sub>{k}</sub>"


def _spread_beside(u_H: Array, normal: Array, is_training: NDArray[np.bool_]) -> Array:
    """Return where samples are (n,) in the main direction at right angles to `normal`."""
    largest = float(np.abs(u_H).max()) or 1.0  # squares of huge outputs would overflow
    u = u_H / largest - (u_H[is_training] / largest).mean(axis=0)
    length = float(np.linalg.norm(normal))
    unit = normal / length if length > 0.0 else normal
    u -= np.outer(u @ unit, unit)
    direction = np.linalg.svd(u[is_training], full_matrices=False)[2][0]
    direction *= np.sign(direction[np.abs(direction).argmax()]) or 1.0  # the same way each step
    beside: Array = largest * (u @ direction)
    return beside


def _axis_range(g: Activation, u: Array, padding: float) -> tuple[float, float]:
    """Return the range of g if it is bounded, else that of `u`, with a share free at each end."""
    return _span(np.array(g.range) if g.is_bounded else u, padding)


def _span(values: Array, padding: float) -> tuple[float, float]:
    """Return the range of `values` with a share free at each end."""
    low, high = float(values.min()), float(values.max())
    # A unit that never varies, such as a dead ReLU, still needs an axis.
    room = padding * (high - low) if high > low else 0.5 * max(1.0, abs(low))
    return low - room, high + room
