from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from nnviz import ACTIVATIONS, Network
from nnviz.graphs.graph import KINDS, Edge, Graph, Node, evaluate, input_nodes, weighted_sum
from nnviz.graphs.network_graph import network_graph

HEADS = [("binary", 1), ("multiclass", 4), ("regression", 1), ("vector_regression", 3)]


def product(values: np.ndarray, _weights: np.ndarray) -> np.ndarray:
    """Return the product of all parents."""
    return np.prod(values, axis=1)


def difference(values: np.ndarray, _weights: np.ndarray) -> np.ndarray:
    """Return the first parent minus the second."""
    return values[:, 0] - values[:, 1]


def operation(node_id: str, function: object = weighted_sum) -> Node:
    return Node(node_id, node_id, "operation", operation=function)  # type: ignore[arg-type]


def test_square_has_two_edges_from_the_same_node() -> None:
    """The square x · x is a product of two parents that happen to be one node."""
    graph = Graph((*input_nodes(["x"]), operation("square", product)), (Edge("x1", "square"),) * 2)
    x = np.array([-2.0, 0.0, 3.0])
    assert_array_equal(evaluate(graph, x[:, None])["square"], x**2)


def test_parents_come_in_the_order_of_the_edges() -> None:
    """Differences a − b and b − a differ by the order of their edges alone."""
    nodes = (*input_nodes(["a", "b"]), operation("d", difference))
    edges = (Edge("x1", "d"), Edge("x2", "d"))
    X = np.array([[5.0, 3.0]])
    assert evaluate(Graph(nodes, edges), X)["d"] == 5.0 - 3.0
    assert evaluate(Graph(nodes, edges[::-1]), X)["d"] == 3.0 - 5.0


def test_nodes_may_stand_before_their_parents() -> None:
    """Evaluation follows the edges, not the order in which nodes were written down."""
    graph = Graph(
        (operation("c"), operation("b"), *input_nodes(["a"])),
        (Edge("b", "c", 2.0), Edge("x1", "b", 3.0)),
    )
    values = evaluate(graph, [[1.0]])
    assert list(values) == ["x1", "b", "c"]
    assert values["c"] == 2.0 * 3.0


def test_constant_is_one_for_every_sample() -> None:
    """A weighted sum of the constant is its weight."""
    graph = Graph(
        (*input_nodes(["x"]), Node("one", "1", "one"), operation("s")), (Edge("one", "s", 0.25),)
    )
    assert_array_equal(evaluate(graph, np.zeros((3, 1)))["s"], np.full(3, 0.25))


def test_only_what_is_wanted_is_worked_out() -> None:
    """Asking for one hidden unit leaves out the others and the output."""
    network = Network(2, 3, 1)
    graph = network_graph(network, network.init(0))
    assert set(evaluate(graph, np.zeros((1, 2)), ["h2"])) == {"one_I", "x1", "x2", "h2"}


@pytest.mark.parametrize(
    ("nodes", "edges", "what"),
    [
        ((operation("a"), operation("b")), (Edge("a", "b"), Edge("b", "a")), "circle"),
        ((operation("a"), operation("a")), (), "share an id"),
        ((operation("a"),), (Edge("x9", "a"),), "x9"),
        ((operation("a"),), (Edge("a", "x9"),), "x9"),
        (tuple(input_nodes(["p", "q"])), (Edge("x1", "x2"),), "no operation"),
        ((Node("a", "a", "neuron"),), (), "neuron"),
    ],
)
def test_what_cannot_be_evaluated_is_refused(
    nodes: tuple[Node, ...], edges: tuple[Edge, ...], what: str
) -> None:
    """Circles, doubled ids, edges to nowhere and unknown kinds raise and are named."""
    with pytest.raises(ValueError, match=what):
        Graph(nodes, edges)


def test_wrong_number_of_features_is_refused() -> None:
    """The error names the shape that is needed and the one that came."""
    graph = Graph(tuple(input_nodes(["a", "b"])), ())
    with pytest.raises(ValueError, match=r"\(n_samples, 2\); got \(5, 3\)"):
        evaluate(graph, np.zeros((5, 3)))


@pytest.mark.parametrize("split", [False, True])
@pytest.mark.parametrize(("head", "n_outputs"), HEADS)
@given(
    n_inputs=st.integers(1, 4), n_hidden=st.integers(1, 8), name=st.sampled_from(list(ACTIVATIONS))
)
def test_evaluation_is_the_forward_pass(
    split: bool,  # noqa: FBT001
    head: str,
    n_outputs: int,
    n_inputs: int,
    n_hidden: int,
    name: str,
) -> None:
    """Evaluating a network's graph gives z_H, u_H, z_O and u_O of `Network.forward`."""
    network = Network(n_inputs, n_hidden, n_outputs, name, head)
    params = network.init(0)
    X = np.random.default_rng(1).normal(size=(5, n_inputs))
    values, forward = (
        evaluate(network_graph(network, params, split=split), X),
        network.forward(params, X),
    )
    expected = {"h": forward.u_H, "z": forward.z_O, "o": forward.u_O}
    if split:
        expected["zh"] = forward.z_H
    for prefix, matrix in expected.items():
        for k, column in enumerate(matrix.T, 1):
            assert_allclose(values[f"{prefix}{k}"], column, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("split", [False, True])
@pytest.mark.parametrize(("head", "n_outputs"), HEADS)
def test_learned_weights_are_the_parameters(split: bool, head: str, n_outputs: int) -> None:  # noqa: FBT001
    """A network's graph has N_H(N_I + 1) + N_O(N_H + 1) learned weights."""
    network = Network(2, 5, n_outputs, "tanh", head)
    graph = network_graph(network, network.init(0), split=split)
    assert graph.n_learned == network.n_parameters == 5 * 3 + n_outputs * 6


def test_one_changed_weight_changes_the_values() -> None:
    """Comparing values with the network finds any edge whose weight is off by 0.001."""
    network = Network(2, 3, 1)
    params = network.init(0)
    graph = network_graph(network, params)
    X = np.random.default_rng(1).normal(size=(20, 2))
    u_O = network.forward(params, X).u_O[:, 0]
    for i, edge in enumerate(graph.edges):
        if edge.weight is not None:
            wrong = replace(edge, weight=edge.weight + 1e-3)
            changed = replace(graph, edges=(*graph.edges[:i], wrong, *graph.edges[i + 1 :]))
            assert np.abs(evaluate(changed, X)["o1"] - u_O).max() > 1e-8


def test_kinds_are_all_there() -> None:
    """Every kind of node is accepted, and looked up by `of_kind`."""
    nodes = tuple(Node(kind, kind, kind) for kind in KINDS)
    graph = Graph(nodes, ())
    assert [graph.of_kind(kind) for kind in KINDS] == [[node] for node in nodes]
    assert "sum" in graph
    assert "other" not in graph
    assert graph["sum"].kind == "sum"
