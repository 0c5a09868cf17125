"""The package, the page, drawings and the notebook work where the app's packages are missing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROGRAM = """
import sys
# An import of a module that is None fails, as if it were not installed.
sys.modules |= dict.fromkeys(("streamlit", "plotly", "sklearn", "pandas", "scipy"))
import nnviz
from nnviz.comparison import compare
from nnviz.components.diagram import draw
from nnviz.graphs.network_graph import network_graph

sample = nnviz.DATASETS["bump"].make(20, rng=0)
comparison = compare(sample, {"tanh": {"activation": "tanh"}}, n_steps=3)
comparison.to_html("page.html")
assert "openPage(document" in open("page.html", encoding="utf-8").read()
assert comparison._repr_html_().startswith("<iframe")
run = comparison["tanh"]
assert draw(network_graph(run.network, run.params_at(3))).startswith("<svg")
print("all of it works")
"""


def test_without_streamlit_plotly_and_scikit_learn(tmp_path: Path) -> None:
    """`import nnviz`, the stand-alone page, a notebook's cell and a drawing need none of them."""
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=tmp_path,
        env={"PYTHONPATH": str(root), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "all of it works\n", done.stderr
