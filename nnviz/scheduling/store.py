"""Bytes by name on a disk, bounded, for several processes at once."""

from __future__ import annotations

import logging
import sqlite3
import threading
import time
from contextlib import closing
from pathlib import Path

_LOG = logging.getLogger(__name__)
_PATIENCE = 2.0  # seconds for another process to finish writing
_SHARE_LEFT = 0.9  # of the bound, once it has been reached

_TABLE = """
CREATE TABLE IF NOT EXISTS kept (name TEXT PRIMARY KEY, used REAL NOT NULL, content BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS by_use ON kept (used);
"""
_SIZES = "SELECT name, LENGTH(content) FROM kept ORDER BY used"


class Store:
    """A file of bytes by name. What was not used the longest is given up first.

    Nothing here fails: where the disk is full or the file damaged, nothing is found and nothing
    kept, and a damaged file is begun anew.

    Parameters
    ----------
    path : Path
        Of the file; it is made when there is something to keep.
    most_bytes : int
        Of all contents together.

    """

    def __init__(self, path: Path, most_bytes: int) -> None:
        """Take note; open nothing."""
        self._path = path
        self._most = most_bytes
        self._lock = threading.Lock()

    def get(self, name: str) -> bytes | None:
        """Return what is kept under a name."""
        if not self._path.exists():
            return None
        found: bytes | None = None
        with self._lock:
            try:
                with closing(self._opened()) as file, file:
                    row = file.execute("SELECT content FROM kept WHERE name = ?", [name]).fetchone()
                    if row:
                        found = row[0]
                        file.execute("UPDATE kept SET used = ? WHERE name = ?", [time.time(), name])
            except sqlite3.Error as error:
                self._mend(error)
        return found

    def put(self, name: str, content: bytes) -> None:
        """Keep bytes under a name, in place of what is there."""
        if len(content) > self._most:
            return
        with self._lock:
            try:
                with closing(self._opened()) as file, file:
                    file.execute("REPLACE INTO kept VALUES (?, ?, ?)", [name, time.time(), content])
                    self._make_room(file)
            except (sqlite3.Error, OSError) as error:
                self._mend(error)

    def n_bytes(self) -> int:
        """Return the size of all contents together."""
        if not self._path.exists():
            return 0
        with self._lock, closing(self._opened()) as file:
            return sum(size for _, size in file.execute(_SIZES))

    def _opened(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        file = sqlite3.connect(self._path, timeout=_PATIENCE)
        # A cache need not survive the machine's power failing; it must not wait for the disk.
        file.execute("PRAGMA journal_mode = WAL")
        file.execute("PRAGMA synchronous = OFF")
        file.executescript(_TABLE)
        return file

    def _make_room(self, file: sqlite3.Connection) -> None:
        sizes = file.execute(_SIZES).fetchall()
        total = sum(size for _, size in sizes)
        if total <= self._most:
            return
        for name, size in sizes:
            if total <= self._most * _SHARE_LEFT:
                break
            file.execute("DELETE FROM kept WHERE name = ?", [name])
            total -= size

    def _mend(self, error: sqlite3.Error | OSError) -> None:
        """Go on without: remove a file that cannot be read; leave one that cannot be written."""
        if isinstance(error, sqlite3.OperationalError | OSError):
            _LOG.warning("The cache on disk is not used now: %s.", error)
            return
        _LOG.warning("The cache on disk was damaged and is begun anew: %s.", error)
        for suffix in ("", "-wal", "-shm"):
            Path(f"{self._path}{suffix}").unlink(missing_ok=True)
