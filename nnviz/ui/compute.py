"""Training behind a cache and a queue: computed once for each setting, however many ask."""

from __future__ import annotations

import sys
import threading
import time
from collections import OrderedDict
from functools import cache

import streamlit as st

from nnviz.scheduling.budget import Budget
from nnviz.scheduling.pools import AtOnce, OneThread, Pool, default_pool
from nnviz.scheduling.scheduler import BusyError, Scheduler, Ticket, WorkerLostError
from nnviz.ui.state import AppState
from nnviz.ui.stored_runs import find, keep
from nnviz.ui.training_job import Computed, TrainingJob

MOST_CACHED_BYTES = 256_000_000
"""Of runs that are kept for whoever asks next. A default run takes about 0.6 MB, the largest 25."""

PATIENCE = 0.25
"""Seconds after which a page shows the first steps of a run that is not finished."""

MOST_SECONDS, IN_SECONDS = 30.0, 60.0
"""Work that one session may ask for in a minute; the largest run is estimated at two to five."""

_BETWEEN_LOOKS = 0.02  # seconds; so soon a page that is no longer wanted gives its request up
_IN_BROWSER = sys.platform == "emscripten"  # whose work is its owner's own affair
_TICKET = "training_ticket"
_BUDGET = "training_budget"


class NotTrainedError(ValueError):
    """There is nothing to show, and why, in a sentence."""


def get_ready() -> None:
    """Start what trains, while the pages are still being imported."""
    _scheduler()


def end() -> None:
    """End what trains, with the server."""
    _keeper().end()
    _scheduler().end()


def compute(state: AppState) -> Computed:
    """Return the whole run of `state`. It is shared between sessions and read-only.

    Raises
    ------
    ValueError
        If there is no such sample, training cannot start, or the server is busy.

    """
    found = kept(state)
    while found is None or not found.is_whole:
        found = _wait_for(state, found, float("inf"))
    return found


def kept(state: AppState) -> Computed | None:
    """Return the whole run of `state` if somebody has asked for it before."""
    found = _runs().get(state)
    if found is None:
        found = find(state)
        if found is not None:
            _runs().put(state, found)
    return found


def compute_some(state: AppState) -> Computed:
    """Return the whole run of `state`, or its first steps if that takes long.

    It is for runs that `kept` does not find, and looks on no disk.

    Raises
    ------
    ValueError
        As `compute`.

    """
    return _runs().get(state) or _wait_for(state, None, PATIENCE)


def show_more(state: AppState, shown: Computed) -> None:
    """Run the page again when there are more steps than are shown."""
    if not shown.is_whole:
        _wait_for(state, shown, 0.0)
        st.rerun()


def _wait_for(state: AppState, shown: Computed | None, patience: float) -> Computed:
    """Return the whole run, or after `patience` seconds more of it than is shown.

    A newer wish of the same session ends the wait, and with it the request.
    """
    ticket = _ticket_for(state)
    job = ticket.job
    assert isinstance(job, TrainingJob)  # noqa: S101 -- the queue holds nothing else
    start = time.monotonic()

    def is_enough() -> bool:
        return job.shown is not shown and time.monotonic() - start >= patience

    is_wanted = False
    try:
        while not ticket.wait(_BETWEEN_LOOKS, is_enough):
            _let_streamlit_interrupt()
        is_wanted = True
    except WorkerLostError:
        raise NotTrainedError(_LOST) from None
    finally:
        if not is_wanted or job.is_done:
            _forget_ticket()
    found = job.shown
    if found is None:
        raise NotTrainedError(_LOST)
    if found.is_whole and _runs().put(state, found):
        _keeper().submit(keep, state, found)
    return found


_BUSY = "More students are training now than this server can serve. Try again in a few seconds."
_LOST = "The server stopped this training twice. Try it again, or with fewer steps."


def _ticket_for(state: AppState) -> Ticket:
    """Return this session's claim to a run; there is one at a time."""
    kept = st.session_state.get(_TICKET)
    if kept is not None and kept[0] == state and not kept[1].is_over:
        ticket: Ticket = kept[1]
        return ticket
    try:
        ticket = _scheduler().submit(state, lambda: TrainingJob(state))
    except BusyError:
        raise NotTrainedError(_BUSY) from None
    finally:
        _forget_ticket()  # after the new one is there: the two may be for the same run
    job = ticket.job
    wait = 0
    if isinstance(job, TrainingJob) and not _IN_BROWSER:
        wait = _budget().take(job.seconds)
    if wait:
        ticket.release()
        message = (
            f"This page has asked for {MOST_SECONDS:.0f} seconds of training within a minute, "
            f"which is the most for one student. Change a setting again in {wait} s."
        )
        raise NotTrainedError(message)
    st.session_state[_TICKET] = state, ticket
    return ticket


def _budget() -> Budget:
    budget: Budget = st.session_state.setdefault(_BUDGET, Budget(MOST_SECONDS, IN_SECONDS))
    return budget


def _forget_ticket() -> None:
    kept = st.session_state.get(_TICKET)
    if kept is not None:
        kept[1].release()
        del st.session_state[_TICKET]


def _let_streamlit_interrupt() -> None:
    """Give Streamlit the chance to end this run for a newer one: it does so at any access."""
    st.session_state.get(_TICKET)


class _Runs:
    """Runs by their settings, the one used last at the end, bounded in bytes."""

    def __init__(self, most_bytes: int) -> None:
        self._most = most_bytes
        self._lock = threading.Lock()
        self._runs: OrderedDict[AppState, Computed] = OrderedDict()
        self.n_bytes = 0

    def get(self, state: AppState) -> Computed | None:
        """Return a run, if it is there."""
        with self._lock:
            if state in self._runs:
                self._runs.move_to_end(state)
            return self._runs.get(state)

    def put(self, state: AppState, run: Computed) -> bool:
        """Keep a run, and give up those that were not asked for the longest.

        Returns whether it was not there.
        """
        with self._lock:
            if state in self._runs:
                return False
            self._runs[state] = run
            self.n_bytes += run.n_bytes
            while self.n_bytes > self._most and len(self._runs) > 1:
                _, oldest = self._runs.popitem(last=False)
                self.n_bytes -= oldest.n_bytes
        return True


@cache
def _keeper() -> Pool:
    """Return what writes to the disk: nobody waits for it."""
    return AtOnce() if _IN_BROWSER else OneThread()


@cache
def _runs() -> _Runs:
    return _Runs(MOST_CACHED_BYTES)


@cache
def _scheduler() -> Scheduler:
    pool = default_pool(["nnviz.ui.training_job"])
    pool.warm_up()
    return Scheduler(pool)
