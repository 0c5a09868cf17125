from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.activations import ACTIVATIONS
from nnviz.exercise.generate import MADE, random_small, small_integers
from nnviz.exercise.quantities import answer_key
from nnviz.heads import HEADS
from nnviz.network import Network
from tests.exercise.strategies import PAIRS


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """Return any network that is small enough for work by hand."""
    activation, head = draw(st.sampled_from(PAIRS))
    n_outputs = 1 if HEADS[head].has_one_output else draw(st.integers(2, 3))
    sizes = draw(st.integers(1, 3)), draw(st.integers(1, 4)), n_outputs
    return Network(*sizes, activation, head)


SEEDS = st.integers(0, 9999)


@given(networks(), SEEDS)
def test_small_integers_are_made_for_hands(network: Network, seed: int) -> None:
    """Weights and x are whole numbers from −2 to 2, no z_H or path is 0, bounded units not flat."""
    exercise = small_integers(network, seed)
    given_numbers = [*np.ravel(exercise.W_H), *np.ravel(exercise.W_O), *exercise.x]
    assert set(given_numbers) <= {-2.0, -1.0, 0.0, 1.0, 2.0}
    assert 0.0 not in exercise.x
    key = answer_key(exercise)
    assert np.all(key["z_H"] != 0.0)
    assert np.all(np.abs(key["z_H"]) <= (2.0 if network.g.is_bounded else 4.0))
    if network.activation != "step":
        assert np.all(key["delta_H"] != 0.0)


@given(networks(), SEEDS)
def test_integers_stay_integers(network: Network, seed: int) -> None:
    """Identity and ReLU with a regression: every number before the update is whole, or a half."""
    kinds = {"identity": "relu", "relu": "identity"}
    activation = network.activation if network.activation in kinds else "relu"
    head = "regression" if network.head.is_classification else network.head.name
    n_outputs = network.n_outputs if head == "vector_regression" else 1
    simple = Network(network.n_inputs, network.n_hidden, n_outputs, activation, head)
    for values in answer_key(small_integers(simple, seed)).values():
        assert np.all(2.0 * values == np.round(2.0 * values))


@given(networks(), SEEDS, st.sampled_from(list(MADE)))
def test_same_seed_same_exercise(network: Network, seed: int, kind: str) -> None:
    """An exercise is its network, its seed and nothing else."""
    exercise = MADE[kind](network, seed)
    assert exercise == MADE[kind](network, seed)
    assert exercise.network == network


@given(networks(), SEEDS)
def test_random_weights_have_two_decimals(network: Network, seed: int) -> None:
    """All random weights are hundredths and not 0."""
    exercise = random_small(network, seed)
    weights = np.array([*np.ravel(exercise.W_H), *np.ravel(exercise.W_O)])
    np.testing.assert_allclose(100.0 * weights, np.round(100.0 * weights), atol=1e-9)
    assert np.all(weights != 0.0)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_seeds_differ(activation: str) -> None:
    """Ten seeds make ten exercises."""
    network = Network(2, 2, 1, activation)
    assert len({small_integers(network, seed) for seed in range(10)}) == 10


@pytest.mark.parametrize("sizes", [(4, 2, 1), (2, 5, 1), (0, 2, 1)])
def test_too_large_networks_are_refused(sizes: tuple[int, int, int]) -> None:
    """More than one can compute by hand raises a sentence."""
    with pytest.raises(ValueError, match="must be a whole number"):
        random_small(Network(*(max(s, 1) for s in sizes)), 0) if 0 not in sizes else Network(*sizes)
