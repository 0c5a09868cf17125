"""Universal approximation by construction: a two-stage network that follows a curve.

"By scaling, shifting, and adding a bunch of step functions, you can approximate a complicated
function." Hidden unit m switches on at x = p_m and adds the difference that the target makes
there. With N units that switch halfway between the points 0, 1/N, …, 1, the output at x is the
target at the nearest of these points, so it errs by what the target changes over 1/(2N) at most.
Lecture: "Activation functions at hidden layer: identity?".
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from nnviz.activations import Array
from nnviz.checks import check_whole
from nnviz.experiments.target_functions import Target
from nnviz.network import Network, Params
from nnviz.standardizer import Standardizer
from nnviz.training import TrainingSettings, train

STEP = math.inf
"""Steepness at which a sigmoid is the binary step."""

MOST_UNITS = 256

_GRID_POINTS = 4097
"""Where errors are measured, besides at the steps: sixteen points for each of 256 units."""

_TRAINING_POINTS = 201
_TRAINING = TrainingSettings(learning_rate=0.05, n_steps=3000, optimizer="adam")
"""Enough for the loss to settle for 1 to 64 units."""


def step_construction(target: Target, n_hidden: int) -> Params:
    """Return weights of ``Network(1, n_hidden, 1, "step", "regression")`` that follow `target`.

    z_m = x − p_m with p_m = (m − ½)/N, and W_O = [f(0), f(1/N) − f(0), f(2/N) − f(1/N), …].
    """
    check_whole("n_hidden", n_hidden, 1, MOST_UNITS)
    return _at_midpoints(target, n_hidden, 1.0)


def sigmoid_construction(target: Target, n_hidden: int, steepness: float) -> Params:
    """Return the same with sigmoids: z_m = s (x − p_m), of steepness s, as s → ∞ the step.

    Raises
    ------
    ValueError
        If `n_hidden` is not from 1 to `MOST_UNITS`, or `steepness` not a finite number above 0.

    """
    check_whole("n_hidden", n_hidden, 1, MOST_UNITS)
    if not 0.0 < steepness < math.inf:
        message = f"steepness must be a finite number above 0; got {steepness} instead."
        raise ValueError(message)
    return _at_midpoints(target, n_hidden, steepness)


def construction(target: Target, n_hidden: int, steepness: float = STEP) -> tuple[Network, Params]:
    """Return the network and its weights: of steps, or of sigmoids where `steepness` is finite."""
    if steepness == STEP:
        network = Network(1, n_hidden, 1, "step", "regression")
        return network, step_construction(target, n_hidden)
    network = Network(1, n_hidden, 1, "sigmoid", "regression")
    return network, sigmoid_construction(target, n_hidden, steepness)


def _at_midpoints(target: Target, n_hidden: int, slope: float) -> Params:
    positions = (np.arange(1, n_hidden + 1) - 0.5) / n_hidden
    values = target.value(np.arange(n_hidden + 1) / n_hidden)  # f(0), f(1/N), …, f(1)
    heights = np.diff(values)
    return Params(
        W_H=np.vstack([-slope * positions, np.full(n_hidden, slope)]),
        W_O=np.concatenate([values[:1], heights])[:, None],
    )


def positions(params: Params) -> Array:
    """Return where each unit of a network with one input has z = 0: −bias/weight (n_hidden,)."""
    place: Array = -params.W_H[0] / params.W_H[1]
    return place


def unit_curves(network: Network, params: Params, x: Array) -> Array:
    """Return w_m g(z_m(x)), what each unit adds to the output: (n_points, n_hidden)."""
    return network.forward(params, x[:, None]).u_H * params.W_O[1:, 0]


def running_sums(network: Network, params: Params, x: Array) -> Array:
    """Return the output of the bias and the first 0, 1, …, N units: (n_points, n_hidden + 1)."""
    bias = np.full((len(x), 1), params.W_O[0, 0])
    return np.cumsum(np.hstack([bias, unit_curves(network, params, x)]), axis=1)


def output(network: Network, params: Params, x: Array) -> Array:
    """Return u_O at each of `x`: (n_points,)."""
    return network.forward(params, x[:, None]).u_O[:, 0]


def evaluation_points(params: Params) -> Array:
    """Return where the error is measured: a fine grid, and both sides of every unit's step."""
    steps = positions(params)
    steps = steps[(steps > 0.0) & (steps <= 1.0)]
    grid = np.linspace(0.0, 1.0, _GRID_POINTS)
    return np.unique(np.concatenate([grid, steps, np.nextafter(steps, -1.0)]))


def largest_error_at(network: Network, params: Params, target: Target) -> tuple[float, float]:
    """Return the largest |u_O(x) − f(x)| over [0, 1], and the x where it is."""
    x = evaluation_points(params)
    errors = np.abs(output(network, params, x) - target.value(x))
    worst = int(np.argmax(errors))
    return float(errors[worst]), float(x[worst])


def largest_error(network: Network, params: Params, target: Target) -> float:
    """Return the largest |u_O(x) − f(x)| over [0, 1]."""
    return largest_error_at(network, params, target)[0]


def rms_error(network: Network, params: Params, target: Target) -> float:
    """Return the root of the mean of (u_O(x) − f(x))² over [0, 1]."""
    x = np.linspace(0.0, 1.0, _GRID_POINTS)
    return float(np.sqrt(np.mean((output(network, params, x) - target.value(x)) ** 2)))


def error_bound(lipschitz: float, n_hidden: int, steepness: float = STEP) -> float:
    """Return what the largest error cannot exceed: L/(2N) + 2 L ln 2 / s.

    The first part is the step's. A sigmoid of steepness s is a step whose place is spread by a
    logistic distribution of scale 1/s, whose mean distance from its middle is 2 ln 2 / s; the
    output of the sigmoids is therefore that of the steps, averaged over shifts of x of that size.
    """
    blur = 0.0 if steepness == STEP else 2.0 * math.log(2.0) / steepness
    return lipschitz * (1.0 / (2.0 * n_hidden) + blur)


def log_slope(n_hidden: Sequence[int], errors: Sequence[float]) -> float | None:
    """Return the slope of log(error) over log(N) by least squares; None where an error is 0."""
    if len(errors) < 2 or min(errors) <= 0.0:
        return None
    x = np.log(np.asarray(n_hidden, dtype=np.float64))
    y = np.log(np.asarray(errors, dtype=np.float64))
    x -= x.mean()
    return float(x @ (y - y.mean()) / (x @ x))


def trained(target: Target, n_hidden: int, seed: int = 0) -> tuple[Network, Params]:
    """Return a network of sigmoids whose weights were learned from random ones, in units of x.

    It minimises the mean squared error at equal distances, by Adam, from weights of N(0, 1) on
    standardised x.
    """
    X = np.linspace(0.0, 1.0, _TRAINING_POINTS)[:, None]
    standardizer = Standardizer.fit(X)
    network = Network(1, n_hidden, 1, "sigmoid", "regression")
    y = target.value(X[:, 0])
    run = train(network, standardizer.apply(X), y, _TRAINING, params=network.init(seed))
    run = standardizer.fold_run(run)
    return network, run.params_at(run.n_steps)
