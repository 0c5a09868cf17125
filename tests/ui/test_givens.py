"""What a problem gives, what is left to decide, and the weights' tables for every problem."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from nnviz import HEADS, OPTIMIZERS, PROBLEMS
from tests.ui.app_page import open_app

SHORT = {"steps": "50", "samples": "40", "classes": "4", "hidden": "6"}
N_OUTPUTS = {"binary": 1, "multiclass": 4, "regression": 1, "vector_regression": 2, "curve": 1}

every_problem = pytest.mark.parametrize("problem", PROBLEMS)


def open_tab(problem: str, tab: str, **link: str) -> AppTest:
    """Open a tab of a short run of a problem, paused at its end."""
    asked = {key: value for key, value in SHORT.items() if key != "classes"}
    if problem == "multiclass":
        asked["classes"] = SHORT["classes"]
    app = open_app(asked | {"problem": PROBLEMS[problem].label} | link)
    app.session_state["tab"] = tab
    app.session_state["player"] = {"view": {"step": 50, "at_end": True}}
    return app.run()


def said(app: AppTest) -> str:
    """Return the page's text."""
    return "\n".join(element.value for element in app.markdown)


@every_problem
def test_givens_say_how_many_inputs_and_outputs_and_why(problem: str) -> None:
    """N_I and N_O are the problem's, each with its reason."""
    kind, text = PROBLEMS[problem], said(open_tab(problem, "Givens and decisions"))
    assert f"$N_I = {kind.n_inputs}$. {kind.why_inputs}" in text
    assert f"$N_O = {N_OUTPUTS[problem]}$. {kind.why_outputs}" in text


@every_problem
def test_givens_show_the_heads_formulas(problem: str) -> None:
    """Output activation and loss are those of the problem's head."""
    head = HEADS[PROBLEMS[problem].head.name]
    formulas = [element.value for element in open_tab(problem, "Givens and decisions").latex]
    assert any(head.notation.link_latex in formula for formula in formulas)
    assert any(head.notation.loss_latex in formula for formula in formulas)


@every_problem
def test_decisions_are_the_settings(problem: str) -> None:
    """Hidden units, activations and training stand on the other side."""
    link = {"activations": "ReLU", "optimizer": "momentum", "rate": "0.03", "batch": "16"}
    app = open_tab(problem, "Givens and decisions", **link)
    text = said(app)
    assert "$N_H = 6$" in text
    assert "ReLU" in text
    assert "50 steps of momentum at a learning rate η = 0.03, with 16 points" in text
    assert any(OPTIMIZERS["momentum"].latex in formula.value for formula in app.latex)


@every_problem
def test_parameters_are_counted_by_layer(problem: str) -> None:
    """The table holds N_H(N_I + 1), N_O(N_H + 1) and their sum."""
    [table] = open_tab(problem, "Givens and decisions").table
    n_first, n_second = 6 * (PROBLEMS[problem].n_inputs + 1), N_OUTPUTS[problem] * (6 + 1)
    expected = [str(n_first), str(n_second), str(n_first + n_second)]
    assert list(table.value["parameters"]) == expected


def test_givens_do_not_wait_for_the_player() -> None:
    """They are the same at every step, so they are there while the player runs."""
    app = open_app()
    app.session_state["tab"] = "Givens and decisions"
    assert app.run().table


@every_problem
def test_tables_have_the_shapes_of_the_weights(problem: str) -> None:
    """W_H is (N_I + 1) × N_H, W_O transposed is N_O × (N_H + 1), each beside a column of names."""
    W_H, W_O = (table.value for table in open_tab(problem, "Parameters").table)
    assert W_H.shape == (PROBLEMS[problem].n_inputs + 1, 1 + 6)
    assert W_O.shape == (N_OUTPUTS[problem], 1 + 6 + 1)


def test_outputs_are_named_by_class_and_target() -> None:
    """Each row of the output weights says which class or target it is for."""
    classes = open_tab("multiclass", "Parameters").table[1].value
    targets = open_tab("vector_regression", "Parameters").table[1].value
    assert all(f"(class {k})" in name for k, name in enumerate(classes.iloc[:, 0]))
    assert all(f"(target $y_{k}$)" in name for k, name in enumerate(targets.iloc[:, 0], 1))


@pytest.mark.parametrize(
    ("problem", "words"),
    [("multiclass", "they are straight"), ("regression", "this plane differ by"),
     ("vector_regression", "this plane differ by"), ("curve", "this straight line differ by")],
)  # fmt: skip
def test_identity_networks_are_said_to_be_straight(problem: str, words: str) -> None:
    """For every problem the Parameters tab says what an identity network amounts to."""
    assert words in said(open_tab(problem, "Parameters", activations="identity", samples="200"))


def test_scores_of_several_targets_are_added_up() -> None:
    """For vector regression the R² that training reports is below both panels."""
    assert "Over all outputs together: training R²" in said(open_tab("vector_regression", "Scores"))
