"""A graph as an SVG: one drawing function for every model.

Colours are the style sheet's (`diagram.css`), so the drawing follows the theme. All text is
escaped. Nodes are buttons with a text of their own for those who do not see the drawing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from nnviz.components.diagram.layering import Size
from nnviz.components.diagram.layout import Layout, arrange
from nnviz.components.diagram.options import Options
from nnviz.components.diagram.pruning import Pruned, pruned
from nnviz.components.diagram.routing import Box
from nnviz.components.diagram.text import width
from nnviz.graphs.graph import Edge, Graph, Node
from nnviz.number_format import short_signed

FONT, SMALL = 13.0, 11.0
"""Font sizes, in pixels, of symbols and of everything else."""

_SIZE = re.compile(r'<svg [^>]*? width="(\d+)" height="(\d+)"')
_LINE = 14.0  # height of a line of text
_APART = 5.0  # between labels of several lines
_LIFT = 3.0  # of a text above the middle of its place, where its line runs below it
_BOLD = 1.16  # as wide are the widest of fonts when they are bold
_ROUND = 30.0  # diameter of a circle
_PICTURE = 28.0
_PADDING = 6.0
_THINNEST, _THICKEST = 1.0, 5.0  # of lines, by |weight|


def draw(graph: Graph, options: Options | None = None) -> str:
    """Return `graph` as the text of an ``<svg>`` element.

    Node elements carry ``data-node``, edges ``data-source`` and ``data-target``, all by id.
    """
    options = options or Options()
    part = pruned(graph, options.most)
    texts = {
        index: _edge_text(part.graph.edges[index], part.indices[index], options)
        for index in range(len(part.indices))
    }
    layout = arrange(
        part.graph,
        {node.id: _node_size(node, options) for node in part.graph.nodes},
        {
            index: _label_size(lines, part.indices[index], options)
            for index, lines in texts.items()
            if lines
        },
        _text_size(_rest_lines(part)) if part.rest else None,
        is_smooth=options.are_edges_smooth,
    )
    total = layout.size
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="graph" role="group" '
        f"aria-label={quoteattr(options.title)} "
        f'viewBox="0 0 {total.width:.0f} {total.height:.0f}" '
        f'width="{total.width:.0f}" height="{total.height:.0f}">'
        f'<g class="edges">{"".join(_edges(part, layout, options))}</g>'
        f'<g class="labels" aria-hidden="true">{"".join(_labels(part, layout, texts, options))}</g>'
        f'<g class="nodes">{"".join(_nodes(graph, part, layout, options))}</g>'
        f"{_rest(part, layout)}</svg>"
    )


def size(svg: str) -> tuple[int, int]:
    """Return the natural width and height, in pixels, of what `draw` returned."""
    found = _SIZE.match(svg)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def _edge_text(edge: Edge, index: int, options: Options) -> Sequence[str]:
    """Return the lines of text on an edge."""
    if index in options.edge_lines:
        return options.edge_lines[index]
    return [] if edge.weight is None else [short_signed(edge.weight)]


def _text_size(lines: Sequence[str]) -> Size:
    """Return the room that lines of text take."""
    return Size(max(width(line) for line in lines) + 4.0, _LINE * len(lines))


def _label_size(lines: Sequence[str], index: int, options: Options) -> Size:
    """Return the room that an edge's text takes; several lines keep apart from the next edge's."""
    room = options.edge_room.get(index)
    if room is None:
        size = _text_size(lines)
        return Size(size.width, size.height + _LIFT * 2) if options.are_edges_smooth else size
    size = _text_size(room)
    return Size(_BOLD * size.width, size.height + (_APART if len(room) > 1 else 0.0))


def _mark(node: Node) -> str:
    """Return the text in a node: a sum's sign, or else its symbol."""
    return f"{node.symbol} = Σ" if node.kind == "sum" else node.symbol


