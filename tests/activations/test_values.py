from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal
from scipy.special import expit

from nnviz.activations import ACTIVATIONS, LEAK

CASES = json.loads((Path(__file__).parents[1] / "activation_cases.json").read_text("utf-8"))
"""Values to 16 digits; tests/js/kernels.test.js checks the browser's activations with them."""

every_activation = pytest.mark.parametrize("name", ACTIVATIONS)

FORMULAS = {
    "identity": lambda z: z,
    "step": lambda z: np.heaviside(z, 1.0),
    "sigmoid": expit,
    "tanh": lambda z: 2.0 * expit(2.0 * z) - 1.0,
    "relu": lambda z: (z + np.abs(z)) / 2.0,
    "leaky_relu": lambda z: np.where(z > 0.0, z, LEAK * z),
    "softplus": lambda z: np.logaddexp(0.0, z),
    "elu": lambda z: np.where(z > 0.0, z, np.exp(z) - 1.0),
    "silu": lambda z: z * expit(z),
    "sine": lambda z: np.exp(1j * z).imag,
    "gaussian": lambda z: np.exp(-(z**2)),
}
"""Each activation written in another way than in the package."""

LIMITS = {
    "identity": ((-1000.0, 1.0), (1000.0, 1.0)),
    "step": ((0.0, 0.0), (1.0, 0.0)),
    "sigmoid": ((0.0, 0.0), (1.0, 0.0)),
    "tanh": ((-1.0, 0.0), (1.0, 0.0)),
    "relu": ((0.0, 0.0), (1000.0, 1.0)),
    "leaky_relu": ((-1000.0 * LEAK, LEAK), (1000.0, 1.0)),
    "softplus": ((0.0, 0.0), (1000.0, 1.0)),
    "elu": ((-1.0, 0.0), (1000.0, 1.0)),
    "silu": ((0.0, 0.0), (1000.0, 1.0)),
    "sine": ((math.sin(-1000), math.cos(-1000)), (math.sin(1000), math.cos(1000))),
    "gaussian": ((0.0, 0.0), (0.0, 0.0)),
}
"""(g, g′) at z = -1000 and at z = 1000, where exponentials have died out."""

KINKS = {"step": (1.0, 0.0), "relu": (0.0, 0.0), "leaky_relu": (0.0, LEAK), "elu": (0.0, 1.0)}
"""(g, g′) at z = 0 of those that are not smooth there: the derivative is that from the left."""

# A central difference must not step over the kink at 0.
smooth_points = st.floats(-20.0, 20.0).filter(lambda z: abs(z) > 1e-4)


def test_there_are_the_eleven_activations_of_the_design() -> None:
    """The keys are public: addresses, files and notebooks name activations by them."""
    design = "identity step sigmoid tanh relu leaky_relu softplus elu silu sine gaussian"
    assert list(ACTIVATIONS) == design.split()


@every_activation
def test_record_is_filed_under_its_own_name(name: str) -> None:
    """The key of a record is the record's name."""
    assert ACTIVATIONS[name].name == name


@pytest.mark.parametrize("name", CASES["g"])
def test_value_is_that_of_the_table(name: str) -> None:
    assert CASES["leak"] == LEAK
    z = np.array(CASES["z"])
    assert_allclose(ACTIVATIONS[name].value(z), CASES["g"][name], rtol=4e-15, atol=1e-300)


@every_activation
@given(z=st.floats(-20.0, 20.0))
def test_value_equals_the_formula(name: str, z: float) -> None:
    """The value is the textbook's function, here written in another way."""
    assert_allclose(ACTIVATIONS[name].value(z), FORMULAS[name](z), rtol=1e-13, atol=1e-14)


@every_activation
@given(z=smooth_points)
def test_derivative_equals_central_differences(name: str, z: float) -> None:
    """The derivative is the slope of the value."""
    g, h = ACTIVATIONS[name], 1e-5
    slope = (g.value(z + h) - g.value(z - h)) / (2.0 * h)
    assert_allclose(g.derivative(z), slope, rtol=1e-7, atol=1e-7)


@pytest.mark.parametrize("name", KINKS)
def test_value_and_slope_at_a_kink(name: str) -> None:
    """At 0 step and ReLU have slope 0, leaky ReLU and ELU their left slope; only the step is 1."""
    g = ACTIVATIONS[name]
    assert (g.value(0.0), g.derivative(0.0)) == KINKS[name]


