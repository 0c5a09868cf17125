"""Examples that courses and textbooks work through by hand, with the numbers that they print."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from nnviz.activations import ACTIVATIONS
from nnviz.autodiff import Builder, Tape, reverse_sweep, trace
from nnviz.network import Network, Params
from nnviz.training import TrainingSettings, train


def test_step_units_of_a_course() -> None:
    """Rangan, Introduction to Machine Learning: 1-2-1 with steps, which are 1 for z ≥ 0."""
    network = Network(1, 2, 1, "step", "regression")
    params = Params(np.array([[-1.0, -3.0], [1.0, 1.0]]), np.array([[0.5], [-1.0], [2.0]]))
    forward = network.forward(params, [[0.5], [1.0], [2.0], [3.0], [4.0]])
    assert_allclose(forward.z_O[:, 0], [0.5, -0.5, -0.5, 1.5, 1.5])


def test_backward_pass_of_a_course() -> None:
    """Ng, Neural Networks and Deep Learning, week 3: 2-4-1 with tanh and cross-entropy."""
    rng = np.random.RandomState(1)  # the course's own draws
    X, y = rng.randn(2, 3).T, (rng.randn(1, 3) > 0.0)[0].astype(int)
    W_1 = [[-0.00416758, -0.00056267], [-0.02136196, 0.01640271],
           [-0.01793436, -0.00841747], [0.00502881, -0.01245288]]  # fmt: skip
    W_2 = [-0.01057952, -0.00909008, 0.00551454, 0.02292208]
    params = Params(np.vstack([np.zeros(4), np.transpose(W_1)]), np.array([[0.0, *W_2]]).T)
    gradient = Network(2, 4, 1, "tanh").backward(params, X, y)
    assert_allclose(gradient.W_H[1], [0.00301023, 0.00257968, -0.00156892, -0.00652037], atol=1e-8)
    assert_allclose(gradient.W_H[2], [-0.00747267, -0.00641288, 0.003893, 0.01618243], atol=1e-8)
    assert_allclose(gradient.W_H[0], [0.00176201, 0.00150995, -0.00091736, -0.00381422], atol=1e-8)
    W_O = [-0.16655712, 0.00078841, 0.01765429, -0.00084166, -0.01022527]
    assert_allclose(gradient.W_O[:, 0], W_O, atol=1e-8)


def test_two_sigmoids_by_hand() -> None:
    """2-2-1 without biases, x = (1, 0), y = 1: each number to the four digits that are printed."""
    network = Network(2, 2, 1)
    params = Params(np.array([[0.0, 0.0], [0.1, 0.3], [0.2, 0.4]]), np.array([[0.0], [0.5], [0.6]]))
    forward, gradient = network.forward(params, [[1, 0]]), network.backward(params, [[1, 0]], [1])
    assert_allclose(forward.z_H, [[0.1, 0.3]])
    assert_allclose(forward.u_H, [[0.525, 0.5744]], atol=5e-5)
    assert_allclose(forward.u_O, [[0.6473]], atol=5e-5)
    assert network.loss(params, [[1, 0]], [1]) == pytest.approx(0.435, abs=5e-4)
    assert_allclose(gradient.delta_O, [[-0.3527]], atol=5e-5)
    assert_allclose(gradient.W_O[1:, 0], [-0.1852, -0.2026], atol=5e-5)


def test_relu_and_softmax_of_a_library() -> None:
    """2-2-3 at x = (16, −6) for the third class, from the tests of a public C++ library."""
    network = Network(2, 2, 3, "relu", "multiclass")
    W_H = np.array([[0.0, 0.0], [0.18, 0.04], [0.1, 0.22]])
    W_O = np.array([[0.0, 0.0, 0.0], [0.19, -0.1, 0.1], [-0.02, -0.01, 0.04]])
    params, X = Params(W_H, W_O), [[16, -6]]
    assert_allclose(network.forward(params, X).u_H, [[2.28, 0.0]])
    assert network.loss(params, X, [2]) == pytest.approx(1.0513754685043635, rel=1e-14)
    assert network.backward(params, X, [2]).delta_O[0, 0] == pytest.approx(
        0.429052723714, rel=1e-12
    )


def squared_error_of_sigmoids() -> tuple[Tape, list[float]]:
    """Return ½ Σ (y − σ(z_O))² of a 2-2-2 network as a tape of its eight slopes, and these."""
    build = Builder()
    names = [*(f"w_H{j}{i}" for j in (1, 2) for i in (1, 2))]
    hidden = [build.input(name) for name in names]
    outer = [build.input(name.replace("H", "O")) for name in names]

    def layer(sources: list[int], weights: list[int], bias: float) -> list[int]:
        units = []
        for first, second in (weights[:2], weights[2:]):
            products = [build.apply("multiply", w, s) for w, s in zip((first, second), sources)]  # noqa: B905
            units.append(
                build.apply("sigmoid", build.apply("add", build.constant(bias), *products))
            )
        return units

    u_H = layer([build.constant(0.05), build.constant(0.10)], hidden, 0.35)
    u_O = layer(u_H, outer, 0.60)
    errors = [build.apply("subtract", build.constant(y), u) for y, u in zip((0.01, 0.99), u_O)]  # noqa: B905
    total = build.apply("add", *(build.apply("square", error) for error in errors))
    build.apply("multiply", build.constant(0.5), total)
    return build.tape(), [0.15, 0.20, 0.25, 0.30, 0.40, 0.45, 0.50, 0.55]


def test_squared_error_after_a_sigmoid() -> None:
    """Mazur's step by step example, biases .35 and .60 frozen: loss, two slopes, one step at .5."""
    tape, weights = squared_error_of_sigmoids()
    sweep = reverse_sweep(trace(tape, weights))
    slopes = [sweep.accumulated[place] for place in tape.inputs]
    assert sweep.trace.output == pytest.approx(0.298371109, abs=5e-10)
    assert slopes[4] == pytest.approx(0.082167041, abs=5e-10)
    assert slopes[0] == pytest.approx(0.000438568, abs=5e-10)
    after = [w - 0.5 * slope for w, slope in zip(weights, slopes, strict=True)]
    # Printed is 0.291027924, from rounded weights; without rounding it is 0.291027774.
    assert trace(tape, after).output == pytest.approx(0.291027924, abs=2e-7)


