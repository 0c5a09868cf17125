"""The measured cost of all derivatives: a button, two charts, and the slopes in words."""

from __future__ import annotations

import streamlit as st

from nnviz.autodiff.derivative_cost import FITTED_FROM, Cost, measure_cost
from nnviz.figures.derivative_cost import cost_chart
from nnviz.palette import Palette
from nnviz.ui.charts import show_chart

_KEY = "ad_cost"
_SECONDS = 60
_CONFIG = {"displayModeBar": False}
_HELP = f"Takes about a second; at most once in {_SECONDS} s for all visitors."


@st.cache_resource(ttl=_SECONDS, max_entries=1, show_spinner=False)
def _measure() -> Cost:
    """Measure, at most once a minute for all visitors."""
    return measure_cost()


def show_cost(palette: Palette) -> None:
    """Offer the measurement, and show what it found."""
    st.markdown("#### What all derivatives cost, measured")
    st.markdown(
        r"The function is one hidden unit, $\tanh(\sum_i w_i x_i)$, with 1 to 1,000 weights as "
        "inputs. Both modes compute **all** its derivatives, with the same code that drew the "
        "graph above; one evaluation of the function is the yardstick."
    )
    if st.button("Measure it now", help=_HELP):
        with st.spinner("Measuring …"):
            st.session_state[_KEY] = _measure()
    cost = st.session_state.get(_KEY)
    if not isinstance(cost, Cost):
        return
    st.markdown(cost_sentence(cost))
    times, evaluations = st.columns(2, gap="medium")
    with times:
        title = "Time of one evaluation, of reverse and of forward mode by number of inputs"
        show_chart(cost_chart(cost, palette), title, key="ad_times", config=_CONFIG)
    with evaluations:
        figure = cost_chart(cost, palette, relative=True)
        title = "Cost of reverse and of forward mode in evaluations by number of inputs"
        show_chart(figure, title, key="ad_ratios", config=_CONFIG)


def cost_sentence(cost: Cost) -> str:
    """Return what was measured, in words; each number is of this measurement."""
    largest = cost.sizes[-1]
    slopes = [cost.slope(times) for times in (cost.evaluation, cost.reverse, cost.forward)]
    ratio = cost.slope(cost.relative(cost.forward))
    apart = cost.growth(cost.reverse) / cost.growth(cost.evaluation)
    reverse = [t for n, t in zip(cost.sizes, cost.relative(cost.reverse), strict=True)
               if n >= FITTED_FROM]  # fmt: skip
    sentence = (
        f"**With {largest:,} inputs: {_time(cost.forward[-1])} in forward mode, "
        f"{_time(cost.reverse[-1])} in reverse mode**, and {_time(cost.evaluation[-1])} for one "
        f"evaluation. Slopes on log axes, from {FITTED_FROM} inputs: evaluation "
        f"{slopes[0]:.2f}, reverse {slopes[1]:.2f}, forward {slopes[2]:.2f}. Counted in "
        f"evaluations, forward mode has slope {ratio:.2f}: its cost grows "
        f"{'linearly ' if 0.8 <= ratio <= 1.2 else ''}with the number of inputs. Reverse mode "
        f"costs {min(reverse):.1f} to {max(reverse):.1f} evaluations: from {FITTED_FROM} to "
        f"{largest:,} inputs it grows {cost.growth(cost.reverse):.1f}-fold, one evaluation "
        f"{cost.growth(cost.evaluation):.1f}-fold, a factor of {max(apart, 1 / apart):.2f} apart."
    )
    if not 0.8 <= ratio <= 1.2 or not 0.5 <= apart <= 2.0:
        sentence += (
            " Theory says slope 1 for the first and a constant for the second; other work on this "
            "machine seems to have disturbed the clock. Measure again in a minute."
        )
    return sentence


def _time(seconds: float) -> str:
    """Return a time in the unit that suits it."""
    if seconds >= 1e-3:
        return f"{1e3 * seconds:.3g} ms"
    return f"{1e6 * seconds:.3g} µs"
