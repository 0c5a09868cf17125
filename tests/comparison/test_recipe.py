"""One recipe: the same as by hand, and errors that say whose setting is wrong."""

from __future__ import annotations

import numpy as np
import pytest

from nnviz import DATASETS, ComparisonSettings, Network, Standardizer, compare, split, train

SAMPLE = DATASETS["moons"].make(60, 0.2, 0)


def test_compare_is_the_recipe_by_hand() -> None:
    """Draw apart, standardise with the training samples, train; fold the standardisation."""
    settings = ComparisonSettings(n_hidden=3, n_steps=20, seed=5, scale=0.7, split_seed=2)
    result = compare(SAMPLE, {"mine": {"activation": "tanh"}}, settings)
    parts = split(SAMPLE, 0.25, 2)
    scaler = Standardizer.fit(parts.X_train)
    network = Network(2, 3, 1, "tanh", "binary")
    params = network.init(5, 0.7)
    run = train(network, scaler.apply(parts.X_train), parts.y_train, settings, params=params)
    assert np.array_equal(result.trained["mine"].run.W_H, run.W_H)
    assert np.array_equal(result["mine"].W_H, scaler.fold(run.W_H))


def test_lanes_differ_in_anything() -> None:
    """A variant's settings change its lane alone."""
    variants = {"few": {"n_hidden": 2}, "many": {"n_hidden": 7, "optimizer": "adam"}}
    result = compare(SAMPLE, variants, n_steps=3)
    assert [run.network.n_hidden for run in result.lanes.values()] == [2, 7]
    assert [run.settings.optimizer for run in result.lanes.values()] == ["gd", "adam"]


@pytest.mark.parametrize(
    ("variants", "said"),
    [
        ({}, "1 to 4 names"),
        ({"a": {"rate": 1}}, "'rate' is no setting"),
        ({"a": {"n_hidden": 0}}, "The variant 'a' cannot be trained. n_hidden must be"),
        ({"a": {"test_share": 0.5}}, "all lanes share the same division"),
        ({"": {}}, "name of a lane"),
        ({"a": 3}, "must map settings to values"),
        (["sigmoid"], "1 to 4 names"),
    ],
)
def test_errors_are_sentences(variants: object, said: str) -> None:
    """What is wrong, and in which variant."""
    with pytest.raises(ValueError, match=said):
        compare(SAMPLE, variants, n_steps=1)  # type: ignore[arg-type]


def test_snapshot_of_a_lane_that_ended_early() -> None:
    """A lane that diverged is shown at its last step; a step beyond the timeline is refused."""
    sample = DATASETS["saddle"].make(40, 0.1, 0)
    variants = {"calm": {"learning_rate": 1e-3}, "wild": {"learning_rate": 1e6}}
    result = compare(sample, variants, activation="relu", n_steps=50)
    assert result["wild"].diverged_at is not None
    assert result.snapshot("wild", 50).step == result["wild"].n_steps < 50
    with pytest.raises(ValueError, match="step"):
        result.snapshot("calm", 51)


def test_it_shows_itself() -> None:
    """In a notebook as a frame with the player, as text in one line."""
    result = compare(SAMPLE, {"tanh": {"activation": "tanh"}}, n_steps=2)
    assert result._repr_html_().startswith('<iframe title="nnviz player"')
    assert repr(result) == "<Comparison of tanh; 2 steps, 60 samples, 15 test>"
