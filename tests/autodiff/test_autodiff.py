"""Forward and reverse mode against closed forms, central differences and each other."""

# ruff: noqa: ARG005 - a closed form names every variable, also those it does not depend on

from __future__ import annotations

from collections.abc import Callable
from math import copysign, cos, exp, hypot, log, pi, sin, sqrt, tanh

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from nnviz.autodiff import (
    PRIMITIVES,
    Builder,
    Tape,
    UndefinedError,
    evaluate,
    forward_gradient,
    forward_sweep,
    gradient,
    reverse_sweep,
    trace,
)
from nnviz.autodiff.expressions import parse
from nnviz.autodiff.gradient_check import gradient_error
from nnviz.autodiff.picture import to_graph
from nnviz.graphs import graph as graphs


def s(z: float) -> float:
    """Return the sigmoid."""
    return 1.0 / (1.0 + exp(-z))


CLOSED_FORMS = {
    "a": lambda a: [1.0],
    "-a": lambda a: [-1.0],
    "a + b": lambda a, b: [1.0, 1.0],
    "a - b": lambda a, b: [1.0, -1.0],
    "a * b": lambda a, b: [b, a],
    "a / b": lambda a, b: [1.0 / b, -a / b**2],
    "a ** b": lambda a, b: [b * a ** (b - 1.0), a**b * log(a)],
    "x * x": lambda x: [2.0 * x],
    "x * x * x": lambda x: [3.0 * x**2],
    "x - x": lambda x: [0.0],
    "x / x": lambda x: [0.0],
    "x ** x": lambda x: [x**x * (log(x) + 1.0)],
    "x + x + x + x + x": lambda x: [5.0],
    "x * (x + x) * (x - 1) * x": lambda x: [8.0 * x**3 - 6.0 * x**2],
    "x ** 5": lambda x: [5.0 * x**4],
    "x ** -2": lambda x: [-2.0 * x**-3],
    "x ** 0.5": lambda x: [0.5 * x**-0.5],
    "2 ** x": lambda x: [2.0**x * log(2.0)],
    "3 * x ** 2 + 2 * x + 1": lambda x: [6.0 * x + 2.0],
    "(a + b) * (b + 1)": lambda a, b: [b + 1.0, a + 2.0 * b + 1.0],
    "(a + b) * (a - b)": lambda a, b: [2.0 * a, -2.0 * b],
    "a * b + b * c + c * a": lambda a, b, c: [b + c, a + c, a + b],
    "a * b * c * d": lambda a, b, c, d: [b * c * d, a * c * d, a * b * d, a * b * c],
    "a / (b + c)": lambda a, b, c: [1.0 / (b + c)] + [-a / (b + c) ** 2] * 2,
    "exp(x)": lambda x: [exp(x)],
    "exp(-x * x)": lambda x: [-2.0 * x * exp(-x * x)],
    "exp(a * b)": lambda a, b: [b * exp(a * b), a * exp(a * b)],
    "log(x)": lambda x: [1.0 / x],
    "log(a * b)": lambda a, b: [1.0 / a, 1.0 / b],
    "log(exp(a) + exp(b))": lambda a, b: [s(a - b), s(b - a)],
    "sin(x)": lambda x: [cos(x)],
    "cos(x)": lambda x: [-sin(x)],
    "sin(x) ** 2 + cos(x) ** 2": lambda x: [0.0],
    "sin(a * b)": lambda a, b: [b * cos(a * b), a * cos(a * b)],
    "sin(cos(x))": lambda x: [-sin(x) * cos(cos(x))],
    "tanh(x)": lambda x: [1.0 - tanh(x) ** 2],
    "sigmoid(x)": lambda x: [s(x) * (1.0 - s(x))],
    "sigmoid(a * x + b)": lambda a, x, b: [
        s(a * x + b) * s(-a * x - b) * factor for factor in (x, a, 1.0)
    ],
    "softplus(x) - y * x": lambda x, y: [s(x) - y, -x],
    "square(a - b)": lambda a, b: [2.0 * (a - b), 2.0 * (b - a)],
    "1 / (1 + exp(-x))": lambda x: [s(x) * (1.0 - s(x))],
    "log(1 + exp(x))": lambda x: [s(x)],
    "exp(sin(x) * x)": lambda x: [exp(sin(x) * x) * (x * cos(x) + sin(x))],
    "a + b + c + d + f + g": lambda *_: [1.0] * 6,
    "e ** x": lambda x: [exp(x)],
    "ln(x * e)": lambda x: [1.0 / x],
    "sin(π * x)": lambda x: [pi * cos(pi * x)],
    "sqrt(x)": lambda x: [0.5 / sqrt(x)],
    "sqrt(a * a + b * b)": lambda a, b: [v / hypot(a, b) for v in (a, b)],
    "abs(a - b)": lambda a, b: [copysign(1.0, a - b), copysign(1.0, b - a)],
    "relu(x) * relu(-x)": lambda x: [0.0],
    "relu(2 * x - 1)": lambda x: [2.0],
    "max(a, b)": lambda a, b: [float(a > b), float(b > a)],
    "min(a * b, c)": lambda a, b, c: [b, a, 0.0] if a * b < c else [0.0, 0.0, 1.0],
}
POINTS = ([0.7, 1.3, 0.4, 2.1, 0.9, 1.6], [1.9, 0.6, 2.2, 0.3, 1.1, 0.8])
Derivatives = Callable[[Tape, list[float]], list[float]]
both_modes = pytest.mark.parametrize("derivatives", [gradient, forward_gradient])


