from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.activations import ACTIVATIONS
from nnviz.exercise.blanks import SETS
from nnviz.exercise.checking import RIGHT, check, places
from nnviz.exercise.exercise import Exercise
from nnviz.exercise.generate import random_small
from nnviz.exercise.hints import MISTAKES, ROUNDED, hint, kinds
from nnviz.exercise.mistakes import FACTORS
from nnviz.exercise.quantities import QUANTITIES, answer_key
from nnviz.exercise.rounding import bases
from nnviz.network import Network
from tests.exercise.strategies import exercises

ALL = SETS["all"]
QUANTITY_NAMES = st.sampled_from(sorted(QUANTITIES))


def square(activation: str = "tanh") -> Exercise:
    """Return an exercise with as many outputs as hidden units, so that W_O can be transposed."""
    return Exercise(
        activation, "vector_regression",
        W_H=((0.3, -0.2), (0.7, 0.4), (-0.5, 0.9)), W_O=((0.1, -0.6), (0.8, -0.3), (1.1, 0.45)),
        x=(0.9, -1.3), y=(2.0, -0.5), rate=0.25,
    )  # fmt: skip


def hint_for(exercise: Exercise, name: str, index: tuple[int, ...], answer: float) -> str:
    """Return the hint for a number that is given as one answer."""
    return check(exercise, ALL, {(name, index): repr(float(answer))}).verdicts[name, index].hint


def classic(exercise: Exercise) -> dict[str, float]:
    """Return the four classic mistakes in δ_H of the first hidden unit, written out."""
    key, W_O = answer_key(exercise), np.array(exercise.W_O)
    slope = float(exercise.network.g.derivative(key["z_H"])[0])
    d, w = key["delta_O"], W_O[1:]
    return {
        "sign": -slope * float(w[0] @ d),
        "slope": float(w[0] @ d),
        "node": slope * float(w[0] @ d[::-1]),
        "transposed": slope * float(w[:, 0] @ d),
    }


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "silu", "sine", "gaussian"])
def test_each_classic_mistake_has_its_own_hint(activation: str) -> None:
    """Sign, missing g′, δ of the wrong node and transposed weight are told apart in δ_H."""
    exercise = square(activation)
    hints = {k: hint_for(exercise, "delta_H", (0,), v) for k, v in classic(exercise).items()}
    assert "sign is off" in hints["sign"]
    assert "$g'(z)$ is missing" in hints["slope"]
    assert "δ are those of other outputs" in hints["node"]
    assert "transposed" in hints["transposed"]


@given(st.integers(0, 9999), st.sampled_from(sorted(ACTIVATIONS)))
def test_classic_mistakes_are_found_wherever_they_differ(seed: int, activation: str) -> None:
    """In any exercise each classic mistake is among those found, and alone if no other fits."""
    exercise = random_small(Network(2, 2, 2, activation, "vector_regression"), seed)
    for kind, wrong in classic(exercise).items():
        place = ("delta_H", (0,))
        verdict = check(exercise, ALL, {place: repr(wrong)}).verdicts[place]
        if verdict.state == RIGHT:
            continue
        found = kinds(exercise, place, wrong, bases(exercise))
        assert kind in found
        assert verdict.hint == found[kind] or len(found) > 1


def test_classic_mistakes_with_one_output() -> None:
    """With one output the wrong weight is the row above, the bias."""
    exercise = Exercise(
        "sigmoid", "binary", ((0.3, -0.2), (0.7, 0.4), (-0.5, 0.9)), ((0.1,), (0.8,), (1.1,)),
        (0.9, -1.3), (1.0,), 0.25,
    )  # fmt: skip
    key = answer_key(exercise)
    slope = exercise.network.g.derivative(key["z_H"])
    d = key["delta_O"][0]
    assert "weight is off" in hint_for(exercise, "delta_H", (0,), slope[0] * 0.1 * d)
    assert "another hidden unit" in hint_for(exercise, "delta_H", (0,), key["delta_H"][1])
    assert "is missing" in hint_for(exercise, "delta_H", (1,), 1.1 * d)
    assert "sign is off" in hint_for(exercise, "delta_H", (1,), -key["delta_H"][1])


