from __future__ import annotations

from dataclasses import FrozenInstanceError, dataclass
from itertools import product

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal
from sklearn.neural_network import MLPClassifier, MLPRegressor

from nnviz.activations import ACTIVATIONS
from nnviz.heads import HEADS
from nnviz.network import Network, Params, with_ones

N_OUTPUTS = {"binary": 1, "multiclass": 3, "regression": 1, "vector_regression": 2}

SKLEARN_NAMES = {"identity": "identity", "sigmoid": "logistic", "tanh": "tanh", "relu": "relu"}
"""Our name and scikit-learn's of each activation that both have."""

Targets = np.ndarray
Model = MLPClassifier | MLPRegressor

every_head = pytest.mark.parametrize("head", HEADS)
every_combination = pytest.mark.parametrize(
    ("activation", "head"), list(product(ACTIVATIONS, HEADS))
)
every_shared_combination = pytest.mark.parametrize(
    ("activation", "head"), list(product(SKLEARN_NAMES, HEADS))
)


@dataclass(frozen=True)
class Problem:
    """A network with weights, and samples that keep clear of the kinks at z_H = 0."""

    network: Network
    params: Params
    X: np.ndarray
    y: Targets


def problem(activation: str, head: str, rng: np.random.Generator) -> Problem:
    """Return a random problem with two inputs, three hidden units and about twenty samples."""
    n_outputs = N_OUTPUTS[head]
    network = Network(2, 3, n_outputs, activation, head)
    params = network.init(rng)
    X = rng.normal(size=(30, 2))
    X = X[(np.abs(with_ones(X) @ params.W_H) > 0.02).all(axis=1)]
    y = {
        "binary": rng.integers(0, 2, len(X)),
        "multiclass": rng.permutation(np.arange(len(X)) % n_outputs),
        "regression": rng.normal(size=len(X)),
        "vector_regression": rng.normal(size=(len(X), n_outputs)),
    }[head]
    return Problem(network, params, X, y)


def slopes(p: Problem, name: str, h: float = 1e-5) -> np.ndarray:
    """Return ∂(mean loss)/∂w of every entry of the weight matrix called `name`, numerically."""
    W = getattr(p.params, name)
    result = np.empty_like(W)
    for index in np.ndindex(W.shape):
        losses = []
        for sign in (1.0, -1.0):
            nudged = {"W_H": p.params.W_H.copy(), "W_O": p.params.W_O.copy()}
            nudged[name][index] += sign * h
            losses.append(p.network.loss(Params(**nudged), p.X, p.y))
        result[index] = (losses[0] - losses[1]) / (2.0 * h)
    return result


def gradient_error(p: Problem, gradient: np.ndarray, name: str) -> float:
    """Return the largest difference between a gradient and central differences."""
    return float(np.abs(gradient - slopes(p, name)).max())


def sklearn_twin(p: Problem, learning_rate: float, l2: float = 0.0, momentum: float = 0.0) -> Model:
    """Return scikit-learn's network with the same weights, ready to take full-batch steps."""
    kind = MLPRegressor if "regression" in p.network.head.name else MLPClassifier
    n = len(p.X)
    model = kind(
        hidden_layer_sizes=(p.network.n_hidden,),
        activation=SKLEARN_NAMES[p.network.activation],
        solver="sgd",
        alpha=l2 * n,  # scikit-learn divides its penalty by the number of samples
        batch_size=n,
        learning_rate_init=learning_rate,
        momentum=momentum,
        nesterovs_momentum=False,
        shuffle=False,
    )
    classes = {} if "regression" in p.network.head.name else {"classes": np.unique(p.y)}
    model.partial_fit(p.X, p.y, **classes)  # to make the arrays, which are then overwritten
    del model._optimizer
    model.coefs_ = [p.params.W_H[1:].copy(), p.params.W_O[1:].copy()]
    model.intercepts_ = [p.params.W_H[0].copy(), p.params.W_O[0].copy()]
    return model


def params_of(model: Model) -> Params:
    """Return the weights of scikit-learn's network in our form."""
    return Params(
        *(np.vstack([b, w]) for b, w in zip(model.intercepts_, model.coefs_, strict=True))
    )


@pytest.mark.parametrize("sizes", [(1, 1, 1), (2, 4, 1), (5, 2, 3)])
def test_number_of_parameters_is_the_lectures_formula(sizes: tuple[int, int, int]) -> None:
    """N_H(N_I + 1) + N_O(N_H + 1) is the number of entries of the weight matrices."""
    network = Network(*sizes, head="multiclass")
    params = network.init(0)
    n_i, n_h, n_o = sizes
    assert network.n_parameters == n_h * (n_i + 1) + n_o * (n_h + 1)
    assert network.n_parameters == params.W_H.size + params.W_O.size


