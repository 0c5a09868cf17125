"""An exercise with another network that keeps the numbers for which there is still a place."""

from __future__ import annotations

from nnviz.exercise.exercise import Exercise, Matrix, Row
from nnviz.exercise.generate import small_integers
from nnviz.network import Network


def resized(exercise: Exercise, network: Network, seed: int) -> Exercise:
    """Return the exercise for `network`; new places get small integers drawn with `seed`.

    Raises
    ------
    ValueError
        If the network is too large for work by hand.

    """
    fresh = small_integers(network, seed)
    same_target = (exercise.network.head.is_classification) == (network.head.is_classification)
    y = _row(exercise.y, fresh.y) if same_target else fresh.y
    if network.head.is_classification and y[0] not in range(max(network.n_outputs, 2)):
        y = fresh.y
    return Exercise(
        network.activation,
        network.head.name,
        W_H=_matrix(exercise.W_H, fresh.W_H),
        W_O=_matrix(exercise.W_O, fresh.W_O),
        x=_row(exercise.x, fresh.x),
        y=y,
        rate=exercise.rate,
    )


def _row(old: Row, fresh: Row) -> Row:
    return (*old[: len(fresh)], *fresh[len(old) :])


def _matrix(old: Matrix, fresh: Matrix) -> Matrix:
    rows = (_row(a, b) for a, b in zip(old, fresh, strict=False))
    return (*rows, *fresh[len(old) :])
