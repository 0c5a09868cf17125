"""What takes a package's place in the browser, against the package itself."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
import safetensors
import safetensors.numpy
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from deploy.site import wheels
from deploy.site.browser import packages

STAND_INS = Path(packages.__file__).parents[1] / "stand_ins"
TYPES = ("float16", "float32", "float64", "int8", "int32", "int64", "uint8", "uint64", "bool")

tensors = st.dictionaries(
    st.text("abcé./W_H", min_size=1, max_size=6),
    st.sampled_from(TYPES).flatmap(
        lambda name: arrays.arrays(name, arrays.array_shapes(min_dims=0, max_dims=3, min_side=0))
    ),
    min_size=1,
    max_size=4,
)


@contextmanager
def without_package(name: str) -> Iterator[None]:
    """Have the stand-in of a package imported instead of it."""
    kept = {key: sys.modules.pop(key) for key in list(sys.modules) if key.split(".")[0] == name}
    sys.path.insert(0, str(STAND_INS))
    try:
        yield
    finally:
        sys.path.remove(str(STAND_INS))
        for key in [key for key in sys.modules if key.split(".")[0] == name]:
            del sys.modules[key]
        sys.modules.update(kept)


def stand_in(name: str) -> ModuleType:
    with without_package(name.partition(".")[0]):
        return import_module(name)


OWN_NUMPY = stand_in("safetensors.numpy")
OWN_ERROR = OWN_NUMPY.SafetensorError


def same(left: dict[str, Any], right: dict[str, Any]) -> bool:
    return left.keys() == right.keys() and all(
        left[key].dtype == right[key].dtype and left[key].tobytes() == right[key].tobytes()
        and left[key].shape == right[key].shape for key in left
    )  # fmt: skip


@given(tensors, st.none() | st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=1))
def test_a_file_has_the_packages_bytes(
    values: dict[str, Any], about: dict[str, str] | None
) -> None:
    assert OWN_NUMPY.save(values, about) == safetensors.numpy.save(values, about)


@given(tensors)
def test_each_reads_what_the_other_wrote(values: dict[str, Any]) -> None:
    assert same(safetensors.numpy.load(OWN_NUMPY.save(values)), values)
    assert same(OWN_NUMPY.load(safetensors.numpy.save(values, metadata={"nnviz": "é"})), values)


@given(st.binary(max_size=80))
def test_anything_else_is_refused(data: bytes) -> None:
    for package, error in (
        (safetensors.numpy, safetensors.SafetensorError),
        (OWN_NUMPY, OWN_ERROR),
    ):
        with pytest.raises(error):
            package.load(data)


def test_plotly_is_asked_for_when_something_is_drawn() -> None:
    with without_package("plotly"):
        go = import_module("plotly.graph_objects")
        with pytest.raises(ModuleNotFoundError) as caught:
            go.Figure  # noqa: B018 -- asking is what is tried
    asked = packages.missing(caught.value)
    assert asked is not None
    assert asked.name == "plotly"
    assert go.Figure is import_module("plotly.graph_objects").Figure  # once it is there


def test_other_missing_modules_are_errors() -> None:
    assert packages.missing(ModuleNotFoundError(name="nnviz.nothing")) is None
    assert packages.missing(ModuleNotFoundError("no name")) is None


def test_what_is_fetched_later_is_known_to_the_build() -> None:
    assert {package.name for package in packages.LATER} == set(wheels.LATER)


def test_needs_are_followed_to_the_end() -> None:
    needs = {"a": ["b"], "b": ["c"], "d": ["a"]}
    assert wheels.with_needs(["a"], needs) == {"a", "b", "c"}
    assert np.all([need in wheels.with_needs(["scikit-learn"]) for need in ("numpy", "joblib")])