def test_weights_have_a_row_for_each_input_and_the_bias() -> None:
    """W_H is (N_I + 1, N_H) and W_O is (N_H + 1, N_O)."""
    params = Network(5, 2, 3, head="multiclass").init(0)
    assert (params.W_H.shape, params.W_O.shape) == ((6, 2), (3, 3))


def test_initial_weights_are_normal_with_the_given_scale() -> None:
    """Initial weights and biases have mean 0 and the standard deviation `scale`."""
    params = Network(199, 200, 200, head="multiclass").init(0, scale=3.0)
    for W in (params.W_H, params.W_O, params.W_H[0], params.W_O[0]):
        assert abs(W.mean()) < 5.0 * 3.0 / np.sqrt(W.size)
        assert abs(W.std() - 3.0) < 5.0 * 3.0 / np.sqrt(2 * W.size)


def test_scale_multiplies_the_same_draw() -> None:
    """A larger scale spreads the same directions further."""
    network = Network(2, 4, 1)
    one, three = network.init(7, scale=1.0), network.init(7, scale=3.0)
    assert_allclose(three.W_H, 3.0 * one.W_H)
    assert_allclose(three.W_O, 3.0 * one.W_O)


def test_a_seed_and_its_generator_give_the_same_weights() -> None:
    """A seed stands for the generator that it makes; another seed gives other weights."""
    network = Network(2, 4, 1)
    weights, same = network.init(7).W_H, network.init(np.random.default_rng(7)).W_H
    assert_array_equal(weights, same)
    assert not np.array_equal(weights, network.init(8).W_H)


@every_head
def test_forward_pass_is_the_lectures_sums(head: str, rng: np.random.Generator) -> None:
    """Each z_j is its bias plus Σ w_ji u_i, and each u_j is g(z_j), unit by unit."""
    p = problem("tanh", head, rng)
    forward, (W_H, W_O) = p.network.forward(p.params, p.X), (p.params.W_H, p.params.W_O)
    for n, x in enumerate(p.X):
        z_H = [W_H[0, m] + sum(W_H[i + 1, m] * x[i] for i in range(2)) for m in range(3)]
        u_H = np.tanh(z_H)
        z_O = [w[0] + sum(w[m + 1] * u_H[m] for m in range(3)) for w in W_O.T]
        assert_allclose(np.concatenate([forward.z_H[n], forward.u_H[n]]), [*z_H, *u_H])
        assert_allclose(forward.z_O[n], z_O)
        assert_allclose(forward.u_O[n], HEADS[head].link(np.array(z_O)))


@every_head
def test_loss_is_the_mean_over_samples(head: str, rng: np.random.Generator) -> None:
    """The loss of a set of samples is the mean of the losses of each alone."""
    p = problem("sigmoid", head, rng)
    alone = [p.network.loss(p.params, p.X[[n]], p.y[[n]]) for n in range(len(p.X))]
    assert_allclose(p.network.loss(p.params, p.X, p.y), np.mean(alone), rtol=1e-13)


@every_head
def test_gradient_does_not_grow_with_the_number_of_samples(
    head: str, rng: np.random.Generator
) -> None:
    """Every sample given twice leaves the gradient as it is: a mean, not a sum."""
    p = problem("sigmoid", head, rng)
    once = p.network.backward(p.params, p.X, p.y)
    twice = p.network.backward(p.params, np.repeat(p.X, 2, axis=0), np.repeat(p.y, 2, axis=0))
    assert_allclose(twice.W_H, once.W_H, atol=1e-15)
    assert_allclose(twice.W_O, once.W_O, atol=1e-15)


@every_head
def test_score_is_the_heads(head: str, rng: np.random.Generator) -> None:
    """The network's score is its head's score of the raw outputs."""
    p = problem("sigmoid", head, rng)
    z_O, target = p.network.forward(p.params, p.X).z_O, HEADS[head].encode(p.y, N_OUTPUTS[head])
    assert p.network.score(p.params, p.X, p.y) == HEADS[head].score(z_O, target, -1)


@every_combination
def test_gradient_equals_central_differences(
    activation: str, head: str, rng: np.random.Generator
) -> None:
    """Backpropagation gives the slope of the mean loss in every weight and bias."""
    p = problem(activation, head, rng)
    gradient = p.network.backward(p.params, p.X, p.y)
    assert_allclose(gradient.W_H, slopes(p, "W_H"), rtol=1e-7, atol=1e-7)
    assert_allclose(gradient.W_O, slopes(p, "W_O"), rtol=1e-7, atol=1e-7)


