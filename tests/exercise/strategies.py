"""Exercises of every size, activation and head, for Hypothesis."""

from __future__ import annotations

from itertools import product

from hypothesis import strategies as st

from nnviz.activations import ACTIVATIONS
from nnviz.exercise.exercise import LIMIT, Exercise
from nnviz.exercise.generate import random_small
from nnviz.heads import HEADS
from nnviz.network import Network

PAIRS = list(product(ACTIVATIONS, HEADS))
ORDINARY = st.floats(-3.0, 3.0)
ANY = st.floats(-LIMIT, LIMIT)


def sized(activation: str, head: str, n_inputs: int = 2, n_hidden: int = 2) -> Network:
    """Return a network with as many outputs as its head has at least."""
    n_outputs = 1 if HEADS[head].has_one_output else 2
    return Network(n_inputs, n_hidden, n_outputs, activation, head)


def example(activation: str = "sigmoid", head: str = "binary", seed: int = 0) -> Exercise:
    """Return an exercise with 2 inputs and 2 hidden units."""
    return random_small(sized(activation, head), seed)


def saturated(z_O: float, y: int) -> Exercise:
    """Return an exercise whose z_O is `z_O`: far from 0 its output unit is 0 or 1 to the end."""
    return Exercise("identity", "binary", ((0.0,), (1.0,)), ((0.0,), (z_O,)), (1.0,), (y,), 1.0)


@st.composite
def exercises(draw: st.DrawFn, numbers: st.SearchStrategy[float] = ORDINARY) -> Exercise:
    """Return any exercise whose given numbers come from `numbers`."""
    activation, head = draw(st.sampled_from(PAIRS))
    n_inputs, n_hidden = draw(st.integers(1, 3)), draw(st.integers(1, 4))
    n_outputs = 1 if HEADS[head].has_one_output else draw(st.integers(2, 3))

    def row(size: int) -> tuple[float, ...]:
        return tuple(draw(st.lists(numbers, min_size=size, max_size=size)))

    label = st.integers(0, max(n_outputs, 2) - 1).map(float)
    return Exercise(
        activation,
        head,
        W_H=tuple(row(n_hidden) for _ in range(n_inputs + 1)),
        W_O=tuple(row(n_outputs) for _ in range(n_hidden + 1)),
        x=row(n_inputs),
        y=(draw(label),) if HEADS[head].is_classification else row(n_outputs),
        rate=draw(st.floats(1e-3, 10.0)),
    )