def _node_size(node: Node, options: Options) -> Size:
    """Return a node's size: a circle where its symbol is all there is, or a box for more."""
    picture = _PICTURE + 4.0 if node.id in options.pictures else 0.0
    lines = options.room.get(node.id, options.lines.get(node.id, ()))
    symbol = width(_mark(node), FONT)
    if not picture and not lines and symbol <= _ROUND - 6.0:
        return Size(_ROUND, _ROUND)
    wide = max(symbol, *(width(line) for line in lines)) if lines else symbol
    tall = 18.0 + _LINE * len(lines)
    return Size(picture + wide + 2 * _PADDING, max(tall + 6.0, _PICTURE + 4.0 if picture else 0.0))


def _learned_targets(graph: Graph) -> set[str]:
    """Return the nodes into which learned weights lead."""
    return {edge.target for edge in graph.edges if edge.learned}


def _edges(part: Pruned, layout: Layout, options: Options) -> Iterable[str]:
    """Yield the lines, thick where |weight| is large for its target's layer."""
    graph = part.graph
    column = {node_id: round(box.x) for node_id, box in layout.nodes.items()}
    largest: dict[int, float] = {}
    for edge in graph.edges:
        at = column[edge.target]
        largest[at] = max(largest.get(at, 0.0), abs(edge.weight or 0.0))
    for edge, route, index in zip(graph.edges, layout.routes, part.indices, strict=True):
        thickness = _THINNEST
        if edge.weight:
            share = abs(edge.weight) / largest[column[edge.target]]
            thickness += (_THICKEST - _THINNEST) * share
        yield (
            f'<path class="{_edge_class(edge)}{_role(options.edge_roles.get(index))}" '
            f"data-source={quoteattr(edge.source)} data-target={quoteattr(edge.target)} "
            f'stroke-width="{thickness:.2f}" d="{route.path}"/>'
        )


def _edge_class(edge: Edge) -> str:
    """Return the classes of an edge: its weight's sign, and whether it was learned."""
    if edge.weight is None:
        return "edge plain"
    sign = "zero" if edge.weight == 0.0 else "positive" if edge.weight > 0.0 else "negative"
    return f"edge {sign}" + (" learned" if edge.learned else "")


def _role(role: str | None) -> str:
    return f" role-{role}" if role else ""


def _values(values: Mapping[str, float]) -> str:
    """Return exact numbers as attributes, for programs that read the drawing."""
    return "".join(f' data-{name}="{float(value)!r}"' for name, value in values.items())


def _labels(
    part: Pruned, layout: Layout, texts: Mapping[int, Sequence[str]], options: Options
) -> Iterable[str]:
    """Yield the texts on the edges, each on a patch of the ground so that no line runs through."""
    for index, room in layout.labels.items():
        box = room
        if options.are_edges_smooth:
            text = _text_size([line.strip() for line in texts[index]])
            box = Box(room.x, room.y - _LIFT, Size(text.width + 4.0, text.height))
        elif part.indices[index] in options.edge_room:  # the line goes on where nothing is said yet
            text = _text_size(texts[index])
            box = Box(room.x, room.y, Size(min(_BOLD * text.width, room.size.width), text.height))
        edge = part.graph.edges[index]
        role = _role(options.edge_roles.get(part.indices[index]))
        yield (
            f'<g class="label{" learned" if edge.learned else ""}{role}" '
            f"data-source={quoteattr(edge.source)} data-target={quoteattr(edge.target)}"
            f"{_values(options.edge_values.get(part.indices[index], {}))}>"
            f"{_rect(box, 2.0)}{_lines(box.x, box.y, texts[index], 'middle')}</g>"
        )


def _rect(box: Box, radius: float) -> str:
    x, y = box.x - box.size.width / 2, box.y - box.size.height / 2
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{box.size.width:.1f}" '
        f'height="{box.size.height:.1f}" rx="{radius:g}"/>'
    )


