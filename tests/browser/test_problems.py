"""The player on every kind of problem: values, pixels, curves, sums, switches and verdicts."""

from __future__ import annotations

import base64
from functools import lru_cache
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Page

from nnviz import Grid, Params, node_surfaces
from nnviz.comparison import Comparison
from nnviz.palette import PALETTES
from nnviz.surfaces import contribution_color_range, output_color_range
from tests.browser.gallery import READ, expected_colors, rgb, seen_from
from tests.browser.harness import API, make_run
from tests.browser.pages import show

pytestmark = pytest.mark.browser

N_STEPS = 150
CASES: dict[str, dict[str, Any]] = {
    "bump": {},
    "pinwheel": {"n_classes": 3, "learning_rate": 1.0},
    "rings": {"n_classes": 5, "learning_rate": 1.0},
    "ripple": {"learning_rate": 0.1},
    "rotation": {"learning_rate": 0.1},
    "sine": {"learning_rate": 0.1},
}
ASK = f"(asked) => asked.map(([lane, node, x, step]) => {API}.value(lane, node, x, step))"


@lru_cache
def run_of(dataset: str) -> Comparison:
    """Return a short run of two lanes on a data set."""
    return make_run(
        ("tanh", "identity"), n_hidden=5, n_steps=N_STEPS, dataset=dataset, **CASES[dataset]
    )


def random_points(run: Comparison, rng: np.random.Generator, n: int) -> NDArray[np.float64]:
    """Return points of the run's domain (n, n_inputs)."""
    low, high = np.transpose(run.sample.domain)
    return rng.uniform(low, high, (n, len(low)))


def ask(page: Page, lane: str, node: str, X: NDArray[np.float64], step: int) -> NDArray[Any]:
    """Return what the player says a node shows at each point."""
    return np.array(page.evaluate(ASK, [[lane, node, x.tolist(), step] for x in X]))


@pytest.mark.parametrize("dataset", CASES)
def test_values_are_numpys_forward(page: Page, dataset: str, rng: np.random.Generator) -> None:
    """Every node of every head has NumPy's output at random points of a random step."""
    run, step = run_of(dataset), int(rng.integers(N_STEPS + 1))
    show(page, run)
    X = random_points(run, rng, 40)
    for name, lane in run.lanes.items():
        forward = lane.network.forward(lane.params_at(step), X)
        for kind, outputs in (("h", forward.u_H), ("o", forward.u_O)):
            for index, expected in enumerate(outputs.T, 1):
                got = ask(page, name, f"{kind}{index}", X, step)
                assert np.abs(got - expected).max() <= 1e-5 * max(1.0, np.abs(expected).max())


@pytest.mark.parametrize("dataset", ["pinwheel", "rings"])
def test_class_is_the_most_likely(page: Page, dataset: str, rng: np.random.Generator) -> None:
    """The node "class" answers with the index of the largest output."""
    run = run_of(dataset)
    show(page, run)
    X = random_points(run, rng, 60)
    lane = run.lanes["tanh"]
    expected = lane.network.forward(lane.params_at(N_STEPS), X).z_O.argmax(axis=1)
    assert (ask(page, "tanh", "class", X, N_STEPS) == expected).mean() > 0.98  # ties are rare


def output_surfaces(run: Comparison, size: int) -> NDArray[np.float64]:
    """Return NumPy's outputs of the tanh lane's last step (n_outputs, size, size)."""
    lane = run.lanes["tanh"]
    params = lane.params_at(N_STEPS)
    return node_surfaces(lane.network, params, Grid(run.sample.domain, size, size)).output


@pytest.mark.parametrize("dataset", ["pinwheel", "rings", "ripple", "rotation"])
def test_output_pixels(page: Page, dataset: str) -> None:
    """Every pixel of every output map has the colour that the scale gives for NumPy's value."""
    run = run_of(dataset)
    show(page, run)
    page.evaluate(f"{API}.seek({N_STEPS})")
    maps = seen_from(page.evaluate(READ, "tanh")).maps
    surfaces = output_surfaces(run, len(maps["o1"]))
    light = PALETTES["light"]
    for k, values in enumerate(surfaces):
        palette = light.of_class(k) if run.sample.n_classes > 2 else light
        wanted = expected_colors(values, output_color_range(run.sample), palette)
        assert np.abs(maps[f"o{k + 1}"] - wanted).max() <= 1.0 + 1e-6


