"""What the output units compute from two or three hidden units alone: a linear model.

With the other hidden units at their means, each score is a bias and Σ w_O,m u_m. Where two scores
are equal is a line or a plane, and where one score has a value is another.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from nnviz.activations import Activation, Array
from nnviz.figures.boundary import linear_boundaries
from nnviz.figures.clipping import hyperplane_in_box, scaled_height
from nnviz.figures.labels import hidden_symbol, unbroken
from nnviz.figures.outputs import output_meaning
from nnviz.network import Network
from nnviz.number_format import number, signed, tick
from nnviz.snapshot import Snapshot
from nnviz.surfaces import ColorRange, contour_levels

_HALF = unbroken("P(y = 1) = ½")


@dataclass(frozen=True, slots=True)
class Projection:
    """What the output units compute from the chosen units alone.

    Attributes
    ----------
    network : Network
    units : tuple of int
        Indices of the chosen hidden units.
    biases : ndarray (n_outputs,)
        w_O,0, and Σ w_O,m u_m over the other units, at their means.
    weights : ndarray (n_chosen, n_outputs)
        w_O,m of the chosen units.
    box : tuple of (low, high)
        Range of each axis.

    """

    network: Network
    units: tuple[int, ...]
    biases: Array
    weights: Array
    box: tuple[tuple[float, float], ...]

    @property
    def shape(self) -> str:
        """What a boundary is."""
        return "line" if len(self.units) == 2 else "plane"

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
        if self.network.head.is_two_class:
            yield from self._two_classes()
        elif self.network.head.is_joint:
            yield from self._several_classes()
        else:
            yield from self._number(output)

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
            middle = np.mean(self.box, axis=1)[None]  # (1, n_chosen)
            sign = float(scaled_height(self.biases[0], self.weights[:, 0], middle)[0])
            relation = "=" if sign == 0.0 else ">" if sign > 0.0 else "<"
            yield f"{_HALF} on {equation}, which is not in view:"
            yield unbroken(f"P(y = 1) {relation} ½") + " all over it."
        yield from self._held(f"this {self.shape}")

    def _several_classes(self) -> Iterator[str]:
        if self.boundaries():
            yield f"On each {self.shape} two classes are equally likely, and all others less."
        else:
            middle = np.mean(self.box, axis=1)
            winner = int(np.argmax(self.biases + middle @ self.weights))
            yield f"No boundary in view: class {winner} is the most likely all over it."
        yield from self._held(f"these {self.shape}s")

    def _number(self, output: int) -> Iterator[str]:
        left = output_meaning(self.network, output)
        equation = unbroken(f"{left} = {self._equation(output)}")
        yield f"Here the output is a linear regression: {equation}."
        if len(self.units) == 2:
            yield f"On each thin line {left} is the same."
        yield from self._held("this equation")

    def _held(self, what: str) -> Iterator[str]:
        """Yield that units which are not axes are held, if there are any."""
        n_others = self.network.n_hidden - len(self.units)
        if n_others == 1:
            yield f"For {what} the other unit is held at its mean over the training samples."
        elif n_others:
            yield (
                f"For {what} the {n_others} other units are held at their means over the "
                "training samples."
            )


def project(snapshot: Snapshot, u_H: Array, units: tuple[int, ...], padding: float) -> Projection:
    """Return what the output units make of `units`, the others at their means over training.

    Parameters
    ----------
    snapshot : Snapshot
    u_H : ndarray (n_samples, n_hidden)
        Hidden outputs of the samples.
    units : tuple of int
        Two or three indices of hidden units.
    padding : float
        Share of an axis that is left free at each end.

    """
    network, W_O = snapshot.network, snapshot.params.W_O
    others = np.setdiff1d(np.arange(network.n_hidden), units)
    means = u_H[~snapshot.is_test][:, others].mean(axis=0)  # (n_others,)
    box = tuple(_axis_range(network.g, u_H[:, unit], padding) for unit in units)
    biases = W_O[0] + means @ W_O[1 + others]
    return Projection(network, units, biases, W_O[1:][list(units)], box)


def _axis_range(g: Activation, u: Array, padding: float) -> tuple[float, float]:
    """Return the range of g if it is bounded, else that of `u`, with a share free at each end."""
    low, high = g.range if g.is_bounded else (float(u.min()), float(u.max()))
    # A unit that never varies, such as a dead ReLU, still needs an axis.
    room = padding * (high - low) if high > low else 0.5 * max(1.0, abs(low))
    return low - room, high + room
