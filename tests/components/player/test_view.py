"""What the browser reports, checked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.components.player.view import checked_view
from tests.components.player.hostile import ANYTHING

REPORTS = st.one_of(
    ANYTHING,
    st.fixed_dictionaries(
        {}, optional=dict.fromkeys(("step", "at_end", "sample", "theme", "narrow"), ANYTHING)
    ),
)


@given(REPORTS, st.integers(0, 5000), st.integers(1, 1000))
def test_any_report_gives_a_possible_view(report: object, n_steps: int, n_samples: int) -> None:
    """Whatever is reported, the step and the sample exist in the run."""
    view = checked_view(report, n_steps, n_samples)
    assert type(view.step) is int
    assert 0 <= view.step <= n_steps
    assert view.sample is None or (type(view.sample) is int and 0 <= view.sample < n_samples)
    assert view.theme in {"", "light", "dark"}
    assert type(view.narrow) is bool


@given(st.integers(0, 5000), st.data())
def test_honest_report_is_taken_as_it_is(n_steps: int, data: st.DataObject) -> None:
    """A possible step and sample are returned unchanged."""
    step, sample = data.draw(st.integers(0, n_steps)), data.draw(st.integers(0, 9))
    report = {"step": step, "at_end": False, "sample": sample, "theme": "dark", "narrow": True}
    view = checked_view(report, n_steps, 10)
    assert (view.step, view.sample, view.theme, view.narrow) == (step, sample, "dark", True)


@given(st.integers(0, 5000), st.integers(0, 5000))
def test_parked_at_the_end_means_this_runs_end(n_steps: int, step: int) -> None:
    """A player that was left at the end is at the end of any run."""
    assert checked_view({"step": step, "at_end": True}, n_steps, 1).step == n_steps


@pytest.mark.parametrize("step", [-1, 11, 0.5, True, "3", None, [3], float("nan"), 10**400])
def test_impossible_step_counts_as_the_end(step: object) -> None:
    """A step that the run does not have is its last one."""
    assert checked_view({"step": step, "at_end": False}, 10, 1).step == 10


@pytest.mark.parametrize("sample", [-1, 5, 0.5, True, "3", None, [3], float("inf"), 10**400])
def test_impossible_sample_is_none(sample: object) -> None:
    """A sample that is not there is not selected."""
    assert checked_view({"step": 0, "sample": sample}, 10, 5).sample is None


@pytest.mark.parametrize("theme", [[], {}, ["light"], {"dark": 1}, "Light", b"dark", 0, None])
def test_unknown_theme_counts_as_not_said(theme: object) -> None:
    """A theme that is neither light nor dark is the empty one."""
    assert not checked_view({"step": 0, "theme": theme}, 10, 5).theme


def test_whole_floats_are_whole_numbers() -> None:
    """JavaScript has one kind of number, so 3.0 is 3."""
    view = checked_view({"step": 3.0, "sample": 2.0}, 10, 5)
    assert (view.step, view.sample) == (3, 2)
    assert type(view.step) is int
