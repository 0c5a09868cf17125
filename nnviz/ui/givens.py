"""The tab about setting up a network: what the problem gives, beside what is left to decide.

Lecture: "Setting up a neural network - givens" and "- decisions".
"""

from __future__ import annotations

import streamlit as st

from nnviz.comparison import Comparison
from nnviz.network import Network
from nnviz.number_format import count, plural, tick
from nnviz.optimizers import OPTIMIZERS
from nnviz.training import TrainingSettings


def show_givens(comparison: Comparison) -> None:
    """Show both columns for the chosen problem, and the number of parameters they lead to."""
    run = next(iter(comparison.lanes.values()))
    network = run.network
    given, decided = st.columns(2, gap="large")
    with given:
        st.markdown("#### Given by the problem")
        _show_given(comparison, network)
    with decided:
        st.markdown("#### Decided by you")
        _show_decided(comparison, network, run.settings)
    st.markdown("#### Parameters that this makes")
    _show_count(network)


def _show_given(comparison: Comparison, network: Network) -> None:
    kind, notation = comparison.sample.problem, network.head.notation
    st.markdown(f"The problem is **{kind.label}**. {kind.description}")
    st.markdown(f"**Number of inputs** $N_I = {network.n_inputs}$. {kind.why_inputs}")
    st.markdown(f"**Number of outputs** $N_O = {network.n_outputs}$. {kind.why_outputs}")
    st.markdown(f"**Activation at the output**: {notation.link_name}.")
    st.latex(notation.link_latex)
    st.markdown(f"**Loss**: {notation.loss_name}.")
    st.latex(notation.loss_latex)
    st.caption(notation.loss_remark)


def _show_decided(
    comparison: Comparison, network: Network, settings: TrainingSettings | None
) -> None:
    lanes = [run.network.g for run in comparison.lanes.values()]
    st.markdown(
        f"**Number of hidden units** $N_H = {network.n_hidden}$. More of them can follow a more "
        "complicated function, and can overfit."
    )
    several = ", each a network of its own" if len(lanes) > 1 else ""
    st.markdown(f"**Activation at the hidden units**{several}:")
    for g in lanes:
        st.markdown(f"{g.label}: ${g.latex}$")
    if settings is None:
        st.markdown("**How to train**: the weights come from elsewhere; how is not known here.")
        return
    st.markdown(f"**How to train**: {_training(settings)}")
    st.latex(OPTIMIZERS[settings.optimizer].latex)
    st.caption(
        "Training looks for the weights of the least loss; how it does so is no part of the model."
    )


def _training(settings: TrainingSettings) -> str:
    """Return the training settings in a sentence."""
    batch = "all points" if settings.batch_size is None else plural(settings.batch_size, "point")
    penalty = f", an L2 penalty of λ = {tick(settings.l2)}" if settings.l2 else ""
    return (
        f"{plural(settings.n_steps, 'step')} of {OPTIMIZERS[settings.optimizer].label} at a "
        f"learning rate η = {tick(settings.learning_rate)}, with {batch} in each step{penalty}."
    )


def _show_count(network: Network) -> None:
    n_inputs, n_hidden, n_outputs = network.n_inputs, network.n_hidden, network.n_outputs
    n_first, n_second = n_hidden * (n_inputs + 1), n_outputs * (n_hidden + 1)
    st.table(
        {
            "layer": ["hidden layer", "output layer", "total"],
            "weights": [r"$\mathbf W_H$", r"$\mathbf W_O$", ""],
            "formula": ["$N_H (N_I + 1)$", "$N_O (N_H + 1)$", ""],
            "here": [
                rf"${n_hidden} \cdot ({n_inputs} + 1)$",
                rf"${n_outputs} \cdot ({n_hidden} + 1)$",
                f"${n_first} + {n_second}$",
            ],
            "parameters": [count(n) for n in (n_first, n_second, network.n_parameters)],
        }
    )
