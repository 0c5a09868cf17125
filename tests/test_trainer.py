"""A training in stretches is the training in one go, to the last bit."""

from __future__ import annotations

import pickle
from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_array_equal

from nnviz.optimizers import OPTIMIZERS
from nnviz.trainer import Stretch, Trainer, joined
from nnviz.training import TrainingSettings, run_of, train
from tests.trainings import N_OUTPUTS, network_for, samples

N_STEPS = 40
HEADS_AND_RATES = st.sampled_from([(head, rate) for head in N_OUTPUTS for rate in (0.1, 1e200)])


@settings(max_examples=60)
@given(
    HEADS_AND_RATES,
    st.sampled_from(list(OPTIMIZERS)),
    st.sampled_from([None, 1, 7]),
    st.lists(st.integers(0, N_STEPS), max_size=4),
)
def test_any_division_into_stretches_gives_the_same_bits(
    head_and_rate: tuple[str, float], optimizer: str, size: int | None, cuts: list[int]
) -> None:
    """Weights, losses and scores are equal, also if the trainer travels between stretches."""
    head, rate = head_and_rate
    X, y = samples(head, np.random.default_rng(0), 40)
    network = network_for(head)
    how = TrainingSettings(rate, N_STEPS, optimizer, size, l2=0.01)
    given_weights = network.init(how.seed)
    training = X[:30], network.check_targets(y[:30], 30)
    test = X[30:], network.check_targets(y[30:], len(X) - 30)
    trainer = Trainer(network, given_weights, training, how, test)
    stretches: list[Stretch] = []
    for start, end in pairwise([0, *sorted(cuts), N_STEPS]):
        trainer = pickle.loads(pickle.dumps(trainer))  # noqa: S301 -- our own
        stretches.append(trainer.advance(end - start))
    assert trainer.n_steps == N_STEPS
    again = run_of(network, how, stretches)
    whole = train(network, X[:30], y[:30], how, X_test=X[30:], y_test=y[30:])
    for name in ("W_H", "W_O", "train_loss", "train_score", "test_loss", "test_score"):
        assert_array_equal(getattr(again, name), getattr(whole, name))
    assert (again.diverged_at, again.divergence) == (whole.diverged_at, whole.divergence)


def test_a_stretch_says_whether_its_steps_are_sound() -> None:
    """A weight that single precision cannot hold, and a loss that is no number, are not."""
    ones = np.ones(2)
    assert Stretch(np.ones((2, 3)), ones, ones).is_sound
    assert not Stretch(np.array([[1.0, 1e39]]), ones[:1], ones[:1]).is_sound
    assert not Stretch(np.ones((2, 3)), np.array([1.0, np.nan]), ones).is_sound
    assert joined([Stretch(np.ones((2, 3)), ones, ones)] * 2).history.shape == (4, 3)