def test_slopes_of_the_sigmoid() -> None:
    """σ′ at −1, −½ and 0, as tables print it."""
    slopes = ACTIVATIONS["sigmoid"].derivative([-1.0, -0.5, 0.0])
    assert_allclose(slopes, [0.19661193, 0.23500371, 0.25], atol=5e-9)


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu"])
def test_a_start_at_zero_keeps_all_units_equal(activation: str, rng: np.random.Generator) -> None:
    """Every column of W_H stays the same as the first for ever: why weights start at random."""
    network = Network(2, 3, 1, activation)
    zero = Params(np.zeros((3, 3)), np.zeros((4, 1)))
    X = rng.normal(size=(30, 2))
    run = train(network, X, (X[:, 0] > 0.3) * 1, TrainingSettings(1.0, 200), params=zero)
    assert_array_equal(run.W_H, np.broadcast_to(run.W_H[:, :, :1], run.W_H.shape))
    assert np.ptp(run.W_O[:, 0]) > 0.0


@pytest.mark.parametrize("n_samples", [10, 1000])
def test_one_step_of_l2_shrinks_weights_by_its_share(
    n_samples: int, rng: np.random.Generator
) -> None:
    """However many samples there are, a weight loses η λ w more than without, a bias nothing."""
    network, X = Network(2, 3, 1), rng.normal(size=(n_samples, 2))
    y = np.arange(n_samples) % 2
    free, held = (
        train(network, X, y, TrainingSettings(0.5, 1, l2=l2, seed=3)).params_at(1)
        for l2 in (0.0, 0.02)
    )
    start = network.init(3)
    for name in ("W_H", "W_O"):
        W = getattr(start, name)
        lost = getattr(free, name) - getattr(held, name)
        assert_allclose(lost[1:], 0.5 * 0.02 * W[1:], atol=1e-15)
        assert_allclose(lost[0], 0.0, atol=1e-15)


@pytest.mark.parametrize("n_outputs", [1, 2, 3, 5])
def test_gradient_of_several_outputs_is_not_divided_by_their_number(
    n_outputs: int, rng: np.random.Generator
) -> None:
    """For ½ Σ_k (y_k − z_k)², to 1e-7 of central differences; a library was n times too large."""
    network = Network(2, 3, n_outputs, "tanh", "vector_regression")
    X, y, params = rng.normal(size=(7, 2)), rng.normal(size=(7, n_outputs)), network.init(0)
    gradient, h = network.backward(params, X, y), 1e-5
    for k in range(n_outputs):
        losses = []
        for sign in (1.0, -1.0):
            W_O = params.W_O.copy()
            W_O[1, k] += sign * h
            losses.append(network.loss(Params(params.W_H, W_O), X, y))
        assert gradient.W_O[1, k] == pytest.approx((losses[0] - losses[1]) / (2 * h), abs=1e-7)
