"""What a class's server is asked for."""

from __future__ import annotations

import ipaddress
import os
from dataclasses import dataclass
from pathlib import Path

from nnviz.checks import check_whole

MOST_REPLICAS, MOST_STUDENTS = 64, 5000


@dataclass(frozen=True, slots=True)
class ClassServer:
    """A class's server.

    Parameters
    ----------
    replicas : int
        Processes of the app; one for each processor suits.
    students : int
        At most so many at the same time; others are told when there is a place.
    address : str
        Of this machine on which it is reached: ``0.0.0.0`` for all, ``127.0.0.1`` for itself alone.
    port : int
    folder : Path
        For its configuration, logs and cached files.

    Raises
    ------
    ValueError
        If a value is out of its range.

    """

    replicas: int
    students: int
    address: str
    port: int
    folder: Path

    def __post_init__(self) -> None:
        """Check the ranges."""
        check_whole("replicas", self.replicas, 1, MOST_REPLICAS)
        check_whole("students", self.students, 1, MOST_STUDENTS)
        check_whole("port", self.port, 1, 65_535)
        try:
            ipaddress.ip_address(self.address)
        except ValueError:
            message = f"address must be one of this machine's, as 0.0.0.0; got {self.address!r}."
            raise ValueError(message) from None
        if any(letter in str(self.folder) for letter in "\"'{};\n\\ "):
            message = f"folder must have a name without spaces and quotes; got {self.folder}."
            raise ValueError(message)

    @property
    def workers(self) -> int:
        """How many processes each replica trains in."""
        return max(1, n_processors() // self.replicas)


def n_processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def default_folder() -> Path:
    """Return a folder of this user's own for a class's server."""
    base = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(base) / "nnviz"
