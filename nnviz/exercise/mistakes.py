"""What a mistake in one factor is, and which of them are classic.

`mistakes_forward` and `mistakes_backward` say what number each mistake gives; `hints` compares an
answer with these. Sentences hold no digits, so that they cannot hold an answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from nnviz.activations import Array

FACTORS: dict[str, str] = {
    "sign": "the sign",
    "slope": "the factor $g'(z)$",
    "node": "which node's number it is",
    "transposed": "the order of the weights’ indices",
    "weight": "which weight it is",
    "bias": "the bias",
    "activation": "$z$ and $u$, before and after the activation",
    "input": "which input the weight comes from",
    "rate": "the learning rate $\\eta$",
    "target": "the target $y$",
    "form": "the form of the function",
    "update": "the update itself",
}
"""Kinds of mistakes, and how their factor is called where two of them come to the same number."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake in all numbers of a quantity.

    Attributes
    ----------
    kind : str
        A key of `FACTORS`.
    sentence : str
        Which factor is off, in Markdown.
    values : ndarray
        What the mistake gives, in the shape of the quantity; NaN where it cannot be made.

    """

    kind: str
    sentence: str
    values: Array


def rolled(kind: str, sentence: str, values: Array) -> Iterator[Mistake]:
    """Yield a mistake for every way to take the number of another node, along the last axis."""
    for shift in range(1, values.shape[-1]):
        yield Mistake(kind, sentence, np.roll(values, shift, axis=-1))
