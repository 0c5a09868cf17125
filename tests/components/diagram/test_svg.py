from __future__ import annotations

import base64
import re
import struct
import zlib
from dataclasses import replace
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from nnviz.components.diagram.options import ROLES, Options
from nnviz.components.diagram.picture import picture
from nnviz.components.diagram.svg import draw, size
from nnviz.graphs.graph import Graph
from nnviz.number_format import short_signed
from nnviz.palette import DARK, LIGHT
from tests.components.diagram.graphs import GRAPHS, HOSTILE, baseline, network

SVG = "{http://www.w3.org/2000/svg}"


def parsed(graph: Graph, options: Options | None = None) -> ET.Element:
    return ET.fromstring(draw(graph, options))  # noqa: S314 - our own drawing


def with_class(drawing: ET.Element, name: str) -> list[ET.Element]:
    return [item for item in drawing.iter() if name in item.get("class", "").split()]


def words(item: ET.Element) -> list[str]:
    return [text.text or "" for text in item.iter(f"{SVG}text")]


@pytest.mark.parametrize("name", GRAPHS)
def test_every_drawing_is_well_formed(name: str) -> None:
    """Any graph becomes an XML document whose root is an svg with a text for those who need it."""
    drawing = parsed(GRAPHS[name]())
    assert drawing.tag == f"{SVG}svg"
    assert drawing.get("aria-label")


@pytest.mark.parametrize("name", GRAPHS)
def test_nodes_are_buttons_with_words(name: str) -> None:
    """Each node can be reached by keyboard and says its symbol and its formula."""
    graph = GRAPHS[name]()
    for item in with_class(parsed(graph), "node"):
        node = graph[item.get("data-node", "")]
        assert (item.get("role"), item.get("tabindex")) == ("button", "0")
        assert node.symbol in item.get("aria-label", "")
        assert node.formula in item.get("aria-label", "")


def test_at_most_twelve_transformations_are_drawn() -> None:
    """A machine on 100 samples has 12 of its 100 nodes drawn, and the rest counted in words."""
    drawing = parsed(baseline("svm_rbf"))
    assert len(with_class(drawing, "transformation")) == 12
    [rest] = with_class(drawing, "rest")
    assert "".join(words(rest)).startswith("… and 88 more")


def test_edges_say_their_weights() -> None:
    """The labels of a network are its weights, rounded."""
    graph = network(3)
    said = [text for item in with_class(parsed(graph), "label") for text in words(item)]
    assert sorted(said) == sorted(
        short_signed(e.weight) for e in graph.edges if e.weight is not None
    )


def test_sign_is_not_colour_alone() -> None:
    """Edges of positive, negative and zero weight and those without one have different classes."""
    graph = network(3)
    first = replace(graph.edges[0], weight=0.0)
    drawing = parsed(replace(graph, edges=(first, *graph.edges[1:])))
    assert len(with_class(drawing, "zero")) == 1
    weights = [e.weight for e in graph.edges[1:] if e.weight is not None]
    assert len(with_class(drawing, "positive")) == sum(w > 0 for w in weights)
    assert len(with_class(drawing, "negative")) == sum(w < 0 for w in weights)
    assert len(with_class(drawing, "plain")) == sum(e.weight is None for e in graph.edges)


def test_thickness_follows_the_weight() -> None:
    """Of the edges into the sum, a larger |weight| is never thinner."""
    graph = network(6)
    drawing = parsed(graph)
    sizes = {e.source: abs(e.weight or 0.0) for e in graph.edges if e.target == "z1"}
    drawn = [item for item in with_class(drawing, "edge") if item.get("data-target") == "z1"]
    thick = {item.get("data-source"): float(item.get("stroke-width", "")) for item in drawn}
    assert sorted(sizes, key=sizes.__getitem__) == sorted(sizes, key=thick.__getitem__)


def test_learned_transformations_stand_out() -> None:
    """A network's transformations are marked as learned, a basis function's are not."""
    for graph, expected in ((network(3), True), (baseline("logistic_gaussian"), False)):
        items = with_class(parsed(graph), "transformation")
        assert items
        assert all(("learned" in item.get("class", "").split()) == expected for item in items)


def test_text_is_escaped() -> None:
    """Symbols, formulas, lines and titles that look like markup arrive as the same text."""
    graph = network(1)
    nodes = tuple(
        replace(node, symbol=HOSTILE, formula=HOSTILE) if node.id == "h1" else node
        for node in graph.nodes
    )
    options = Options(title=HOSTILE, lines={"h1": [HOSTILE]}, edge_lines={0: [HOSTILE]})
    drawing = parsed(replace(graph, nodes=nodes), options)
    assert drawing.get("aria-label") == HOSTILE
    assert not list(drawing.iter(f"{SVG}script"))
    assert words(drawing).count(HOSTILE) == 3


def test_lines_stand_in_their_node() -> None:
    """A node with values shows its symbol and every line, and its words have them too."""
    lines = ["z −1.23", "u 0.23", "δ +0.01"]
    drawing = parsed(network(2), Options(lines={"h2": lines}))
    [item] = [item for item in with_class(drawing, "node") if item.get("data-node") == "h2"]
    assert words(item) == ["u₂", *lines]
    assert all(line in item.get("aria-label", "") for line in lines)