@pytest.mark.parametrize(
    ("name", "index", "answer", "words"),
    [
        ("z_H", (0,), lambda k, _: k["z_H"][0] - 0.3, "bias is missing"),
        ("z_H", (1,), lambda k, _: k["z_H"][0], "another unit"),
        ("u_H", (0,), lambda k, _: k["z_H"][0], "activation is missing"),
        ("z_O", (1,), lambda k, e: -0.6 + k["z_H"] @ e.params.W_O[1:, 1], "not the $z_H$"),
        ("loss", (0,), lambda k, _: 2 * k["loss"][0], "one half"),
        ("delta_O", (0,), lambda k, _: -k["delta_O"][0], "not $y - u$"),
        ("delta_O", (1,), lambda k, _: k["u_O"][1], "target is missing"),
        ("grad_O", (1, 0), lambda k, _: k["z_H"][0] * k["delta_O"][0], "$z$ where $u$ belongs"),
        ("grad_O", (2, 1), lambda k, _: k["u_H"][1] * k["delta_O"][0], "another node"),
        ("grad_H", (2, 0), lambda k, _: 0.25 * k["grad_H"][2, 0], "learning rate"),
        ("new_H", (0, 1), lambda k, e: e.W_H[0][1] + 0.25 * k["grad_H"][0, 1], "is added"),
        ("new_O", (1, 1), lambda k, e: e.W_O[1][1] - k["grad_O"][1, 1], "rate is missing"),
        ("new_O", (2, 0), lambda _, e: e.W_O[2][0], "before the step"),
    ],
)  # fmt: skip
def test_other_mistakes(name: str, index: tuple[int, ...], answer: object, words: str) -> None:
    """Each mistake in one factor is called by that factor."""
    exercise = square()
    value = answer(answer_key(exercise), exercise)  # type: ignore[operator]
    assert words in hint_for(exercise, name, index, value)


@given(exercises(), QUANTITY_NAMES, st.floats(-100.0, 100.0))
def test_hints_hold_no_digit(exercise: Exercise, name: str, answer: float) -> None:
    """Whatever is wrong, no hint has any digit, so none has the answer's."""
    key, sets = answer_key(exercise), bases(exercise)
    place = places(exercise, [name])[0]
    for wrong in (answer, *(m.values.flat[0] for m in MISTAKES[name](exercise, key))):
        words = hint(exercise, place, float(wrong), sets, ())
        assert words
        assert not any(character.isdigit() for character in words)


@given(exercises(), QUANTITY_NAMES)
def test_mistakes_have_the_shape_of_their_quantity(exercise: Exercise, name: str) -> None:
    """Every mistake is of a known kind and has a number, or NaN, for each place."""
    key = answer_key(exercise)
    for mistake in MISTAKES[name](exercise, key):
        assert mistake.kind in FACTORS
        assert mistake.values.shape == key[name].shape


def test_two_mistakes_with_one_number_get_the_general_hint() -> None:
    """Twin units with weights 1 and −1: a wrong sign is also the other's δ, and its weight."""
    exercise = Exercise(
        "tanh", "binary", ((0.4, 0.4), (0.2, 0.2)), ((0.5,), (1.0,), (-1.0,)), (1.0,), (1.0,), 0.5
    )
    wrong = -float(answer_key(exercise)["delta_H"][0])
    assert set(kinds(exercise, ("delta_H", (0,)), wrong, bases(exercise))) == {
        "sign",
        "node",
        "weight",
    }
    words = hint_for(exercise, "delta_H", (0,), wrong)
    assert words.startswith("More than one mistake")
    assert all(FACTORS[kind] in words for kind in ("sign", "node", "weight"))


def test_a_transposed_step_is_told() -> None:
    """Where W_O is square, the new weight that takes the step of the mirrored one is named so."""
    exercise = random_small(Network(2, 2, 3, "tanh", "vector_regression"), 1)
    step = exercise.rate * answer_key(exercise)["grad_O"]
    wrong = exercise.params.W_O[1, 2] - step[2, 1]
    assert "transposed" in hint_for(exercise, "new_O", (1, 2), wrong)


def test_too_few_digits_are_called_so() -> None:
    """An answer with two digits is not called a wrong factor."""
    exercise = square()
    value = float(answer_key(exercise)["grad_H"][1, 0])
    assert hint_for(exercise, "grad_H", (1, 0), float(f"{value:.1e}")) == ROUNDED


def test_unknown_mistake_says_what_to_look_at() -> None:
    """The sentence names what the number is built from, what is right and what is still open."""
    exercise = square()
    key = answer_key(exercise)
    answers = {("u_H", (m,)): repr(float(key["u_H"][m])) for m in range(2)}
    place = ("grad_O", (1, 0))
    hint = check(exercise, ALL, answers | {place: "77"}).verdicts[place].hint
    assert "built from $u_H$ and $\\delta_O$" in hint
    assert "$u_H$ is right" in hint
    assert "Check $\\delta_O$ first" in hint
