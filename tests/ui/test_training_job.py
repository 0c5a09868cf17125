"""A setting's training as a job: the same bytes as `compare`, in one piece or in stretches."""

from __future__ import annotations

from typing import Any

import pytest
from numpy.testing import assert_array_equal

from nnviz.comparison import Comparison, by_activation, compare
from nnviz.components.player.wire import pack
from nnviz.datasets import DATASETS
from nnviz.scheduling.pools import AtOnce, Pool, Processes
from nnviz.scheduling.scheduler import Scheduler
from nnviz.ui import training_job
from nnviz.ui.controls import default_values, to_state
from nnviz.ui.state import AppState
from nnviz.ui.training_job import Computed, TrainingJob


def state_of(problem: str = "binary", **settings: Any) -> AppState:
    return to_state(default_values(problem) | settings)


SHORT = state_of(steps=200)
STATES = {
    "default": SHORT,
    "five classes": state_of("multiclass", classes=5, steps=300),
    "batches": state_of(batch=16, steps=300),
    "diverges": state_of(rate=1000.0, scale=10.0, data="gaussians", steps=300),
}


@pytest.fixture(scope="module")
def pools() -> dict[str, Pool]:
    return {"at once": AtOnce(), "processes": Processes(2, ["nnviz.ui.training_job"])}


def by_recipe(state: AppState) -> Comparison:
    sample = DATASETS[state.dataset].make(
        state.n_samples, state.noise, state.shared.split_seed, state.n_classes
    )
    return compare(sample, by_activation(*state.activations), state.shared)


@pytest.mark.parametrize("short", [0.0, 9.0])
@pytest.mark.parametrize("pool", ["at once", "processes"])
@pytest.mark.parametrize("name", STATES)
def test_same_bytes_however_it_is_trained(
    name: str, pool: str, short: float, pools: dict[str, Pool], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is sent, and the networks that the server has, are those of `compare`."""
    monkeypatch.setattr(training_job, "SHORT_SECONDS", short)
    ticket = Scheduler(pools[pool]).submit(name, lambda: TrainingJob(STATES[name]))
    assert ticket.wait(120)
    shown = ticket.job.shown  # type: ignore[attr-defined]
    expected = by_recipe(STATES[name])
    assert shown.is_whole
    assert shown.packed.message() == pack(expected.payload()).message()
    for lane, trained in expected.trained.items():
        assert_array_equal(shown.comparison.trained[lane].run.W_H, trained.run.W_H)
        assert_array_equal(shown.comparison[lane].train_loss, expected[lane].train_loss)


def test_a_long_run_shows_its_first_steps_before_the_rest() -> None:
    """Each picture has more steps than the last; all of them are those of the whole run."""
    state = state_of(hidden=16, steps=1000, activations=("sigmoid", "sine"))
    job = TrainingJob(state)
    job._is_short = False
    seen: list[Computed] = []
    while not job.is_done:
        task = job.next_task(may_be_long=True)
        assert task is not None
        job.take(task, task.function(*task.arguments))
        if job.shown is not None and job.shown not in seen:
            seen.append(job.shown)
    lengths = [shown.comparison.n_steps for shown in seen]
    assert len(lengths) >= 2
    assert lengths == sorted(set(lengths))
    assert (lengths[-1], seen[0].is_whole) == (1000, False)
    first, whole = seen[0].comparison, by_recipe(state)
    assert_array_equal(first["sine"].W_H, whole["sine"].W_H[: lengths[0] + 1])
    assert_array_equal(first["sine"].test_loss, whole["sine"].test_loss[: lengths[0] + 1])  # type: ignore[index]
