"""A plain drawing of the network, black on white or in the colour of the text around it."""

from __future__ import annotations

from nnviz.exercise.exercise import Exercise

_WIDTH, _ROW, _RADIUS, _MARGIN = 250, 42, 15, 22
_COLUMNS = (28, 128, 222)

Point = tuple[float, float]


def network_svg(exercise: Exercise) -> str:
    """Return an SVG with a node for each input, hidden unit, output and bias."""
    counts = (len(exercise.x) + 1, exercise.n_hidden + 1, exercise.n_outputs)
    height = _ROW * (max(counts) - 1) + 2 * _MARGIN
    inputs, hidden, outputs = (
        [(x, height / 2 + _ROW * (i - (n - 1) / 2)) for i in range(n)]
        for x, n in zip(_COLUMNS, counts, strict=True)
    )
    lines = [_line(a, b) for a in inputs for b in hidden[1:]]
    lines += [_line(a, b) for a in hidden for b in outputs]
    one = exercise.n_outputs == 1
    nodes = [_node(inputs[0], "1", ""), _node(hidden[0], "1", "")]
    nodes += [_node(point, "x", str(i + 1)) for i, point in enumerate(inputs[1:])]
    nodes += [_node(point, "u", f"H,{m + 1}") for m, point in enumerate(hidden[1:])]
    nodes += [_node(point, "u", "O" if one else f"O,{k + 1}") for k, point in enumerate(outputs)]
    label = (
        f"A network of {len(exercise.x)} inputs, {exercise.n_hidden} hidden units and "
        f"{exercise.n_outputs} outputs; the nodes 1 are for the biases."
    )
    return (
        f'<svg class="network" role="img" aria-label="{label}" width="{_WIDTH}" '
        f'height="{height:g}" viewBox="0 0 {_WIDTH} {height:g}" fill="none" '
        'stroke="currentColor" font-size="13" font-family="serif">'
        f"{''.join(lines)}{''.join(nodes)}</svg>"
    )


def _line(start: Point, end: Point) -> str:
    return (
        f'<line x1="{start[0] + _RADIUS:g}" y1="{start[1]:g}" '
        f'x2="{end[0] - _RADIUS:g}" y2="{end[1]:g}" stroke-width="0.8" stroke-opacity="0.55"/>'
    )


def _node(at: Point, letter: str, subscript: str) -> str:
    """Return a circle with a symbol; biases, which are no units, have a square."""
    x, y = at
    text = f'<tspan font-style="italic">{letter}</tspan>' if subscript else letter
    if subscript:
        text += f'<tspan dy="4" font-size="9">{subscript}</tspan>'
    half = _RADIUS - 4
    outline = (
        f'<circle cx="{x:g}" cy="{y:g}" r="{_RADIUS}"/>'
        if subscript
        else f'<rect x="{x - half:g}" y="{y - half:g}" width="{2 * half}" height="{2 * half}"/>'
    )
    return (
        f'{outline}<text x="{x:g}" y="{y + 4:g}" text-anchor="middle" stroke="none" '
        f'fill="currentColor">{text}</text>'
    )
