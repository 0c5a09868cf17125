"""Students without a browser: sessions that speak Streamlit's protocol over its websocket."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

_MOST_BYTES = 64_000_000  # of one message
_PATIENCE = 180.0  # seconds for one answer
_SLIDERS = frozenset({"hidden"})

Setting = tuple[str, float]
"""The key of a setting and its value."""


@dataclass
class Student:
    """One session and what it measured.

    Attributes
    ----------
    number : int
        From 0; every student of a class has another one.
    page : str
        The page's name in its address; empty for the first.
    times : list of float
        Seconds from each change to the end of its answer.
    sizes : list of int
        Bytes of each answer.
    errors : list of str
        What the server said went wrong.

    """

    number: int
    page: str = ""
    times: list[float] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    _widgets: dict[str, str] = field(default_factory=dict)
    _values: dict[str, float] = field(default_factory=dict)

    async def attend(self, address: str, query: str, changes: Changes) -> None:
        """Open the playground, and make changes until the lesson is over."""
        url = f"{address.replace('http', 'ws', 1)}/_stcore/stream"
        async with connect(
            url, subprotocols=[Subprotocol("streamlit")], max_size=_MOST_BYTES
        ) as socket:
            await self._ask(socket, query)
            for number in range(changes.n):
                await asyncio.sleep(changes.pause(self.number, number))
                self._values["seed"] = float(changes.seed(self.number, number))
                start = time.perf_counter()
                n_bytes = await self._ask(socket, query)
                self.times.append(time.perf_counter() - start)
                self.sizes.append(n_bytes)

    async def stay(self, address: str, query: str, plan: Iterable[tuple[float, Setting]]) -> None:
        """Open the playground and follow a plan: after so many seconds, a setting and its value."""
        url = f"{address.replace('http', 'ws', 1)}/_stcore/stream"
        async with connect(
            url, subprotocols=[Subprotocol("streamlit")], max_size=_MOST_BYTES
        ) as socket:
            self._values.clear()
            await self._ask(socket, query)
            for pause, (key, value) in plan:
                await asyncio.sleep(pause)
                self._values[key] = value
                start = time.perf_counter()
                self.sizes.append(await self._ask(socket, query))
                self.times.append(time.perf_counter() - start)

    async def _ask(self, socket: ClientConnection, query: str) -> int:
        """Run the page with these values and return how many bytes its answer has."""
        message = BackMsg()
        message.rerun_script.query_string = query
        message.rerun_script.page_name = self.page
        for key, value in self._values.items():
            state = message.rerun_script.widget_states.widgets.add()
            state.id = self._widgets[key]
            if key in _SLIDERS:
                state.double_array_value.data.append(value)
            else:
                state.double_value = value
        await socket.send(message.SerializeToString())
        n_bytes = 0
        async with asyncio.timeout(_PATIENCE):
            while True:
                raw = await socket.recv()
                data = raw.encode() if isinstance(raw, str) else raw
                n_bytes += len(data)
                if self._is_last(ForwardMsg.FromString(data)):
                    return n_bytes

    def _is_last(self, message: ForwardMsg) -> bool:
        """Take what the server says; return whether the page has run to its end."""
        kind = message.WhichOneof("type")
        if kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            element = message.delta.new_element
            if element.WhichOneof("type") in {"number_input", "slider"}:
                name = getattr(element, element.WhichOneof("type") or "").id
                self._widgets[name.rsplit("-", 1)[-1]] = name
            if element.WhichOneof("type") == "exception":
                self.errors.append(element.exception.message)
            if element.WhichOneof("type") == "alert":
                self.errors.append(element.alert.body)
        return kind == "script_finished" and message.script_finished in (
            ForwardMsg.FINISHED_SUCCESSFULLY,
            ForwardMsg.FINISHED_WITH_COMPILE_ERROR,
        )


@dataclass(frozen=True)
class Changes:
    """What each student does after opening the page.

    Attributes
    ----------
    n : int
        How many changes.
    every : float
        Seconds between an answer and the next change, on average.
    n_shared : int or None
        Only so many different settings in the whole class; None for all different.
    first : int
        The first seed: another class on the same server takes others, or it would find its runs.

    """

    n: int
    every: float
    n_shared: int | None = None
    first: int = 1

    def pause(self, student: int, change: int) -> float:
        """Return the seconds before a change: half to one and a half times the average."""
        return self.every * float(np.random.default_rng([student, change]).uniform(0.5, 1.5))

    def seed(self, student: int, change: int) -> int:
        """Return the weight seed that a student takes."""
        if self.n_shared is not None:
            return self.first + int(
                np.random.default_rng([student, change]).integers(self.n_shared)
            )
        return (self.first + student * self.n + change) % 10_000


async def lesson(
    address: str, n_students: int, changes: Changes, query: str = "", arrival: float = 2.0
) -> list[Student]:
    """Return a class after its lesson; students come within `arrival` seconds."""
    students = [Student(number) for number in range(n_students)]

    async def come(student: Student) -> None:
        await asyncio.sleep(arrival * student.number / max(n_students, 1))
        try:
            await student.attend(address, query, changes)
        except (OSError, TimeoutError, RuntimeError) as error:
            student.errors.append(repr(error))

    await asyncio.gather(*(come(student) for student in students))
    return students
