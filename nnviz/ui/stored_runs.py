"""Trained runs on disk, which the replicas of a class's server share and a restart leaves there."""

from __future__ import annotations

import json
import os
import struct
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

import nnviz
from nnviz.comparison import Comparison
from nnviz.comparison.storage import from_bytes, to_bytes
from nnviz.components.player.wire import read_message
from nnviz.scheduling import CACHE
from nnviz.ui.state import AppState
from nnviz.ui.training_job import Computed

MOST_BYTES = 1_000_000_000
"""Of all runs on disk; a default run takes about 0.6 MB, the largest 30."""

if TYPE_CHECKING:
    from nnviz.scheduling.store import Store

_SIZES = struct.Struct("<II")
_DIGEST = 16  # bytes


def find(state: AppState) -> Computed | None:
    """Return a run that this process or another one has kept."""
    store = _store()
    content = None if store is None else store.get(_name(state))
    if content is None:
        return None
    try:
        return decode(content)
    except ValueError:
        return None  # damaged: it is trained again, and kept in its place


def keep(state: AppState, run: Computed) -> None:
    """Keep a whole run."""
    store = _store()
    if store is not None:
        store.put(_name(state), encode(run))


def encode(run: Computed) -> bytes:
    """Return a run as bytes: what goes to the browser, the networks, and sentences about the data.

    Nothing in it can be run as a program, as a pickled object could.
    """
    packed, comparison = run.packed, run.comparison
    about = json.dumps([packed.n_steps, packed.n_samples, run.data_warnings]).encode()
    message = packed.message()
    networks = to_bytes(comparison.sample, comparison.is_test, comparison.trained)
    sizes = _SIZES.pack(len(about), len(message))
    content = b"".join([sizes, about, message, networks])
    return blake2b(content, digest_size=_DIGEST).digest() + content


def decode(content: bytes) -> Computed:
    """Return the run that `encode` has made bytes of.

    Raises
    ------
    ValueError
        If the bytes are damaged.

    """
    digest, content = content[:_DIGEST], content[_DIGEST:]
    if blake2b(content, digest_size=_DIGEST).digest() != digest:
        message = "The kept run is damaged."
        raise ValueError(message)
    n_about, n_message = _SIZES.unpack_from(content)
    body = content[_SIZES.size :]
    n_steps, n_samples, warnings = json.loads(body[:n_about])
    message_end = n_about + n_message
    packed = read_message(body[n_about:message_end], n_steps, n_samples)
    comparison = Comparison(*from_bytes(body[message_end:]))
    return Computed(comparison, packed, tuple(warnings))


@cache
def _store() -> Store | None:
    folder = os.environ.get(CACHE)
    if not folder:
        return None
    from nnviz.scheduling.store import Store  # noqa: PLC0415 -- browsers have no such database

    return Store(Path(folder) / "runs.sqlite", MOST_BYTES)


def _name(state: AppState) -> str:
    return blake2b(f"{_program()} {state!r}".encode(), digest_size=16).hexdigest()


@cache
def _program() -> str:
    """Return a mark of everything that computes runs: another program may compute others."""
    mark = blake2b(digest_size=16)
    for path in sorted(Path(nnviz.__file__).parent.rglob("*.py")):
        mark.update(path.read_bytes())
    return mark.hexdigest()
