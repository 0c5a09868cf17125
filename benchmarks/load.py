"""A class on one server: how long each change of a setting takes to be answered."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks.load_client import Changes, Student, lesson
from benchmarks.table import print_table
from tests.browser.class_server import served_class
from tests.browser.harness import served_app

# How many students, seconds between changes, changes each, and how many settings they share.
CLASSES = {
    "10, 3 s apart": (10, Changes(10, 3.0)),
    "30, 3 s apart": (30, Changes(10, 3.0, first=1000)),
    "100, 10 s apart": (100, Changes(5, 10.0, first=2000)),
    "100, 3 s apart": (100, Changes(8, 3.0, first=3000)),
    "100, 3 s apart, 10 settings": (100, Changes(8, 3.0, n_shared=10, first=4000)),
}
LARGEST = (
    "hidden=16&steps=5000&activations=sigmoid&activations=tanh&activations=ReLU&activations=sine"
)
_HEADER = ["students", "median", "p95", "largest", "slowest / fastest student", "kB", "errors"]


def report() -> None:
    """Print the times of each class, with training in the server's thread and in workers."""
    for title, n_workers in (("a thread of the server", "0"), ("worker processes", "")):
        rows = []
        with served_app(n_workers) as address:
            asyncio.run(
                lesson(address, 1, Changes(2, 0.5, first=9000))
            )  # imports are not what is measured
            for name, (n_students, changes) in CLASSES.items():
                rows.append([name, *_cells(asyncio.run(lesson(address, n_students, changes)))])
            rows.append(["10 beside five largest", *_cells(asyncio.run(_beside_largest(address)))])
        print_table(f"Milliseconds for a change, training in {title}", _HEADER, rows)
        print()
    rows = []
    with TemporaryDirectory() as folder, served_class(Path(folder), 2, 200) as served:
        asyncio.run(lesson(served.address, 4, Changes(2, 0.5, first=9000)))
        for name in ("30, 3 s apart", "100, 10 s apart", "100, 3 s apart"):
            n_students, changes = CLASSES[name]
            rows.append([name, *_cells(asyncio.run(lesson(served.address, n_students, changes)))])
    print_table("Milliseconds for a change, two replicas behind nginx", _HEADER, rows)


async def _beside_largest(address: str) -> list[Student]:
    """Return ten students who changed settings while five others trained the largest runs."""
    largest = asyncio.create_task(lesson(address, 5, Changes(6, 0.1, first=5000), LARGEST))
    await asyncio.sleep(3)
    light = asyncio.create_task(lesson(address, 10, Changes(6, 2.0, first=6000)))
    students = await light
    await largest
    return students


def _cells(students: Sequence[Student]) -> list[str]:
    times = np.array([t for student in students for t in student.times]) * 1000
    medians = [float(np.median(student.times)) for student in students if student.times]
    size = np.mean([n for student in students for n in student.sizes]) / 1000
    n_errors = sum(len(student.errors) for student in students)
    return [
        *(f"{value:,.0f}" for value in (*np.percentile(times, [50, 95]), times.max())),
        f"{max(medians) / min(medians):.1f}",
        f"{size:.0f}",
        str(n_errors),
    ]
