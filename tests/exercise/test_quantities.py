from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

from nnviz.exercise.exercise import Exercise
from nnviz.exercise.quantities import QUANTITIES, ancestors, answer_key, exactly, shape
from nnviz.exercise.rounding import ROUNDINGS
from nnviz.network import Network
from tests.exercise.strategies import ANY, PAIRS, example, exercises, saturated
from tests.found import EXERCISES, also


@given(exercises())
def test_every_number_is_the_networks(exercise: Exercise) -> None:
    """Forward pass, loss, δ and gradients are what `Network` computes for the one sample."""
    network, params, key = exercise.network, exercise.params, answer_key(exercise)
    X, y = exercise.sample, exercise.targets
    forward, gradient = network.forward(params, X), network.backward(params, X, y)
    for name in ("z_H", "u_H", "z_O", "u_O"):
        np.testing.assert_allclose(key[name], getattr(forward, name)[0], rtol=1e-12, atol=1e-12)
    for name, value in (
        ("loss", [network.loss(params, X, y)]),
        ("delta_O", gradient.delta_O[0]),
        ("delta_H", gradient.delta_H[0]),
        ("grad_O", gradient.W_O),
        ("grad_H", gradient.W_H),
    ):
        np.testing.assert_allclose(key[name], value, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize(("activation", "head"), [p for p in PAIRS if p[0] != "step"])
def test_gradients_are_central_differences(activation: str, head: str) -> None:
    """Each ∂L/∂w is (L(w + h) − L(w − h)) / 2h to 1e-7; the step has a jump instead."""
    exercise, h = example(activation, head), 1e-5
    params, key = exercise.params, answer_key(exercise)
    for name, W in (("grad_H", params.W_H), ("grad_O", params.W_O)):
        for index in np.ndindex(W.shape):
            losses = []
            for sign in (1.0, -1.0):
                moved = W.copy()
                moved[index] += sign * h
                weights = replace(params, **{name.replace("grad", "W"): moved})
                losses.append(exercise.network.loss(weights, exercise.sample, exercise.targets))
            assert (losses[0] - losses[1]) / (2 * h) == pytest.approx(key[name][index], abs=1e-7)


@given(exercises())
def test_update_goes_down_the_gradient(exercise: Exercise) -> None:
    """New weights are W − η ∂L/∂W."""
    key, params = answer_key(exercise), exercise.params
    np.testing.assert_array_equal(key["new_O"], params.W_O - exercise.rate * key["grad_O"])
    np.testing.assert_array_equal(key["new_H"], params.W_H - exercise.rate * key["grad_H"])


@also(EXERCISES)
@given(exercises())
def test_other_ways_lead_to_the_same_number(exercise: Exercise) -> None:
    """What a student may do instead differs from the lecture's way by rounding alone."""
    key = answer_key(exercise)
    for name, quantity in QUANTITIES.items():
        for way in quantity.ways:
            other = way(exercise, key, exactly)
            np.testing.assert_allclose(other, key[name], rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize("y", [0, 1])
def test_loss_of_a_saturated_output(y: int) -> None:
    """For z_O from −60 to 60 each way gives ln(1 + e^±z), also where u_O is 0 or 1 to the end."""
    for z in range(-60, 61):
        exercise = saturated(z, y)
        key = answer_key(exercise)
        expected = math.log1p(math.exp(z if y == 0 else -z))
        for way in QUANTITIES["loss"].ways:
            for rounding in ROUNDINGS:
                values = {name: rounding(number) for name, number in key.items()}
                assert np.isfinite(way(exercise, values, rounding))
            assert way(exercise, key, exactly)[0] == pytest.approx(expected, rel=1e-8, abs=1e-14)


@given(exercises(ANY))
def test_large_numbers_are_no_accident(exercise: Exercise) -> None:
    """With any allowed number everything stays finite, without a floating-point warning."""
    assert all(np.isfinite(values).all() for values in answer_key(exercise).values())


@given(exercises())
def test_shapes_are_known_beforehand(exercise: Exercise) -> None:
    """`shape` says the shape of each quantity without computing it."""
    key = answer_key(exercise)
    assert {name: shape(name, exercise.network) for name in key} == {
        name: values.shape for name, values in key.items()
    }


def test_everything_follows_from_the_hidden_sums() -> None:
    """z_H is the first quantity, and every other one comes after it and after its own parents."""
    order = list(QUANTITIES)
    for name in order[1:]:
        assert "z_H" in ancestors(name)
        assert all(order.index(parent) < order.index(name) for parent in ancestors(name))


def test_small_example_by_hand() -> None:
    """1 input, 1 ReLU, regression: z = 1 + 2·3 = 7, z_O = −1 + 7/2, δ_O = z_O − 2, δ_H = δ_O/2."""
    exercise = Exercise(
        "relu", "regression", ((1.0,), (2.0,)), ((-1.0,), (0.5,)), (3.0,), (2.0,), 0.1
    )
    key = answer_key(exercise)
    assert exercise.network == Network(1, 1, 1, "relu", "regression")
    assert key["delta_H"][0] == ((-1.0 + 7.0 / 2.0) - 2.0) / 2.0
    assert key["new_H"][1, 0] == 2.0 - 0.1 * key["delta_H"][0] * 3.0
