"""Mistakes on the way back: δ, the gradients and the update."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from nnviz.activations import Array
from nnviz.exercise.exercise import Exercise
from nnviz.exercise.mistakes import Mistake, rolled
from nnviz.exercise.quantities import Values, path_sum, slope, with_one

_OTHER_DELTA = "This is the δ of another node: take the δ of the node that the weight leads to."
_SIGN = "The size is right, the sign is off."
_NO_SLOPE = "The factor $g'(z)$ is missing in the δ of the hidden unit."
_TRANSPOSED = "The indices are transposed: a weight's row is its input, its column the node."


def output_error_mistakes(exercise: Exercise, values: Values) -> Iterator[Mistake]:
    """Yield mistakes in u_O − y."""
    u, z, y = values["u_O"], values["z_O"], exercise.target
    yield Mistake("sign", "The sign is off: δ of an output is $u - y$, not $y - u$.", y - u)
    yield Mistake("target", "The target is missing: δ of an output is $u - y$.", u)
    yield Mistake("target", "The target is added; it is to be subtracted.", u + y)
    yield from rolled("node", "This is the δ of another output: take this output's own.", u - y)
    if len(y) > 1:
        for shift in range(1, len(y)):
            words = "This is the target of another output: take this output's own $y$."
            yield Mistake("target", words, u - np.roll(y, shift))
    if exercise.network.head.is_classification:
        yield Mistake("activation", "This takes $z$ where $u$ belongs: δ is $u - y$.", z - y)
        words = (
            "There is a factor $g'$ too much: with this loss it cancels, and δ of an output is "
            "$u - y$."
        )
        yield Mistake("slope", words, (u - y) * u * (1.0 - u))
    else:
        words = "There is a factor two too much: the loss has a half in front."
        yield Mistake("form", words, 2.0 * (u - y))


def hidden_error_mistakes(exercise: Exercise, values: Values) -> Iterator[Mistake]:
    """Yield mistakes in g′(z_H) Σ_k w_k δ_k."""
    g_slope, paths = slope(exercise, values), path_sum(exercise, values)
    yield Mistake("sign", _SIGN, -g_slope * paths)
    yield Mistake("slope", "The factor $g'(z)$ is missing.", paths)
    words = "The derivative is off: the factor is $g'(z)$, not $g(z)$."
    yield Mistake("slope", words, values["u_H"] * paths)
    words = "The derivative is taken at $u$; the factor is $g'$ at $z$."
    yield Mistake("slope", words, exercise.network.g.derivative(values["u_H"]) * paths)
    words = "The derivative is another unit's: take $g'$ at this unit's own $z$."
    for mistake in rolled("slope", words, g_slope):
        yield Mistake(mistake.kind, words, mistake.values * paths)
    yield from rolled("node", "This is the δ of another hidden unit.", g_slope * paths)
    for kind, words, other in _other_paths(exercise, values):
        yield Mistake(kind, words, g_slope * other)


def _other_paths(exercise: Exercise, values: Values) -> Iterator[tuple[str, str, Array]]:
    """Yield what may be taken by mistake for Σ_k w_k δ_k: kind, sentence, numbers (n_hidden,)."""
    W, delta = np.array(exercise.W_O), values["delta_O"]
    own = (
        "The weight is off: take the one that leads from this hidden unit to the output. "
        "$W_O$ has the bias in its first row, then a row for each unit."
    )
    yield "weight", own, W[:-1] @ delta
    for shift in range(1, len(W) - 1):
        yield "weight", own, np.roll(W[1:], shift, axis=0) @ delta
    yield (
        "weight",
        "The weight is missing: δ comes back through $W_O$.",
        np.full(len(W) - 1, delta.sum()),
    )
    if len(W) - 1 == len(delta):
        yield (
            "transposed",
            (
                "The weights are transposed: the sum runs over the row of this hidden unit in "
                "$W_O$, over the nodes that it leads to."
            ),
            W[1:].T @ delta,
        )
    for k in range(len(delta) if len(delta) > 1 else 0):
        words = "The sum is not complete: add up over all outputs that the unit leads to."
        yield "node", words, W[1:, k] * delta[k]
        if k:
            words = "The δ are those of other outputs: each weight goes with the δ at its end."
            yield "node", words, W[1:] @ np.roll(delta, k)


def output_gradient_mistakes(exercise: Exercise, values: Values) -> Iterator[Mistake]:
    """Yield mistakes in δ_O u_H."""
    delta, inputs = values["delta_O"], with_one(values["u_H"])
    yield from _gradient(exercise, np.array(exercise.W_O), inputs, delta)
    for other in values["delta_H"]:
        yield Mistake("node", _OTHER_DELTA, np.outer(inputs, np.full_like(delta, other)))
    words = "This takes $z$ where $u$ belongs: the gradient is δ times the unit's output $u$."
    yield Mistake("activation", words, np.outer(with_one(values["z_H"]), delta))
    if len(exercise.x) == len(values["u_H"]):
        words = "This takes $x$ where $u_H$ belongs: the inputs of this layer are the $u_H$."
        yield Mistake("input", words, np.outer(with_one(np.array(exercise.x)), delta))
    if exercise.network.head.is_classification:
        words = "There is a factor $g'$ too much: with this loss it cancels in δ of the output."
        u = values["u_O"]
        yield Mistake("slope", words, np.outer(inputs, delta * u * (1.0 - u)))


def hidden_gradient_mistakes(exercise: Exercise, values: Values) -> Iterator[Mistake]:
    """Yield mistakes in δ_H x."""
    inputs = with_one(np.array(exercise.x))
    yield from _gradient(exercise, np.array(exercise.W_H), inputs, values["delta_H"])
    yield Mistake("slope", _NO_SLOPE, np.outer(inputs, path_sum(exercise, values)))
    for other in values["delta_O"]:
        yield Mistake(
            "node", _OTHER_DELTA, np.outer(inputs, np.full_like(values["delta_H"], other))
        )
    g_slope = slope(exercise, values)
    for kind, _, paths in _other_paths(exercise, values):
        if kind in {"weight", "transposed"}:
            words = "The weight is off in the δ of the hidden unit."
            yield Mistake(kind, words, np.outer(inputs, g_slope * paths))
    if len(exercise.x) == len(values["u_H"]):
        words = "This takes $u_H$ where $x$ belongs: the inputs of this layer are the $x$."
        yield Mistake("input", words, np.outer(with_one(values["u_H"]), values["delta_H"]))


def _gradient(exercise: Exercise, W: Array, inputs: Array, delta: Array) -> Iterator[Mistake]:
    """Yield mistakes in the outer product of [1, inputs] and δ, in the shape of W."""
    right = np.outer(inputs, delta)
    yield Mistake("sign", _SIGN, -right)
    yield from rolled("node", _OTHER_DELTA, right)
    for shift in range(1, len(inputs) - 1):
        words = "This is the output of another node: take the one that the weight comes from."
        other = np.concatenate([[np.nan], np.roll(inputs[1:], shift)])
        yield Mistake("input", words, np.outer(other, delta))
    if right.shape[0] == right.shape[1]:
        yield Mistake("transposed", _TRANSPOSED, right.T)
    if right.shape[0] - 1 == right.shape[1]:
        yield Mistake(
            "transposed", _TRANSPOSED, np.vstack([np.full(len(delta), np.nan), right[1:].T])
        )
    words = "This multiplies by the weight; the local derivative is the weight's input."
    yield Mistake("weight", words, W * delta)
    yield Mistake(
        "bias",
        "The input of a bias is one, so its gradient is δ itself.",
        np.vstack([np.zeros(len(delta)), np.full(W[1:].shape, np.nan)]),
    )
    words = "The learning rate does not belong here yet: it comes in with the update."
    yield Mistake("rate", words, exercise.rate * right)


def output_weight_mistakes(exercise: Exercise, values: Values) -> Iterator[Mistake]:
    """Yield mistakes in W_O − η ∂L/∂W_O."""
    yield from _update(exercise, np.array(exercise.W_O), values["grad_O"])


def hidden_weight_mistakes(exercise: Exercise, values: Values) -> Iterator[Mistake]:
    """Yield mistakes in W_H − η ∂L/∂W_H."""
    W = np.array(exercise.W_H)
    yield from _update(exercise, W, values["grad_H"])
    steep = np.outer(with_one(np.array(exercise.x)), path_sum(exercise, values))
    yield Mistake("slope", _NO_SLOPE, W - exercise.rate * steep)


def _update(exercise: Exercise, W: Array, gradient: Array) -> Iterator[Mistake]:
    step = exercise.rate * gradient
    words = "The step is added; gradient descent subtracts it."
    yield Mistake("sign", words, W + step)
    yield Mistake("sign", _SIGN, step - W)
    words = "The learning rate is missing: the step is η times the gradient."
    yield Mistake("rate", words, W - gradient)
    yield Mistake("rate", "The learning rate is missing, and the sign is off.", W + gradient)
    yield Mistake("update", "This is the weight before the step.", W)
    words = "This is the step alone: subtract it from the weight."
    yield Mistake("update", words, step)
    yield Mistake("update", words, -step)
    yield Mistake("update", "This is the gradient, not the new weight.", gradient)
    words = "This takes the gradient of another node: row and column are those of the weight."
    for mistake in rolled("node", words, step):
        yield Mistake(mistake.kind, words, W - mistake.values)
    if W.shape[0] == W.shape[1]:
        yield Mistake("transposed", _TRANSPOSED, W - step.T)
