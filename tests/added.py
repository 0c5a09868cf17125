"""The program with an activation, a data set and a page more, added as CONTRIBUTING.md says."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

ROOT = Path(__file__).parents[1]


def code_blocks() -> list[str]:
    """Return the page's Python: an activation's functions and record, a data set's, and a page."""
    page = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    return re.findall(r"```python\n(.*?)```", page, re.DOTALL)


def copy_with_additions(folder: Path) -> None:
    """Copy the app to `folder`, where three files are changed or new."""
    shutil.copytree(ROOT / "nnviz", folder / "nnviz", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "assets", folder / "assets")
    shutil.copy(ROOT / "app.py", folder)
    functions, record, draw, dataset, page = code_blocks()
    _add(folder / "nnviz/activations/waves.py", functions, record)
    _add(folder / "nnviz/datasets/binary.py", draw, dataset)
    (folder / "nnviz/ui/pages/luck.py").write_text(page, "utf-8")


def _add(path: Path, functions: str, table: str) -> None:
    """Put functions in front of a file's table, and the record behind the records in it."""
    head = table.partition("\n")[0]
    record = table.partition("...,")[2].partition("\n")[2]
    before, found, records = path.read_text("utf-8").partition(head)
    assert found, f"{path} has no line {head}"
    rest = records.rstrip().removesuffix(")")
    path.write_text(f"{before}{functions}\n\n{head}{rest}{record}", "utf-8")
