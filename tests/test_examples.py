"""What the README, the docstrings and the notebook tell a reader to type works as it is."""

from __future__ import annotations

import doctest
import importlib
import json
import re
from pathlib import Path

import pytest

import nnviz

ROOT = Path(__file__).parents[1]
MODULES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for path in (ROOT / "nnviz").rglob("*.py")
    if ">>> " in path.read_text("utf-8")
)


def test_the_readme_shows_something(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As a script it writes a page and prints loss, accuracy and weights."""
    [snippet] = re.findall(
        r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL
    )
    monkeypatch.chdir(tmp_path)
    exec(compile(snippet, "README.md", "exec"), {})  # noqa: S102 - our own text
    said = capsys.readouterr().out
    assert said.startswith("<Comparison of sigmoid, identity; 1000 steps, 400 samples, 100 test>")
    loss, accuracy = map(float, re.findall(r"loss (\S+), accuracy (\S+)", said)[0])
    assert loss < 0.3
    assert accuracy > 0.85
    assert (tmp_path / "bump.html").stat().st_size > 100_000


@pytest.mark.parametrize("module", MODULES)
def test_examples_of_docstrings(module: str) -> None:
    """Each gives what is under it."""
    failed, tried = doctest.testmod(importlib.import_module(module))
    assert (failed, tried > 0) == (0, True)


def test_the_notebook_runs() -> None:
    """Cell by cell in one namespace; the first shows the player."""
    notebook = json.loads((ROOT / "examples/first_steps.ipynb").read_text("utf-8"))
    cells = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    names: dict[str, object] = {}
    for cell in cells:
        exec(compile(cell, "cell", "exec"), names)  # noqa: S102 - our own text
    assert isinstance(names["result"], nnviz.Comparison)
    assert eval(cells[1].splitlines()[-1], names).endswith("0.266 at step 300")  # noqa: S307
    assert eval(cells[3].splitlines()[-1], names).shape == (5, 5)  # noqa: S307
