"""How long a pause holds up the page: its longest task, with each tab's figures in view."""

from __future__ import annotations

import statistics
import time

from benchmarks.app_page import IDLE, LARGE, LECTURE, Served, in_player, served, tasks_during
from benchmarks.table import print_table

PAGES = {"two lanes of 4, as it opens": LECTURE, "two lanes of 16, five outputs": LARGE}
TABS = 5
LOOK = "[class*=st-key-player_look_]"
TIMES = 5
AFTER = 2.5  # seconds after the press that belong to it


def report() -> None:
    """Print the longest task after a pause, for what is in view below the player."""
    rows = []
    with served() as app:
        for title, query in PAGES.items():
            rows += [[title if i == 0 else "", *row] for i, row in enumerate(_rows(app, query))]
    print_table(
        f"Longest task of the page in ms after a pause, {TIMES} pauses",
        ["in the app", "in view", "first", "median", "largest of the others"],
        rows,
    )


def _rows(app: Served, query: str) -> list[list[str]]:
    rows = []
    with app.page(query) as page:
        for tab in (None, *range(TABS)):
            name = "the player alone"
            if tab is not None:
                opened = page.get_by_role("tab").nth(tab)
                in_player(page, "({ nnviz }) => { nnviz.seek(0); nnviz.play(); }")
                opened.click()
                page.wait_for_selector(f"{IDLE} {LOOK}" if tab < TABS - 1 else IDLE)
                page.get_by_role("tabpanel").last.evaluate("(panel) => panel.scrollIntoView()")
                time.sleep(1)
                name = opened.inner_text()
            longest = []
            for _ in range(TIMES):
                in_player(page, "({ nnviz }) => { nnviz.seek(0); nnviz.play(); }")
                time.sleep(1)
                in_player(page, "({ nnviz }) => setTimeout(nnviz.pause, 300)")
                longest.append(max(tasks_during(app, page, AFTER)))
            first, *others = longest
            rows.append(
                [name, f"{first:.0f}", f"{statistics.median(others):.0f}", f"{max(others):.0f}"]
            )
    return rows
