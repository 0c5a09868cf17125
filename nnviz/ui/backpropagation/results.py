"""Below the drawing: the update, the samples' terms, the numerical check, and the cost."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import streamlit as st

from nnviz.backpropagation.derivation import Backpropagation
from nnviz.backpropagation.numerical_check import TOLERANCE, Check, check
from nnviz.backpropagation.operation_count import Multiplications
from nnviz.backpropagation.steps import Step
from nnviz.graphs.training_graph import edge_ids
from nnviz.network import Params
from nnviz.number_format import significant
from nnviz.ui.backpropagation import names
from nnviz.ui.backpropagation.compute import Start
from nnviz.ui.backpropagation.formulas import edge_factors, number

_DIGITS = 4
_LARGE = Multiplications(784, 100, 10)
"""A network for pictures of 28 × 28 digits."""


def show_terms(derived: Backpropagation, step: Step, rows: Sequence[int]) -> None:
    """Show what each sample gives to the derivative in focus, and their mean."""
    if derived.n_samples == 1 or step.weight is None:
        return
    matrix, row, column = step.weight
    delta, u = edge_factors(derived, step)
    name = names.weight(derived.network, matrix, row, column)
    products = [*(delta * u), getattr(derived.gradient, matrix)[row, column]]
    st.markdown(rf"**The mean of the samples' terms:** $\partial L/\partial {name}$")
    st.table(
        {
            "sample": [*(str(r + 1) for r in rows), "mean"],
            "δ (accumulated)": [*(significant(d, _DIGITS) for d in delta), ""],
            "u (local)": [*(significant(v, _DIGITS) for v in u), ""],
            "δ u": [significant(p, _DIGITS) for p in products],
        }
    )


def show_update(derived: Backpropagation, given: Start, X: np.ndarray, y: np.ndarray) -> None:
    """Show the losses and the weights before and after the update."""
    st.markdown(f"**After the update** with η = {derived.learning_rate:g}")
    training = ~given.is_test
    own = "Loss of this sample" if len(X) == 1 else f"Mean loss of these {len(X)} samples"
    parts = [(own, X, y)]
    if training.any():
        n = int(training.sum())
        parts.append(
            (f"Mean loss of all {n} training samples", given.X[training], given.y[training])
        )
    for words, features, targets in parts:
        before, after = (
            _loss(derived, params, features, targets)
            for params in (derived.params, derived.updated)
        )
        st.markdown(
            f"{words}: **{significant(before, _DIGITS).lstrip('+')} → "
            f"{significant(after, _DIGITS).lstrip('+')}**{_unit(given)}"
        )
    with st.expander("All weights, before and after", key="bp_weights"):
        st.table(_weights(derived))


def _loss(derived: Backpropagation, params: Params, X: np.ndarray, y: np.ndarray) -> float:
    with np.errstate(all="ignore"):
        return derived.network.loss(params, X, y)


def _unit(given: Start) -> str:
    unit = given.network.head.notation.unit
    return f" {unit}" if unit else ""


def _weights(derived: Backpropagation) -> dict[str, list[str]]:
    """Return a row for each weight, the output layer's first."""
    table: dict[str, list[str]] = {"weight": [], "before": [], "∂L/∂w": [], "after": []}
    for which in edge_ids(derived.network):
        matrix, row, column = which
        table["weight"].append(names.plain_weight(derived.network, which))
        for key, params in (
            ("before", derived.params),
            ("∂L/∂w", derived.gradient),
            ("after", derived.updated),
        ):
            table[key].append(significant(getattr(params, matrix)[row, column], _DIGITS))
    return table


