"""History, payload and peak memory of runs."""

from __future__ import annotations

import tracemalloc

from benchmarks.table import print_table
from nnviz.components.player.page import standalone_page
from nnviz.components.player.wire import pack
from tests.browser.harness import make_run

FOUR = ("sigmoid", "identity", "tanh", "relu")


def report() -> None:
    """Print kilobytes for the default run and for larger ones."""
    rows = []
    for label, lanes, n_hidden, n_steps in (
        ("default: 2 lanes, 4 units, 1,000 steps", ("sigmoid", "identity"), 4, 1000),
        ("2 lanes, 16 units, 1,000 steps", ("sigmoid", "identity"), 16, 1000),
        ("largest: 4 lanes, 16 units, 5,000 steps", FOUR, 16, 5000),
    ):  # fmt: skip
        tracemalloc.start()
        run = make_run(lanes, n_hidden=n_hidden, n_steps=n_steps, learning_rate=0.5)
        payload = run.payload()
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        history = sum(lane.W_H.nbytes + lane.W_O.nbytes for lane in run.lanes.values())
        page = len(standalone_page(payload).encode())
        wire = len(pack(payload).message())
        sizes = history, len(payload.data), wire, page, peak
        rows.append([label, *(f"{size / 1000:,.0f}" for size in sizes)])
    print_table(
        "Size in kB",
        ["run", "weights in memory", "payload", "on the wire", "stand-alone page", "peak"],
        rows,
    )
