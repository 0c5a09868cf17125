"""What nodes and weights are called: in LaTeX for formulas, in plain characters for sentences."""

from __future__ import annotations

from nnviz.backpropagation.steps import Step, Weight
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


def layer_of(step: Step) -> str:
    """Return the layer of a step's node: ``"H"`` or ``"O"``."""
    return "H" if step.node.startswith(("zh", "h")) else "O"


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


def title(network: Network, step: Step) -> str:
    """Return what is computed at a step, in plain characters."""
    index = plain_unit(network, layer_of(step), step.unit)
    if step.weight is not None:
        name = plain_weight(network, step.weight)
        return f"∂L/∂{name}" if step.quantity == "gradient" else f"new {name}"
    names = {"x": "the sample xₙ", "z": f"z{index}", "u": f"u{index}", "L": "the loss L"}
    return names.get(step.quantity, f"δ{index}")
