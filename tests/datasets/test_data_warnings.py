from __future__ import annotations

import warnings
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from nnviz import ACTIVATIONS, DATASETS, OPTIMIZERS, Network, Sample, Split, TrainingSettings, train
from nnviz.datasets import datasets_for, split
from nnviz.datasets.data_warnings import LARGEST_USUAL_TARGET, data_warnings


def labelled(y: Any, n_test: int = 0, name: str = "blobs", n_outputs: int = 3) -> list[str]:
    """Return the warnings about targets `y`, of which the last `n_test` are for test."""
    y = np.asarray(y)
    width = DATASETS[name].make(10).X.shape[1]
    sample = replace(DATASETS[name].make(10), X=np.zeros((len(y), width)), y=y, n_outputs=n_outputs)
    is_test = np.arange(len(y)) >= len(y) - n_test
    return data_warnings(
        sample, Split(sample.X[~is_test], y[~is_test], sample.X[is_test], y[is_test], is_test)
    )


@pytest.mark.parametrize("name", DATASETS)
@pytest.mark.parametrize("seed", range(3))
def test_sound_samples_need_no_caution(name: str, seed: int) -> None:
    """400 samples of any data set, a quarter of them for test, leave nothing to say."""
    sample = DATASETS[name].make(400, rng=seed)
    assert data_warnings(sample, split(sample, 0.25, seed)) == []


def test_class_missing_from_training_is_named() -> None:
    """A class whose every sample is for test is named, and what happens is said."""
    [sentence] = labelled([0, 1, 0, 1, 0, 1, 2], n_test=3)
    assert "No training sample is of class 2" in sentence
    assert "it is trained on what there is" in sentence


def test_class_missing_from_test_is_named() -> None:
    """Classes without a test sample are named, for the test score is silent about them."""
    [sentence] = labelled([0, 1, 2, 0], n_test=1)
    assert "No test sample is of classes 1 and 2" in sentence


def test_without_test_samples_none_is_missed() -> None:
    """A sample that is not divided has no test classes to miss."""
    assert labelled([0, 1, 2]) == []


def test_binary_class_can_be_missing() -> None:
    """A binary sample of one class alone says which class there is nothing of."""
    [sentence] = labelled([0, 0, 0], name="moons", n_outputs=1)
    assert "class 1" in sentence


def test_class_missing_from_both_parts_gives_two_sentences() -> None:
    """What is nowhere is missing from training and from test."""
    training, test = labelled([0, 1, 0, 1], n_test=2)
    assert "training" in training
    assert "test" in test
    assert all("class 2" in sentence for sentence in (training, test))


@pytest.mark.parametrize("constant", [0.0, 0.1, -3.0, 1000.0 / 3.0])
def test_constant_targets_are_said_to_explain_nothing(constant: float) -> None:
    """Targets that are all alike give a sentence with their value."""
    [sentence] = labelled([constant] * 7, name="plane", n_outputs=1)
    assert "All training targets are" in sentence
    assert f"{constant:.4g}".replace("-", "−") in sentence
    assert "R² has nothing to explain" in sentence


def test_constant_output_is_named() -> None:
    """Of two outputs only the one whose targets are all alike is named."""
    [sentence] = labelled([[1.0, 2.0], [5.0, 2.0]], name="polar", n_outputs=2)
    assert "targets of output 2 are 2, so" in sentence


def test_single_test_target_explains_nothing() -> None:
    """One test sample has no variance, so its R² means nothing."""
    [sentence] = labelled([1.0, 2.0, 3.0], n_test=1, name="plane", n_outputs=1)
    assert "The only test target is 3" in sentence


@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_large_targets_are_named(sign: float) -> None:
    """A target of 1e12 gives a sentence that says what is usual."""
    [sentence] = labelled([0.0, sign * 1e12], name="sine", n_outputs=1)
    assert "as large as 1e12" in sentence
    assert f"up to about {LARGEST_USUAL_TARGET:.0f}," in sentence


@pytest.mark.parametrize("size", [1.0, LARGEST_USUAL_TARGET])
def test_usual_targets_are_not_named(size: float) -> None:
    """Up to the stated size nothing is said."""
    assert labelled([size, -size], name="sine", n_outputs=1) == []


@pytest.mark.parametrize("name", datasets_for("multiclass"))
def test_more_classes_than_samples_are_no_sample(name: str) -> None:
    """There is no warning about it: it is refused when the sample is drawn."""
    with pytest.raises(ValueError, match="Each class needs a sample"):
        DATASETS[name].make(4, n_classes=5)


TARGETS = {
    "constant": np.full(40, 1.0),
    "constant 1e12": np.full(40, 1e12),
    "rounded 1e12": np.full(40, 1e12 / 3.0),
    "nearly constant 1e12": 1e12 + np.arange(40) % 2 * 2.0**-13,
    "1e12": np.linspace(-1e12, 1e12, 40),
    "1e200": np.linspace(-1e200, 1e200, 40),
}


def scored(sample: Sample, activation: str, settings: TrainingSettings) -> str:
    """Train; return what went wrong, as a sentence, or nothing. Numbers must be finite."""
    kind = sample.problem
    network = Network(kind.n_inputs, 4, sample.n_outputs, activation, kind.head.name)
    try:
        run = train(network, sample.X, sample.y, settings, X_test=sample.X[:5], y_test=sample.y[:5])
    except ValueError as error:
        return str(error)
    curves = (run.train_loss, run.train_score, run.test_loss, run.test_score)
    assert all(np.isfinite(curve).all() for curve in curves if curve is not None)
    return run.divergence


@pytest.mark.parametrize("what", TARGETS)
@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_training_on_odd_targets_ends_in_words(what: str, activation: str, optimizer: str) -> None:
    """Every run is finite to its end, or says why not; never a warning, never another error."""
    sample = replace(DATASETS["plane"].make(40), y=TARGETS[what])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        said = scored(sample, activation, TrainingSettings(1.0, 300, optimizer))
    assert not said or "diverged" in said or "not finite at the initial weights" in said


@pytest.mark.parametrize("name", datasets_for("multiclass"))
def test_training_without_a_class_is_possible(name: str) -> None:
    """A class that no training sample has is learned to be unlikely, without an error."""
    sample = DATASETS[name].make(60)
    present = sample.y != 2
    network = Network(2, 4, 3, "tanh", "multiclass")
    run = train(network, sample.X[present], sample.y[present], TrainingSettings(0.5, 500))
    u_O = network.forward(run.params_at(500), sample.X[present]).u_O
    assert u_O[:, 2].max() < 0.1