@pytest.mark.parametrize("name", ["W_H", "W_O"])
def test_the_gradient_check_sees_an_error_of_a_thousandth(
    name: str, rng: np.random.Generator
) -> None:
    """The check above would reject a gradient that is 0.1 % too long."""
    p = problem("tanh", "multiclass", rng)
    gradient = getattr(p.network.backward(p.params, p.X, p.y), name)
    assert gradient_error(p, gradient, name) < 1e-7 < gradient_error(p, 1.001 * gradient, name)


@every_combination
def test_errors_are_slopes_of_each_samples_own_loss(
    activation: str, head: str, rng: np.random.Generator
) -> None:
    """δ_j is ∂L_n/∂z_j: the slope in a unit's bias, when sample n is the only one."""
    p = problem(activation, head, rng)
    gradient = p.network.backward(p.params, p.X, p.y)
    for n in (0, len(p.X) - 1):
        alone = Problem(p.network, p.params, p.X[[n]], p.y[[n]])
        assert_allclose(gradient.delta_O[n], slopes(alone, "W_O")[0], rtol=1e-7, atol=1e-7)
        assert_allclose(gradient.delta_H[n], slopes(alone, "W_H")[0], rtol=1e-7, atol=1e-7)


@every_shared_combination
def test_gradient_step_equals_scikit_learns(
    activation: str, head: str, rng: np.random.Generator
) -> None:
    """One step of gradient descent leads to the weights that scikit-learn's network gets."""
    p = problem(activation, head, rng)
    model = sklearn_twin(p, learning_rate=0.3).partial_fit(p.X, p.y)
    gradient, theirs = p.network.backward(p.params, p.X, p.y), params_of(model)
    assert_allclose(p.params.W_H - 0.3 * gradient.W_H, theirs.W_H, rtol=1e-10, atol=1e-10)
    assert_allclose(p.params.W_O - 0.3 * gradient.W_O, theirs.W_O, rtol=1e-10, atol=1e-10)


@every_shared_combination
def test_output_equals_scikit_learns(activation: str, head: str, rng: np.random.Generator) -> None:
    """The same weights give the probabilities, or the values, that scikit-learn predicts."""
    p = problem(activation, head, rng)
    model, u_O = sklearn_twin(p, learning_rate=1.0), p.network.forward(p.params, p.X).u_O
    theirs = model.predict(p.X) if "regression" in head else model.predict_proba(p.X)
    ours = np.hstack([1.0 - u_O, u_O]) if head == "binary" else u_O.reshape(theirs.shape)
    assert_allclose(ours, theirs, rtol=1e-10, atol=1e-10)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_two_output_units_of_softmax_are_one_binary_unit(
    activation: str, rng: np.random.Generator
) -> None:
    """A binary network loses what softmax loses whose second unit has its weights, the first 0."""
    p = problem(activation, "binary", rng)
    softmax = Network(2, 3, 2, activation, "multiclass")
    twin = Params(p.params.W_H, np.hstack([np.zeros((4, 1)), p.params.W_O]))
    assert_allclose(softmax.loss(twin, p.X, p.y), p.network.loss(p.params, p.X, p.y), rtol=1e-13)


def test_softmax_of_two_units_sees_their_difference_alone(rng: np.random.Generator) -> None:
    """Any two output units of softmax are one binary unit with the difference of their weights."""
    p = problem("sigmoid", "binary", rng)
    softmax = Network(2, 3, 2, "sigmoid", "multiclass")
    W_O = rng.normal(size=(4, 2))
    two, one = Params(p.params.W_H, W_O), Params(p.params.W_H, W_O[:, 1:] - W_O[:, :1])
    second = softmax.forward(two, p.X).u_O[:, 1:]
    assert_allclose(second, p.network.forward(one, p.X).u_O, rtol=1e-12)
    assert_allclose(softmax.loss(two, p.X, p.y), p.network.loss(one, p.X, p.y), rtol=1e-12)


@pytest.mark.parametrize("n_inputs", [1, 5])
def test_any_number_of_inputs_has_the_right_gradient(
    n_inputs: int, rng: np.random.Generator
) -> None:
    """With one feature, as for curves, and with many, the gradient equals central differences."""
    network = Network(n_inputs, 3, 1, "tanh", "regression")
    X, y = rng.normal(size=(20, n_inputs)), rng.normal(size=20)
    p = Problem(network, network.init(rng), X, y)
    gradient = network.backward(p.params, X, y)
    assert_allclose(gradient.W_H, slopes(p, "W_H"), rtol=1e-7, atol=1e-7)
    assert_allclose(gradient.W_O, slopes(p, "W_O"), rtol=1e-7, atol=1e-7)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_hidden_units_may_change_places(activation: str, rng: np.random.Generator) -> None:
    """Hidden units in another order, with their weights, give the same output."""
    p = problem(activation, "multiclass", rng)
    order = np.array([2, 0, 1])
    moved = Params(p.params.W_H[:, order], p.params.W_O[np.concatenate([[0], order + 1])])
    ours = p.network.forward(p.params, p.X).z_O
    assert_allclose(p.network.forward(moved, p.X).z_O, ours, rtol=1e-12, atol=1e-14)


