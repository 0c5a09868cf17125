"""Mistakes on the way forward: z, u and the loss."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from nnviz.activations import ACTIVATIONS, Array
from nnviz.exercise.exercise import Exercise
from nnviz.exercise.mistakes import Mistake, rolled
from nnviz.exercise.quantities import Values, with_one


def hidden_sum_mistakes(exercise: Exercise, _values: Values) -> Iterator[Mistake]:
    """Yield mistakes in W_Hᵀ [1, x]."""
    yield from _weighted_sum(np.array(exercise.W_H), np.array(exercise.x))


def output_sum_mistakes(exercise: Exercise, values: Values) -> Iterator[Mistake]:
    """Yield mistakes in W_Oᵀ [1, u_H]."""
    W = np.array(exercise.W_O)
    yield from _weighted_sum(W, values["u_H"])
    yield Mistake(
        "activation",
        "The activation is missing: the output unit adds up the $u_H$, not the $z_H$.",
        with_one(values["z_H"]) @ W,
    )


def _weighted_sum(W: Array, inputs: Array) -> Iterator[Mistake]:
    """Yield mistakes in Wᵀ [1, inputs]."""
    right = with_one(inputs) @ W
    yield Mistake("sign", "The size is right, the sign is off.", -right)
    yield Mistake(
        "bias",
        "The bias is missing: the first row of the matrix is added unchanged.",
        inputs @ W[1:],
    )
    yield Mistake(
        "bias",
        "The bias is off: it is the first row of the matrix, not in the last.",
        np.append(inputs, 1.0) @ W,
    )
    yield Mistake("bias", "The bias is off: it is added, not subtracted.", inputs @ W[1:] - W[0])
    yield from rolled("node", "These are the weights of another unit: take this unit's own.", right)
    if W.shape[0] - 1 == W.shape[1]:
        yield Mistake("transposed", _TRANSPOSED, W[0] + inputs @ W[1:].T)
    if W.shape[0] == W.shape[1]:
        yield Mistake("transposed", _TRANSPOSED, with_one(inputs) @ W.T)


_TRANSPOSED = "The weights are transposed: a unit's weights are its column, one row for each input."


def hidden_output_mistakes(exercise: Exercise, values: Values) -> Iterator[Mistake]:
    """Yield mistakes in g(z_H)."""
    g, z = exercise.network.g, values["z_H"]
    yield Mistake("activation", "The activation is missing: this is $z$, not $u = g(z)$.", z)
    yield Mistake("sign", "The size is right, the sign is off.", -g.value(z))
    yield Mistake("sign", "The sign of $z$ is off inside the activation.", g.value(-z))
    yield Mistake("slope", "This is $g'(z)$; $u$ is $g(z)$ itself.", g.derivative(z))
    yield from rolled("node", "This is another unit's $u$: take this unit's own $z$.", g.value(z))


def output_mistakes(exercise: Exercise, values: Values) -> Iterator[Mistake]:
    """Yield mistakes in the output's activation."""
    z, head = values["z_O"], exercise.network.head
    right = head.link(z)
    yield Mistake("sign", "The size is right, the sign is off.", -right)
    yield from rolled("node", "This is another output's number: take this output's own.", right)
    if not exercise.network.head.is_classification:
        words = "For regression the output has no activation: $u_O$ is $z_O$."
        yield Mistake("activation", words, ACTIVATIONS["sigmoid"].value(z))
        yield Mistake("activation", words, exercise.network.g.value(z))
        return
    yield Mistake("activation", "The output's activation is missing: this is $z$, not $u$.", z)
    yield Mistake("sign", "The sign of $z$ is off inside the exponent.", head.link(-z))
    if exercise.network.head.is_joint:
        words = "A softmax divides each power of e by the sum of all of them."
        yield Mistake("form", words, ACTIVATIONS["sigmoid"].value(z))
        yield Mistake("form", words, np.exp(np.minimum(z, 700.0)))


def loss_mistakes(exercise: Exercise, values: Values) -> Iterator[Mistake]:
    """Yield mistakes in the loss of one sample."""
    head, z, y = exercise.network.head, values["z_O"], exercise.target
    right = np.atleast_1d(head.loss(z, y, -1))
    yield Mistake("sign", "The sign is off: no loss is negative.", -right)
    if exercise.network.head.is_classification:
        words = "The logarithm is the natural one, to the base e."
        yield Mistake("form", words, right / np.log(10.0))
        yield Mistake("form", words, right / np.log(2.0))
        others = [1.0 - y] if len(y) == 1 else [np.roll(y, s) for s in range(1, len(y))]
        for other in others:
            words = "This is the loss for another class: look at $y$ again."
            yield Mistake("target", words, np.atleast_1d(head.loss(z, other, -1)))
        return
    yield Mistake("form", "The factor one half is missing in the loss.", 2.0 * right)
    words = "The difference is squared in the loss."
    yield Mistake("form", words, np.atleast_1d(np.abs(y - z).sum()))
    yield Mistake("form", words, np.atleast_1d(0.5 * np.abs(y - z).sum()))
    yield Mistake("target", "The target is missing in the loss.", np.atleast_1d(0.5 * (z @ z)))
