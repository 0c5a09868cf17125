"""Examples that courses and textbooks work through by hand, with the numbers that they print."""

from __future__ import annotations

import numpy as np
from numpy.testing import assert_allclose

from nnviz.network import Network, Params


def test_step_units_of_a_course() -> None:
    """Rangan, Introduction to Machine Learning: 1-2-1 with steps, which are 1 for z ≥ 0."""
    network = Network(1, 2, 1, "step", "regression")
    params = Params(np.array([[-1.0, -3.0], [1.0, 1.0]]), np.array([[0.5], [-1.0], [2.0]]))
    forward = network.forward(params, [[0.5], [1.0], [2.0], [3.0], [4.0]])
    assert_allclose(forward.z_O[:, 0], [0.5, -0.5, -0.5, 1.5, 1.5])
