"""What nodes and weights are called: in LaTeX for formulas, in plain characters for sentences."""

from __future__ import annotations

from nnviz.backpropagation.steps import Moment, Weight
from nnviz.network import Network
from nnviz.number_format import subscript


def unit(network: Network, layer: str, index: int) -> str:
    """Return the index of a unit in LaTeX: 1, 2 … in layer ``"H"``; O, or O_1 … in ``"O"``."""
    if layer == "H":
        return str(index + 1)
    return "O" if network.n_outputs == 1 else f"O_{index + 1}"


def plain_unit(network: Network, layer: str, index: int) -> str:
    """Return the same in plain subscripts."""
    if layer == "H":
        return subscript(index + 1)
    return "ₒ" if network.n_outputs == 1 else f"ₒ{subscript(index + 1)}"


def layer_of(moment: Moment) -> str:
    """Return the layer of a moment's node: ``"H"`` or ``"O"``."""
    return "H" if moment.node.startswith(("zh", "h")) else "O"


def sources(network: Network, layer: str) -> list[str]:
    """Return the symbols in LaTeX of what enters a layer, the constant 1 first."""
    if layer == "O":
        return ["1", *(f"u_{m + 1}" for m in range(network.n_hidden))]
    return ["1", *(f"x_{i + 1}" for i in range(network.n_inputs))]


def weight(network: Network, matrix: str, row: int, column: int) -> str:
    """Return the name of a weight in LaTeX: to which unit, from which source (0 the constant)."""
    return f"w_{{{unit(network, matrix[-1], column)},{row}}}"


def plain_weight(network: Network, which: Weight) -> str:
    """Return the name of a weight in plain characters."""
    matrix, row, column = which
    return f"w{plain_unit(network, matrix[-1], column)},{subscript(row)}"


def title(network: Network, moment: Moment) -> str:
    """Return what is worked out at a moment, in plain characters."""
    index = plain_unit(network, layer_of(moment), moment.unit)
    if moment.weight is not None:
        name = plain_weight(network, moment.weight)
        return f"∂L/∂{name}" if moment.quantity == "gradient" else f"new {name}"
    names = {"x": "the sample xₙ", "z": f"z{index}", "u": f"u{index}", "L": "the loss L"}
    return names.get(moment.quantity, f"δ{index}")
