"""What importing a part brings along."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize("package", ["streamlit", "plotly", "sklearn", "pandas"])
def test_the_library_loads_numpy_and_safetensors_alone(package: str) -> None:
    """A notebook that trains a network does not wait for an app."""
    program = f"import sys, nnviz; sys.exit({package!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
