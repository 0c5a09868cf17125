"""Activation functions g(z) of the hidden units, with their derivatives.

Each activation is one record that carries everything about it: its name and label, its formula,
its value and derivative, its range, the value that a colour scale should treat as neutral, and
what is true of g and g′. Everything else (controls, links, tables, figures, the player) is read
from here, so a new activation is one record in one of the files. Lecture: "Activation functions at
hidden layer".
"""

from nnviz.activations.classics import CLASSICS
from nnviz.activations.record import Activation, Array, Facts, Tail
from nnviz.activations.rectifiers import LEAK, RECTIFIERS
from nnviz.activations.waves import WAVES

ACTIVATIONS: dict[str, Activation] = {
    activation.name: activation for activation in (*CLASSICS, *RECTIFIERS, *WAVES)
}

__all__ = ["ACTIVATIONS", "LEAK", "Activation", "Array", "Facts", "Tail"]
