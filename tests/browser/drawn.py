"""Texts of a drawing as the browser sets them: whether they overlap, and fit into their nodes."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from playwright.sync_api import Page


def overlaps(page: Page) -> list[tuple[Any, Any]]:
    """Return the pairs of texts, of edges or in nodes, and outlines of nodes that overlap."""
    found = page.evaluate(
        "() => { const box = (el) => { const b = el.getBoundingClientRect(); return"
        " [b.left, b.right, b.top, b.bottom, el.textContent]; };"
        " return [...document.querySelectorAll("
        "'.label text, .node > :is(rect, circle):first-of-type')].map(box); }"
    )
    return [
        (a[4], b[4])
        for a, b in combinations(found, 2)
        if a[0] < b[1] - 1 and b[0] < a[1] - 1 and a[2] < b[3] - 3 and b[2] < a[3] - 3
    ]


def overhang(page: Page) -> float:
    """Return by how many pixels a text ends beyond its node, at most over all nodes."""
    beyond = page.locator(".node").evaluate_all(
        "nodes => nodes.flatMap(n => [...n.querySelectorAll('text')].map(t =>"
        " t.getBoundingClientRect().right"
        " - n.querySelector('rect, circle').getBoundingClientRect().right))"
    )
    return float(max(beyond))
