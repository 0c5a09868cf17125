"""How many multiplications the derivatives cost: by backpropagation, and by one pass a weight.

Counted for one sample: every product of two numbers, but none with the constant 1. What g, g′ and
the loss cost is the same each time they are needed and is left out. Lecture: "Why is
backpropagation so important?".
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Multiplications:
    """Numbers of multiplications for a network with these sizes.

    Attributes
    ----------
    n_inputs, n_hidden, n_outputs : int
        N_I, N_H, N_O.

    """

    n_inputs: int
    n_hidden: int
    n_outputs: int

    @property
    def n_weights(self) -> int:
        """N_H(N_I + 1) + N_O(N_H + 1)."""
        return self.n_hidden * (self.n_inputs + 1) + self.n_outputs * (self.n_hidden + 1)

    @property
    def forward(self) -> int:
        """N_H N_I + N_O N_H: a product w u for each edge that does not start at a 1."""
        return self.n_hidden * self.n_inputs + self.n_outputs * self.n_hidden

    @property
    def errors(self) -> int:
        """N_H N_O + N_H: w δ along each path to a hidden unit, and g′ times each sum."""
        return self.n_hidden * self.n_outputs + self.n_hidden

    @property
    def derivatives(self) -> int:
        """N_O N_H + N_H N_I: a product δ u for each edge that does not start at a 1."""
        return self.n_outputs * self.n_hidden + self.n_hidden * self.n_inputs

    @property
    def backpropagation(self) -> int:
        """One pass forward and one pass back, for all derivatives together."""
        return self.forward + self.errors + self.derivatives

    @property
    def perturbation(self) -> int:
        """One pass forward, and another one for each weight, nudged a little."""
        return (self.n_weights + 1) * self.forward

    @property
    def ratio(self) -> float:
        """How many times as many the second way needs."""
        return self.perturbation / self.backpropagation
