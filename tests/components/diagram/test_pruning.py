from __future__ import annotations

import pytest

from nnviz import DATASETS
from nnviz.components.diagram.pruning import pruned
from nnviz.graphs.baselines import BASELINES
from nnviz.graphs.fitted_model import BaselineSettings
from nnviz.graphs.graph import Graph


def machine(n_samples: int) -> Graph:
    """Return the graph of a support vector machine, with a transformation for each sample."""
    sample = DATASETS["moons"].make(n_samples, rng=0)
    return BASELINES["svm_rbf"].fit(sample.X, sample.y, BaselineSettings()).graph


@pytest.mark.parametrize("most", [1, 5, 12])
def test_drawn_and_counted_are_all(most: int) -> None:
    """What is drawn and what is counted add up to all transformations."""
    part = pruned(machine(60), most)
    drawn = part.graph.of_kind("transformation")
    assert len(drawn) == most
    assert len(drawn) + part.n_left_out == 60


def test_largest_weights_are_drawn() -> None:
    """No node that is left out has a larger |weight| than one that is drawn."""
    graph = machine(60)
    drawn = {node.id for node in pruned(graph).graph.nodes}
    sizes = {e.source: abs(e.weight) for e in graph.edges if e.target == "z1" and e.weight}
    samples = [node.id for node in graph.of_kind("transformation")]
    left_out = [sizes.get(name, 0.0) for name in samples if name not in drawn]
    assert min(sizes[name] for name in samples if name in drawn) >= max(left_out)


def test_zero_weights_are_counted() -> None:
    """Weights of 0 are the last to be drawn, so all of them are among those that are counted."""
    graph = machine(60)
    part = pruned(graph)
    zeros = [edge for edge in graph.edges if edge.weight == 0.0]
    assert part.n_zero == len(zeros) > 0
    assert part.rest == f"… and 48 more, {len(zeros)} with weight 0"


def test_order_is_kept() -> None:
    """The nodes that are drawn stand in the order of the whole graph."""
    graph = machine(60)
    drawn = [node.id for node in pruned(graph).graph.nodes]
    assert drawn == [node.id for node in graph.nodes if node.id in drawn]


def test_indices_find_the_edges_again() -> None:
    """Each edge that is left knows its index in the whole graph."""
    graph = machine(60)
    part = pruned(graph)
    assert [graph.edges[i] for i in part.indices] == list(part.graph.edges)


def test_small_graph_is_drawn_whole() -> None:
    """With few transformations nothing is left out and there is nothing to say."""
    graph = machine(10)
    part = pruned(graph)
    assert part.graph == graph
    assert not part.rest
