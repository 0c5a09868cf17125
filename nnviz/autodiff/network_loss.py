"""The two-stage network's own loss for one sample, as a tape of its weights.

The formulas are those of `nnviz.network`: z = wᵀ[1, x], u = g(z), zₒ = wₒᵀ[1, u], and the loss of
the binary head, L = ln(1 + e^zₒ) − y zₒ. The inputs are the weights; x and y are constants.
Lecture: "Neural network computational graph", figure 15.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nnviz.activations import Array
from nnviz.autodiff.tape import Builder, Tape
from nnviz.network import Gradient, Network, Params
from nnviz.number_format import subscript

ACTIVATIONS = ("sigmoid", "tanh")
"""Hidden activations that are primitives, too."""


def network_loss(n_hidden: int, activation: str, x: Sequence[float], y: float) -> Tape:
    """Return the loss of one sample as a tape.

    Its inputs are the hidden units' weights, unit by unit with the bias first, and then the output
    unit's: the order of `weights`.

    Parameters
    ----------
    n_hidden : int
    activation : str
        One of `ACTIVATIONS`.
    x : sequence of float
        The sample's features.
    y : float
        Its class, 0 or 1.

    """
    build = Builder()
    units = [f"w{subscript(m)}" for m in range(1, n_hidden + 1)]
    hidden = [[build.input(f"{w},{subscript(i)}") for i in range(len(x) + 1)] for w in units]
    outer = [build.input(f"wₒ,{subscript(m)}") for m in range(n_hidden + 1)]
    features = [build.constant(value, f"x{subscript(i)}") for i, value in enumerate(x, 1)]
    target = build.constant(y, "y")
    u = []
    for m, (bias, *slopes) in enumerate(hidden, 1):
        products = [
            build.apply(
                "multiply", w, feature, name=f"{units[m - 1]},{subscript(i)}x{subscript(i)}"
            )
            for i, (w, feature) in enumerate(zip(slopes, features, strict=True), 1)
        ]
        z = build.apply("add", bias, *products, name=f"z{subscript(m)}")
        u.append(build.apply(activation, z, name=f"u{subscript(m)}"))
    products = [
        build.apply("multiply", w, unit, name=f"wₒ,{subscript(m)}u{subscript(m)}")
        for m, (w, unit) in enumerate(zip(outer[1:], u, strict=True), 1)
    ]
    z_O = build.apply("add", outer[0], *products, name="zₒ")
    log_sum = build.apply("softplus", z_O, name="s")
    chosen = build.apply("multiply", target, z_O, name="yzₒ")
    build.apply("subtract", log_sum, chosen, name="L")
    return build.tape()


def weights(params: Params) -> list[float]:
    """Return the weights, unit by unit with the bias first, then the output unit's."""
    return [float(w) for w in np.concatenate([params.W_H.T.ravel(), params.W_O[:, 0]])]


def backpropagated(
    network: Network, params: Params, x: Sequence[float], y: float
) -> tuple[list[float], Gradient]:
    """Return what `Network.backward` says for the same sample, in the order of `weights`."""
    X: Array = np.array([x], dtype=np.float64)
    found = network.backward(params, X, np.array([int(y)]))
    return weights(Params(found.W_H, found.W_O)), found
