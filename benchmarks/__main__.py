"""Run all benchmarks, or those named, such as frames, interactions, pauses and opening."""

from __future__ import annotations

import sys
from importlib import import_module

SECTIONS = (
    "training",
    "size",
    "autodiff",
    "player",
    "frames",
    "interactions",
    "pauses",
    "opening",
    "latency",
    "load",
    "site",
)
LONG = ("hostile", "hour", "soak")
"""Run only when they are named."""


def main(names: list[str]) -> int:
    """Run the named sections in order; return 2 for a name that does not exist."""
    unknown = [name for name in names if name not in SECTIONS + LONG]
    if unknown:
        print(f"There is no benchmark {unknown[0]!r}; choose from {', '.join(SECTIONS + LONG)}.")
        return 2
    for name in names or SECTIONS:
        import_module(f"benchmarks.{name}").report()
        print()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
