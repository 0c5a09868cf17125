"""The formula of each quantity, in LaTeX for the screen and in HTML for paper."""

from __future__ import annotations

import html

from nnviz.exercise.exercise import Exercise
from nnviz.notation import SUM_HTML

_LATEX: dict[str, str] = {
    "z_H": r"z_{H,m} = w_{H,m,0} + \sum_i w_{H,m,i}\,x_i",
    "z_O": r"z_{O,k} = w_{O,k,0} + \sum_m w_{O,k,m}\,u_{H,m}",
    "delta_O": r"\delta_O = u_O - y",
    "delta_H": r"\delta_{H,m} = g'(z_{H,m}) \sum_k w_{O,k,m}\,\delta_{O,k}",
    "grad_O": r"\partial L / \partial w_{O,k,m} = \delta_{O,k}\,u_{H,m}, \quad u_{H,0} = 1",
    "grad_H": r"\partial L / \partial w_{H,m,i} = \delta_{H,m}\,x_i, \quad x_0 = 1",
    "new_O": r"w^\mathsf{new} = w - \eta\,\partial L/\partial w",
    "new_H": r"w^\mathsf{new} = w - \eta\,\partial L/\partial w",
}
_UPDATE = "<i>w</i><sup>new</sup> = <i>w</i> − <i>η</i> ∂<i>L</i>/∂<i>w</i>"
_HTML: dict[str, str] = {
    "z_H": f"<i>z</i><sub>H,<i>m</i></sub> = <i>w</i><sub>H,<i>m</i>,0</sub> + "
    f"{SUM_HTML}<sub><i>i</i></sub> <i>w</i><sub>H,<i>m</i>,<i>i</i></sub> <i>x<sub>i</sub></i>",
    "z_O": f"<i>z</i><sub>O,<i>k</i></sub> = <i>w</i><sub>O,<i>k</i>,0</sub> + "
    f"{SUM_HTML}<sub><i>m</i></sub> <i>w</i><sub>O,<i>k</i>,<i>m</i></sub> "
    "<i>u</i><sub>H,<i>m</i></sub>",
    "delta_O": "<i>δ</i><sub>O</sub> = <i>u</i><sub>O</sub> − <i>y</i>",
    "delta_H": "<i>δ</i><sub>H,<i>m</i></sub> = <i>g</i>′(<i>z</i><sub>H,<i>m</i></sub>) "
    f"{SUM_HTML}<sub><i>k</i></sub> <i>w</i><sub>O,<i>k</i>,<i>m</i></sub> "
    "<i>δ</i><sub>O,<i>k</i></sub>",
    "grad_O": "∂<i>L</i>/∂<i>w</i><sub>O,<i>k</i>,<i>m</i></sub> = "
    "<i>δ</i><sub>O,<i>k</i></sub> <i>u</i><sub>H,<i>m</i></sub>, <i>u</i><sub>H,0</sub> = 1",
    "grad_H": "∂<i>L</i>/∂<i>w</i><sub>H,<i>m</i>,<i>i</i></sub> = "
    "<i>δ</i><sub>H,<i>m</i></sub> <i>x<sub>i</sub></i>, <i>x</i><sub>0</sub> = 1",
    "new_O": _UPDATE,
    "new_H": _UPDATE,
}


def latex_formula(key: str, exercise: Exercise) -> str:
    """Return how a quantity is computed, in LaTeX."""
    network = exercise.network
    if key == "u_H":
        return rf"u_{{H,m}} = g(z_{{H,m}}), \quad {network.g.latex}"
    if key == "u_O":
        return network.head.notation.link_latex
    if key == "loss":
        return network.head.notation.sample_loss_latex
    if key == "delta_O" and exercise.n_outputs > 1:
        return rf"\delta_{{O,k}} = u_{{O,k}} - {network.head.notation.target_latex}"
    return _one_output(_LATEX[key], exercise)


def html_formula(key: str, exercise: Exercise) -> str:
    """Return how a quantity is computed, in HTML."""
    notation = exercise.network.head.notation
    if key == "u_H":
        text = html.escape(exercise.network.g.text)
        return f"<i>u</i><sub>H,<i>m</i></sub> = <i>g</i>(<i>z</i><sub>H,<i>m</i></sub>), {text}"
    if key == "u_O":
        return notation.link_html
    if key == "loss":
        return notation.sample_loss_html
    if key == "delta_O" and exercise.n_outputs > 1:
        target = notation.target_html
        return f"<i>δ</i><sub>O,<i>k</i></sub> = <i>u</i><sub>O,<i>k</i></sub> − {target}"
    return _one_output(_HTML[key], exercise)


def _one_output(formula: str, exercise: Exercise) -> str:
    """Return the formula without k, where there is one output only."""
    if exercise.n_outputs > 1:
        return formula
    for several, one in (
        (r"\sum_k w", "w"),
        (f"{SUM_HTML}<sub><i>k</i></sub> ", ""),
        ("O,k", "O"),
        ("O,<i>k</i>", "O"),
    ):
        formula = formula.replace(several, one)
    return formula
