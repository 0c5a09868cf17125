"""Exercises made by chance: random small weights, and small integers for work by hand."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from nnviz.activations import Array
from nnviz.exercise.exercise import Exercise, Matrix, Row, check_sizes
from nnviz.exercise.quantities import path_sum, with_one
from nnviz.network import Network

RATE = 0.5
"""Large enough for an update to show in three digits."""

_SCALE = 0.5
_INTEGERS = np.array([-2.0, -1.0, 0.0, 1.0, 2.0])
_NOT_ZERO = np.array([-2.0, -1.0, 1.0, 2.0])
_FLAT_BEYOND, _LARGEST_Z = 2.0, 4.0
"""Largest |z| of a bounded function, which is flat beyond, and of others."""

_TRIES = 200
"""Draws of one column; far more than are needed, so that the search always ends."""


def random_small(network: Network, seed: int) -> Exercise:
    """Return an exercise with weights drawn from N(0, 0.5²), two decimals, none of them 0."""
    _check(network)
    rng = np.random.default_rng(seed)

    def small(*shape: int) -> Array:
        values = np.round(rng.normal(0.0, _SCALE, shape), 2)
        return np.where(values == 0.0, 0.01, values)

    W_H = small(network.n_inputs + 1, network.n_hidden)
    W_O = small(network.n_hidden + 1, network.n_outputs)
    x: Array = rng.choice(_NOT_ZERO, network.n_inputs) / 2.0
    return _exercise(network, W_H, W_O, x, _target(network, rng))


def small_integers(network: Network, seed: int) -> Exercise:
    """Return an exercise of whole numbers from −2 to 2, in which nothing is 0 by accident.

    No z is 0, where kinks are, and none is so large that its function is flat; hidden units
    differ; every ReLU is on; no δ is 0 unless g′ is. Weights are drawn until it is so.
    """
    _check(network)
    rng = np.random.default_rng(seed)
    inputs = with_one(rng.choice(_NOT_ZERO, network.n_inputs))
    high = _FLAT_BEYOND if network.g.is_bounded else _LARGEST_Z
    low = 0.0 if network.activation == "relu" else -high
    W_H = _columns(rng, inputs, network.n_hidden, (low, high))
    u_H = with_one(network.g.value(inputs @ W_H))
    high = _FLAT_BEYOND if network.head.is_classification else _LARGEST_Z
    for _ in range(_TRIES):
        W_O = _columns(rng, u_H, network.n_outputs, (-high, high))
        exercise = _exercise(network, W_H, W_O, inputs[1:], _target(network, rng))
        delta_O = network.head.link(u_H @ W_O) - exercise.target
        if np.all(delta_O != 0.0) and np.all(path_sum(exercise, {"delta_O": delta_O}) != 0.0):
            break
    return exercise


MADE: dict[str, Callable[[Network, int], Exercise]] = {
    "small integers for hand calculation": small_integers,
    "random small weights": random_small,
}


def _columns(
    rng: np.random.Generator, inputs: Array, n_columns: int, bounds: tuple[float, float]
) -> Array:
    """Return weights (n_inputs + 1, n_columns) whose z lie within the bounds and are not 0.

    The |z| of different columns differ, so that mistakes show, for as long as that can be had.
    """
    W = np.zeros((len(inputs), n_columns))
    for m in range(n_columns):
        taken = np.abs(inputs @ W[:, :m])
        for attempt in range(_TRIES):
            # The bias may be 0: it is no product, so it says nothing about the others.
            W[:, m] = np.append(rng.choice(_INTEGERS), rng.choice(_NOT_ZERO, len(inputs) - 1))
            z = float(inputs @ W[:, m])
            is_new = abs(z) not in taken or attempt > _TRIES // 2
            is_new &= not any(np.array_equal(W[:, m], W[:, other]) for other in range(m))
            if is_new and z != 0.0 and bounds[0] <= z <= bounds[1]:
                break
    return W


def _target(network: Network, rng: np.random.Generator) -> Row:
    if network.head.is_classification:
        return (float(rng.integers(max(network.n_outputs, 2))),)
    return tuple(float(y) for y in rng.choice(_INTEGERS, network.n_outputs))


def _exercise(network: Network, W_H: Array, W_O: Array, x: Array, y: Row) -> Exercise:
    return Exercise(
        network.activation, network.head.name, _matrix(W_H), _matrix(W_O),
        tuple(float(v) for v in x), y, RATE,
    )  # fmt: skip


def _matrix(W: Array) -> Matrix:
    return tuple(tuple(float(w) for w in row) for row in W)


def _check(network: Network) -> None:
    check_sizes(network.n_inputs, network.n_hidden, network.n_outputs, network.head.name)
