"""Who is next: what is nearest to something new to show, and whoever has waited long enough."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from concurrent.futures import BrokenExecutor, Future
from dataclasses import dataclass, field
from functools import partial
from threading import Condition, RLock
from typing import Any

from nnviz.scheduling.job import Job, Task
from nnviz.scheduling.pools import Pool

MOST_WAITING = 200
"""Requests at the same time; more are refused in words."""

PATIENCE = 0.5
"""Seconds without a piece of its own after which a request goes before all others."""


class BusyError(Exception):
    """More requests wait than the server takes."""


class WorkerLostError(Exception):
    """The same piece of work ended a worker twice."""


@dataclass(eq=False)
class _Entry:
    """A job in the queue, and who waits for it."""

    key: Hashable
    job: Job
    served: float
    number: int
    n_tickets: int = 0
    error: BaseException | None = None
    again: list[Task] = field(default_factory=list)
    repeated: set[Task] = field(default_factory=set)
    is_over: bool = False


class Ticket:
    """A claim to a job's results. Whoever no longer wants them releases it."""

    def __init__(self, scheduler: Scheduler, entry: _Entry) -> None:
        """Hold a place in the queue."""
        self._scheduler = scheduler
        self._entry: _Entry | None = entry
        self.job = entry.job

    @property
    def is_over(self) -> bool:
        """Whether the job is done, has failed or was released."""
        return self._entry is None or self._entry.is_over

    def wait(self, seconds: float, until: Callable[[], bool] = lambda: False) -> bool:
        """Wait until the job is over or `until` is true; return whether one of them is.

        Raises
        ------
        Exception
            What ended the job, if an exception did.

        """
        return self._scheduler.wait(self._entry, seconds, until)

    def release(self) -> None:
        """Give the claim up; a job that nobody claims is not carried on."""
        entry, self._entry = self._entry, None
        if entry is not None:
            self._scheduler.release(entry)


class Scheduler:
    """A bounded queue of jobs before a pool.

    Parameters
    ----------
    pool : Pool
    most_waiting : int
        Jobs at the same time.
    clock : callable
        Returns seconds.

    """

    def __init__(
        self,
        pool: Pool,
        most_waiting: int = MOST_WAITING,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Begin with an empty queue."""
        self._pool, self._most, self._clock = pool, most_waiting, clock
        self._changed = Condition(RLock())
        self._entries: dict[Hashable, _Entry] = {}
        self._n_busy = self._n_long = 0
        self._n_submitted = 0

    @property
    def n_waiting(self) -> int:
        """How many jobs are not over."""
        return len(self._entries)

    def end(self) -> None:
        """Take no more work; what is being worked on is given up."""
        with self._changed:
            for entry in list(self._entries.values()):
                self._end(entry)
        self._pool.end()

    def submit(self, key: Hashable, make: Callable[[], Job]) -> Ticket:
        """Ask for a job; who asks for one with an equal key shares it.

        Raises
        ------
        BusyError
            If too many wait.
        Exception
            What `make` raises.

        """
        with self._changed:
            entry = self._entries.get(key)
            if entry is None:
                if len(self._entries) >= self._most:
                    raise BusyError
                self._n_submitted += 1
                entry = _Entry(key, make(), self._clock(), self._n_submitted)
                self._entries[key] = entry
            entry.n_tickets += 1
            self._fill()
            return Ticket(self, entry)

    def wait(self, entry: _Entry | None, seconds: float, until: Callable[[], bool]) -> bool:
        """Wait for a ticket's job."""
        if entry is None:
            return True
        with self._changed:
            is_there = self._changed.wait_for(lambda: entry.is_over or until(), seconds)
            if entry.error is not None:
                raise entry.error
            return is_there

    def release(self, entry: _Entry) -> None:
        """Count one claim less; without any the job leaves the queue."""
        with self._changed:
            entry.n_tickets -= 1
            if entry.n_tickets == 0 and not entry.is_over:
                self._end(entry)

    def _fill(self) -> None:
        """Give work to every free worker."""
        while self._n_busy < self._pool.n_slots:
            found = self._next()
            if found is None:
                return
            entry, task = found
            entry.served = self._clock()
            self._n_busy += 1
            self._n_long += task.is_long
            executor = self._pool.executor
            try:
                future = self._pool.submit(task.function, *task.arguments)
            except (BrokenExecutor, RuntimeError) as error:
                future = Future()
                future.set_exception(BrokenExecutor(str(error)))
            future.add_done_callback(partial(self._take, entry, task, executor))

    def _next(self) -> tuple[_Entry, Task] | None:
        now = self._clock()
        by_turn = sorted(
            self._entries.values(),
            key=lambda e: (
                (0, e.served, e.number)
                if now - e.served > PATIENCE
                else (1, e.job.seconds_to_show, e.number)
            ),
        )
        may_be_long = self._n_long < max(1, self._pool.n_slots - 1)
        for entry in by_turn:
            if entry.again:
                task: Task | None = entry.again.pop()
            else:
                task = entry.job.next_task(may_be_long=may_be_long)
            if task is not None:
                return entry, task
        return None

    def _take(self, entry: _Entry, task: Task, executor: object, done: Future[Any]) -> None:
        """Take a piece's result, and give its worker the next one."""
        with self._changed:
            self._n_busy -= 1
            self._n_long -= task.is_long
            error = None if done.cancelled() else done.exception()
            if done.cancelled() or isinstance(error, BrokenExecutor):
                self._pool.replace(executor)
                self._repeat(entry, task)
            elif not entry.is_over:
                self._use(entry, task, done, error)
            self._changed.notify_all()
            self._fill()

    def _repeat(self, entry: _Entry, task: Task) -> None:
        """Do a piece again that was lost with its worker; the second time, say so."""
        if task in entry.repeated:
            entry.error = WorkerLostError()
            self._end(entry)
        elif not entry.is_over:
            entry.repeated.add(task)
            entry.again.append(task)

    def _use(
        self, entry: _Entry, task: Task, done: Future[Any], error: BaseException | None
    ) -> None:
        if error is None:
            try:
                entry.job.take(task, done.result())
            except Exception as raised:  # noqa: BLE001 -- whoever waits gets it
                error = raised
        entry.error = error
        if error is not None or entry.job.is_done:
            self._end(entry)

    def _end(self, entry: _Entry) -> None:
        entry.is_over = True
        if self._entries.get(entry.key) is entry:
            del self._entries[entry.key]
        self._changed.notify_all()
