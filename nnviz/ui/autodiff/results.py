"""What the derivatives are, in formulas and tables, and whether two ways to them agree."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import streamlit as st

from nnviz.autodiff import PRIMITIVES, Trace, forward_gradient, reverse_sweep
from nnviz.autodiff.picture import described
from nnviz.autodiff.primitives import plain
from nnviz.autodiff.sweeps import tangents
from nnviz.number_format import plural
from nnviz.ui.autodiff import controls
from nnviz.ui.autodiff.captions import factor, partial_text
from nnviz.ui.autodiff.graphs import Wanted

Table = dict[str, list[str]]


def show_results(wanted: Wanted, traced: Trace) -> None:
    """Show the derivatives for all inputs by both modes, and the chain rule with numbers."""
    words, table = st.columns([3, 2] if wanted.backpropagated is None else [1, 1], gap="large")
    tape, inputs = wanted.tape, wanted.inputs
    reverse = reverse_sweep(traced).accumulated
    by_reverse = [reverse[place] for place in tape.inputs]
    by_forward = forward_gradient(tape, inputs)
    with words:
        _FORMULAS[wanted.graph](wanted, traced)
    with table:
        if not tape.inputs:
            st.markdown("There is no variable, so there is no derivative.")
            return
        st.table(derivatives_table(wanted, by_reverse, by_forward), border="horizontal",
                 hide_index=True)  # fmt: skip
        if traced.undefined:
            st.warning(" ".join(dict.fromkeys(traced.undefined.values())))
        pairs = zip(by_reverse, by_forward, strict=True)
        difference = max((abs(a - b) for a, b in pairs if not math.isnan(a - b)), default=0.0)
        st.caption(f"Largest difference between the two modes: {plain(difference)}.")


def derivatives_table(
    wanted: Wanted, by_reverse: Sequence[float], by_forward: Sequence[float]
) -> Table:
    """Return a row for each input: its value, and its derivative by both modes."""
    n = len(by_reverse)
    passes = plural(n, "pass", "passes")
    table = {
        "input": list(wanted.tape.input_names),
        "value": [plain(value) for value in wanted.inputs],
        "reverse (1 pass)": [plain(value) for value in by_reverse],
        f"forward ({passes})": [plain(value) for value in by_forward],
    }
    if wanted.backpropagated is not None:
        table["backward"] = [plain(value) for value in wanted.backpropagated[0]]
    return table


def nodes_table(traced: Trace, chosen: int | None) -> Table:
    """Return every node with its value and derivatives: the drawing as text."""
    tape = traced.tape
    reverse, output = reverse_sweep(traced).accumulated, tape.operations[-1].name
    active = tape.active
    table = {
        "node": [described(tape, place) for place in range(len(traced.values))],
        "value": [plain(value) for value in traced.values],
        f"∂{output}/∂node": [
            plain(value) if is_active else "not needed"
            for value, is_active in zip(reverse, active, strict=True)
        ],
    }
    if chosen is not None:
        table[f"∂node/∂{tape.operations[chosen].name}"] = [
            plain(value) if is_active else "0"
            for value, is_active in zip(tangents(traced, chosen), active, strict=True)
        ]
    return table


def primitives_table() -> Table:
    """Return the operations: value and local derivatives, side by side."""
    rows = list(PRIMITIVES.values())
    return {
        "operation": [row.label for row in rows],
        "value": [f"${row.latex}$" for row in rows],
        "∂/∂a": [f"${row.slopes_latex[0]}$" for row in rows],
        "∂/∂b": [f"${row.slopes_latex[1]}$" if len(row.slopes_latex) > 1 else "" for row in rows],
    }


def _composite(_wanted: Wanted, traced: Trace) -> None:
    st.markdown("**The chain rule is the product of the local derivatives along the path:**")
    slopes = [links[0].local for links in reversed(traced.links) if links]
    whole = reverse_sweep(traced).accumulated[0]
    st.latex(
        r"\frac{df}{dx} = \frac{df}{du}\,\frac{dg}{dv}\,\frac{dh}{dx} = "
        + r" \cdot ".join(_latex(factor(slope)) for slope in slopes)
        + f" = {_latex(plain(whole))}"
    )
    st.markdown(
        "Going back, each node needs one multiplication: the accumulated derivative of the node "
        "before it in the sweep, times the local one on the edge between."
    )


def _example(_wanted: Wanted, traced: Trace) -> None:
    st.markdown("**Two paths lead from b to e, and their products are summed:**")
    reverse = reverse_sweep(traced).accumulated
    c, d = (plain(reverse[place]) for place in (2, 4))
    st.latex(
        r"\frac{\partial e}{\partial b} = "
        r"\frac{\partial e}{\partial c}\frac{\partial c}{\partial b} + "
        r"\frac{\partial e}{\partial d}\frac{\partial d}{\partial b} = "
        rf"{_latex(factor(reverse[2]))} \cdot 1 + {_latex(factor(reverse[4]))} \cdot 1 = "
        + _latex(plain(reverse[1]))
    )
    st.markdown(
        f"Reverse mode has ∂e/∂c = {c} and ∂e/∂d = {d} ready when it comes to a, which needs just "
        "one more product. Forward mode for a starts again: what it accumulated for b is of no use."
    )


def _network(wanted: Wanted, traced: Trace) -> None:
    found = wanted.backpropagated
    if found is None:
        return
    names = [node.name for node in traced.tape.operations]
    at = dict(zip(names, reverse_sweep(traced).accumulated, strict=True))
    expected, gradient = found
    deltas = {"zₒ": gradient.delta_O[0, 0], "z₁": gradient.delta_H[0, 0],
              "z₂": gradient.delta_H[0, 1]}  # fmt: skip
    pairs = [*deltas.items(), *zip(traced.tape.input_names, expected, strict=True)]
    difference = max(abs(at[name] - float(value)) for name, value in pairs)
    st.markdown(
        "**Reverse mode on this graph is backpropagation.** What it accumulates at a node z is the "
        "lecture's backpropagation error δ = ∂L/∂z: "
        + ", ".join(f"δ{'ₒ' if name == 'zₒ' else name[1]} = {plain(at[name])}" for name in deltas)
        + ". One edge further, at a weight, it is multiplied with the local derivative u or x: "
        "∂L/∂w = δ u."
    )
    sentence = (
        f"`Network.backward` gives the same for this sample: the largest difference over 9 weights "
        f"and 3 errors δ is {plain(difference)}."
    )
    if difference <= 1e-12:
        st.caption(f"✓ {sentence}")
    else:
        st.error(f"The graph and the network do not agree. {sentence}")
    st.markdown(
        f"Forward mode needs a pass for each of the {len(expected)} weights: "
        f"{len(expected)} × {traced.n_links} = {len(expected) * traced.n_links} multiplications "
        f"where reverse mode needs {traced.n_links}."
    )


def _own(_wanted: Wanted, traced: Trace) -> None:
    tape = traced.tape
    names, output = tape.input_names, tape.operations[-1].name
    st.markdown(f"**{output} = {plain(traced.output)}**")
    if not names:
        return
    reverse = reverse_sweep(traced).accumulated
    said = [
        f"{partial_text(output, name)} {'is' if math.isnan(reverse[place]) else '='} "
        f"{plain(reverse[place])}"
        for name, place in zip(names, tape.inputs, strict=True)
    ]
    st.markdown(
        f"A small change of an input changes {output} by that much times its derivative: "
        f"{', '.join(said)}."
    )
    n = len(names)
    once, always = (plural(k * traced.n_links, "multiplication") for k in (1, n))
    st.markdown(
        f"Reverse mode: 1 pass, {once}. Forward mode for all inputs: "
        f"{plural(n, 'pass', 'passes')}, {always}."
    )


def _latex(number: str) -> str:
    return number.replace("−", "-").replace("undefined", r"\text{undefined}")


_FORMULAS: dict[str, Callable[[Wanted, Trace], None]] = {
    controls.COMPOSITE: _composite,
    controls.EXAMPLE: _example,
    controls.NETWORK: _network,
    controls.OWN: _own,
}
