from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.exercise.blanks import SETS
from nnviz.exercise.checking import EMPTY, RIGHT, UNREADABLE, WRONG, check, places
from nnviz.exercise.exercise import Exercise
from nnviz.exercise.generate import small_integers
from nnviz.exercise.number_format import three_decimals, three_digits
from nnviz.exercise.quantities import QUANTITIES, Rounding, answer_key
from nnviz.network import Network
from tests.exercise.strategies import example, exercises, saturated

ALL = SETS["all"]
ROUNDINGS = st.sampled_from([three_digits, three_decimals])


def texts(exercise: Exercise, values: dict[str, np.ndarray]) -> dict[object, str]:
    """Return all answers as a student types these numbers."""
    return {place: repr(float(values[place[0]][place[1]])) for place in places(exercise, ALL)}


def carried(exercise: Exercise, rounding: Rounding) -> dict[str, np.ndarray]:
    """Return what a student gets who rounds every number, also g′ and the step, and goes on."""
    values: dict[str, np.ndarray] = {}
    for name, quantity in QUANTITIES.items():
        values[name] = rounding(quantity.compute(exercise, values, rounding))
    return values


@given(exercises(), ROUNDINGS)
def test_right_answers_pass_with_three_digits(exercise: Exercise, rounding: Rounding) -> None:
    """Every exact number that is rounded at the end is right, whatever the exercise."""
    answers = texts(exercise, {k: rounding(v) for k, v in answer_key(exercise).items()})
    sheet = check(exercise, ALL, answers)
    assert {verdict.state for verdict in sheet.verdicts.values()} == {RIGHT}
    assert sheet.n_right == len(answers)


@given(exercises(), ROUNDINGS)
def test_rounding_on_the_way_passes(exercise: Exercise, rounding: Rounding) -> None:
    """A student who carries three digits forward is right at every step."""
    sheet = check(exercise, ALL, texts(exercise, carried(exercise, rounding)))
    assert {verdict.state for verdict in sheet.verdicts.values()} == {RIGHT}


@given(st.integers(0, 200), st.sampled_from([0.98, 1.02]))
def test_an_error_of_two_percent_fails(seed: int, factor: float) -> None:
    """Carrying forward widens nothing: numbers 2 % off fail wherever three digits show it."""
    exercise = small_integers(Network(2, 2, 1), seed)
    key = answer_key(exercise)
    values = {place: float(key[place[0]][place[1]]) for place in places(exercise, ALL)}
    # 2 % of less is within half a thousandth of some rounding
    answers = {place: repr(v * factor) for place, v in values.items() if abs(v) > 0.05}
    verdicts = check(exercise, ALL, answers).verdicts
    assert {verdicts[place].state for place in answers} == {WRONG}


def test_own_numbers_are_what_is_gone_on_from() -> None:
    """After u_H = 0.378 for 0.37754…, z_O = 100 u_H may follow from either, and no further off."""
    exercise = Exercise(
        "sigmoid", "regression", ((0.0,), (-1.0,)), ((0.0,), (100.0,)), (0.5,), (0.0,), 1.0
    )
    u, z = ("u_H", (0,)), ("z_O", (0,))
    for answer, state in (("37.84", RIGHT), ("37.71", RIGHT), ("37.86", WRONG), ("37.69", WRONG)):
        sheet = check(exercise, ALL, {u: "0.378", z: answer})
        assert sheet.verdicts[u].state == RIGHT
        assert sheet.verdicts[z].state == state


@pytest.mark.parametrize("z", [12, 28, 40, 700])
def test_saturated_unit_leaves_z_to_go_on_from(z: int) -> None:
    """With y = 0 and u_O = 1.000, L is z_O: that is right, and neither half of it nor 1 is."""
    loss = ("loss", (0,))
    for answer, state in ((str(z), RIGHT), (str(z / 2), WRONG), ("1", WRONG), ("0", WRONG)):
        sheet = check(saturated(z, 0), ALL, {("u_O", (0,)): "1.000", loss: answer})
        assert sheet.verdicts["u_O", (0,)].state == RIGHT
        assert sheet.verdicts[loss].state == state


def test_what_is_not_filled_in_has_no_hint() -> None:
    """An empty sheet has empty verdicts, nothing right, and shows no number."""
    sheet = check(example(), ALL, {})
    assert {(v.state, v.hint) for v in sheet.verdicts.values()} == {(EMPTY, "")}
    assert not sheet.shown
    assert sheet.n_right == 0


def test_hostile_answers_get_a_sentence() -> None:
    """Text that is no number is unreadable, not wrong."""
    place = ("loss", (0,))
    verdict = check(example(), ALL, {place: "<script>alert(1)</script>"}).verdicts[place]
    assert verdict.state == UNREADABLE
    assert "script" not in verdict.hint


@pytest.mark.parametrize("blanks", SETS.values(), ids=list(SETS))
def test_numbers_appear_when_blanks_are_right(blanks: tuple[str, ...]) -> None:
    """At first nothing after a blank is shown; with all blanks right, everything else is."""
    exercise = example()
    first = check(exercise, blanks, {})
    order = list(QUANTITIES)
    before = order[: order.index(blanks[0])]
    assert set(before) == set(first.shown) - {"grad_O", "new_O"}
    answers = texts(exercise, {k: three_digits(v) for k, v in answer_key(exercise).items()})
    assert set(check(exercise, blanks, answers).shown) == set(order) - set(blanks)
