"""Where the output is ½: the decision boundary, and whether there is one in view."""

from __future__ import annotations

from nnviz.activations import Array
from nnviz.network import Network

BOUNDARY = 0.5
"""P(y = 1) on the decision boundary."""


def require_binary(network: Network) -> None:
    """Raise ValueError unless `network` has two inputs and gives one probability."""
    if network.n_inputs != 2 or network.head != "binary":
        message = (
            "These figures need two features and the binary head; got "
            f"n_inputs={network.n_inputs} and head={network.head!r} instead."
        )
        raise ValueError(message)


def is_crossed(u_O: Array) -> bool:
    """Return whether outputs `u_O`, of any shape, lie on both sides of the boundary."""
    return bool(u_O.min() < BOUNDARY < u_O.max())


def why_absent(u_O: Array) -> str:
    """Return, in words, on which side of the boundary outputs are that do not cross it."""
    if u_O.max() <= BOUNDARY <= u_O.min():
        return "P(y = 1) = ½ all over it"
    return f"P(y = 1) {'>' if u_O.max() > BOUNDARY else '<'} ½ all over it"
