"""The tab Universal approximation: a target, steps or sigmoids set by construction, and the error.

Every curve and number here comes from `Network.forward` with the weights that the table shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from nnviz.components.sketch.heights import checked_heights
from nnviz.components.sketch.mount import sketch
from nnviz.experiments.approximation import (
    STEP,
    construction,
    error_bound,
    largest_error,
    positions,
    rms_error,
)
from nnviz.experiments.target_functions import N_HEIGHTS, Target
from nnviz.figures.approximation import construction_curves
from nnviz.figures.approximation_error import error_chart
from nnviz.figures.construction_network import construction_network
from nnviz.network import Network, Params
from nnviz.number_format import number, plural, signed
from nnviz.palette import Palette
from nnviz.ui.activations import controls
from nnviz.ui.activations.experiments import CONFIG
from nnviz.ui.activations.measured import (
    COUNTS,
    FITTED_FROM,
    Measured,
    TargetKey,
    measure,
    to_target,
    train_on,
    trained_errors,
)
from nnviz.ui.charts import show_chart
from nnviz.ui.settings import Settings

FIRST_DRAWING = (
    0.2, 0.25, 0.35, 0.5, 0.62, 0.7, 0.72, 0.66, 0.55, 0.45, 0.4, 0.42, 0.52, 0.66, 0.78, 0.82, 0.8,
)  # fmt: skip
"""What is on the pad before anybody draws."""

_TABLE_HEIGHT = 330  # pixels


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the controls of this tab say."""

    target: str
    n_hidden: int
    steepness: float
    train: bool
    seed: int


def read_universal(settings: Settings) -> Wanted:
    """Draw the controls."""
    target, *others = controls.SECTIONS[controls.TABS[4]]
    return Wanted(settings.draw(target), *settings.draw_row(others, [3, 3, 1.6, 1.6]))


def show_universal(wanted: Wanted, palette: Palette) -> None:
    """Show the construction for what is wanted."""
    st.markdown(
        "A sum of scaled, shifted steps follows any continuous curve: the units' places and "
        "heights are **set by construction** here, none is trained. Add units and watch the "
        "largest error; then lower the steepness, and the steps become sigmoids. (After the "
        "[visual proof](http://neuralnetworksanddeeplearning.com/chap4.html) that the lecture "
        "links to.)"
    )
    key = _drawn_key() if wanted.target == controls.DRAWN else wanted.target
    target = to_target(key)
    network, params = construction(target, wanted.n_hidden, wanted.steepness)
    trained = train_on(key, wanted.n_hidden, wanted.seed) if wanted.train else None
    curves, errors = st.columns([3, 2], gap="medium")
    with curves:
        figure = construction_curves(network, params, target, palette, trained)
        title = f"The construction with {wanted.n_hidden} units beside what is wanted"
        show_chart(figure, title, key="act_curves", config=CONFIG)
    with errors:
        _show_errors(key, wanted, (network, params), palette)
    if trained is not None:
        st.markdown(_trained_sentence(target, (network, params), trained, wanted))
    _show_network(network, params, target, palette)


def _drawn_key() -> tuple[float, ...]:
    """Show the pad and return its heights: the last ones that were sound."""
    good: tuple[float, ...] = st.session_state.setdefault("act_drawn", FIRST_DRAWING)
    pad, words = st.columns([3, 2], gap="medium")
    with pad:
        raw = sketch(good, key="act_sketch")
    checked = None if raw is None else checked_heights(raw, N_HEIGHTS)
    if checked is not None:
        good = tuple(checked)
        st.session_state["act_drawn"] = good
    with words:
        st.markdown(
            "Draw in the field with a finger or the mouse. By keyboard: ← → choose one of the "
            f"{N_HEIGHTS} points, ↑ ↓ move it (with Shift a fifth as far). The curve is "
            "straight between its points."
        )
        if raw is not None and checked is None:
            st.warning(
                f"What was drawn did not arrive as {N_HEIGHTS} numbers. "
                "Your last sound curve is still shown."
            )
    return good


def _show_errors(
    key: TargetKey, wanted: Wanted, shown: tuple[Network, Params], palette: Palette
) -> None:
    target, steps = to_target(key), measure(key, STEP)
    sigmoids = None if wanted.steepness == STEP else measure(key, wanted.steepness)
    trained = trained_errors(key, wanted.n_hidden, wanted.seed) if wanted.train else None
    error = largest_error(*shown, target)
    figure = error_chart(
        steps.errors,
        sigmoids.errors if sigmoids else None,
        trained,
        target.lipschitz,
        (wanted.n_hidden, error),
        palette,
    )
    title = "Largest error of the construction by number of units, on log axes"
    show_chart(figure, title, key="act_errors", config=CONFIG)
    st.markdown(rate_sentence(target, steps))
    if sigmoids is not None:
        st.markdown(sigmoid_sentence(target, sigmoids, wanted.steepness))


