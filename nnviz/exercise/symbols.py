"""How a number is called: as a formula, in HTML, and in words for those who listen.

The lecture's w_{j,i} is the weight into node j from node i, and i = 0 is the bias; so ∂L/∂w_{j,i}
is δ_j u_i. Nodes are counted from 1. Where there is one output only, its number is left out.
"""

from __future__ import annotations

from typing import Literal

from nnviz.exercise.quantities import Place
from nnviz.network import Network

Layer = Literal["H", "O"]

_LETTERS = {"z": "z", "u": "u", "delta": "δ", "grad": "w", "new": "w", "W": "w"}
_WORDS = {
    "z": "z of {node}",
    "u": "u of {node}",
    "delta": "delta of {node}",
    "grad": "gradient by {weight}",
    "new": "new value of {weight}",
    "W": "{weight}",
}


def latex_symbol(place: Place, network: Network) -> str:
    """Return the symbol of one number in LaTeX; ``W_H`` and ``W_O`` are keys as well."""
    kind, letter, subscript = _parts(place, network)
    letter = letter.replace("δ", r"\delta")
    text = f"{letter}_{{{subscript}}}" if subscript else letter
    if kind == "grad":
        return rf"\partial L/\partial {text}"
    return rf"{text}^\mathsf{{new}}" if kind == "new" else text


def html_symbol(place: Place, network: Network) -> str:
    """Return the symbol of one number in HTML."""
    kind, letter, subscript = _parts(place, network)
    text = f"<i>{letter}</i><sub>{subscript}</sub>" if subscript else f"<i>{letter}</i>"
    if kind == "grad":
        return f"∂<i>L</i>/∂{text}"
    return f"{text}<sup>new</sup>" if kind == "new" else text


def spoken(place: Place, network: Network) -> str:
    """Return what the number is in words, for a field's accessible name."""
    name, index = place
    if name == "loss":
        return "loss L"
    kind, layer = name.split("_")
    node = _node(layer, index[-1], network)
    weight = f"the weight into {node} from {_source(layer, index[0])}"
    if index[0] == 0:
        weight = f"the bias of {node}"
    return _WORDS[kind].format(node=node, weight=weight)


def row_names(layer: Layer, n_rows: int) -> list[str]:
    """Return in Markdown what each row of W_H or W_O is multiplied with."""
    inner = "$x_{}$" if layer == "H" else "$u_{{H,{}}}$"
    return ["bias", *(inner.format(i) for i in range(1, n_rows))]


def column_names(layer: Layer, n_columns: int) -> list[str]:
    """Return in Markdown which z each column of W_H or W_O leads to."""
    if layer == "O" and n_columns == 1:
        return ["$z_O$"]
    return [f"$z_{{{layer},{m + 1}}}$" for m in range(n_columns)]


def _parts(place: Place, network: Network) -> tuple[str, str, str]:
    """Return kind, letter and subscript."""
    name, index = place
    if name == "loss":
        return "loss", "L", ""
    kind, layer = name.split("_")
    numbers = [] if layer == "O" and network.n_outputs == 1 else [str(index[-1] + 1)]
    if kind in {"grad", "new", "W"}:
        numbers.append(str(index[0]))
    return kind, _LETTERS[kind], ",".join([layer, *numbers])


def _node(layer: str, index: int, network: Network) -> str:
    if layer == "H":
        return f"hidden unit {index + 1}"
    return "the output" if network.n_outputs == 1 else f"output {index + 1}"


def _source(layer: str, row: int) -> str:
    return f"input {row}" if layer == "H" else f"hidden unit {row}"
