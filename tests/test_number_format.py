from __future__ import annotations

import json
import math
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz import number_format
from nnviz.surfaces import ColorRange, contour_levels

CASES: dict[str, Any] = json.loads(
    Path(__file__).with_name("number_format_cases.json").read_text(encoding="utf-8")
)
NUMBERS = {"number", "signed", "short", "short_signed", "significant", "tick", "percent"}


@pytest.mark.parametrize("name", [n for n in CASES if hasattr(number_format, n)])
def test_texts_are_those_of_the_table(name: str) -> None:
    """JavaScript is tested with the same table."""
    write = getattr(number_format, name)
    for *arguments, text in CASES[name]:
        if name in NUMBERS:
            arguments[0] = float(arguments[0])
        if name == "scale_ends":
            assert list(write(**arguments[0])) == text
        else:
            assert write(*arguments) == text, arguments


def test_contour_levels_are_those_of_the_table() -> None:
    """The player draws lines at the same levels as the figures."""
    for ends, levels in CASES["contour_levels"]:
        assert contour_levels(ColorRange(**ends, neutral=0.0)) == pytest.approx(levels, abs=1e-12)


@pytest.mark.parametrize("name", ["number", "signed", "short", "short_signed", "significant"])
@given(value=st.floats(-1e308, 1e308))
def test_texts_are_near_the_numbers(name: str, value: float) -> None:
    """Every number is read back from its text to the digits that it shows; zero has no minus."""
    text = getattr(number_format, name)(value)
    read = float(text.replace("−", "-"))
    assert math.isclose(read, value, rel_tol=0.5, abs_tol=0.005001)
    assert not (text.startswith("−") and read == 0.0)
    assert "e+" not in text
    assert "-" not in text


@given(st.integers(1, 5000), st.data())
def test_all_and_nothing_are_said_of_these_alone(n: int, data: st.DataObject) -> None:
    """100 % and 0 % say that every point or no point is right, in single precision as well."""
    right = data.draw(st.integers(0, n))
    texts = {number_format.percent(share) for share in (right / n, float(np.float32(right / n)))}
    assert len(texts) == 1
    shown = float(texts.pop().removesuffix("\u202f%"))
    assert (shown == 100.0) == (right == n)
    assert (shown == 0.0) == (right == 0)
    assert abs(shown - 100.0 * right / n) <= 0.5001


@pytest.mark.parametrize("wrong", [r"100(\.0)? \* [^}]*:\.\df\}", r"'s' if", r'"s" if'])
def test_percent_and_plurals_have_one_rule(wrong: str) -> None:
    """No other module rounds a share to percent, or puts an s to a word, by itself."""
    folder = Path(number_format.__file__).parent
    found = [path for path in folder.rglob("*.py") if re.search(wrong, path.read_text("utf-8"))]
    assert not found
