"""The two-stage network as a computational graph.

Lecture: "Model of example two-stage network" (figure 8) and "Neural network computational graph"
(figure 15).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from numpy.typing import ArrayLike

from nnviz.activations import Array
from nnviz.graphs.graph import Edge, Graph, Node, input_nodes, weighted_sum
from nnviz.network import Network, Params
from nnviz.number_format import subscript


def network_graph(network: Network, params: Params, *, split: bool = False) -> Graph:
    """Return the two-stage network as a graph, whose evaluation equals ``network.forward``.

    Ids: inputs x1 …, hidden units h1 …, raw scores z1 …, outputs o1 …; the two constants are
    one_I and one_H.

    Parameters
    ----------
    network : Network
    params : Params
    split : bool
        Whether a hidden unit is two nodes, its sum (zh1 …) and its activation (h1 …), as in the
        lecture's figure 15, instead of one that does both.

    """
    g = network.g
    scale = (g.range[0], g.neutral, g.range[1]) if g.is_bounded else None
    names = [f"x{subscript(i + 1)}" for i in range(network.n_inputs)]
    nodes = [Node("one_I", "1", "one", "the constant 1, for the bias"), *input_nodes(names)]
    edges: list[Edge] = []
    sources = [node.id for node in nodes]  # the rows of W_H
    hidden: list[Node] = []
    for m in range(network.n_hidden):
        index = subscript(m + 1)
        total = f"w{index}ᵀ [1, x]"
        unit = f"h{m + 1}"
        fan_in = f"z{unit}" if split else unit
        edges += _learned(sources, fan_in, params.W_H[:, m])
        if split:
            hidden.append(Node(fan_in, f"z{index}", "sum", f"z{index} = {total}", weighted_sum))
            edges.append(Edge(fan_in, unit))
        formula = f"u{index} = g({f'z{index}' if split else total}), {g.text}"
        hidden.append(
            Node(unit, f"u{index}", "transformation", formula, partial(_activate, g.value), scale)
        )
    units = [f"h{m + 1}" for m in range(network.n_hidden)]
    outputs, into_outputs = _output_stage(network, params, ["one_H", *units])
    one = Node("one_H", "1", "one", "the constant 1, for the bias")
    return Graph((*nodes, one, *hidden, *outputs), (*edges, *into_outputs))


def _output_stage(
    network: Network, params: Params, sources: list[str]
) -> tuple[list[Node], list[Edge]]:
    """Return the nodes z and u of every output unit, and the edges into them."""
    n_outputs, head = network.n_outputs, network.head
    indices = [""] if n_outputs == 1 else [subscript(k + 1) for k in range(n_outputs)]
    neutral = head.neutral(n_outputs)
    scale = None if neutral is None else (0.0, neutral, 1.0)
    nodes: list[Node] = []
    edges: list[Edge] = []
    for k, index in enumerate(indices):
        score, symbol = f"z{k + 1}", f"zₒ{index}"
        nodes.append(Node(score, symbol, "sum", f"{symbol} = wₒ{index}ᵀ [1, u]", weighted_sum))
        edges += _learned(sources, score, params.W_O[:, k])
    for k, index in enumerate(indices):
        # Softmax needs the scores of all classes; the other links need their own alone.
        needed = [f"z{j + 1}" for j in range(n_outputs)] if head.is_joint else [f"z{k + 1}"]
        operation = partial(_link, head.link, k if head.is_joint else 0)
        formula = f"uₒ{index} = {head.notation.link_text.format(index=index)}"
        nodes.append(Node(f"o{k + 1}", f"uₒ{index}", "output", formula, operation, scale))
        edges += [Edge(name, f"o{k + 1}") for name in needed]
    return nodes, edges


def _learned(sources: list[str], target: str, weights: Array) -> Iterator[Edge]:
    """Yield the edges with learned weights from each source to one target."""
    for source, weight in zip(sources, weights, strict=True):
        yield Edge(source, target, float(weight), learned=True)


def _activate(g: Callable[[ArrayLike], Array], values: Array, weights: Array) -> Array:
    """Return g(Σ w v)."""
    return g(values @ weights)


def _link(link: Callable[[Array, int], Array], k: int, values: Array, _weights: Array) -> Array:
    """Return column k of a head's link, given the scores (n_samples, n_needed) that it needs."""
    return link(values, -1)[:, k]
