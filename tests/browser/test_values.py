"""`value` of the player is NumPy's forward pass."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser

from nnviz import ACTIVATIONS
from tests.activations.mish import MISH
from tests.browser.gallery import GROUPS, N_STEPS, Gallery
from tests.browser.harness import API, make_run, open_player

pytestmark = pytest.mark.browser

N_POINTS = 200
ASK = f"(asked) => asked.map(([lane, node, x, step]) => {API}.value(lane, node, x, step))"


def numpy_value(gallery: Gallery, lane: str, node: str, x: list[float], step: int) -> float:
    """Return a node's output from the network's own forward pass, in double precision."""
    run = gallery(lane).comparison.lanes[lane]
    forward = run.network.forward(run.params_at(step), [x])
    outputs = forward.u_H if node[0] == "h" else forward.u_O
    return float(outputs[0, int(node[1:]) - 1])


@pytest.mark.parametrize("lane", ACTIVATIONS)
def test_value_is_numpys_forward(gallery: Gallery, lane: str, rng: np.random.Generator) -> None:
    """At 200 random points, steps and nodes the player's number is NumPy's to within 1e-5."""
    nodes = ["h1", "h2", "h3", "h4", "o1"]
    asked = [
        [
            lane,
            str(rng.choice(nodes)),
            rng.uniform(-1, 2, 2).tolist(),
            int(rng.integers(N_STEPS + 1)),
        ]
        for _ in range(N_POINTS)
    ]
    expected = np.array([numpy_value(gallery, *question) for question in asked])
    got = np.array(gallery(lane).page.evaluate(ASK, asked))
    assert np.all(np.abs(got - expected) <= 1e-5 * np.maximum(1.0, np.abs(expected)))


def test_an_activation_that_came_as_a_table_is_numpys_forward(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the browser has no formula for is evaluated from its table to within 1e-5."""
    monkeypatch.setitem(ACTIVATIONS, "mish", MISH)
    comparison = make_run(("mish",), n_steps=20)
    page = browser.new_page()
    open_player(page, comparison, tmp_path)
    run = comparison.lanes["mish"]
    asked = [["mish", f"h{m + 1}", [0.1 * i, 0.9], 20] for m in range(4) for i in range(-9, 20)]
    got = page.evaluate(ASK, asked)
    expected = run.network.forward(run.params_at(20), [x for _, _, x, _ in asked[:29]]).u_H
    np.testing.assert_allclose(np.reshape(got, (4, 29)).T, expected, atol=1e-5)
    page.close()


def test_every_activation_is_in_the_gallery() -> None:
    """The pages together show every activation, at most four lanes each."""
    assert sorted(sum(GROUPS, ())) == sorted(ACTIVATIONS)
    assert max(map(len, GROUPS)) <= 4


def test_value_is_of_the_shown_step_by_default(gallery: Gallery) -> None:
    """Without a step, the value is the one at the playhead."""
    page = gallery("sigmoid").page
    page.evaluate(f"{API}.seek(77)")
    at_playhead, at_77 = page.evaluate(
        f"[{API}.value('sigmoid', 'o1', [0.3, 0.6]), {API}.value('sigmoid', 'o1', [0.3, 0.6], 77)]"
    )
    assert at_playhead == at_77


@pytest.mark.parametrize("node", ["h5", "o2", "h0", "x1", "h", "", "h1.5"])
def test_unknown_node_is_an_error_that_lists_the_valid_ones(gallery: Gallery, node: str) -> None:
    """A node that is not there is refused in words."""
    ask: Any = [node]
    message = gallery("sigmoid").page.evaluate(
        f"([node]) => {{ try {{ {API}.value('sigmoid', node, [0, 0], 0); }} "
        "catch (error) { return error.message; } }",
        ask,
    )
    assert "h1 to h4 or o1 to o1" in message


def test_unknown_lane_is_an_error_that_lists_the_valid_ones(gallery: Gallery) -> None:
    """A lane that is not there is refused in words."""
    message = gallery("sigmoid").page.evaluate(
        f"() => {{ try {{ {API}.value('nope', 'h1', [0, 0], 0); }} "
        "catch (error) { return error.message; } }"
    )
    assert "identity, step, sigmoid, tanh" in message
