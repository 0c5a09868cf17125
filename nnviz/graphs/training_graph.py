"""The two-stage network with its loss, as the graph that backpropagation runs through.

Lecture: "Neural network computational graph" (figure 15).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from nnviz.activations import Array
from nnviz.graphs.graph import Edge, Graph, Node
from nnviz.graphs.network_graph import network_graph
from nnviz.network import Network, Params

LOSS = "L"
"""The loss node's id."""


def training_graph(network: Network, params: Params, target: Array) -> Graph:
    """Return the network as a graph that ends in the loss of one sample.

    Ids: inputs x1 …, hidden sums zh1 …, hidden outputs h1 …, output sums z1 …, outputs o1 …, the
    constants one_I and one_H, and the loss `LOSS`.

    Parameters
    ----------
    network : Network
    params : Params
    target : ndarray (n_outputs,)
        The sample's target, as the head encodes it.

    """
    graph = network_graph(network, params, split=True)
    head = network.head
    operation = partial(_loss, head.output_loss, target)
    loss = Node(LOSS, "L", "operation", head.notation.output_loss_text, operation)
    outputs = (Edge(f"o{k + 1}", LOSS) for k in range(network.n_outputs))
    return Graph((*graph.nodes, loss), (*graph.edges, *outputs))


def edge_ids(network: Network) -> dict[tuple[str, int, int], tuple[str, str]]:
    """Return the ends of each weight's edge, by its matrix (``"W_H"``, ``"W_O"``), row and column.

    The output layer's come first, as in the backward pass, each node's edges together.
    """
    hidden = ["one_I", *(f"x{i + 1}" for i in range(network.n_inputs))]
    outputs = ["one_H", *(f"h{m + 1}" for m in range(network.n_hidden))]
    ends: dict[tuple[str, int, int], tuple[str, str]] = {}
    for k in range(network.n_outputs):
        ends |= {("W_O", row, k): (source, f"z{k + 1}") for row, source in enumerate(outputs)}
    for m in range(network.n_hidden):
        ends |= {("W_H", row, m): (source, f"zh{m + 1}") for row, source in enumerate(hidden)}
    return ends


def _loss(
    terms: Callable[[Array, Array], Array], target: Array, u: Array, _weights: Array
) -> Array:
    """Return the loss of each sample from the outputs u (n_samples, n_outputs)."""
    losses: Array = terms(target, u).sum(axis=1)
    return losses