@both_modes
@pytest.mark.parametrize("point", POINTS)
@pytest.mark.parametrize("text", CLOSED_FORMS)
def test_derivatives_are_the_closed_forms(
    text: str, point: list[float], derivatives: Derivatives
) -> None:
    """Both modes give what the rules of calculus give by hand."""
    tape = parse(text)
    x = point[: len(tape.inputs)]
    assert_allclose(derivatives(tape, x), CLOSED_FORMS[text](*x), rtol=1e-12, atol=1e-12)


def test_there_are_closed_forms_for_forty_expressions() -> None:
    """The list above has at least 40, and every primitive occurs in it."""
    used = {node.primitive for text in CLOSED_FORMS for node in parse(text).operations}
    assert len(CLOSED_FORMS) >= 40
    assert used == {*PRIMITIVES, None}


SMOOTH = ("add", "subtract", "multiply", "negate", "sin", "cos", "tanh", "sigmoid", "softplus")
MORE = ("divide", "power", "exp", "log", "square", "sqrt", "abs", "relu", "max", "min")


@st.composite
def tapes(draw: st.DrawFn, names: tuple[str, ...] = SMOOTH + MORE) -> Tape:
    """Draw a tape of one to three inputs, any of which may be used often or never."""
    build = Builder()
    for i in range(draw(st.integers(1, 3))):
        build.input("abc"[i])
    if draw(st.booleans()):
        build.constant(draw(st.floats(-3.0, 3.0)))
    for _ in range(draw(st.integers(1, 8))):
        name = draw(st.sampled_from(names))
        place = st.integers(0, len(build.operations) - 1)
        build.apply(name, *(draw(place) for _ in range(PRIMITIVES[name].n_arguments or 2)))
    return build.tape()


numbers = st.floats(-2.0, 2.0).map(lambda x: round(x, 3))


@given(tape=tapes(), x=st.lists(numbers, min_size=3, max_size=3))
def test_both_modes_agree(tape: Tape, x: list[float]) -> None:
    """Forward and reverse mode are equal to 1e-12, and neither exists where the other does not."""
    x = x[: len(tape.inputs)]
    try:
        forward, reverse = forward_gradient(tape, x), gradient(tape, x)
    except UndefinedError:
        assume(False)  # noqa: FBT003
    scale = max(1.0, largest_term(tape, x))
    assert_allclose(np.array(forward) / scale, np.array(reverse) / scale, rtol=0.0, atol=1e-12)


def largest_term(tape: Tape, x: list[float]) -> float:
    """Return the largest number that occurs, by whose rounding the modes may differ."""
    traced = trace(tape, x)
    sweeps = [reverse_sweep(traced), *(forward_sweep(traced, i) for i in tape.inputs)]
    steps = [step for sweep in sweeps for step in sweep.steps]
    products = (abs(term.product) for step in steps for term in step.terms)
    return max((product for product in products if product == product), default=1.0)  # noqa: PLR0124


@given(tape=tapes(SMOOTH), x=st.lists(numbers, min_size=3, max_size=3))
def test_random_tapes_agree_with_central_differences(tape: Tape, x: list[float]) -> None:
    """Wherever differences mean anything, they and the gradient agree to six digits."""
    x = x[: len(tape.inputs)]
    assume(all(abs(value) < 50.0 for value in evaluate(tape, x)))
    assert gradient_error(tape, x, gradient(tape, x)) < 1e-6


@pytest.mark.parametrize("text", CLOSED_FORMS)
def test_the_checker_rejects_a_thousandth(text: str) -> None:
    """A gradient that is right passes the check; the same, 0.1 % off in one place, does not."""
    tape = parse(text)
    x = POINTS[0][: len(tape.inputs)]
    right = gradient(tape, x)
    wrong = [right[0] * 1.001 + 1e-3 * (right[0] == 0.0), *right[1:]]
    assert gradient_error(tape, x, right) < 1e-7
    assert gradient_error(tape, x, wrong) > 5e-4 * min(1.0, abs(right[0]) or 1.0)