@every_head
def test_an_identity_network_is_one_matrix(head: str, rng: np.random.Generator) -> None:
    """With the identity as hidden activation, the collapsed matrix gives the same scores."""
    p = problem("identity", head, rng)
    z_O = p.network.forward(p.params, p.X).z_O
    assert_allclose(with_ones(p.X) @ p.network.collapsed(p.params), z_O, rtol=1e-12, atol=1e-13)


def test_collapsing_leaves_the_weights_as_they_were() -> None:
    """The collapsed matrix is a new array."""
    network = Network(2, 3, 1, "identity")
    params = network.init(0)
    network.collapsed(params)
    assert_array_equal(params.W_H, network.init(0).W_H)
    assert_array_equal(params.W_O, network.init(0).W_O)


@pytest.mark.parametrize("activation", [name for name in ACTIVATIONS if name != "identity"])
def test_only_an_identity_network_collapses(activation: str) -> None:
    """Any other activation is refused, by name."""
    network = Network(2, 3, 1, activation)
    with pytest.raises(ValueError, match=f"identity.*this one has {activation}"):
        network.collapsed(network.init(0))


def test_a_column_of_ones_comes_first() -> None:
    """The bias is row 0 of the weights, so the ones are column 0."""
    assert_array_equal(with_ones(np.array([[2.0, 3.0]])), [[1.0, 2.0, 3.0]])


def test_backward_pass_changes_nothing(rng: np.random.Generator) -> None:
    """Weights, features and targets are as they were."""
    p = problem("sigmoid", "binary", rng)
    before = [a.copy() for a in (p.params.W_H, p.params.W_O, p.X, p.y)]
    p.network.backward(p.params, p.X, p.y)
    for now, then in zip((p.params.W_H, p.params.W_O, p.X, p.y), before, strict=True):
        assert_array_equal(now, then)


def test_a_network_is_frozen() -> None:
    """An architecture cannot be changed once it is made, so it can be a key."""
    network = Network(2, 4, 1)
    with pytest.raises(FrozenInstanceError):
        network.n_hidden = 5  # type: ignore[misc]
    assert hash(network) == hash(Network(2, 4, 1))


@pytest.mark.parametrize("name", ["n_inputs", "n_hidden", "n_outputs"])
@pytest.mark.parametrize("size", [0, -1, float("nan"), 2.5])
def test_sizes_are_whole_numbers_from_1(name: str, size: float) -> None:
    """A size that is no whole number from 1 is refused; the message says what is allowed."""
    sizes = {"n_inputs": 2, "n_hidden": 3, "n_outputs": 2, name: size}
    with pytest.raises(ValueError, match=f"{name} must be .*at least 1"):
        Network(**sizes, head="multiclass")


@pytest.mark.parametrize(("field", "valid"), [("activation", "relu"), ("head", "multiclass")])
@pytest.mark.parametrize("name", ["swish", "", None, ["relu"]])
def test_unknown_names_are_refused(field: str, valid: str, name: str) -> None:
    """The message lists the names that exist."""
    with pytest.raises(ValueError, match=f"{field} must be one of .*{valid}"):
        Network(2, 3, 1, **{field: name})


@pytest.mark.parametrize("head", ["binary", "regression"])
def test_these_heads_have_one_output(head: str) -> None:
    """Two outputs need another head, and the message says so."""
    with pytest.raises(ValueError, match=f"{head} head has one output; got 2"):
        Network(2, 3, 2, head=head)


@pytest.mark.parametrize("shape", [(5,), (5, 3), (5, 1), (1, 5, 2)])
def test_features_of_another_shape_are_refused(shape: tuple[int, ...]) -> None:
    """The message says which shape is allowed for two inputs."""
    network = Network(2, 3, 1)
    with pytest.raises(ValueError, match=r"must be of shape \(n_samples, 2\)"):
        network.forward(network.init(0), np.zeros(shape))


@pytest.mark.parametrize("method", ["loss", "score", "backward"])
@pytest.mark.parametrize("n_targets", [1, 9])
def test_a_target_for_each_sample_is_needed(method: str, n_targets: int) -> None:
    """Too few targets are refused, and one target is not spread over all samples."""
    network = Network(2, 3, 1)
    with pytest.raises(ValueError, match="same number of samples"):
        getattr(network, method)(network.init(0), np.zeros((10, 2)), np.zeros(n_targets))
