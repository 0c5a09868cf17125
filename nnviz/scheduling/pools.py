"""Who does the work: processes, one for each processor, or a thread of this process."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from importlib import import_module
from typing import Any, Protocol

WORKERS = "NNVIZ_WORKERS"
"""Environment variable: how many processes train; 0 for none, then the server does it itself."""

_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
"""A worker is one thread: what linear algebra calls its threads."""

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

    def warm_up(self) -> None:
        """Get ready before there is work."""

    def end(self) -> None:
        """Stop working."""

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

    def warm_up(self) -> None:
        """Do nothing."""

    def end(self) -> None:
        """Take no more pieces."""
        self.executor.shutdown(wait=False, cancel_futures=True)


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

    def warm_up(self) -> None:
        """Do nothing."""

    def end(self) -> None:
        """Do nothing."""


class Processes:
    """Work in processes of their own, by loky. They end with this one.

    Parameters
    ----------
    n_slots : int
        How many.
    preload : sequence of str
        Modules that a worker imports as it starts.

    """

    def __init__(self, n_slots: int, preload: Sequence[str] = ()) -> None:
        """Start them with the first piece."""
        self.n_slots = n_slots
        self._preload = list(preload)
        self._lock = threading.Lock()
        self.executor: Any = self._new()

    def submit(self, function: Callable[..., Any], *arguments: object) -> Future[Any]:
        """Begin a piece of work; it fails with `BrokenExecutor` if a worker dies."""
        future: Future[Any] = self.executor.submit(function, *arguments)
        return future

    def replace(self, broken: object) -> None:
        """Start new workers, once for each executor that broke."""
        with self._lock:
            if id(broken) == id(self.executor):
                self.executor.shutdown(wait=False, kill_workers=True)
                self.executor = self._new()

    def warm_up(self) -> None:
        """Start them now, so that the first request need not wait for it."""
        for _ in range(self.n_slots):
            self.submit(int)

    def end(self) -> None:
        """End the processes, whatever they work on."""
        self.executor.shutdown(wait=True, kill_workers=True)
        self.executor = None  # with it go the semaphores that it shared with them

    def _new(self) -> object:
        # Not the standard library's: it would run the main module again in each worker, and that is
        # the page while Streamlit runs one.
        from loky import ProcessPoolExecutor  # noqa: PLC0415 -- not where nobody wants processes

        return ProcessPoolExecutor(
            self.n_slots,
            initializer=_begin,
            initargs=(os.getpid(), self._preload),
            env=dict.fromkeys(_THREADS, "1"),
        )


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


def _begin(parent: int, preload: Sequence[str]) -> None:
    """Make a worker ready."""
    _end_with(parent)
    for name in preload:
        import_module(name)


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
