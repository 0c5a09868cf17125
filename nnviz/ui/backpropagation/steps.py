"""The buttons of the five steps, and the formula of the moment."""

from __future__ import annotations

import math
from collections.abc import Sequence

import streamlit as st

from nnviz.backpropagation.derivation import Backpropagation
from nnviz.backpropagation.steps import PHASES, Moment, jump
from nnviz.palette import Palette
from nnviz.ui.backpropagation import names
from nnviz.ui.backpropagation.formulas import TERMS_A_LINE, Formula, Ink, formula
from nnviz.ui.backpropagation.iteration import Round, begin_again, go_by, go_to

_HELP = (
    "Apply xₙ and propagate forward, node by node.",
    "The backpropagation error δ = ∂L/∂z of every output unit.",
    "δ of every hidden unit: what comes back along the paths from the outputs.",
    "The derivative with respect to every weight, edge by edge.",
    "Gradient descent: every weight takes a step.",
)


def show_buttons(
    step: Backpropagation, moments: Sequence[Moment], standing: Round, *, can_repeat: bool
) -> None:
    """Show a button for each of the five steps, and those that lead on and back."""
    phase = moments[standing.at].phase
    with (
        st.container(key=f"bp_phase_{phase}"),
        st.container(horizontal=True, gap="small", key="bp_buttons"),
    ):
        for number, name in enumerate(PHASES, 1):
            st.button(
                f"{number} {name}",
                key=f"bp_go_{number}",
                help=f"{_HELP[number - 1]} Key {number}; once more finishes the step.",
                on_click=go_to,
                args=(jump(moments, standing.at, number),),
            )
        last = len(moments) - 1
        st.button(
            "◀ back", key="bp_back", help="The moment before. Key ←", on_click=go_by, args=(-1,),
            disabled=standing.at == 0,
        )  # fmt: skip
        st.button(
            "next ▶", key="bp_next", help="The next moment. Key →", on_click=go_by, args=(1,),
            disabled=standing.at == last,
        )  # fmt: skip
        st.button(
            "again ↵", key="bp_again", disabled=not can_repeat, on_click=begin_again,
            args=(step.updated,),
            help="Begin again at step 1 with the updated weights. Key Enter, after step 5.",
        )  # fmt: skip


def show_formula(
    step: Backpropagation, moments: Sequence[Moment], standing: Round, palette: Palette
) -> Formula:
    """Show the moment's formula in symbols, with numbers, and its result; return it."""
    moment = moments[standing.at]
    ink = Ink(palette.lanes[0], palette.lanes[1])
    found = formula(step, moment, ink)
    with st.container(key="bp_formula", border=True, height=_height(step)):
        st.markdown(
            f"**Step {moment.phase}, {PHASES[moment.phase - 1]}:** "
            f"{names.title(step.network, moment)} "
            f":gray[· moment {standing.at + 1} of {len(moments)}, round {standing.number + 1}]"
        )
        st.latex(found.latex)
        st.caption(_remark(step, moment))
    return found


def _height(step: Backpropagation) -> int:
    """Return a height, in pixels, for the largest formula: nothing moves when another comes."""
    network = step.network
    most = max(network.n_hidden + 1, network.n_inputs + 1, network.n_outputs, step.n_samples)
    return 190 + 26 * (math.ceil(most / TERMS_A_LINE) - 1)


def _remark(step: Backpropagation, moment: Moment) -> str:
    """Return what to notice, one sentence of Markdown."""
    remarks = {
        "x": "The sample enters; the constants 1 carry the biases, so $i = 0$ is the bias.",
        "z": "The sum is over all inputs to this node: earlier values, times its own weights.",
        "u": "Softmax needs the scores of all classes."
        if moment.node.startswith("o") and step.network.head.is_joint
        else "Only $z$ of this node is needed; it is kept, because the way back needs it again.",
        "L": "The loss of this one sample, where the way back starts. It is worked out from $z$, "
        "which is exact even where $u$ rounds to 0 or 1.",
        "gradient": "Both factors are there already: $\\delta$ from the way back, the source's "
        "value from the way forward.",
        "update": "All weights change at once, each by $\\eta$ times its own derivative.",
    }
    if moment.quantity in remarks:
        return remarks[moment.quantity]
    if moment.phase == 2:
        return step.network.head.notation.derivation
    return (
        "The sum is over all outputs of this node. Each $\\delta_k$ was accumulated before; new "
        "are only $w$ on the path and $g'$ here."
    )
