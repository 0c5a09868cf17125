"""Work for schedulers under test: functions that workers can be told of, and jobs of pieces."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from nnviz.scheduling.job import Task


def same(value: object) -> object:
    return value


def fail(message: str) -> None:
    raise ValueError(message)


def die_at_first(marks: Path, times: int) -> int:
    """Kill this process the first times; count how often it was called."""
    n_calls = len(list(marks.iterdir()))
    (marks / str(n_calls)).touch()
    if n_calls < times:
        os.kill(os.getpid(), signal.SIGKILL)
    return n_calls + 1


class Pieces:
    """A job of equal pieces, one after the other."""

    def __init__(self, n: int, seconds: float = 1.0, function: Any = same, *arguments: Any) -> None:
        self.function, self.arguments = function, arguments
        self.left, self.seconds, self.results = n, seconds, list[Any]()
        self.n_wanted = n
        self.is_long = False

    @property
    def seconds_to_show(self) -> float:
        return self.seconds

    @property
    def is_done(self) -> bool:
        return len(self.results) == self.n_wanted

    def next_task(self, *, may_be_long: bool) -> Task | None:
        if not self.left or (self.is_long and not may_be_long):
            return None
        self.left -= 1
        return Task(self.function, self.arguments or (self.left,), is_long=self.is_long)

    def take(self, _task: Task, result: object) -> None:
        self.results.append(result)


class ByHand:
    """A pool whose pieces are finished by the test, one at a time."""

    executor = None

    def __init__(self, n_slots: int = 1) -> None:
        self.n_slots = n_slots
        self.begun: list[tuple[Callable[..., Any], tuple[Any, ...], Future[Any]]] = []

    def submit(self, function: Callable[..., Any], *arguments: object) -> Future[Any]:
        future: Future[Any] = Future()
        self.begun.append((function, arguments, future))
        return future

    def replace(self, _broken: object) -> None:
        return

    def finish(self) -> Any:
        """Finish the piece that is worked on and return what it was given."""
        function, arguments, future = self.begun[-1]
        future.set_result(function(*arguments))
        return arguments[0]