def test_edge_lines_replace_the_weight() -> None:
    """An edge with lines of its own shows these and not its weight."""
    drawing = parsed(network(2), Options(edge_lines={1: ["w +1.00", "∂L/∂w −0.50"]}))
    assert ["w +1.00", "∂L/∂w −0.50"] in [words(item) for item in with_class(drawing, "label")]


def test_roles_mark_nodes_and_edges() -> None:
    """A role becomes a class of the node, the edge and the edge's label; another is refused."""
    options = Options(node_roles={"h1": "accumulated"}, edge_roles={0: "local"})
    drawing = parsed(network(2), options)
    assert [item.get("data-node") for item in with_class(drawing, "role-accumulated")] == ["h1"]
    assert len(with_class(drawing, "role-local")) == 2
    with pytest.raises(ValueError, match=", ".join(ROLES)):
        Options(node_roles={"h1": "global"})


def test_chosen_node_is_pressed() -> None:
    """The one node that is selected says so, to eyes and to screen readers."""
    drawing = parsed(network(3), Options(selected="h2"))
    pressed = [i.get("data-node") for i in drawing.iter() if i.get("aria-pressed") == "true"]
    assert pressed == [i.get("data-node") for i in with_class(drawing, "selected")] == ["h2"]


def test_size_is_the_drawings() -> None:
    """What `size` reads is the svg's own width and height."""
    root = parsed(network(4))
    assert size(draw(network(4))) == (int(root.get("width", "")), int(root.get("height", "")))
    assert size("no drawing") == (0, 0)


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_picture_is_a_png_of_the_values(palette: object) -> None:
    """Unpacked by hand, its pixels are low left of neutral, high right of it, clear at neutral."""
    values = np.array([[-1.0, 0.0, 1.0], [-0.5, 0.0, 2.0]])
    data = base64.b64decode(picture(values, (-1.0, 0.0, 1.0), palette).split(",")[1])  # type: ignore[arg-type]
    shape = struct.unpack(">II", data[16:24])
    start = data.index(b"IDAT") + 4
    (length,) = struct.unpack(">I", data[start - 8 : start - 4])
    rows = np.frombuffer(zlib.decompress(data[start : start + length]), np.uint8).reshape(2, -1)
    pixels = rows[:, 1:].reshape(2, 3, 4)
    assert shape == (3, 2)
    assert pixels[..., 3].tolist() == [[128, 0, 255], [255, 0, 255]]  # upside down, and clipped
    assert "#" + bytes(pixels[1, 0, :3]).hex() == palette.low  # type: ignore[attr-defined]
    assert "#" + bytes(pixels[1, 2, :3]).hex() == palette.high  # type: ignore[attr-defined]


def test_no_colour_is_written_into_the_drawing() -> None:
    """Colours are the style sheet's alone, so that the drawing follows the theme."""
    text = draw(network(4))
    assert not re.search(r"#[0-9a-fA-F]{6}|rgb\(", text)


def test_room_keeps_the_size() -> None:
    """A drawing with room for its last lines is as large before they come."""
    room = Options(room={"h1": ["z +0.123", "δ −0.0123"]}, edge_room={0: ["w +1.00", "→ +1.05"]})
    early = replace(room, lines={"h1": ["z +0.123", ""]}, edge_lines={0: ["w +1.00"]})
    late = replace(room, lines=room.room, edge_lines=room.edge_room)
    assert size(draw(network(2), early)) == size(draw(network(2), late))


def test_exact_numbers_are_attributes() -> None:
    """Values of nodes and edges can be read back without any loss."""
    value = 1.0 / 3.0
    options = Options(values={"h1": {"delta": value}}, edge_values={0: {"gradient": -value}})
    drawing = parsed(network(2), options)
    assert [float(i.get("data-delta", "")) for i in drawing.iter() if i.get("data-delta")] == [
        value
    ]
    [label] = [i for i in with_class(drawing, "label") if i.get("data-gradient")]
    assert float(label.get("data-gradient", "")) == -value


def test_name_of_a_value_is_checked() -> None:
    """What cannot stand in an attribute's name is refused."""
    with pytest.raises(ValueError, match="small letters"):
        Options(values={"h1": {'x" onload="': 1.0}})


def test_words_have_the_role_and_the_numbers_on_the_way_out() -> None:
    """Those who do not see the drawing hear which kind of factor a node holds, and its edges."""
    graph = network(2)
    index = next(i for i, e in enumerate(graph.edges) if e.source == "h1")
    options = Options(node_roles={"h1": "local"}, edge_lines={index: ["w +1.00", "∂L/∂w −0.50"]})
    [item] = [i for i in with_class(parsed(graph, options), "node") if i.get("data-node") == "h1"]
    text = item.get("aria-label", "")
    assert "local" in text
    assert "into zₒ: w +1.00, ∂L/∂w −0.50" in text