@both_modes
def test_an_unused_input_has_derivative_zero(derivatives: Derivatives) -> None:
    """Nothing leads from it to the output."""
    build = Builder()
    a, _unused = build.input("a"), build.input("b")
    build.apply("square", a)
    assert derivatives(build.tape(), [3.0, 5.0]) == [6.0, 0.0]


@both_modes
def test_a_constant_expression_has_a_value_and_no_derivative(derivatives: Derivatives) -> None:
    """2 · 3 + 1 is 7; there is no input, and no sweep visits a node."""
    tape = parse("2 * 3 + 1")
    assert derivatives(tape, []) == []
    assert trace(tape, []).output == 7.0
    assert reverse_sweep(trace(tape, [])).steps == ()


def test_both_edges_of_a_square_are_summed() -> None:
    """In x · x the one node is a parent twice, and the sum of x has two terms of x each."""
    sweep = reverse_sweep(trace(parse("x * x"), [3.0]))
    assert [(term.link.argument, term.product) for term in sweep.steps[-1].terms] == [
        (0, 3.0),
        (1, 3.0),
    ]


def test_a_variable_used_five_times_has_five_paths() -> None:
    """x·1 + x·2 + … is one sum of five terms at x, and the derivative is their sum."""
    text = "x * 1 + x * 2 + x * 3 + x * 4 + x * 5"
    last = reverse_sweep(trace(parse(text), [0.5])).steps[-1]
    assert sorted(term.product for term in last.terms) == [1.0, 2.0, 3.0, 4.0, 5.0]
    assert last.value == 15.0


@pytest.mark.parametrize("text", CLOSED_FORMS)
def test_every_step_is_the_sum_of_its_terms(text: str) -> None:
    """What a step accumulates is Σ local · accumulated; its counters are those of the terms."""
    tape = parse(text)
    traced = trace(tape, POINTS[0][: len(tape.inputs)])
    for sweep in (reverse_sweep(traced), *(forward_sweep(traced, i) for i in tape.inputs)):
        done = 0
        for number, step in enumerate(sweep.steps, 1):
            done += len(step.terms)
            assert (step.n_visited, step.n_multiplications) == (number, done)
            if step.terms:
                assert step.value == pytest.approx(sum(t.product for t in step.terms), abs=1e-12)
        assert done == traced.n_links


def test_the_lectures_example() -> None:
    """For a = 2, b = 1, e = (a + b)(b + 1) is 6, de/da is b + 1 = 2 and de/db is a + 2b + 1 = 5."""
    tape = parse("(a + b) * (b + 1)")
    assert trace(tape, [2.0, 1.0]).output == 6.0
    assert gradient(tape, [2.0, 1.0]) == [2.0, 5.0]


@pytest.mark.parametrize("text", CLOSED_FORMS)
def test_a_picture_has_every_node_and_every_argument(text: str) -> None:
    """The graph has a node for each operation and an edge for each argument, in order."""
    tape = parse(text)
    graph, index = to_graph(tape)
    assert len(graph.nodes) == len(tape.operations)
    for place, node in enumerate(tape.operations):
        for argument, parent in enumerate(node.parents):
            edge = graph.edges[index[place, argument]]
            assert (edge.source, edge.target) == (f"n{parent}", f"n{place}")


@pytest.mark.parametrize("text", ["a * b + c", "sin(x) ** 2 - x / y", "x * x * x + tanh(x)"])
def test_a_picture_can_be_evaluated(text: str) -> None:
    """Evaluated, where what has no parents counts as 1, the graph computes what the trace does."""
    tape = parse(text.replace("2", "z"))
    graph, _index = to_graph(tape)
    values = graphs.evaluate(graph, np.zeros((1, 0)))
    expected = trace(tape, [1.0] * len(tape.inputs)).values
    assert_allclose([values[node.id][0] for node in graph.nodes], expected, rtol=1e-15)


@pytest.mark.parametrize("n_arguments", [0, 1, 3])
def test_another_number_of_arguments_is_refused(n_arguments: int) -> None:
    """A product takes two."""
    build = Builder()
    build.input("a")
    with pytest.raises(ValueError, match="takes 2 arguments"):
        build.apply("multiply", *[0] * n_arguments)


def test_another_number_of_inputs_is_refused() -> None:
    """A tape of two inputs does not take three numbers."""
    with pytest.raises(ValueError, match="has 2 inputs; got 3"):
        evaluate(parse("a + b"), [1.0, 2.0, 3.0])
