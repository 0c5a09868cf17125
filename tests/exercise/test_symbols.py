from __future__ import annotations

from hypothesis import given

from nnviz.exercise.blanks import SETS
from nnviz.exercise.checking import places
from nnviz.exercise.exercise import Exercise
from nnviz.exercise.symbols import html_symbol, latex_symbol, row_names, spoken
from tests.exercise.strategies import example, exercises

ALL = SETS["all"]


@given(exercises())
def test_every_number_has_a_name_of_its_own(exercise: Exercise) -> None:
    """No two numbers share a formula, a printed symbol, or words."""
    network, listed = exercise.network, places(exercise, ALL)
    for naming in (latex_symbol, html_symbol, spoken):
        assert len({naming(place, network) for place in listed}) == len(listed)


def test_symbols_are_the_lectures() -> None:
    """w_{j,i} leads to node j from node i; with one output it needs no number."""
    network = example().network
    assert latex_symbol(("grad_H", (2, 0)), network) == r"\partial L/\partial w_{H,1,2}"
    assert latex_symbol(("new_O", (1, 0)), network) == r"w_{O,1}^\mathsf{new}"
    assert latex_symbol(("delta_O", (0,)), network) == r"\delta_{O}"
    assert spoken(("grad_H", (2, 0)), network) == (
        "gradient by the weight into hidden unit 1 from input 2"
    )
    assert spoken(("W_O", (0, 0)), network) == "the bias of the output"
    assert row_names("H", 3) == ["bias", "$x_1$", "$x_2$"]