@pytest.mark.parametrize("dataset", ["pinwheel", "rings"])
def test_class_pixels(page: Page, dataset: str) -> None:
    """The class map fades each class's hue to the ground as its probability falls to 1/K."""
    run = run_of(dataset)
    show(page, run)
    page.evaluate(f"{API}.seek({N_STEPS})")
    pixels = seen_from(page.evaluate(READ, "tanh")).maps["class"]
    P = output_surfaces(run, len(pixels))
    K, palette = len(P), PALETTES["light"]
    hues = np.array([rgb(color) for color in palette.regions])[P.argmax(axis=0)]
    share = ((P.max(axis=0) - 1 / K) / (1 - 1 / K))[..., None]
    wanted = rgb(palette.ground) + share * (hues - rgb(palette.ground))
    # A cell on a boundary, where two classes are level, may fall to either.
    assert np.quantile(np.abs(pixels - wanted).max(axis=-1), 0.999) <= 1.0 + 1e-6


@pytest.mark.parametrize("dataset", CASES)
def test_contributions_add_up(page: Page, dataset: str, rng: np.random.Generator) -> None:
    """Bias and all w·u that the maps show add up to z_O, within 1e-5, for the first output."""
    run = run_of(dataset)
    show(page, run)
    page.evaluate(f"{API}.addUp(0)")
    X = random_points(run, rng, 30)
    for name, lane in run.lanes.items():
        shown = [ask(page, name, f"h{m + 1}", X, N_STEPS) for m in range(5)]
        bias = ask(page, name, "o1", X, N_STEPS)
        z_O = lane.network.forward(lane.params_at(N_STEPS), X).z_O[:, 0]
        assert np.abs(bias + np.sum(shown, axis=0) - z_O).max() <= 1e-5


@pytest.mark.parametrize("dataset", CASES)
@pytest.mark.parametrize("terms", [0, 2, 5])
def test_the_sum_grows_term_by_term(
    page: Page, dataset: str, terms: int, rng: np.random.Generator
) -> None:
    """After some terms every output shows the bias and the first of its w·u; after all, z_O."""
    run = run_of(dataset)
    show(page, run)
    page.evaluate(f"{API}.addUp({terms})")
    X = random_points(run, rng, 20)
    lane = run.lanes["tanh"]
    params = lane.params_at(N_STEPS)
    u_H = lane.network.forward(params, X).u_H[:, :terms]
    expected = params.W_O[0] + u_H @ params.W_O[1 : terms + 1]
    for k, wanted in enumerate(expected.T, 1):
        assert np.abs(ask(page, "tanh", f"o{k}", X, N_STEPS) - wanted).max() <= 1e-5


def test_the_sum_ends_in_the_output(page: Page) -> None:
    """One term more than there are units is g_O(z_O): the output's own picture again."""
    show(page, run_of("pinwheel"))
    page.evaluate(f"{API}.seek({N_STEPS})")
    before = seen_from(page.evaluate(READ, "tanh")).maps["o2"]
    page.evaluate(f"{API}.addUp(6)")
    assert np.array_equal(seen_from(page.evaluate(READ, "tanh")).maps["o2"], before)


def test_contribution_pixels(page: Page) -> None:
    """In the sum, a hidden map's pixels are the colours of w·u on the common scale."""
    run = run_of("bump")
    show(page, run)
    page.evaluate(f"{API}.addUp(2), {API}.seek({N_STEPS})")
    maps = seen_from(page.evaluate(READ, "tanh")).maps
    lane = run.lanes["tanh"]
    params = lane.params_at(N_STEPS)
    size = len(maps["h3"])
    u = node_surfaces(lane.network, params, Grid(run.sample.domain, size, size)).hidden[2]
    colors = contribution_color_range(lane, run.sample.domain)
    wanted = expected_colors(params.W_O[3, 0] * u, colors, PALETTES["light"])
    assert np.abs(maps["h3"] - wanted).max() <= 1.0 + 1e-4


