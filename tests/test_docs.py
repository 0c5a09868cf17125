"""What the documentation names exists: files, functions, commands, and the library's names."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml

import nnviz

ROOT = Path(__file__).parents[1]
PAGES = ("README.md", "CONTRIBUTING.md", "docs/architecture.md", "docs/index.md")
TEXT = {name: (ROOT / name).read_text("utf-8") for name in PAGES}
PATH = re.compile(r"\b(?:nnviz|tests|docs|scripts|benchmarks|assets)/[\w./-]*\w")
FUNCTION = re.compile(r"`([\w.]+)`(?: and `([\w.]+)`)? (?:of|in) `([\w/]+\.(?:py|js|css))`")
every_page = pytest.mark.parametrize("page", TEXT)


@every_page
def test_every_path_exists(page: str) -> None:
    # What make docs has built is there only afterwards.
    paths = {path for path in PATH.findall(TEXT[page]) if "_build" not in path}
    assert {path for path in paths if not (ROOT / path).exists()} == set()


def test_every_room_of_the_picture_exists() -> None:
    picture = (ROOT / "docs/architecture.svg").read_text("utf-8")
    paths = re.findall(r'data-path="([^"]+)"', picture)
    assert len(paths) > 20
    assert [path for path in paths if not (ROOT / path).exists()] == []


def is_defined(name: str, path: Path) -> bool:
    """Whether `name` is a function, class, field or variable of the file."""
    text = path.read_text("utf-8")
    if path.suffix == ".py":
        return (
            re.search(rf"^\s*(?:(?:def|class) {name}\b|{name}\b.*[:=])", text, re.MULTILINE)
            is not None
        )
    forms = rf"(?:function|const|let|class) {name}\b|^\s+{name}\(.*\) {{$"
    return re.search(forms, text, re.MULTILINE) is not None


@every_page
def test_every_function_is_where_the_page_says(page: str) -> None:
    """``run`` of ``nnviz/file.py`` is defined in that file, in Python and in JavaScript."""
    named = [
        (n, path)
        for *names, path in FUNCTION.findall(" ".join(TEXT[page].split()))
        for n in names
        if n
    ]
    assert [(n, path) for n, path in named if not is_defined(n, ROOT / path)] == []


@every_page
def test_every_make_target_exists(page: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z]+)(?=\s*[`#\n]| ARGS)", TEXT[page])) <= targets


def test_the_first_page_of_the_library_has_every_public_name() -> None:
    """Both ways: what is exported is on the page, and nothing else is."""
    page = (ROOT / "docs/api/nnviz.md").read_text("utf-8")
    listed = re.findall(r"^\.\. (?:auto|py:)(?:class|function|data):: (\w+)", page, re.MULTILINE)
    assert sorted(listed) == sorted(nnviz.__all__)


def test_the_citation_is_of_this_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert (citation["version"], citation["license"]) == (nnviz.__version__, project["license"])
