"""Every kind of problem in the playground."""

from __future__ import annotations

import pytest

from nnviz import DATASETS, PROBLEMS
from nnviz.ui.controls import controls_of, default_state
from tests.ui.app_page import description, open_app, tensors, warnings

MULTICLASS = {"problem": PROBLEMS["multiclass"].label}


@pytest.mark.parametrize("dataset", DATASETS)
def test_every_data_set_opens(dataset: str) -> None:
    """Each data set of each problem gives a page without exception and a network of its shape."""
    record = DATASETS[dataset]
    problem = PROBLEMS[record.problem]
    app = open_app({"problem": problem.label, "data": record.label})
    assert not app.exception
    assert not app.warning
    assert description(app)["problem"] == record.problem
    assert len(description(app)["domain"]) == problem.n_inputs


@pytest.mark.parametrize("samples", [1, 2, 5])
@pytest.mark.parametrize("problem", ["regression", "vector_regression", "curve"])
def test_hardly_any_sample_is_enough(problem: str, samples: int) -> None:
    """A regression on one, two or five samples gives a page without exception."""
    app = open_app({"problem": PROBLEMS[problem].label, "samples": str(samples), "test": "50"})
    assert not app.exception
    assert len(tensors(app)["X"]) == samples


@pytest.mark.parametrize("problem", PROBLEMS)
def test_a_change_takes_up_what_suits_the_problem(problem: str) -> None:
    """Choosing a problem sets its data set, units, rate and optimizer, without a warning."""
    app = open_app({"hidden": "3"})
    [pills] = [widget for widget in app.get("button_group") if widget.key == "problem"]
    pills.set_value(problem)
    app.run()
    assert not app.exception
    assert not app.warning
    wanted = default_state(problem)
    lanes = description(app)["lanes"]
    assert [lane["name"] for lane in lanes] == list(wanted.activations)
    if problem != "binary":
        assert {lane["n_hidden"] for lane in lanes} == {wanted.shared.n_hidden}


def test_more_classes_than_samples_is_a_sentence() -> None:
    """Five classes cannot be drawn from three samples; the page says so and keeps its settings."""
    app = open_app(MULTICLASS | {"classes": "5", "samples": "3"})
    assert not app.exception
    [error] = app.error
    assert "at least 5 for 5 classes" in error.value
    assert app.slider("classes").value == 5


def test_a_class_missing_from_training_is_a_sentence() -> None:
    """With one sample for each class, some are held out and never seen; the page says which."""
    app = open_app(MULTICLASS | {"classes": "5", "samples": "5", "test": "60"})
    assert not app.exception
    assert "No training sample is of classes" in warnings(app)


@pytest.mark.parametrize("problem", PROBLEMS)
def test_defaults_are_allowed(problem: str) -> None:
    """What a problem starts with is accepted by its own controls."""
    for control in controls_of(problem).values():
        assert control.accepts(control.default)