@pytest.mark.parametrize("dataset", CASES)
def test_a_unit_that_is_off_adds_nothing(
    page: Page, dataset: str, rng: np.random.Generator
) -> None:
    """With a unit off, outputs are those of a network whose weight from it is 0; then on again."""
    run = run_of(dataset)
    show(page, run)
    X = random_points(run, rng, 20)
    lane = run.lanes["tanh"]
    params = lane.params_at(N_STEPS)
    W_O = params.W_O.copy()
    W_O[2] = 0.0
    for weights in (W_O, params.W_O):
        page.evaluate(f"{API}.switchUnit('tanh', 2)")
        expected = lane.network.forward(Params(params.W_H, weights), X).u_O[:, 0]
        assert np.abs(ask(page, "tanh", "o1", X, N_STEPS) - expected).max() <= 1e-5


@pytest.mark.parametrize("dataset", ["bump", "rings", "rotation", "sine"])
def test_scores_without_a_unit(page: Page, dataset: str) -> None:
    """Loss and score on screen are NumPy's for the network without the unit."""
    run = run_of(dataset)
    show(page, run)
    page.evaluate(f"{API}.seek({N_STEPS}), {API}.switchUnit('tanh', 1)")
    lane = run.lanes["tanh"]
    params = lane.params_at(N_STEPS)
    W_O = params.W_O.copy()
    W_O[1] = 0.0
    X, y = run.sample.X[~run.is_test], run.sample.y[~run.is_test]
    loss = lane.network.loss(Params(params.W_H, W_O), X, y)
    shown = page.locator(".nv-stats .nv-big").first.inner_text()
    assert float(shown.replace("−", "-")) == pytest.approx(loss, abs=6e-4)


def test_switch_is_a_button(page: Page) -> None:
    """A unit's name is a button that says whether the unit is on, also by keyboard."""
    show(page, run_of("bump"))
    button = page.get_by_role("button", name="u2, hidden unit 2 of tanh, is on")
    button.focus()
    page.keyboard.press("Enter")
    again = page.get_by_role("button", name="u2, hidden unit 2 of tanh, is off")
    assert again.get_attribute("aria-pressed") == "false"


READ_CURVE = f"""async ([lane, node]) => {{
  const {{ width, height, data }} = await {API}.pixels(lane, node);
  let all = "";
  for (let i = 0; i < data.length; i += 32768)
    all += String.fromCharCode(...data.subarray(i, i + 32768));
  return [width, height, btoa(all)];
}}"""


def test_curve_is_where_numpy_says(page: Page) -> None:
    """With one input the output's curve runs, column by column, at the height of NumPy's value."""
    run = run_of("sine")
    show(page, run)
    page.evaluate(f"{API}.seek({N_STEPS})")
    width, height, text = page.evaluate(READ_CURVE, ["tanh", "o1"])
    pixels = np.frombuffer(base64.b64decode(text), np.uint8).reshape(height, width, 4).astype(int)
    is_curve = (
        np.abs(pixels[..., :3] - rgb(dict(PALETTES["light"].activations)["tanh"])).max(axis=-1) < 30
    )
    columns = np.arange(5, width - 5, 7)
    low, high = run.sample.domain[0]
    x = low + (columns + 0.5) / width * (high - low)
    lane = run.lanes["tanh"]
    y = lane.network.forward(lane.params_at(N_STEPS), x[:, None]).u_O[:, 0]
    colors = output_color_range(run.sample)
    pad = 0.08 * (colors.high - colors.low)
    wanted = height * (1 - (y - colors.low + pad) / (colors.high - colors.low + 2 * pad))
    rows = np.arange(height)[:, None]
    shown = (rows * is_curve).sum(axis=0)[columns] / is_curve.sum(axis=0)[columns]
    assert np.abs(shown + 0.5 - wanted).max() <= 2.0


# ---- health --------------------------------------------------------------------------------------
