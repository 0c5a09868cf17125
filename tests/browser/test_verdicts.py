"""What the player says of a hidden unit: dead, saturated, a duplicate, without weight."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Page

from nnviz import DATASETS, Network, Params, Run, TrainingSettings
from nnviz.comparison import Comparison
from tests.browser.pages import show

pytestmark = pytest.mark.browser


HEALTHY = Params(
    W_H=np.array([[0.0, 0.5, -0.2], [2.0, -1.0, 0.5], [0.5, 2.0, -2.0]]),
    W_O=np.array([[0.1], [1.0], [-1.5], [0.8]]),
)


def crafted(activation: str, params: Params) -> Comparison:
    """Return a run of one step whose weights are `params`, on the XOR data."""
    sample = DATASETS["xor"].make(80)
    network = Network(2, params.W_H.shape[1], 1, activation)
    twice = (np.stack([array, array]) for array in (params.W_H, params.W_O))
    zeros = np.zeros(2)
    run = Run(network, TrainingSettings(n_steps=1), *twice, zeros, zeros)
    return Comparison.from_runs(sample, {activation: run})


def verdicts(page: Page, activation: str, params: Params) -> list[str]:
    """Return the word that is on each hidden unit, empty for none."""
    show(page, crafted(activation, params))
    return page.locator(".nv-health").evaluate_all(
        "all => all.map((b) => b.hidden ? '' : b.innerText)"
    )


def changed(array: NDArray[Any], index: Any, value: Any) -> NDArray[Any]:
    """Return a copy of `array` with some entries replaced."""
    copy = array.copy()
    copy[index] = value
    return copy


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu", "identity", "step", "gaussian"])
def test_a_healthy_network_gets_no_verdict(page: Page, activation: str) -> None:
    """Units with different lines, moderate slopes and weights are left in peace."""
    assert verdicts(page, activation, HEALTHY) == ["", "", ""]


@pytest.mark.parametrize("activation", ["relu", "step"])
def test_dead(page: Page, activation: str) -> None:
    """A unit that is below its kink for every sample is dead, and the others are not."""
    params = Params(changed(HEALTHY.W_H, (0, 1), -50.0), HEALTHY.W_O)
    assert verdicts(page, activation, params) == ["", "dead", ""]


@pytest.mark.parametrize("activation", ["sigmoid", "tanh"])
def test_saturated(page: Page, activation: str) -> None:
    """A unit with weights so large that nearly every sample is on its flat part is saturated."""
    params = Params(changed(HEALTHY.W_H, (slice(None), 0), [0.0, 400.0, 100.0]), HEALTHY.W_O)
    assert verdicts(page, activation, params) == ["saturated", "", ""]


def test_steep_is_not_saturated(page: Page) -> None:
    """A steep unit that is flat for every other sample still learns from the rest."""
    params = Params(changed(HEALTHY.W_H, (slice(None), 0), [0.0, 8.0, 0.0]), HEALTHY.W_O)
    assert verdicts(page, "sigmoid", params) == ["", "", ""]


@pytest.mark.parametrize(("factor", "word"), [(-1.0, "duplicate"), (1.02, "duplicate"), (3.0, "")])
def test_duplicate(page: Page, factor: float, word: str) -> None:
    """A unit that is the negative of another is its duplicate; a steeper one on its line is not."""
    params = Params(changed(HEALTHY.W_H, (slice(None), 2), factor * HEALTHY.W_H[:, 0]), HEALTHY.W_O)
    assert verdicts(page, "tanh", params) == ["", "", word]


def test_useless(page: Page) -> None:
    """A unit whose output weight is a thousandth of the others' adds nothing to speak of."""
    params = Params(HEALTHY.W_H, changed(HEALTHY.W_O, 2, 0.001))
    assert verdicts(page, "tanh", params) == ["", "useless", ""]


def test_a_verdict_has_a_sentence(page: Page) -> None:
    """The word is a button whose name is the reason, shown where it is pointed at or focused."""
    show(page, crafted("relu", Params(changed(HEALTHY.W_H, (0, 1), -50.0), HEALTHY.W_O)))
    badge = page.get_by_role("button", name="u2 is dead: it is 0.00 for every training point")
    sentence = page.locator(".nv-verdict").nth(1)
    assert not sentence.is_visible()
    badge.focus()
    assert sentence.is_visible()
