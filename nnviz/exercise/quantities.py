"""What is computed, in order: forward pass, backpropagation, gradients, one update.

Each quantity knows how it follows from earlier ones, for one sample. It is computed step by step as
a student does it, so that it can go on from a student's rounded numbers; a test proves that the
result is that of `Network.backward`. Lecture: "Backpropagation + gradient descent
algorithm".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from nnviz.activations import Array
from nnviz.exercise.exercise import Exercise
from nnviz.network import Network

Place = tuple[str, tuple[int, ...]]
"""One number: its quantity's key, and its index there."""

Values = Mapping[str, Array]
"""Numbers by a quantity's key: vectors (n_units,), matrices in the shapes of W_H and W_O."""

Rounding = Callable[[Array], Array]
"""What happens to a number when it is written down: rounding, or nothing."""

Computation = Callable[[Exercise, Values, Rounding], Array]

SMALLEST_PROBABILITY = 1e-7
"""Below it L is not derived from u_O: 1 − u_O keeps fewer than nine of its sixteen digits."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """One line of the algorithm.

    Attributes
    ----------
    key : str
        Name in `QUANTITIES` and in a link.
    title : str
        What it is, in words.
    latex, text : str
        Its symbol, in LaTeX and in plain characters.
    group : str
        A choice of blanks that it belongs to: z, u, L, δ, gradients, new weights.
    built_from : tuple of str
        Keys of the earlier quantities that it follows from.
    given : tuple of str
        What else it takes, in LaTeX or words.
    ways : tuple of callable
        ``way(exercise, values, rounding)`` computes it; the first is the lecture's, others are as
        good and differ by rounding alone.

    """

    key: str
    title: str
    latex: str
    text: str
    group: str
    built_from: tuple[str, ...]
    given: tuple[str, ...]
    ways: tuple[Computation, ...]

    @property
    def compute(self) -> Computation:
        """The lecture's way."""
        return self.ways[0]


def with_one(vector: Array) -> Array:
    """Return [1, vector]: what a layer's weights, row 0 the bias, are multiplied with."""
    return np.concatenate([[1.0], vector])


def slope(exercise: Exercise, values: Values) -> Array:
    """Return g′(z_H) (n_hidden,), from the hidden units' own z and u."""
    out = np.empty_like(values["z_H"])
    with np.errstate(over="ignore"):
        exercise.network.g.fill_derivative(values["z_H"], values["u_H"], out)
    return out


def path_sum(exercise: Exercise, values: Values) -> Array:
    """Return Σ_k w_k δ_k over the output units (n_hidden,)."""
    return np.array(exercise.W_O)[1:] @ values["delta_O"]


def _hidden_sums(exercise: Exercise, _values: Values, _rounding: Rounding) -> Array:
    z: Array = with_one(np.array(exercise.x)) @ np.array(exercise.W_H)
    return z


def _hidden_outputs(exercise: Exercise, values: Values, _rounding: Rounding) -> Array:
    return exercise.network.g.value(values["z_H"])


def _output_sums(exercise: Exercise, values: Values, _rounding: Rounding) -> Array:
    z: Array = with_one(values["u_H"]) @ np.array(exercise.W_O)
    return z


def _outputs(exercise: Exercise, values: Values, _rounding: Rounding) -> Array:
    return exercise.network.head.link(values["z_O"])


def _outputs_by_powers(exercise: Exercise, values: Values, rounding: Rounding) -> Array:
    """Write down the powers before they are divided by their sum."""
    if not exercise.network.head.is_joint or np.abs(values["z_O"]).max() > 700.0:  # e^700 is finite
        return _outputs(exercise, values, rounding)
    powers = rounding(np.exp(values["z_O"]))
    total = powers.sum()
    return powers / total if total > 0.0 else _outputs(exercise, values, rounding)


def _loss(exercise: Exercise, values: Values, _rounding: Rounding) -> Array:
    return np.atleast_1d(exercise.network.head.loss(values["z_O"], exercise.target, -1))


def _loss_from_u(exercise: Exercise, values: Values, rounding: Rounding) -> Array:
    """For classes: L = −ln of the probability of the sample's class, where u_O still tells it.

    A saturated unit's u_O is 1 or 0 to the last digit that was written down, and 1 − u_O is then
    0 or a rounding error. Nothing can be derived from it, so L is derived from z_O there.
    """
    if not exercise.network.head.is_classification:
        return _loss(exercise, values, rounding)
    u, r = values["u_O"], exercise.target
    probability = float(np.prod(np.where(r == 1.0, u, 1.0)))
    if not exercise.network.head.is_joint and r[0] == 0.0:
        probability = 1.0 - float(u[0])
    if probability < SMALLEST_PROBABILITY:
        return _loss(exercise, values, rounding)
    return np.array([-np.log(probability)])


