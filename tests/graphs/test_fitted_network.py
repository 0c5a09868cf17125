"""A trained network as a model beside the baselines."""

from __future__ import annotations

import pytest

from nnviz import DATASETS, by_activation, compare
from nnviz.graphs.fitted_network import fitted_network


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu", "identity"])
def test_graph_computes_what_the_network_does(activation: str) -> None:
    """The graph in data units equals the forward pass; accuracy and count are the network's."""
    sample = DATASETS["circles"].make(100, rng=0)
    run = compare(sample, by_activation(activation), n_steps=50, test_share=0.0)[activation]
    fitted = fitted_network(run)
    assert fitted.largest_difference(sample.X) <= 1e-12
    assert fitted.accuracy(sample.X, sample.y) == pytest.approx(run.train_score[-1])
    assert fitted.graph.n_learned == 4 * (2 + 1) + (4 + 1)
    assert fitted.learned.startswith("12 weights inside the transformations, and 5 of the sum")


def test_other_heads_are_refused() -> None:
    """A network that predicts numbers has no boundary between two classes."""
    run = compare(DATASETS["saddle"].make(20, rng=0), by_activation("tanh"), n_steps=1)["tanh"]
    with pytest.raises(ValueError, match="must have the head binary; it has regression"):
        fitted_network(run)
