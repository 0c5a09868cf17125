"""The chart of measured costs shows what was measured."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose

from nnviz.autodiff.derivative_cost import Cost
from nnviz.figures.derivative_cost import cost_chart
from nnviz.palette import LIGHT, PALETTES

SIZES = (1, 64, 256, 1000)
n = np.array(SIZES, dtype=float)
COST = Cost(SIZES, tuple(1e-6 * n), tuple(2e-6 * n**2), tuple(5e-6 * n))


def test_times_are_in_milliseconds() -> None:
    """The three curves are forward, reverse and evaluation, over all sizes."""
    curves = cost_chart(COST, LIGHT).data
    for curve, seconds in zip(curves, (COST.forward, COST.reverse, COST.evaluation), strict=True):
        assert tuple(curve.x) == SIZES
        assert_allclose(curve.y, 1e3 * np.array(seconds), rtol=1e-12)


def test_relative_costs_are_in_evaluations() -> None:
    """Forward costs 2n evaluations here, reverse 5, and an evaluation 1."""
    forward, reverse, evaluation = cost_chart(COST, LIGHT, relative=True).data
    assert_allclose(forward.y, 2.0 * n, rtol=1e-12)
    assert_allclose(reverse.y, 5.0, rtol=1e-12)
    assert_allclose(evaluation.y, 1.0, rtol=1e-12)


@pytest.mark.parametrize(
    ("relative", "slopes"), [(False, ("2.00", "1.00", "1.00")), (True, ("1.00", "0.00", "0.00"))]
)
def test_names_say_the_slopes(relative: bool, slopes: tuple[str, ...]) -> None:  # noqa: FBT001
    """Each curve's name ends with the slope of its own numbers on log axes."""
    names = [curve.name for curve in cost_chart(COST, LIGHT, relative=relative).data]
    assert [name.split("slope ")[1] for name in names] == [f"{slope})" for slope in slopes]


@pytest.mark.parametrize("name", PALETTES)
def test_axes_are_logarithmic_on_the_grounds_color(name: str) -> None:
    """Both axes are logarithmic, and curves differ by marker as well as by colour."""
    figure = cost_chart(COST, PALETTES[name])
    assert (figure.layout.xaxis.type, figure.layout.yaxis.type) == ("log", "log")
    assert len({curve.marker.symbol for curve in figure.data}) == 3
    assert figure.layout.template.layout.plot_bgcolor == PALETTES[name].ground
