from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from nnviz.exercise.exercise import Exercise
from nnviz.exercise.generate import random_small
from nnviz.exercise.network_drawing import network_svg
from nnviz.network import Network


def drawn(n_inputs: int, n_hidden: int, n_outputs: int) -> ET.Element:
    head = "regression" if n_outputs == 1 else "vector_regression"
    exercise: Exercise = random_small(Network(n_inputs, n_hidden, n_outputs, "tanh", head), 0)
    return ET.fromstring(network_svg(exercise))  # noqa: S314 - our own text


@pytest.mark.parametrize("sizes", [(1, 1, 1), (2, 3, 1), (3, 4, 2), (1, 2, 3)])
def test_every_node_and_edge_is_drawn(sizes: tuple[int, int, int]) -> None:
    """Inputs, hidden units and outputs have their symbols; each weight is one line."""
    n_inputs, n_hidden, n_outputs = sizes
    svg = drawn(*sizes)
    texts = ["".join(text.itertext()) for text in svg.iter("text")]
    outputs = ["uO"] if n_outputs == 1 else [f"uO,{k}" for k in range(1, n_outputs + 1)]
    units = [f"uH,{m}" for m in range(1, n_hidden + 1)]
    assert texts == ["1", "1", *(f"x{i}" for i in range(1, n_inputs + 1)), *units, *outputs]
    n_weights = (n_inputs + 1) * n_hidden + (n_hidden + 1) * n_outputs
    assert len(list(svg.iter("line"))) == n_weights


@pytest.mark.parametrize("sizes", [(1, 1, 1), (3, 4, 3), (1, 2, 3)])
def test_nodes_fill_the_drawing_and_no_more(sizes: tuple[int, int, int]) -> None:
    """The longest column reaches from margin to margin, each node a row of 42 below the last."""
    svg = drawn(*sizes)
    [height] = re.findall(r"0 0 250 (\S+)", svg.attrib["viewBox"])
    middles = [float(text.attrib["y"]) - 4 for text in svg.iter("text")]
    assert min(middles) == pytest.approx(22.0)
    assert max(middles) == pytest.approx(float(height) - 22.0)
    assert float(height) == 42 * (max(sizes[0] + 1, sizes[1] + 1, sizes[2]) - 1) + 44
