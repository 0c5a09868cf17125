"""An activation without a formula in JavaScript travels as a table, and needs no line of it."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from nnviz.activations import ACTIVATIONS
from nnviz.components.player import tables
from tests.activations.mish import MISH

SCRIPT = Path(tables.__file__).parent / "js" / "activations.js"


def test_formulas_are_those_of_the_script() -> None:
    """What is not sent as a table has an entry in activations.js, and the other way round."""
    table = SCRIPT.read_text("utf-8").partition("activationTable(leak) {")[2]
    assert set(re.findall(r"^    (\w+): \{", table, re.MULTILINE)) == tables.FORMULAS


@pytest.mark.parametrize("name", [*ACTIVATIONS, "mish"])
def test_a_table_goes_on_as_straight_lines(name: str) -> None:
    """What has no formula is straight beyond its table, so that the browser is right there, too."""
    g = ACTIVATIONS.get(name, MISH)
    ends, _ = tables.tables([g])
    assert (not ends) is (name in tables.FORMULAS)
    for line in ends.values():
        far = np.array([line["high"] * 1.5, line["high"] * 30.0])
        right = line["right"] * far + line["rightOffset"]
        left = -line["left"] * far + line["leftOffset"]
        np.testing.assert_allclose(g.value([*far, *-far]), [*right, *left], rtol=1e-6, atol=1e-6)


def test_lines_between_the_values_are_close_to_g() -> None:
    """Interpolated at random places, the table is g to within 1e-5."""
    ends, values = tables.tables([MISH])
    z = np.random.default_rng(0).uniform(-tables.FURTHEST, tables.FURTHEST, 10_000)
    places = np.linspace(ends["mish"]["low"], ends["mish"]["high"], tables.N_CELLS + 1)
    np.testing.assert_allclose(np.interp(z, places, values["g.mish"]), MISH.value(z), atol=1e-5)