@every_activation
@pytest.mark.parametrize("side", [0, 1])
def test_large_arguments_reach_the_limit_without_a_warning(name: str, side: int) -> None:
    """At |z| = 1000 value and derivative are finite and equal their limits."""
    g, z = ACTIVATIONS[name], (-1000.0, 1000.0)[side]
    assert_allclose((g.value(z), g.derivative(z)), LIMITS[name][side], rtol=1e-13, atol=1e-13)


@given(z=st.floats(-700.0, -40.0))
def test_softplus_keeps_its_digits_in_the_tail(z: float) -> None:
    """Where e^z is far below 1, softplus is e^z and not 0."""
    assert_allclose(ACTIVATIONS["softplus"].value(z), np.exp(z), rtol=1e-14)


@given(z=st.floats(1e-300, 1e-17))
def test_elu_keeps_its_digits_near_zero(z: float) -> None:
    """Just below 0, where e^z rounds to 1, ELU is z and not 0."""
    assert_allclose(ACTIVATIONS["elu"].value(-z), -z, rtol=1e-14)


@every_activation
@given(z=st.floats(-1e6, 1e6))
def test_value_stays_within_the_range(name: str, z: float) -> None:
    """No value lies outside the range that the record states."""
    g = ACTIVATIONS[name]
    assert g.range[0] - 1e-15 <= g.value(z) <= g.range[1] + 1e-15


@every_activation
@pytest.mark.parametrize("end", [0, 1])
def test_range_is_no_wider_than_the_values(name: str, end: int) -> None:
    """Values come close to both ends of the range, or grow beyond any bound if an end is open."""
    g = ACTIVATIONS[name]
    values = g.value(np.append(np.linspace(-40.0, 40.0, 160_001), [-1e12, 1e12]))
    extreme = (values.min(), values.max())[end]
    assert abs(extreme) > 1e9 or abs(extreme - g.range[end]) < 1e-6


@every_activation
def test_only_a_finite_range_is_bounded(name: str) -> None:
    """An activation is bounded exactly if a trillion moves it no further than 1 from zero."""
    g = ACTIVATIONS[name]
    assert g.is_bounded == bool((np.abs(g.value([-1e12, 1e12])) <= 1.0).all())


@every_activation
def test_neutral_is_a_half_only_for_a_switch(name: str) -> None:
    """A half is neutral for what goes from 0 to 1 as z grows, and 0 is for everything else."""
    g = ACTIVATIONS[name]
    left, right = g.value([-50.0, 50.0])
    is_switch = abs(left) < 1e-9 and abs(right - 1.0) < 1e-9
    assert g.neutral == (0.5 if is_switch else 0.0)


@every_activation
@pytest.mark.parametrize("shape", [(), (0,), (5,), (2, 3, 4)])
def test_value_and_derivative_keep_the_shape(name: str, shape: tuple[int, ...]) -> None:
    """What comes out has the shape of what goes in."""
    g, z = ACTIVATIONS[name], np.full(shape, 0.3)
    assert g.value(z).shape == g.derivative(z).shape == shape


@every_activation
def test_argument_is_left_as_it_was(name: str, rng: np.random.Generator) -> None:
    """Neither value nor derivative writes into its argument."""
    z = rng.normal(size=50)
    before = z.copy()
    ACTIVATIONS[name].value(z)
    ACTIVATIONS[name].derivative(z)
    assert_array_equal(z, before)


@every_activation
def test_plain_numbers_are_taken(name: str) -> None:
    """A list of integers is as good as an array of floats."""
    g = ACTIVATIONS[name]
    assert_array_equal(g.value([-2, 1]), g.value(np.array([-2.0, 1.0])))


@every_activation
def test_values_of_an_array_do_not_mix(name: str, rng: np.random.Generator) -> None:
    """An array's values and slopes are those of its elements, one by one."""
    g, z = ACTIVATIONS[name], rng.normal(size=7)
    both = [(g.value(one), g.derivative(one)) for one in z]
    assert_allclose(np.column_stack([g.value(z), g.derivative(z)]), both, rtol=1e-15)
