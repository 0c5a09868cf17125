"""Who is next, who shares, who is refused, and what happens when a worker dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from nnviz.scheduling.pools import AtOnce, OneThread, Processes
from nnviz.scheduling.scheduler import PATIENCE, BusyError, Scheduler, WorkerLostError
from tests.scheduling.work import ByHand, Pieces, die_at_first, fail, same


@pytest.fixture(scope="module")
def processes() -> Processes:
    return Processes(2)


def named(name: str, n: int, seconds: float) -> Pieces:
    return Pieces(n, seconds, same, name)


def test_short_before_long_and_nobody_waits_for_ever() -> None:
    """A short request passes between the pieces of a long one; who waited long enough is next."""
    now, pool = 0.0, ByHand()
    scheduler = Scheduler(pool, clock=lambda: now)
    for name, seconds in (("long", 9.0), ("middle", 5.0), ("short", 0.1)):
        scheduler.submit(name, lambda name=name, seconds=seconds: named(name, 2, seconds))
    order = [pool.finish() for _ in range(3)]
    now = 2 * PATIENCE
    order += [pool.finish() for _ in range(3)]
    assert order == ["long", "short", "short", "middle", "long", "middle"]


def test_one_worker_is_kept_for_short_pieces() -> None:
    """Two long pieces do not take both workers: a short one that comes then begins at once."""
    pool = ByHand(n_slots=2)
    scheduler = Scheduler(pool)
    long = [named(name, 1, 5.0) for name in ("long", "longer")]
    for job in long:
        job.is_long = True
        scheduler.submit(job.arguments, lambda job=job: job)
    scheduler.submit("short", lambda: named("short", 1, 0.1))
    assert [arguments for _, arguments, _ in pool.begun] == [("long",), ("short",)]


def test_equal_requests_are_worked_out_once() -> None:
    """Who asks for the same shares the job, and one who leaves does not end it for the other."""
    pool = ByHand()
    scheduler = Scheduler(pool)
    first, second = (scheduler.submit("a", lambda: named("a", 1, 1.0)) for _ in range(2))
    first.release()
    assert pool.finish() == "a"
    assert second.wait(0)
    assert second.job is first.job
    assert len(pool.begun) == 1


def test_what_nobody_wants_is_not_carried_on() -> None:
    """A released job hands out no more pieces, and the next request has the worker."""
    pool = ByHand()
    scheduler = Scheduler(pool)
    unwanted = scheduler.submit("unwanted", lambda: named("unwanted", 99, 0.1))
    scheduler.submit("wanted", lambda: named("wanted", 1, 5.0))
    unwanted.release()
    assert [pool.finish(), pool.finish()] == ["unwanted", "wanted"]
    assert (scheduler.n_waiting, len(pool.begun)) == (0, 2)


def test_the_queue_is_bounded() -> None:
    """One more than the most is refused; a place is free when one is done."""
    pool = ByHand()
    scheduler = Scheduler(pool, most_waiting=1)
    scheduler.submit("a", lambda: named("a", 1, 1.0))
    with pytest.raises(BusyError):
        scheduler.submit("b", lambda: named("b", 1, 1.0))
    pool.finish()
    scheduler.submit("b", lambda: named("b", 1, 1.0))


@pytest.mark.parametrize("kind", [AtOnce, OneThread, Processes])
def test_every_pool_does_all_pieces(kind: type, processes: Processes) -> None:
    """The results are those of the function, and an exception reaches whoever waits."""
    scheduler = Scheduler(processes if kind is Processes else kind())
    ticket = scheduler.submit("a", lambda: Pieces(20))
    assert ticket.wait(60)
    assert sorted(ticket.job.results) == list(range(20))  # type: ignore[attr-defined]
    failing = scheduler.submit("b", lambda: Pieces(1, 1.0, fail, "too large"))
    with pytest.raises(ValueError, match="too large"):
        failing.wait(60)
    assert scheduler.n_waiting == 0


def test_a_dead_worker_is_replaced_and_its_piece_done_again(
    tmp_path: Path, processes: Processes
) -> None:
    """Once; a piece that ends a worker twice fails, and others are served afterwards."""
    scheduler = Scheduler(processes)
    ticket = scheduler.submit("once", lambda: Pieces(1, 1.0, die_at_first, tmp_path, 1))
    assert ticket.wait(60)
    assert ticket.job.results == [2]  # type: ignore[attr-defined]
    twice = scheduler.submit("twice", lambda: Pieces(1, 1.0, die_at_first, tmp_path, 99))
    with pytest.raises(WorkerLostError):
        twice.wait(60)
    assert scheduler.submit("after", lambda: Pieces(3)).wait(60)


KILLED = """
import os, time
from nnviz.scheduling.pools import Processes
if __name__ == "__main__":
    pool = Processes(2)
    print(*{pool.submit(os.getpid).result() for _ in range(9)}, flush=True)
    time.sleep(600)
"""


def test_workers_end_with_the_server(tmp_path: Path) -> None:
    """Also when it is killed and cannot tell them."""
    script = tmp_path / "server.py"
    script.write_text(KILLED, encoding="utf-8")
    root = str(Path(__file__).parents[2])
    with subprocess.Popen(
        [sys.executable, script], stdout=subprocess.PIPE, text=True, env={"PYTHONPATH": root}
    ) as server:
        assert server.stdout is not None
        workers = [int(word) for word in server.stdout.readline().split()]
        server.send_signal(signal.SIGKILL)
    assert workers
    deadline = time.monotonic() + 60
    while any(Path(f"/proc/{worker}").exists() or is_alive(worker) for worker in workers):
        assert time.monotonic() < deadline
        time.sleep(0.1)


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
