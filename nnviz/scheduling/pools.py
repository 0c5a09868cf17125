"""Who does the work: processes, one for each processor, or a thread of this process."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from typing import Any, Protocol

WORKERS = "NNVIZ_WORKERS"
"""Environment variable: how many processes train; 0 for none, then the server does it itself."""

_SECONDS_BETWEEN_LOOKS = 2.0


class Pool(Protocol):
    """Does pieces of work, some at the same time."""

    @property
    def n_slots(self) -> int:
        """How many pieces at the same time."""

    def submit(self, function: Callable[..., Any], *arguments: object) -> Future[Any]:
        """Begin a piece of work."""

    def replace(self, broken: object) -> None:
        """Go on with new workers, if `broken` is the executor that is in use."""

    @property
    def executor(self) -> object:
        """What is in use now."""


class OneThread:
    """Work in this process, one piece at a time: threads that train together hold each other up."""

    n_slots = 1

    def __init__(self) -> None:
        """Start the thread with the first piece."""
        self.executor = ThreadPoolExecutor(1, "nnviz-training")

    def submit(self, function: Callable[..., Any], *arguments: object) -> Future[Any]:
        """Begin a piece of work when those before are done."""
        return self.executor.submit(function, *arguments)

    def replace(self, broken: object) -> None:
        """Do nothing: a thread does not break."""


class AtOnce:
    """Work where it is asked for, for a system without threads, such as a browser."""

    n_slots = 1
    executor = None

    def submit(self, function: Callable[..., Any], *arguments: object) -> Future[Any]:
        """Do the piece now."""
        future: Future[Any] = Future()
        try:
            future.set_result(function(*arguments))
        except Exception as error:  # noqa: BLE001 -- it is handed on, as every pool does
            future.set_exception(error)
        return future

    def replace(self, broken: object) -> None:
        """Do nothing."""


class Processes:
    """Work in processes of their own, which end with this one.

    Parameters
    ----------
    n_slots : int
        How many.
    preload : sequence of str
        Modules that every worker needs; they are imported once for all.

    """

    def __init__(self, n_slots: int, preload: Sequence[str] = ()) -> None:
        """Start them with the first piece."""
        self.n_slots = n_slots
        self._preload = list(preload)
        self._lock = threading.Lock()
        self.executor: Executor = self._new()

    def submit(self, function: Callable[..., Any], *arguments: object) -> Future[Any]:
        """Begin a piece of work; it fails with `BrokenExecutor` if a worker dies."""
        return self.executor.submit(function, *arguments)

    def replace(self, broken: object) -> None:
        """Start new workers, once for each executor that broke."""
        with self._lock:
            if broken is self.executor:
                self.executor.shutdown(wait=False, cancel_futures=True)
                self.executor = self._new()

    def _new(self) -> Executor:
        # Not "fork": a copy of a process with threads may hold a lock that nobody releases.
        method = "spawn" if sys.platform == "win32" else "forkserver"
        context = get_context(method)
        if method == "forkserver":
            context.set_forkserver_preload(self._preload)
        _let_numpy_use_one_thread()
        return ProcessPoolExecutor(self.n_slots, context, _end_with, (os.getpid(),))


def default_pool(preload: Sequence[str] = ()) -> Pool:
    """Return the pool that suits this machine, or that the environment asks for.

    `preload` are modules for workers that are processes.
    """
    if sys.platform == "emscripten":
        return AtOnce()
    n_workers = _asked_for()
    return Processes(n_workers, preload) if n_workers else OneThread()


def _asked_for() -> int:
    text = os.environ.get(WORKERS, "")
    if text.isdecimal():
        return min(int(text), 64)
    n_processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    return n_processors if n_processors > 1 else 0


def _let_numpy_use_one_thread() -> None:
    """Tell workers, by the environment that they inherit; this process has read it already."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")


def _end_with(parent: int) -> None:
    """Make this worker end when the process that started it has ended, however it did."""

    def look() -> None:
        while _is_alive(parent):
            time.sleep(_SECONDS_BETWEEN_LOOKS)
        os._exit(0)

    threading.Thread(target=look, daemon=True).start()


def _is_alive(process: int) -> bool:
    if sys.platform == "win32":
        return True  # Windows ends children of a job with it
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