def show_check(derived: Backpropagation, X: np.ndarray, y: np.ndarray, step: Step) -> Check:
    """Show every derivative beside central differences, from phase 4 on; return the check."""
    network = derived.network
    found = check(network, derived.params, X, y, derived.gradient)
    st.markdown("**Numerical check** by central differences")
    said = (
        f"largest relative error of {network.n_parameters} derivatives: "
        f"**{significant(found.largest, 2).lstrip('+')}**"
    )
    if found.passes:
        st.markdown(f"✓ {said}, below {TOLERANCE:.0e}.".replace("e-07", "e−7"))
    else:
        units = ", ".join(names.plain_unit(network, "H", m) for m in found.kinked)
        reason = (
            f" z{units} is so close to 0 that the nudged weights lie on both sides of the kink of "
            "g, where there is no one slope: take another sample."
            if found.kinked
            else " The numbers are too large or too small to be told apart this way."
        )
        st.warning(f"{said[0].upper()}{said[1:]}, above {TOLERANCE:.0e}.{reason}")
    backward = network.backward(derived.params, X, y)
    difference = max(
        np.abs(backward.W_H - derived.gradient.W_H).max(),
        np.abs(backward.W_O - derived.gradient.W_O).max(),
    )
    most = significant(difference, 2).lstrip("+")
    st.caption(
        f"`Network.backward`, in matrices, differs by at most {most}. "
        "Each quotient takes four more passes, with the weight nudged by ±h and ±2h, "
        "h = 10⁻⁴; a derivative below 0.001 is compared with 0.001."
    )
    if step.phase >= 4:
        _show_focus(derived, found, step)
        with st.expander("All derivatives, both ways", key="bp_derivatives"):
            st.table(_derivatives(derived, found))
    else:
        st.caption("The derivatives themselves come with phase 4.")
    return found


def _show_focus(derived: Backpropagation, found: Check, step: Step) -> None:
    if step.weight is None:
        return
    matrix, row, column = step.weight
    exact, quotient = (
        float(getattr(params, matrix)[row, column])
        for params in (derived.gradient, found.quotients)
    )
    name = names.weight(derived.network, matrix, row, column)
    st.markdown(
        rf"$\partial L/\partial {name}$: ${number(exact)}$ by backpropagation, "
        f"${number(quotient)}$ by central differences."
    )


def _derivatives(derived: Backpropagation, found: Check) -> dict[str, list[str]]:
    """Return a row for each weight, the output layer's first."""
    table: dict[str, list[str]] = {
        "weight": [], "backpropagation": [], "central differences": [], "relative error": [],
    }  # fmt: skip
    for which in edge_ids(derived.network):
        matrix, row, column = which
        at = row, column
        table["weight"].append(names.plain_weight(derived.network, which))
        exact, quotient = (
            getattr(derived.gradient, matrix)[at],
            getattr(found.quotients, matrix)[at],
        )
        table["backpropagation"].append(significant(exact, 7))
        table["central differences"].append(significant(quotient, 7))
        error = significant(getattr(found.errors, matrix)[at], 2)
        table["relative error"].append(error.lstrip("+"))
    return table


def show_cost(cost: Multiplications) -> None:
    """Show how many multiplications each way needs, as formulas with the numbers filled in."""
    n_i, n_h, n_o = cost.n_inputs, cost.n_hidden, cost.n_outputs
    st.markdown("**What it costs**, in multiplications for one sample")
    st.latex(
        r"\begin{aligned} \text{forward: } &N_H N_I + N_O N_H "
        rf"= {n_h}\cdot{n_i} + {n_o}\cdot{n_h} = {cost.forward} \\ "
        rf"\delta\text{{: }} &N_H N_O + N_H = {n_h}\cdot{n_o} + {n_h} = {cost.errors} \\ "
        r"\partial L/\partial w\text{: } &N_O N_H + N_H N_I "
        rf"= {n_o}\cdot{n_h} + {n_h}\cdot{n_i} = {cost.derivatives} \\ "
        rf"\text{{together: }} &\mathbf{{{cost.backpropagation}}} \end{{aligned}}"
    )
    st.markdown("One perturbation pass per weight, and one without any, instead:")
    st.latex(
        r"\begin{aligned} &(\#w + 1)\,(N_H N_I + N_O N_H) \\ "
        rf"&= ({cost.n_weights} + 1) \cdot {cost.forward} = \mathbf{{{cost.perturbation:,}}} "
        r"\end{aligned}"
    )
    st.caption(
        f"That is {cost.ratio:.3g} times as many here. With {_LARGE.n_inputs} inputs, "
        f"{_LARGE.n_hidden} hidden units and {_LARGE.n_outputs} outputs it is "
        f"{_LARGE.perturbation:,} against {_LARGE.backpropagation:,}: {_LARGE.ratio:,.0f} times. "
        "Products with the constant 1, and what g, g′ and L cost, are not counted."
    )