def _lines(x: float, y: float, lines: Sequence[str], anchor: str) -> str:
    """Return lines of small text whose middle is at y."""
    top = y - _LINE * (len(lines) - 1) / 2
    return "".join(
        f'<text class="small" x="{x:.1f}" y="{top + _LINE * i:.1f}" text-anchor="{anchor}">'
        f"{escape(line)}</text>"
        for i, line in enumerate(lines)
    )


def _nodes(graph: Graph, part: Pruned, layout: Layout, options: Options) -> Iterable[str]:
    """Yield the nodes, as buttons."""
    learned = _learned_targets(graph)
    for node in part.graph.nodes:
        chosen = node.id == options.selected
        classes = f"node {node.kind}" + (" learned" if node.id in learned else "")
        classes += (" selected" if chosen else "") + _role(options.node_roles.get(node.id))
        yield (
            f'<g class="{classes}" role="button" tabindex="0" data-node={quoteattr(node.id)} '
            f'aria-pressed="{str(chosen).lower()}" '
            f"aria-label={quoteattr(_description(graph, node, options))}"
            f"{_values(options.values.get(node.id, {}))}>"
            f"<title>{escape(node.formula or node.symbol)}</title>"
            f"{_inside(node, layout.nodes[node.id], options)}</g>"
        )


def _inside(node: Node, box: Box, options: Options) -> str:
    """Return a node's outline, picture, symbol and lines."""
    if box.size == Size(_ROUND, _ROUND):
        outline = f'<circle cx="{box.x:.1f}" cy="{box.y:.1f}" r="{_ROUND / 2:g}"/>'
        return outline + _symbol(_mark(node), box.x, box.y)
    parts = [_rect(box, 6.0)]
    x = box.x
    if node.id in options.pictures:
        left, top = box.x - box.size.width / 2 + 2.0, box.y - _PICTURE / 2
        place = f'x="{left:.1f}" y="{top:.1f}" width="{_PICTURE:g}" height="{_PICTURE:g}"'
        parts.append(
            f'<image {place} preserveAspectRatio="none" '
            f'href={quoteattr(options.pictures[node.id])}/><rect class="frame" {place}/>'
        )
        x += (_PICTURE + 2.0) / 2
    lines = options.lines.get(node.id, ())
    middle = box.y - _LINE * len(lines) / 2
    parts.append(_symbol(_mark(node), x, middle))
    if lines:
        parts.append(_lines(x, middle + _LINE * (1 + (len(lines) - 1) / 2) + 2.0, lines, "middle"))
    return " ".join(parts)  # spaces are not drawn, but part what is read aloud


def _symbol(text: str, x: float, y: float) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="middle">{escape(text)}</text>'


def _description(graph: Graph, node: Node, options: Options) -> str:
    """Return what a node is, in words: its formula, its values, and the weights on its way out."""
    weights = [
        _way_out(edge, graph[edge.target], options.edge_lines.get(index))
        for index, edge in enumerate(graph.edges)
        if edge.source == node.id and edge.weight is not None
    ]
    role = options.node_roles.get(node.id, "")
    lines = options.lines.get(node.id, ())
    facts = [f"{node.symbol}, {node.kind}", role, node.formula, *lines, *weights]
    return "; ".join(fact for fact in facts if fact)


def _way_out(edge: Edge, target: Node, lines: Sequence[str] | None) -> str:
    """Return what an edge does with a node's value, in words."""
    if lines is None:
        return f"weight {short_signed(edge.weight or 0.0)} into {target.symbol}"
    return f"into {target.symbol}: {', '.join(line for line in lines if line)}"


def _rest_lines(part: Pruned) -> list[str]:
    """Return the words about nodes that are left out, in short lines."""
    return part.rest.replace(", ", ",|").split("|")


def _rest(part: Pruned, layout: Layout) -> str:
    if layout.rest is None:
        return ""
    return (
        f'<g class="rest">{_lines(layout.rest.x, layout.rest.y, _rest_lines(part), "middle")}</g>'
    )
