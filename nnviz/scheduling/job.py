"""What there is to do, in pieces that are short enough for others to pass between."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """A piece of work.

    Attributes
    ----------
    function : callable
        Of a module, so that another process can be told of it.
    arguments : tuple
    note : Any
        For the job's own use; it does not travel.
    is_long : bool
        Whether it cannot be made short. One worker is kept free of such pieces.

    """

    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    note: Any = field(default=None)
    is_long: bool = False


class Job(Protocol):
    """A request in pieces. The scheduler's lock is held whenever one of these is called."""

    @property
    def seconds_to_show(self) -> float:
        """Estimated work until there is something new to show."""

    @property
    def is_done(self) -> bool:
        """Whether everything has been worked out."""

    def next_task(self, *, may_be_long: bool) -> Task | None:
        """Return a piece that can be done now and was not handed out; None if there is none."""

    def take(self, task: Task, result: object) -> None:
        """Take the result of a piece; an exception ends the job with it."""
