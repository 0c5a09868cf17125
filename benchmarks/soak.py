"""Half an hour of a class that comes and goes: whether memory, open files or the cache grow.

``make bench ARGS=soak``; it runs only when it is named. NNVIZ_SOAK_MINUTES makes it shorter.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks.load_client import Setting, Student
from benchmarks.table import print_table
from tests.browser.class_server import Class, served_class

N_STUDENTS = 60
MINUTES = float(os.environ.get("NNVIZ_SOAK_MINUTES", "30"))
SETTLED = 5 / 30
"""Share of the time after which memory should not grow any more."""

_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class _Process:
    """What a process used at a time: bytes of memory and open files."""

    name: str
    memory: int
    n_files: int


def report() -> None:
    """Print each process's memory and files after a sixth of the time and at the end."""
    with TemporaryDirectory() as name, served_class(Path(name), 2, 200) as served:
        settled, end, students = asyncio.run(_soak(served))
    rows = []
    for process_id, after in sorted(end.items()):
        before = settled.get(process_id)
        if before is None:
            rows.append(
                [after.name, "new", f"{after.memory / 1e6:.0f}", "", "", str(after.n_files)]
            )
            continue
        growth = 100 * (after.memory / before.memory - 1)
        rows.append(
            [
                after.name, f"{before.memory / 1e6:.0f}", f"{after.memory / 1e6:.0f}",
                f"{growth:+.0f} %", str(before.n_files), str(after.n_files),
            ]
        )  # fmt: skip
    times = np.array([t for student in students for t in student.times]) * 1000
    errors = [error for student in students for error in student.errors]
    print_table(
        f"{N_STUDENTS} students for {MINUTES:g} minutes, a new connection every two or so: "
        f"{len(times):,} changes, p95 {np.percentile(times, 95):,.0f} ms, {len(errors)} errors",
        ["process", "MB settled", "MB at the end", "growth", "files settled", "files at the end"],
        rows,
    )
    for error in errors[:5]:
        print(error)


async def _soak(
    served: Class,
) -> tuple[dict[int, _Process], dict[int, _Process], list[Student]]:
    end = time.monotonic() + MINUTES * 60
    students = [Student(number) for number in range(N_STUDENTS)]
    lessons = asyncio.gather(*(_come_and_go(student, served.address, end) for student in students))
    await asyncio.sleep(MINUTES * 60 * SETTLED)
    settled = _processes(served.process_id)
    await asyncio.sleep(max(0.0, end - time.monotonic() - 5))
    last = _processes(served.process_id)
    await lessons
    return settled, last, students


async def _come_and_go(student: Student, address: str, end: float) -> None:
    """Connect again and again until the end."""
    rng = np.random.default_rng(student.number)
    while time.monotonic() < end:
        try:
            await student.stay(address, "", _visit(rng, end))
        except (OSError, TimeoutError, RuntimeError) as error:
            student.errors.append(repr(error))
            await asyncio.sleep(1)


def _visit(rng: np.random.Generator, end: float) -> Iterator[tuple[float, Setting]]:
    """Change the seed every ten seconds or so, for about two minutes."""
    for _ in range(int(rng.integers(6, 18))):
        pause = float(rng.uniform(5, 15))
        if time.monotonic() + pause > end:
            return
        yield pause, ("seed", float(rng.integers(0, 10_000)))


def _processes(root: int) -> dict[int, _Process]:
    """Return a process and all below it, by their ids."""
    listed = subprocess.run(
        ["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True
    )
    parents, words = {}, {}
    for line in listed.stdout.splitlines():
        process_id, parent, arguments = line.split(maxsplit=2)
        parents[int(process_id)], words[int(process_id)] = int(parent), arguments
    wanted = {root}
    while more := {child for child, parent in parents.items() if parent in wanted} - wanted:
        wanted |= more
    found = {}
    for process_id in wanted:
        folder = Path("/proc") / str(process_id)
        try:
            memory = int((folder / "statm").read_text().split()[1]) * _PAGE
            n_files = len(list((folder / "fd").iterdir()))
        except OSError:
            continue  # it has ended
        found[process_id] = _Process(_name(words[process_id]), memory, n_files)
    return found


def _name(arguments: str) -> str:
    names = {
        "nnviz.cli serve": "nnviz serve", "nnviz.cli run": "replica", "loky": "training worker",
        "nginx: master": "nginx", "nginx: worker": "nginx worker",
    }  # fmt: skip
    return next((name for part, name in names.items() if part in arguments), arguments[:40])
