"""Formulas in LaTeX with the numbers of one network filled in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from nnviz.network import Network
from nnviz.number_format import latex, tick, with_plus


def count_latex(network: Network) -> str:
    """Return the number of parameters as the lecture's formula with all numbers filled in."""
    n_inputs, n_hidden, n_outputs = network.n_inputs, network.n_hidden, network.n_outputs
    return (
        r"N_H (N_I + 1) + N_O (N_H + 1) = "
        rf"{n_hidden}\,({n_inputs} + 1) + {n_outputs}\,({n_hidden} + 1) = "
        rf"{n_hidden * (n_inputs + 1)} + {n_outputs * (n_hidden + 1)} = {network.n_parameters}"
    )


def feature_latex(name: str) -> str:
    """Return a feature's name as a formula: a number after a single letter is its subscript."""
    match = re.fullmatch(r"([A-Za-z])_?(\d{1,3})", name)
    if match:
        return f"{match[1]}_{{{match[2]}}}"
    return name if re.fullmatch(r"[A-Za-z]", name) else rf"\text{{{_plain(name)}}}"


def linear_latex(weights: Iterable[float], features: Sequence[str]) -> str:
    """Return bias + Σ w x with numbers, given the bias and then a weight for each feature."""
    bias, *slopes = (float(w) for w in weights)
    terms = (
        rf" {latex(with_plus(tick(w)))}\,{feature_latex(name)}"
        for w, name in zip(slopes, features, strict=True)
    )
    return latex(tick(bias)) + "".join(terms)


def _plain(text: str) -> str:
    """Return a user's text without what has a meaning in LaTeX."""
    return re.sub(r"[\\{}$^_%&#~]", " ", text)
