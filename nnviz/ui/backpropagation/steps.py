"""The buttons of the five phases, and the formula of the step that is shown."""

from __future__ import annotations

import math
from collections.abc import Sequence

import streamlit as st

from nnviz.backpropagation.derivation import Backpropagation
from nnviz.backpropagation.steps import PHASES, Step, jump
from nnviz.palette import Palette
from nnviz.ui.backpropagation import names
from nnviz.ui.backpropagation.formulas import TERMS_A_LINE, FactorColors, Formula, formula
from nnviz.ui.backpropagation.iteration import Iteration, begin_iteration, go_by, go_to

_HELP = (
    "Apply xₙ and propagate forward, node by node.",
    "The backpropagation error δ = ∂L/∂z of every output unit.",
    "δ of every hidden unit: what comes back along the paths from the outputs.",
    "The derivative with respect to every weight, edge by edge.",
    "Gradient descent: every weight takes a step.",
)


def show_buttons(
    derived: Backpropagation, steps: Sequence[Step], iteration: Iteration, *, can_repeat: bool
) -> None:
    """Show a button for each of the five phases, and those that lead on and back."""
    phase = steps[iteration.at].phase
    with (
        st.container(key=f"bp_phase_{phase}"),
        st.container(horizontal=True, gap="small", key="bp_buttons"),
    ):
        for number, name in enumerate(PHASES, 1):
            st.button(
                f"{number} {name}",
                key=f"bp_go_{number}",
                help=f"{_HELP[number - 1]} Key {number}; once more finishes the phase.",
                on_click=go_to,
                args=(jump(steps, iteration.at, number),),
            )
        last = len(steps) - 1
        st.button(
            "◀ back", key="bp_back", help="The step before. Key ←", on_click=go_by, args=(-1,),
            disabled=iteration.at == 0,
        )  # fmt: skip
        st.button(
            "next ▶", key="bp_next", help="The next step. Key →", on_click=go_by, args=(1,),
            disabled=iteration.at == last,
        )  # fmt: skip
        st.button(
            "again ↵", key="bp_again", disabled=not can_repeat, on_click=begin_iteration,
            args=(derived.updated,),
            help="Begin the next iteration with the updated weights. Key Enter, after phase 5.",
        )  # fmt: skip


def show_formula(
    derived: Backpropagation, steps: Sequence[Step], iteration: Iteration, palette: Palette
) -> Formula:
    """Show the step's formula in symbols, with numbers, and its result; return it."""
    step = steps[iteration.at]
    colors = FactorColors(palette.lanes[0], palette.lanes[1])
    found = formula(derived, step, colors)
    with st.container(key="bp_formula", border=True, height=_height(derived)):
        st.markdown(
            f"**Phase {step.phase}, {PHASES[step.phase - 1]}:** "
            f"{names.title(derived.network, step)} "
            f":gray[· step {iteration.at + 1} of {len(steps)}, iteration {iteration.number + 1}]"
        )
        st.latex(found.latex)
        st.caption(_remark(derived, step))
    return found


def _height(derived: Backpropagation) -> int:
    """Return a height, in pixels, for the largest formula: nothing moves when another comes."""
    network = derived.network
    most = max(network.n_hidden + 1, network.n_inputs + 1, network.n_outputs, derived.n_samples)
    return 190 + 26 * (math.ceil(most / TERMS_A_LINE) - 1)


def _remark(derived: Backpropagation, step: Step) -> str:
    """Return what to notice, one sentence of Markdown."""
    remarks = {
        "x": "The sample enters; the constants 1 carry the biases, so $i = 0$ is the bias.",
        "z": "The sum is over all inputs to this node: earlier values, times its own weights.",
        "u": "Softmax needs the scores of all classes."
        if step.node.startswith("o") and derived.network.head.is_joint
        else "Only $z$ of this node is needed; it is kept, because the way back needs it again.",
        "L": "The loss of this one sample, where the way back starts. It is computed from $z$, "
        "which is exact even where $u$ iterations to 0 or 1.",
        "gradient": "Both factors are there already: $\\delta$ from the way back, the source's "
        "value from the way forward.",
        "update": "All weights change at once, each by $\\eta$ times its own derivative.",
    }
    if step.quantity in remarks:
        return remarks[step.quantity]
    if step.phase == 2:
        return derived.network.head.notation.derivation
    return (
        "The sum is over all outputs of this node. Each $\\delta_k$ was accumulated before; new "
        "are only $w$ on the path and $g'$ here."
    )
