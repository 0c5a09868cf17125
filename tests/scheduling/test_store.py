"""Bytes on a disk that several processes share."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.scheduling.store import Store

FULL = Path("/dev/full")


def test_what_is_kept_is_found_by_another_process(tmp_path: Path) -> None:
    Store(tmp_path / "x", 100).put("a", b"one")
    program = (
        "import sys; from pathlib import Path; from nnviz.scheduling.store import Store;"
        "sys.stdout.buffer.write(Store(Path(sys.argv[1]), 100).get('a'))"
    )
    words = [sys.executable, "-c", program, str(tmp_path / "x")]
    assert subprocess.run(words, capture_output=True, check=True).stdout == b"one"


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 60)), max_size=12))
def test_it_never_holds_more_than_its_bound(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[tuple[str, int]]
) -> None:
    store = Store(tmp_path_factory.mktemp("store") / "x", 100)
    for name, size in pieces:
        store.put(name, b"x" * size)
        assert store.get(name) == b"x" * size
    assert store.n_bytes() <= 100


def test_the_one_not_used_the_longest_goes_first(tmp_path: Path) -> None:
    store = Store(tmp_path / "x", 100)
    for name in "abc":
        store.put(name, bytes(30))
    store.get("a")
    store.put("d", bytes(30))
    assert [store.get(name) is not None for name in "abcd"] == [True, False, True, True]


def test_too_much_is_not_kept(tmp_path: Path) -> None:
    store = Store(tmp_path / "x", 10)
    store.put("a", bytes(11))
    assert store.get("a") is None


@pytest.mark.parametrize(
    "damage", [b"", b"no database at all", b"SQLite format 3\x00" + bytes(200)]
)
def test_a_damaged_file_is_begun_anew(tmp_path: Path, damage: bytes) -> None:
    store = Store(tmp_path / "x", 100)
    store.put("a", b"one")
    for path in tmp_path.iterdir():
        path.unlink()
    (tmp_path / "x").write_bytes(damage)
    store.get("a")
    store.put("b", b"two")
    assert store.get("b") == b"two"


def test_a_disk_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    store = Store(tmp_path / "file" / "x", 100)  # a file where the folder should be
    store.put("a", b"one")
    assert store.get("a") is None


@pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="only where there is a disk that is full"
)
def test_a_full_disk_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "x").symlink_to(FULL)
    store = Store(tmp_path / "x", 100)
    store.put("a", b"one")
    assert store.get("a") is None
