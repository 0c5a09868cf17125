"""What the browser draws of the activations comes from their records."""

from __future__ import annotations

import json

import pytest
from numpy.testing import assert_allclose

from nnviz.activations import ACTIVATIONS
from nnviz.components.curves.sampling import sampled

Z = sampled()["z"]


def test_all_activations_are_there_in_their_order() -> None:
    """There is a panel for each activation, with its label and formula."""
    panels = sampled()["panels"]
    assert [panel["name"] for panel in panels] == list(ACTIVATIONS)
    assert [panel["text"] for panel in panels] == [g.text for g in ACTIVATIONS.values()]


@pytest.mark.parametrize("panel", sampled()["panels"], ids=lambda panel: panel["name"])
def test_numbers_are_those_of_the_records(panel: dict[str, list[float]]) -> None:
    """Both curves are value and derivative at z, to half of the last digit that is sent."""
    g = ACTIVATIONS[str(panel["name"])]
    assert_allclose(panel["g"], g.value(Z), rtol=0.0, atol=5.1e-7)
    assert_allclose(panel["slope"], g.derivative(Z), rtol=0.0, atol=5.1e-7)


def test_zero_and_one_are_among_the_points() -> None:
    """Kinks and jumps are at 0, and the pictures open at 1."""
    assert {0.0, 1.0} < set(Z)


def test_only_ends_of_a_break_differ() -> None:
    """Limits from both sides are given for step, ReLU and leaky ReLU alone; only the step jumps."""
    panels = sampled()["panels"]
    assert [p["name"] for p in panels if p["limits"]] == ["step", "relu", "leaky_relu"]
    assert [p["name"] for p in panels if p["jumps"]] == ["step"]


def test_it_is_plain_json() -> None:
    """Nothing in it needs a repr, and no number is infinite."""
    assert json.loads(json.dumps(sampled(), allow_nan=False))["z"] == Z
