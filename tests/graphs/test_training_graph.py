from __future__ import annotations

import pytest
from numpy.testing import assert_allclose

from nnviz.graphs.graph import evaluate
from nnviz.graphs.training_graph import LOSS, edge_ids, training_graph
from nnviz.heads import HEADS
from nnviz.network import Network
from tests.samples import N_OUTPUTS, samples


@pytest.mark.parametrize("head", HEADS)
def test_evaluation_ends_in_the_loss(head: str) -> None:
    """The loss node's value is the network's loss of that sample."""
    network = Network(2, 3, N_OUTPUTS[head], "tanh", head)
    params = network.init(0)
    X, y = samples(network, params, 1)
    graph = training_graph(network, params, network.check_targets(y, 1)[0])
    assert_allclose(evaluate(graph, X)[LOSS], network.loss(params, X, y))


@pytest.mark.parametrize("sizes", [(1, 1, 1), (2, 8, 5)])
def test_each_weight_has_its_edge(sizes: tuple[int, int, int]) -> None:
    """Between the ends of a weight's edge is that weight, and there is no other edge."""
    network = Network(*sizes, head="multiclass")
    params = network.init(0)
    graph = training_graph(network, params, params.W_O[0])
    weights = {(e.source, e.target): e.weight for e in graph.edges if e.weight is not None}
    expected = {
        ends: getattr(params, matrix)[row, column]
        for (matrix, row, column), ends in edge_ids(network).items()
    }
    assert weights == expected
    assert len(expected) == network.n_parameters