def _output_errors(exercise: Exercise, values: Values, _rounding: Rounding) -> Array:
    return values["u_O"] - exercise.target


def _hidden_errors(exercise: Exercise, values: Values, rounding: Rounding) -> Array:
    return rounding(slope(exercise, values)) * rounding(path_sum(exercise, values))


def _output_gradient(_exercise: Exercise, values: Values, _rounding: Rounding) -> Array:
    return np.outer(with_one(values["u_H"]), values["delta_O"])


def _hidden_gradient(exercise: Exercise, values: Values, _rounding: Rounding) -> Array:
    return np.outer(with_one(np.array(exercise.x)), values["delta_H"])


def _new_output_weights(exercise: Exercise, values: Values, rounding: Rounding) -> Array:
    return np.array(exercise.W_O) - rounding(exercise.rate * values["grad_O"])


def _new_hidden_weights(exercise: Exercise, values: Values, rounding: Rounding) -> Array:
    return np.array(exercise.W_H) - rounding(exercise.rate * values["grad_H"])


QUANTITIES: dict[str, Quantity] = {
    quantity.key: quantity
    for quantity in (
        Quantity(
            "z_H", "Hidden units, before g", "z_H", "z_H", "z",
            (), ("$W_H$", "$x$"), (_hidden_sums,),
        ),
        Quantity(
            "u_H", "Hidden units, after g", "u_H", "u_H", "u",
            ("z_H",), ("$g$",), (_hidden_outputs,),
        ),
        Quantity(
            "z_O", "Output, before its activation", "z_O", "z_O", "z",
            ("u_H",), ("$W_O$",), (_output_sums,),
        ),
        Quantity(
            "u_O", "Output, after its activation", "u_O", "u_O", "u",
            ("z_O",), ("the output's activation",), (_outputs, _outputs_by_powers),
        ),
        Quantity(
            "loss", "Loss of this sample", "L", "L", "L",
            ("z_O", "u_O"), ("$y$",), (_loss, _loss_from_u),
        ),
        Quantity(
            "delta_O", "Backpropagation error, output", r"\delta_O", "δ_O", "δ",
            ("u_O",), ("$y$",), (_output_errors,),
        ),
        Quantity(
            "delta_H", "Backpropagation errors, hidden units", r"\delta_H", "δ_H", "δ",
            ("z_H", "u_H", "delta_O"), ("$W_O$", "$g'$"), (_hidden_errors,),
        ),
        Quantity(
            "grad_O", "Gradient, output weights", r"\partial L/\partial W_O", "∂L/∂W_O",
            "gradients", ("u_H", "delta_O"), (), (_output_gradient,),
        ),
        Quantity(
            "grad_H", "Gradient, hidden weights", r"\partial L/\partial W_H", "∂L/∂W_H",
            "gradients", ("delta_H",), ("$x$",), (_hidden_gradient,),
        ),
        Quantity(
            "new_O", "Output weights after one step", r"W_O^\mathsf{new}", "W_O new",
            "new weights", ("grad_O",), ("$W_O$", r"$\eta$"), (_new_output_weights,),
        ),
        Quantity(
            "new_H", "Hidden weights after one step", r"W_H^\mathsf{new}", "W_H new",
            "new weights", ("grad_H",), ("$W_H$", r"$\eta$"), (_new_hidden_weights,),
        ),
    )
}  # fmt: skip


def shape(key: str, network: Network) -> tuple[int, ...]:
    """Return the shape of a quantity's numbers."""
    layers = {
        "H": (network.n_inputs + 1, network.n_hidden),
        "O": (network.n_hidden + 1, network.n_outputs),
    }
    if key == "loss":
        return (1,)
    name, layer = key.split("_")
    return layers[layer] if name in {"grad", "new"} else layers[layer][1:]


def exactly(values: Array) -> Array:
    """Write numbers down as they are."""
    return values


def answer_key(exercise: Exercise) -> dict[str, Array]:
    """Return all numbers of the exercise, by key, unrounded."""
    values: dict[str, Array] = {}
    for key, quantity in QUANTITIES.items():
        values[key] = quantity.compute(exercise, values, exactly)
    return values


def ancestors(key: str) -> frozenset[str]:
    """Return the keys of all quantities that one follows from."""
    direct = QUANTITIES[key].built_from
    return frozenset(direct).union(*(ancestors(parent) for parent in direct))
