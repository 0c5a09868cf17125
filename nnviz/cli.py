"""The command ``nnviz``: start the app, or train and write a page that plays without a server."""

from __future__ import annotations

import argparse
import importlib.util
import os
import runpy
import sys
from collections.abc import Sequence
from pathlib import Path

from nnviz import __version__
from nnviz.checks import lookup
from nnviz.comparison import MAX_LANES, by_activation, compare
from nnviz.datasets import DATASETS
from nnviz.serving.settings import ClassServer, default_folder, n_processors

_PACKAGE = Path(__file__).parent


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status: 0, or 2 after a sentence about what was wrong.

    Parameters
    ----------
    arguments : sequence of str, optional
        Words after ``nnviz``; by default those of the process.

    """
    parser = _parser()
    given, rest = parser.parse_known_args(arguments)
    if rest and given.command != "run":
        parser.error(f"{rest[0]} is not an argument of nnviz {given.command}.")
    try:
        status: int = given.act(given, rest)
    except (ValueError, OSError) as error:
        sys.stderr.write(f"nnviz: {error}\n")
        return 2
    return status


def served_folder() -> Path:
    """Return the folder with app.py, its configuration and its assets.

    They are copied into the package when it is built; in a checkout they lie beside it.
    """
    packaged = _PACKAGE / "served"
    return packaged if packaged.is_dir() else _PACKAGE.parent


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="nnviz", description="See what every node computes.")
    parser.add_argument("--version", action="version", version=f"nnviz {__version__}")
    commands = parser.add_subparsers(dest="command", required=True)

    run = commands.add_parser(
        "run", help="start the app", epilog="Other arguments go to Streamlit: --server.port 8600"
    )
    run.set_defaults(act=_run)

    serve = commands.add_parser(
        "serve",
        help="serve a class: replicas of the app behind nginx",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    serve.add_argument("--replicas", type=int, default=n_processors(), help="processes of the app")
    serve.add_argument("--students", type=int, default=100, help="most at the same time")
    serve.add_argument(
        "--address",
        default="0.0.0.0",  # noqa: S104 -- a class has to reach it
        help="of this machine; 127.0.0.1 is for itself alone",
    )
    serve.add_argument("--port", type=int, default=8501, help="where students find it")
    serve.add_argument(
        "--folder", type=Path, default=default_folder(), help="for configuration, logs and cache"
    )
    serve.set_defaults(act=_serve)

    train = commands.add_parser("train", help="train, and write a page that plays without a server")
    train.add_argument("--data", default="bump", help=f"one of {', '.join(DATASETS)}")
    train.add_argument(
        "--activation", action="append", help=f"a lane's activation; up to {MAX_LANES} of them"
    )
    for name, kind, meaning in (
        ("hidden", int, "hidden units"), ("rate", float, "learning rate"), ("steps", int, "steps"),
        ("samples", int, "samples"), ("noise", float, "noise, 0 to 1"),
        ("seed", int, "seed of the initial weights"),
        ("data-seed", int, "seed of the samples and of which ones are for test"),
    ):  # fmt: skip
        default = {"hidden": 4, "rate": 1.0, "steps": 1000, "samples": 400, "noise": 0.2}
        train.add_argument(f"--{name}", type=kind, default=default.get(name, 0), help=meaning)
    train.add_argument("--out", type=Path, default=Path("nnviz.html"), help="the page")
    train.set_defaults(act=_train)
    return parser


def _run(_given: argparse.Namespace, rest: Sequence[str]) -> int:
    """Serve the app until it is stopped; Streamlit reads its configuration from its folder.

    Streamlit runs in this process: whoever ends the command ends the server with it.
    """
    _require_app()
    os.chdir(served_folder())
    sys.argv = ["streamlit", "run", str(_PACKAGE / "ui" / "server" / "asgi.py"), *rest]
    runpy.run_module("streamlit", run_name="__main__", alter_sys=True)
    return 0


def _serve(given: argparse.Namespace, _rest: Sequence[str]) -> int:
    """Serve a class until the command is ended."""
    _require_app()
    from nnviz.serving.supervisor import serve  # noqa: PLC0415 -- with the app alone

    folder = given.folder.expanduser().resolve()
    return serve(ClassServer(given.replicas, given.students, given.address, given.port, folder))


def _require_app() -> None:
    if importlib.util.find_spec("streamlit") is None:
        message = "The app needs more packages: pip install 'nnviz[app]', then start it again."
        raise ValueError(message)


def _train(given: argparse.Namespace, _rest: Sequence[str]) -> int:
    data = lookup(DATASETS, given.data, "data")
    result = compare(
        data.make(given.samples, given.noise, given.data_seed),
        by_activation(*(given.activation or ["sigmoid"])),
        n_hidden=given.hidden,
        learning_rate=given.rate,
        n_steps=given.steps,
        seed=given.seed,
        split_seed=given.data_seed,
    )
    result.to_html(given.out, title=f"{data.label} · nnviz")
    score = ", ".join(f"{name} {run.train_score[-1]:.3f}" for name, run in result.lanes.items())
    sys.stdout.write(f"{given.out}: {result.n_steps} steps; training score {score}.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
