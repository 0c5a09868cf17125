"""An hour's lesson in ten minutes: a hundred students, bursts, and phones that sleep.

``make bench ARGS=hour``; it runs only when it is named. Everything is six times as fast as in a
class, so the load is six times as high.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks.load_client import Setting, Student
from benchmarks.table import print_table
from tests.browser.class_server import served_class

N_STUDENTS = 100
FASTER = 6
ARRIVAL = 120 / FASTER
END = 3600 / FASTER
BURSTS = {900 / FASTER: 8, 1800 / FASTER: 2, 2700 / FASTER: 16}
"""When the teacher says "now try so many units", in seconds from the start, and how many."""

BURST_WITHIN = 12 / FASTER
SLEEPERS = 0.3
"""Share of students whose phone sleeps after each burst, for three minutes."""

SLEEP = 180 / FASTER


def report() -> None:
    """Print the times of each part of the lesson."""
    with TemporaryDirectory() as name, served_class(Path(name), 2, 200) as served:
        parts = asyncio.run(_hour(served.address))
        said = served.logs()
    rows = []
    for part, times in parts.times.items():
        shown = (*np.percentile(times, [50, 95]), max(times))
        rows.append([part, str(len(times)), *(f"{1000 * seconds:,.0f}" for seconds in shown)])
    print_table(
        f"An hour's lesson in {END / 60:.0f} minutes, {N_STUDENTS} students, two replicas: "
        f"{len(parts.errors)} errors, {said.count('Traceback')} tracebacks",
        ["part", "answers", "median ms", "p95", "largest"],
        rows,
    )
    for error in parts.errors[:5]:
        print(error)


class _Parts:
    """Times of answers by the part of the lesson."""

    def __init__(self) -> None:
        self.times: dict[str, list[float]] = {"working alone": [], "now try so many units": []}
        self.errors: list[str] = []


async def _hour(address: str) -> _Parts:
    parts = _Parts()
    start = time.monotonic()
    await asyncio.gather(*(_attend(address, number, start, parts) for number in range(N_STUDENTS)))
    return parts


async def _attend(address: str, number: int, start: float, parts: _Parts) -> None:
    """Follow the lesson: arrive, work, do what the teacher says, sleep perhaps, and come back."""
    rng = np.random.default_rng(number)
    await asyncio.sleep(ARRIVAL * float(rng.uniform()))
    stops = [*BURSTS, END]
    units: int | None = None
    for stop in stops:
        alone, together = Student(number), Student(number)
        query = "" if units is None else f"hidden={units}"
        try:
            await alone.stay(address, query, _work(rng, start + stop))
            if stop != END:
                await asyncio.sleep(max(0.0, start + stop - time.monotonic()))
                units = BURSTS[stop]
                pause = BURST_WITHIN * float(rng.uniform())
                await together.stay(address, query, [(pause, ("hidden", float(units)))])
        except (OSError, TimeoutError, RuntimeError) as error:
            parts.errors.append(repr(error))
        parts.times["working alone"] += alone.times
        parts.times["now try so many units"] += together.times
        parts.errors += alone.errors + together.errors
        if stop != END and rng.uniform() < SLEEPERS:
            await asyncio.sleep(SLEEP)


def _work(rng: np.random.Generator, stop: float) -> Iterator[tuple[float, Setting]]:
    """Change the seed every half minute or so, as long as there is time."""
    while True:
        pause = float(rng.uniform(10, 60)) / FASTER
        if time.monotonic() + pause > stop:
            return
        yield pause, ("seed", float(rng.integers(0, 10_000)))
