"""The command, from another folder."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import nnviz
from nnviz import DATASETS
from nnviz.cli import main, served_folder
from nnviz.ui.compute import compute
from nnviz.ui.controls import default_values, to_state

ROOT = Path(__file__).parents[1]


def test_train_writes_a_page_that_asks_for_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One file with both lanes in it and no address of another machine."""
    page = tmp_path / "page.html"
    words = [
        "train",
        "--activation",
        "tanh",
        "--activation",
        "relu",
        "--steps",
        "5",
        "--out",
        str(page),
    ]
    assert main(words) == 0
    assert re.search(r"5 steps; training score tanh 0\.\d+, relu 0\.\d+", capsys.readouterr().out)
    text = page.read_text(encoding="utf-8")
    assert "<title>" in text
    assert not re.search(r"""(src|href)=["']?(https?:)?//""", text)


def test_seeds_are_the_apps(tmp_path: Path) -> None:
    """One is of the weights, the other of the samples and their division, as in a link."""
    page, same = tmp_path / "page.html", tmp_path / "same.html"
    main(["train", "--steps", "3", "--seed", "7", "--data-seed", "5", "--out", str(page)])
    values = default_values() | {"seed": 7, "data_seed": 5, "rate": 1.0, "steps": 3}
    state = to_state(values | {"activations": ("sigmoid",)})
    compute(state).comparison.to_html(same, title=f"{DATASETS['bump'].label} · nnviz")
    assert page.read_bytes() == same.read_bytes()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["train", "--data", "bum"], "bump"),
        (["train", "--activation", "tan"], "tanh"),
        (["train", "--hidden", "0"], "n_hidden must be"),
        (["train", "--out", "/no/such/folder/x.html"], "No such file"),
    ],
)
def test_errors_are_sentences(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was wrong, what is allowed, and exit status 2; no traceback."""
    assert main(words) == 2
    assert said in capsys.readouterr().err


def test_what_run_serves_is_there() -> None:
    """The app, its configuration and its assets lie in one folder."""
    for name in ("app.py", ".streamlit/config.toml", "assets/icon.svg", "assets/logo.svg"):
        assert (served_folder() / name).is_file()


def test_run_is_one_process(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Streamlit starts in the command's own process, in the app's folder, with the other words."""
    started = []
    monkeypatch.chdir(tmp_path)  # puts the folder back afterwards
    monkeypatch.setattr(sys, "argv", [])
    monkeypatch.setattr(
        "runpy.run_module", lambda name, **_: started.append((name, sys.argv, Path.cwd()))
    )
    assert main(["run", "--server.port", "8600"]) == 0
    server = served_folder() / "nnviz" / "ui" / "server" / "asgi.py"
    words = ["streamlit", "run", str(server), "--server.port", "8600"]
    assert started == [("streamlit", words, served_folder())]


def test_version() -> None:
    """The command, the package and the citation say the same."""
    said = subprocess.run(
        [sys.executable, "-m", "nnviz.cli", "--version"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    ).stdout
    assert said.strip() == f"nnviz {nnviz.__version__}"
    assert f"version: {nnviz.__version__}" in (ROOT / "CITATION.cff").read_text(
        encoding="utf-8"
    ).replace('"', "")
