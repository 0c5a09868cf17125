"""Runs on disk are the runs that were trained."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.scheduling import CACHE
from nnviz.ui import stored_runs
from nnviz.ui.controls import default_values, to_state
from nnviz.ui.training_job import Computed, assembled, begin, train_whole

STATE = to_state(default_values("multiclass") | {"steps": 20, "noise": 0.0, "hidden": 2})


def trained() -> Computed:
    stretches, packed = train_whole(STATE)
    return Computed(assembled(*begin(STATE), stretches), packed, ("Beware.",))


RUN = trained()
CONTENT = stored_runs.encode(RUN)


def same(left: Computed, right: Computed) -> bool:
    lanes = zip(left.comparison.trained.values(), right.comparison.trained.values(), strict=True)
    return (
        left.packed == right.packed
        and left.data_warnings == right.data_warnings
        and all(a.run.W_H.tobytes() == b.run.W_H.tobytes() for a, b in lanes)
        and left.comparison.payload().data == right.comparison.payload().data
    )


def test_a_run_is_read_to_the_last_bit() -> None:
    assert same(stored_runs.decode(CONTENT), RUN)


@given(st.integers(0, len(CONTENT) - 1), st.integers(1, 255))
def test_no_damaged_byte_is_taken_for_a_run(place: int, change: int) -> None:
    damaged = bytearray(CONTENT)
    damaged[place] ^= change
    with pytest.raises(ValueError, match="damaged"):
        stored_runs.decode(bytes(damaged))


@given(st.integers(0, len(CONTENT) - 1))
def test_no_part_is_taken_for_a_run(n_bytes: int) -> None:
    with pytest.raises(ValueError, match="damaged"):
        stored_runs.decode(CONTENT[:n_bytes])


def test_another_process_finds_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CACHE, str(tmp_path))
    stored_runs._store.cache_clear()
    try:
        stored_runs.keep(STATE, RUN)
        found = stored_runs.find(STATE)
        assert found is not None
        assert same(found, RUN)
        assert stored_runs.find(STATE.sharing(seed=99)) is None
    finally:
        stored_runs._store.cache_clear()