def rate_sentence(target: Target, steps: Measured) -> str:
    """Return the measured slope of the steps' error, what theory says, and why."""
    if steps.slope is None:
        return "This target is constant: the bias alone has no error, so there is no slope."
    theory = {
        -1.0: "the theory for a Lipschitz target says −1",
        -0.5: "the theory for a square root says −½",
        0.0: "the theory for a jump between the steps says 0",
    }[target.rate]
    sentence = (
        f"**Measured slope {number(steps.slope)}; {theory}.** Least squares over "
        f"N = {FITTED_FROM} … {COUNTS[-1]}. "
    )
    if target.lipschitz is not None:
        sentence += (
            f"At x the network of steps outputs f at the nearest of 0, 1/N, …, 1, so it errs by at "
            f"most L/(2N), with L = {target.lipschitz:.3g} here. "
        )
    return sentence + target.note


def sigmoid_sentence(target: Target, sigmoids: Measured, steepness: float) -> str:
    """Return what becomes of the rate where the steepness stays the same."""
    slope = "" if sigmoids.slope is None else f" (slope {number(sigmoids.slope)} over the same N)"
    sentence = f"Sigmoids of steepness {steepness:g} are blurred steps{slope}. "
    if target.lipschitz is None:
        return sentence + "Their error comes to rest where the blur is wider than the steps."
    floor = error_bound(target.lipschitz, COUNTS[-1], steepness)
    return sentence + (
        "They err by at most L (1/(2N) + 2 ln 2 / s): more units help until the blur, about 1/s, "
        f"is as wide as a step, then only more steepness does. For N = {COUNTS[-1]} that allows "
        f"{floor:.3g}; measured {sigmoids.errors.errors[-1]:.3g}. A little blur can even "
        "be better than none: it joins the steps to a smoother curve."
    )


def _trained_sentence(
    target: Target,
    built: tuple[Network, Params],
    trained: tuple[Network, Params],
    wanted: Wanted,
) -> str:
    """Return the comparison of the construction with training, in numbers."""
    largest = [largest_error(*one, target) for one in (built, trained)]
    rms = [rms_error(*one, target) for one in (built, trained)]
    better = "less than" if largest[1] < largest[0] else "more than"
    kind = "step" if wanted.steepness == STEP else "sigmoid"
    units = plural(wanted.n_hidden, kind)
    return (
        f"**Trained instead**, from random weights (seed {wanted.seed}), the network errs by at "
        f"most {largest[1]:.3g}: {better} the construction of {units} with {largest[0]:.3g}. "
        f"Root mean square: {rms[1]:.3g} against {rms[0]:.3g}, and that is what training "
        "minimises. The theorem says that good weights exist; it does not say that training "
        "finds them, and other seeds find others."
    )


def _show_network(network: Network, params: Params, target: Target, palette: Palette) -> None:
    st.markdown("#### The network that this is")
    picture, words = st.columns([3, 2], gap="medium")
    with picture:
        show_chart(
            construction_network(network, params, palette),
            f"The construction as a network with {network.n_hidden} hidden units",
            key="act_network",
            config={"displayModeBar": False},
        )
    with words:
        st.latex(r"u_O(x) = w_0 + \sum_{m=1}^{N} w_m\, g\big(s\,(x - p_m)\big)")
        st.latex(network.g.latex)
        st.latex(
            r"p_m = \tfrac{m - 1/2}{N}, \quad w_0 = f(0), \quad "
            r"w_m = f(\tfrac{m}{N}) - f(\tfrac{m-1}{N})"
        )
        st.latex(target.latex)
        with st.container(height=_TABLE_HEIGHT, border=False):
            st.table(params_table(params), border="horizontal", hide_index=True)


def params_table(params: Params) -> dict[str, Sequence[str]]:
    """Return the weights as text: W_H and W_O, a row for each unit, the output's bias first."""
    p = positions(params)
    bias, slopes = params.W_H
    return {
        "unit": ["1 (bias)", *(f"$u_{{{m + 1}}}$" for m in range(len(p)))],
        "position p": ["", *(f"{value:.4f}" for value in p)],
        r"$\mathbf W_H$: 1 (bias)": ["", *(_signed(value) for value in bias)],
        r"$\mathbf W_H$: x": ["", *(f"{value:g}" for value in slopes)],
        r"$\mathbf W_O$ (height)": [_signed(value) for value in params.W_O[:, 0]],
    }


def _signed(value: float) -> str:
    return signed(round(value, 4) + 0.0, 4)  # + 0.0: a zero has no minus sign
