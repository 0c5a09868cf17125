"""Links and messages from people who mean harm, and what others notice of it.

``make bench ARGS=hostile``; it runs only when it is named.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

import numpy as np
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from benchmarks.forger import forge_values
from benchmarks.load_client import Changes, Student, lesson
from benchmarks.table import print_table
from tests.browser.class_server import served_class

N_LINKS = 500
_PATIENCE = 60.0  # seconds
PAGES = ("", "linear", "activations", "backpropagation", "homework", "autodiff")
KEYS = (
    "problem", "data", "samples", "noise", "test", "data_seed", "hidden", "activations", "rate",
    "steps", "optimizer", "batch", "l2", "seed", "scale", "classes", "standardize", "tab", "ex",
    "blanks", "expr", "act_tab", "bp_step", "__proto__", "embed",
)  # fmt: skip
VALUES = (
    "", "-1", "0", "1e308", "NaN", "inf", "99999999999999999999", "0x10", "\uff11\uff12",
    "<script>alert(1)</script>", "../../etc/passwd", "'; DROP TABLE kept; --", "\x00", "\ud7ff",
    "a" * 4000, "sigmoid", "${7*7}", "{{7*7}}", "=cmd|' /C calc'!A0", "%s%n",
    "__import__('os').system('id')", "[" * 500, "x**x**x**9", "true",
)  # fmt: skip
COMMANDS = (
    "clear_cache", "set_run_on_save", "load_git_info", "debug_disconnect_websocket",
    "debug_shutdown_runtime",
)  # fmt: skip


def report() -> None:
    """Print what others notice, what the logs say, and how many replicas are still the same."""
    with TemporaryDirectory() as name, served_class(Path(name), 2, 200) as served:
        before = set(served.replicas())
        quiet = asyncio.run(lesson(served.address, 10, Changes(5, 2.0, first=100)))
        links, messages, beside = asyncio.run(_attack(served.address))
        same = before == set(served.replicas())
        n_tracebacks = served.logs().count("Traceback")
        rows = [
            [title, f"{_p95(students):,.0f}", str(sum(len(s.errors) for s in students))]
            for title, students in (("before", quiet), ("during", beside))
        ]
    print_table(
        f"{links} hostile links and {messages:,} forged messages: {n_tracebacks} tracebacks in the "
        f"logs, replicas {'the same' if same else 'replaced'}",
        ["ten others, 2 s apart", "p95 in ms", "errors"],
        rows,
    )


def _p95(students: list[Student]) -> float:
    return float(np.percentile([t for s in students for t in s.times], 95)) * 1000


async def _attack(address: str) -> tuple[int, int, list[Student]]:
    """Return how many links and messages were sent, and who was served meanwhile."""
    beside = asyncio.create_task(lesson(address, 10, Changes(25, 2.0, first=300)))
    links = asyncio.create_task(_links(address))
    sent = await asyncio.gather(
        *(forge_values(address, page, 400) for page in PAGES), _raw(address), _flood(address)
    )
    return await links, sum(sent), await beside


def _query(number: int) -> str:
    rng = np.random.default_rng(number)
    pairs = [
        (str(rng.choice(KEYS)), VALUES[int(rng.integers(len(VALUES)))])
        for _ in range(int(rng.integers(1, 6)))
    ]
    return urlencode(pairs, errors="replace")


async def _links(address: str) -> int:
    """Open the app by links, one after the other; each answer must come to its end."""
    for number in range(N_LINKS):
        student = Student(number, page=PAGES[number % len(PAGES)])
        await student.stay(address, _query(number), ())
    return N_LINKS


async def _raw(address: str) -> int:
    """Send what no browser sends: noise, huge frames, commands, widgets that do not exist."""
    rng = np.random.default_rng(0)
    messages = [rng.bytes(int(size)) for size in rng.integers(0, 300, 200)]
    messages += [bytes(2_000_000)] * 5
    for command in COMMANDS:
        message = BackMsg()
        setattr(message, command, True)
        messages += [message.SerializeToString()] * 20
    for number in range(100):
        message = BackMsg()
        state = message.rerun_script.widget_states.widgets.add()
        state.id, state.string_value = f"$$WIDGET-{number}-nothing", "x"
        messages.append(message.SerializeToString())
    for data in messages:
        await _send(address, [data])
    return len(messages)


async def _flood(address: str) -> int:
    """Change something three hundred times at once, from one session."""
    message = BackMsg()
    message.rerun_script.query_string = ""
    await _send(address, [message.SerializeToString()] * 300)
    return 300


async def _send(address: str, messages: list[bytes]) -> None:
    url = f"{address.replace('http', 'ws', 1)}/_stcore/stream"
    try:
        # Without a bound on what has come and is not read: else both sides wait for each other.
        async with (
            asyncio.timeout(_PATIENCE),
            connect(
                url, subprotocols=[Subprotocol("streamlit")], max_size=None, max_queue=None
            ) as socket,
        ):
            for data in messages:
                await socket.send(data)
            await asyncio.sleep(0.05)
    except (ConnectionClosed, OSError, TimeoutError):
        pass  # the server has hung up, as it may
