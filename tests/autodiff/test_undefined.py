"""Where a value or a derivative does not exist, at kinks, and far out."""

from __future__ import annotations

import re
from collections.abc import Callable
from math import isfinite, isnan

import numpy as np
import pytest

from nnviz.autodiff import Tape, UndefinedError, forward_gradient, gradient, trace
from nnviz.autodiff.expressions import parse

Derivatives = Callable[[Tape, list[float]], list[float]]
both_modes = pytest.mark.parametrize("derivatives", [gradient, forward_gradient])

UNDEFINED = {
    "1 / a": (0.0, "divided by zero"),
    "log(a)": (-2.0, r"log\(−2\) is not defined"),
    "log(a * 1)": (0.0, r"log\(0\) is not defined"),
    "exp(a)": (1000.0, r"exp\(1000\) is beyond"),
    "a ** 0.5": (-2.0, "not a real number"),
    "a ** -1": (0.0, "divide by zero"),
    "a * 1e12 ** 24": (1e30, "beyond"),
    "1 / (a * a)": (1e-160, "beyond"),
    "exp(exp(a))": (6.56, "product of local derivatives is beyond"),
}


@pytest.mark.parametrize("text", UNDEFINED)
def test_what_does_not_exist_is_said(text: str) -> None:
    """Where a value or a derivative does not exist, a sentence says which."""
    value, sentence = UNDEFINED[text]
    with pytest.raises(UndefinedError, match=sentence):
        gradient(parse(text), [value])


NO_DERIVATIVE = {
    "a ** 0.25": (0.0, "infinitely steep"),
    "(-2) ** a": (2.0, "no derivative with respect to b"),
    "sqrt(a)": (0.0, "infinitely steep"),
    "abs(a)": (0.0, "kink at a = 0"),
    "max(a, 3)": (3.0, "kink at a = b = 3"),
    "min(3, a)": (3.0, "kink at a = b = 3"),
    "1 / (1e-308 * a)": (1.0, "beyond"),
}


@both_modes
@pytest.mark.parametrize("text", NO_DERIVATIVE)
def test_what_has_a_value_alone_keeps_it(text: str, derivatives: Derivatives) -> None:
    """Where a value exists and a derivative does not, that one is NaN, and a sentence says why."""
    value, sentence = NO_DERIVATIVE[text]
    traced = trace(parse(text), [value])
    assert isfinite(traced.output)
    assert np.isnan(derivatives(parse(text), [value])).all()
    [reason] = traced.undefined.values()
    assert re.search(sentence, reason)


@both_modes
def test_one_derivative_may_exist_without_the_other(derivatives: Derivatives) -> None:
    """At (−2, −3), a**b is −1/8 with ∂/∂a = −3/16, and has no derivative with respect to b."""
    text, point = "a ** b", [-2.0, -3.0]
    assert trace(parse(text), point).output == -0.125
    by_a, by_b = derivatives(parse(text), point)
    assert by_a == -0.1875
    assert isnan(by_b)
    by_a, by_b, by_c = derivatives(parse("a ** b + c * a"), [*point, 5.0])
    assert (by_a, by_c) == (-0.1875 + 5.0, -2.0)
    assert isnan(by_b)


def test_relu_has_the_derivative_0_at_0() -> None:
    """As in the activation of that name: the convention of training, not a limit."""
    assert gradient(parse("relu(a)"), [0.0]) == [0.0]


@pytest.mark.parametrize(("text", "slope"), [("a ** 0", 0.0), ("a ** 1", 1.0), ("a ** 2", 0.0)])
def test_whole_powers_are_smooth_at_zero(text: str, slope: float) -> None:
    """At a = 0 the powers 0, 1 and 2 have the slopes 0, 1 and 0."""
    assert gradient(parse(text), [0.0]) == [slope]


@pytest.mark.parametrize("name", ["tanh", "sigmoid", "softplus"])
@pytest.mark.parametrize("z", [-800.0, 800.0])
def test_saturated_functions_are_finite(name: str, z: float) -> None:
    """Far out, where e^|z| is beyond a float, value and slope are those of the limit."""
    right = z > 0.0
    limits = {"tanh": (1.0 if right else -1.0, 0.0), "sigmoid": (float(right), 0.0)}
    limits["softplus"] = (800.0 if right else 0.0, float(right))
    tape = parse(f"{name}(x)")
    assert (trace(tape, [z]).output, *gradient(tape, [z])) == limits[name]
