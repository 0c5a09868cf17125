"""Formulas of the page "Backpropagation": a calculator gives the same numbers."""

from __future__ import annotations

import math
import re

import pytest

from nnviz.backpropagation.derivation import Backpropagation, backpropagate
from nnviz.backpropagation.steps import Step, steps
from nnviz.heads import HEADS
from nnviz.network import Network
from nnviz.ui.backpropagation import names
from nnviz.ui.backpropagation.formulas import FactorColors, formula, number
from tests.samples import N_OUTPUTS, samples

COLORS = FactorColors("#111111", "#222222")
every_head = pytest.mark.parametrize("head", HEADS)


def made(head: str, n_samples: int = 1, n_hidden: int = 6) -> Backpropagation:
    network = Network(2, n_hidden, N_OUTPUTS[head], "tanh", head)
    params = network.init(4)
    X, y = samples(network, params, n_samples)
    return backpropagate(network, params, X, y, 0.5)


def calculator(latex: str) -> float:
    """Return what a line of numbers comes to: products, sums, squares, logarithms, fractions."""
    text = re.sub(r"\\textcolor\{#\w+\}\{", "{", latex.replace(r"\underline", ""))
    text = re.sub(r"\s*\\cdot 10\^\{(-?\d+)\}", r"e\1", text)
    text = text.replace(r"\big", "").replace(r"\left", "").replace(r"\right", "")
    text = text.replace(r"\cdot", "*").replace(r"\,", "").replace(r"\quad", "")
    text = re.sub(r"\\t?frac1(\d)", r"(1/\1)", text)
    text = text.replace(r"\tfrac12", "(1/2)").replace(r"\ln", "log")
    text = re.sub(r"\\frac(\{.*\})(\{.*\})", r"((\1)/(\2))", text).replace("e^", "exp")
    text = text.translate(str.maketrans("{}[]", "()()")).replace("^2", "**2").replace(" ", "")
    text = re.sub(r"\)(?=\(|log)", ")*", text)
    result: float = eval(text, {"log": math.log, "exp": math.exp, "__builtins__": {}})  # noqa: S307
    return result


def plain(result: str) -> float:
    return float(re.sub(r" \\cdot 10\^\{(-?\d+)\}", r"e\1", result))


def all_steps(derived: Backpropagation) -> list[Step]:
    return [step for step in steps(derived.network) if step.quantity != "x"]


@pytest.mark.parametrize("n_samples", [1, 7])
@every_head
def test_numbers_come_to_the_result(head: str, n_samples: int) -> None:
    """For sums, δ, derivatives, updates, outputs and losses, the line of numbers is the result."""
    derived = made(head, n_samples)
    for step in all_steps(derived):
        if step.quantity == "u" and step.node.startswith("h"):
            continue  # g is named, not written out
        shown = formula(derived, step, COLORS)
        found = calculator("".join(shown.numbers))
        assert found == pytest.approx(plain(shown.result), rel=5e-3, abs=2e-3)


@every_head
def test_kinds_of_factors_have_words_and_colours(head: str) -> None:
    """Wherever the graph marks factors in steps 3 and 4, braces name both kinds in the formula."""
    derived = made(head)
    for step in all_steps(derived):
        latex = formula(derived, step, COLORS).general
        if step.phase in {2, 3, 4}:
            for kind, color in (("accumulated", COLORS.accumulated), ("local", COLORS.local)):
                assert rf"_{{\text{{{kind}}}}}" in latex
                assert color in latex


@every_head
def test_braces_are_balanced(head: str) -> None:
    """Every formula opens as many braces as it closes."""
    derived = made(head, 3)
    for step in steps(derived.network):
        latex = formula(derived, step, COLORS).latex
        assert latex.count("{") == latex.count("}")
        assert latex.count(r"\left") == latex.count(r"\right")


@every_head
def test_every_step_has_a_title_of_its_own(head: str) -> None:
    """Within a step, no two steps are called the same."""
    derived = made(head)
    titles = [(m.phase, names.title(derived.network, m)) for m in steps(derived.network)]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize(
    ("value", "latex"),
    [
        (0.5, "+0.5000"),
        (-12.345678, "-12.35"),
        (1.0, "+1"),
        (0.0, "0"),
        (-3.2e-7, r"-3.200 \cdot 10^{-7}"),
        (math.nan, r"\text{not finite}"),
    ],
)
def test_numbers_have_four_digits(value: float, latex: str) -> None:
    """A sign, four significant digits, powers of ten as they are written by hand."""
    assert number(value) == latex


def test_formula_of_an_edge_needs_an_edge() -> None:
    """A step without an edge has no derivative to show."""
    derived = made("binary")
    with pytest.raises(ValueError, match="no edge"):
        formula(derived, Step(4, "gradient", "z1"), COLORS)
