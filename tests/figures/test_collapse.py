"""The line that an identity network collapses to."""

from __future__ import annotations

import numpy as np
import pytest

from nnviz.datasets import DATASETS
from nnviz.figures import collapsed_line
from nnviz.network import Network, Params
from nnviz.palette import LIGHT

SAMPLE = DATASETS["gaussians"].make(50, rng=0)
NETWORK = Network(2, 3, 1, "identity")


def test_the_line_is_where_the_network_decides(rng: np.random.Generator) -> None:
    """At both ends that are drawn, the two-stage network's score is zero."""
    params = NETWORK.init(rng)
    params = Params(params.W_H, np.vstack([-params.W_H[:1] @ params.W_O[1:], params.W_O[1:]]))
    _, ends = collapsed_line(NETWORK, params, SAMPLE, LIGHT)
    assert ends is not None
    assert np.allclose(NETWORK.forward(params, ends).z_O, 0.0, atol=1e-9)


def test_the_drawn_line_is_the_one_that_is_returned(rng: np.random.Generator) -> None:
    """The dashed trace joins the two ends."""
    params = NETWORK.init(rng)
    params.W_O[0] = -params.W_H[0] @ params.W_O[1:]
    figure, ends = collapsed_line(NETWORK, params, SAMPLE, LIGHT)
    dashed = figure.data[-1]
    assert dashed.line.dash == "dash"
    assert ends is not None
    assert np.array_equal(np.column_stack([dashed.x, dashed.y]), ends)


def test_a_line_outside_the_picture_is_none() -> None:
    """Weights whose score is 1 everywhere have no line."""
    params = Params(np.zeros((3, 3)), np.array([[1.0], [0.0], [0.0], [0.0]]))
    assert collapsed_line(NETWORK, params, SAMPLE, LIGHT)[1] is None


def test_only_identity_networks_collapse(rng: np.random.Generator) -> None:
    """For any other activation the sentence says so."""
    network = Network(2, 3, 1, "sigmoid")
    with pytest.raises(ValueError, match="identity"):
        collapsed_line(network, network.init(rng), SAMPLE, LIGHT)
