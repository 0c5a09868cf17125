"""A page is one file of nnviz/ui/pages: its docstring gives its title, its name the address."""

from __future__ import annotations

from pathlib import Path

import pytest

from nnviz.ui.navigation import page_files, page_title

TITLES = {
    "playground": "Playground",
    "linear": "From linear to non-linear",
    "activations": "Activations",
    "backpropagation": "Backpropagation",
    "homework": "Homework",
    "autodiff": "Autodiff",
}


def test_pages_have_the_titles_and_the_order_of_the_lecture() -> None:
    """The known pages come first, in this order, under these titles."""
    found = {path.stem: page_title(path) for path in page_files()}
    assert list(found.items())[: len(TITLES)] == list(TITLES.items())


def test_a_new_file_is_a_page_behind_the_others(tmp_path: Path) -> None:
    """A file that nothing else names is listed after those that have a place."""
    for name in ("__init__", "luck", "homework", "playground"):
        (tmp_path / f"{name}.py").write_text('"""Luck: many seeds."""\n', "utf-8")
    assert [path.stem for path in page_files(tmp_path)] == ["playground", "homework", "luck"]


@pytest.mark.parametrize(
    "text", ["", "x = 1\n", '"""No title here."""\n', '"""No\ntitle: yet."""\n']
)
def test_a_page_without_a_title_is_refused(tmp_path: Path, text: str) -> None:
    """The message names the file and shows what its docstring looks like."""
    path = tmp_path / "page.py"
    path.write_text(text, "utf-8")
    with pytest.raises(ValueError, match=r'page\.py must begin with a docstring such as "Homework'):
        page_title(path)
