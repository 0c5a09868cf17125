"""The training of one setting as a job: in one piece if it is short, else in stretches.

What a worker is told and what it answers are plain arrays and settings. The server puts them
together, so that it has the same networks to the last bit as if it had trained them itself.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nnviz.comparison import Comparison, Trained, by_activation
from nnviz.comparison.lane_training import LaneTraining
from nnviz.comparison.recipe import begin_lanes
from nnviz.components.player.wire import Packed, pack
from nnviz.datasets import DATASETS, Sample, Split
from nnviz.datasets.data_warnings import data_warnings
from nnviz.scheduling.job import Task
from nnviz.trainer import Stretch, joined
from nnviz.ui.state import AppState

STRETCH_SECONDS = 0.05
"""Length of a piece: others pass, and a request that nobody wants is gone, after so long."""

SHORT_SECONDS = 0.2
"""What is estimated to take less is done in one piece."""

FIRST_STEPS = 50
"""Of every lane, before there is a first picture of a long run."""

_SHARE_SHOWN = 2  # the next picture of a long run has so many times as many steps
_LOOKS = 8  # a stretch is divided so often to see how long it takes


@dataclass(frozen=True, slots=True, eq=False)
class Computed:
    """What a setting leads to.

    Attributes
    ----------
    comparison : Comparison
        The trained networks.
    packed : Packed
        The same for the player, as it is sent.
    data_warnings : tuple of str
        What to beware of, in sentences.
    is_whole : bool
        Whether all steps are there.

    """

    comparison: Comparison
    packed: Packed
    data_warnings: tuple[str, ...]
    is_whole: bool = True

    @property
    def n_bytes(self) -> int:
        """Size in memory, about."""
        runs = (*self.comparison.lanes.values(), *(t.run for t in self._trained))
        return self.packed.n_bytes + sum(run.W_H.nbytes + run.W_O.nbytes for run in runs)

    @property
    def _trained(self) -> Sequence[Trained]:
        return tuple(self.comparison.trained.values())


def begin(state: AppState) -> tuple[Sample, Split, dict[str, LaneTraining]]:
    """Return the sample of a setting, its division, and the lanes before their first step.

    Raises
    ------
    ValueError
        If there is no such sample, or training cannot start.

    """
    sample = DATASETS[state.dataset].make(
        state.n_samples, state.noise, state.shared.split_seed, state.n_classes
    )
    parts, lanes = begin_lanes(sample, by_activation(*state.activations), state.shared)
    return sample, parts, lanes


def estimated_seconds(lane: LaneTraining, n_steps: int) -> float:
    """Return about how long so many steps of a lane take, on the machines that were measured."""
    network, settings = lane.trainer.network, lane.settings
    n_samples = lane.trainer.n_training
    size = min(settings.batch_size or n_samples, n_samples)
    work = size * network.n_hidden * (1 + network.n_outputs / 2)
    evaluated = n_samples * network.n_hidden if settings.batch_size else 0
    return n_steps * (16e-6 + 8e-9 * work + 6e-9 * evaluated)


def train_whole(state: AppState) -> tuple[dict[str, Stretch], Packed]:
    """Train all lanes of a setting; for a worker."""
    sample, parts, lanes = begin(state)
    stretches = {name: lane.trainer.advance(lane.settings.n_steps) for name, lane in lanes.items()}
    comparison = assembled(sample, parts, lanes, stretches)
    return stretches, pack(comparison.payload())


def train_stretch(lane: LaneTraining, n_steps: int) -> tuple[LaneTraining, Stretch]:
    """Carry a lane on for about `STRETCH_SECONDS`, at most so many steps; for a worker."""
    stop = time.perf_counter() + STRETCH_SECONDS
    block = max(1, round(n_steps * STRETCH_SECONDS / _LOOKS / estimated_seconds(lane, n_steps)))
    last = lane.trainer.n_steps + n_steps
    stretches: list[Stretch] = []
    while lane.trainer.n_steps < last and (not stretches or time.perf_counter() < stop):
        stretches.append(lane.trainer.advance(min(block, last - lane.trainer.n_steps)))
        if not stretches[-1].is_sound:
            break
    return lane, joined(stretches)


def pack_some(state: AppState, stretches: Mapping[str, Stretch], n_planned: int) -> Packed:
    """Return what a player plays of the steps so far; for a worker."""
    sample, parts, lanes = begin(state)
    return pack(assembled(sample, parts, lanes, stretches).payload(n_planned))


def assembled(
    sample: Sample,
    parts: Split,
    lanes: Mapping[str, LaneTraining],
    stretches: Mapping[str, Stretch],
) -> Comparison:
    """Return the comparison that steps make up; ValueError if a lane could not start."""
    trained = {name: lane.trained([stretches[name]]) for name, lane in lanes.items()}
    return Comparison(sample, parts.is_test, trained)


class TrainingJob:
    """All lanes of one setting, as `nnviz.scheduling` takes it.

    Parameters
    ----------
    state : AppState

    Attributes
    ----------
    shown : Computed or None
        What there is to show so far.

    """

    def __init__(self, state: AppState) -> None:
        """Make the lanes ready; ValueError if training cannot start."""
        self.state = state
        self.shown: Computed | None = None
        self._sample, self._parts, lanes = begin(state)
        self._lanes = lanes
        n_steps = state.shared.n_steps
        self._seconds = sum(estimated_seconds(lane, n_steps) for lane in lanes.values())
        self._is_short = self._seconds <= SHORT_SECONDS
        self._done: dict[str, list[Stretch]] = {name: [] for name in lanes}
        self._is_over = dict.fromkeys(lanes, False)
        self._is_out: set[str] = set()  # lanes that are carried on now
        self._is_handed_out = False  # a short job's one piece
        self._is_packing = False

    @property
    def seconds(self) -> float:
        """Estimated work for all of it."""
        return self._seconds

    @property
    def is_done(self) -> bool:
        """Whether all steps can be shown."""
        return self.shown is not None and self.shown.is_whole

    @property
    def seconds_to_show(self) -> float:
        """Estimated work until there are more steps to show."""
        if self._is_short:
            return self._seconds
        n_steps = self.state.shared.n_steps
        wanted = min(self._next_shown, n_steps)
        return self._seconds * max(wanted - self._n_common, 0) / max(n_steps, 1)

    @property
    def _n_common(self) -> int:
        """How many steps all lanes have."""
        return min(
            self.state.shared.n_steps if over else _length(self._done[name])
            for name, over in self._is_over.items()
        )

    @property
    def _next_shown(self) -> int:
        if self.shown is None:
            return FIRST_STEPS
        return _SHARE_SHOWN * max(self.shown.comparison.n_steps, FIRST_STEPS)

    def next_task(self, *, may_be_long: bool) -> Task | None:
        """Return the next piece: the steps so far as a picture, or a stretch of the last lane."""
        if self._is_short:
            if self._is_handed_out:
                return None
            self._is_handed_out = True
            return Task(train_whole, (self.state,))
        is_due = self._has_all or self._n_common >= self._next_shown
        if is_due and may_be_long and not self._is_packing:
            return self._picture()
        waiting = [
            name for name, over in self._is_over.items() if not over and name not in self._is_out
        ]
        if not waiting:
            return None
        name = min(waiting, key=lambda name: _length(self._done[name]))
        self._is_out.add(name)
        lane = self._lanes[name]
        return Task(train_stretch, (lane, lane.n_steps_left), name)

    @property
    def _has_all(self) -> bool:
        return all(self._is_over.values())

    def _picture(self) -> Task:
        """Return the packing of what there is, cut to what all lanes have."""
        self._is_packing = True
        is_whole = self._has_all
        n_rows = self._n_common + 1
        some = {}
        for name, stretches in self._done.items():
            whole = joined(stretches)
            self._done[name] = [whole]
            some[name] = whole if is_whole else whole.first(n_rows)
        arguments = self.state, some, self.state.shared.n_steps
        return Task(pack_some, arguments, (some, is_whole), is_long=True)

    def take(self, task: Task, result: Any) -> None:
        """Take a stretch of a lane, or a picture of what there is."""
        if task.function is train_stretch:
            name = task.note
            lane, stretch = result
            self._is_out.discard(name)
            self._lanes[name] = lane
            self._done[name].append(stretch)
            self._is_over[name] = lane.n_steps_left == 0 or not stretch.is_sound
            return
        is_whole = True
        if task.function is train_whole:
            stretches, packed = result
        else:
            self._is_packing = False
            packed = result
            stretches, is_whole = task.note
        comparison = assembled(self._sample, self._parts, self._lanes, stretches)
        warnings = tuple(data_warnings(self._sample, comparison.parts))
        self.shown = Computed(comparison, packed, warnings, is_whole)


def _length(stretches: Sequence[Stretch]) -> int:
    """Return how many updates stretches from the first on have."""
    return sum(len(stretch.history) for stretch in stretches) - 1 if stretches else 0
