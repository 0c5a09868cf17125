"""Sweeps as animations: the drawing, what appears at each node, and the words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from nnviz.autodiff import Step, Sweep, Trace, forward_sweep, reverse_sweep
from nnviz.autodiff.picture import described, node_id, to_graph
from nnviz.autodiff.primitives import plain
from nnviz.components.diagram import Options, draw
from nnviz.components.stepper import Animation, Frame, NodeText
from nnviz.ui.autodiff.captions import (
    forward_caption,
    partial_text,
    reverse_caption,
    seed_caption,
    value_caption,
)

_WRITTEN_OUT = 9
"""Up to so many nodes the drawing has a derivative's symbol; else its number alone."""

_DIGITS = 7  # characters of most numbers: the drawing keeps its size while they change

Counters = tuple[tuple[str, str], ...]


def values_animation(traced: Trace) -> Animation:
    """Return the forward pass: values accumulate from the inputs to the output."""
    tape = traced.tape
    places = [i for i, node in enumerate(tape.operations) if node.primitive is not None]
    frames = [
        Frame(
            "The inputs and constants are given. The forward pass computes each node from the "
            "nodes before it, and keeps every value for the derivatives.",
            counters=_value_counters(0, len(places)),
        )
    ]
    _graph, edge = to_graph(tape)
    for done, place in enumerate(places, 1):
        parents = tape.operations[place].parents
        frames.append(
            Frame(
                f"{value_caption(traced, place)}.",
                (node_id(place),),
                tuple(node_id(parent) for parent in parents),
                tuple(edge[place, argument] for argument in range(len(parents))),
                _value_counters(done, len(places)),
            )
        )
    results = {
        place: (_padded("= ", traced.values[place]), first) for first, place in enumerate(places, 1)
    }
    return _animation(traced, "values", results, frames, {})


def reverse_animation(traced: Trace) -> Animation:
    """Return reverse mode: one sweep back from the output, good for all inputs."""
    sweep = reverse_sweep(traced)
    tape = traced.tape
    output = tape.operations[-1].name
    frames = [
        Frame(
            "The values are known from the forward pass. Each edge shows its local derivative: "
            f"how much the node at its end changes with the node at its start. {_ROUNDED}",
            counters=_sweep_counters(sweep, None, 1),
        )
    ]
    frames += [
        _frame(sweep, step, reverse_caption(sweep, step), 1, towards_output=False)
        for step in sweep.steps
    ]
    frames[-1] = _ended(
        frames[-1],
        f"This one sweep gives the derivatives for all {len(tape.inputs)} inputs."
        if len(tape.inputs) > 1
        else "",
    )
    results = {
        step.place: (_result(traced, output, step, denominator=True), first)
        for first, step in enumerate(sweep.steps, 1)
    }
    return _animation(traced, "reverse", results, frames, _locals(traced))


def forward_animation(traced: Trace, chosen: int) -> Animation:
    """Return forward mode for the input at the place `chosen`: one sweep, good for it alone."""
    sweep = forward_sweep(traced, chosen)
    tape = traced.tape
    name = tape.operations[chosen].name
    passes = len(tape.inputs)
    seeds = [step for step in sweep.steps if tape.operations[step.place].is_input]
    others = [step for step in sweep.steps if step not in seeds]
    frames = [
        Frame(
            "The values are known from the forward pass. Each edge shows its local derivative: "
            f"how much the node at its end changes with the node at its start. {_ROUNDED}",
            counters=_sweep_counters(sweep, None, passes),
        ),
        Frame(
            seed_caption(tape, name),
            tuple(node_id(step.place) for step in seeds),
            counters=_sweep_counters(sweep, (len(seeds), 0), passes),
        ),
    ]
    done = len(seeds)
    for step in others:
        done += 1
        caption = forward_caption(sweep, step, name)
        frames.append(_frame(sweep, step, caption, passes, towards_output=True, visited=done))
    frames[-1] = _ended(
        frames[-1],
        f"The other {passes - 1} inputs need {passes - 1} more sweeps."
        if passes > 2
        else "The other input needs another sweep."
        if passes == 2
        else "",
    )
    first = {step.place: 1 for step in seeds} | {s.place: i for i, s in enumerate(others, 2)}
    results = {
        step.place: (_result(traced, name, step, denominator=False), first[step.place])
        for step in sweep.steps
    }
    return _animation(traced, f"forward {name}", results, frames, _locals(traced))


_FIXED = "constant"
_ROUNDED = "Numbers are rounded to four digits."


def _frame(
    sweep: Sweep,
    step: Step,
    caption: str,
    passes: int,
    *,
    towards_output: bool,
    visited: int | None = None,
) -> Frame:
    """Return the frame of one step."""
    _graph, edge = to_graph(sweep.trace.tape)
    links = [term.link for term in step.terms]
    ends = {link.source if towards_output else link.target: None for link in links}
    return Frame(
        caption,
        (node_id(step.place),),
        tuple(map(node_id, ends)),
        tuple(edge[link.target, link.argument] for link in links),
        _sweep_counters(sweep, (visited or step.n_visited, step.n_multiplications), passes),
    )


def _ended(frame: Frame, sentence: str) -> Frame:
    """Return the last frame with a sentence more."""
    caption = f"{frame.caption} {sentence}".strip()
    return Frame(caption, frame.nodes, frame.sources, frame.edges, frame.counters)


def _sweep_counters(sweep: Sweep, done: tuple[int, int] | None, passes: int) -> Counters:
    visited, multiplied = done or (0, 0)
    total = sweep.trace.n_links
    return (
        ("nodes visited", f"{visited} of {len(sweep.steps)}"),
        ("multiplications", f"{multiplied} of {total}"),
        ("passes for all inputs", str(passes)),
        ("multiplications for all inputs", str(passes * total)),
    )


def _value_counters(done: int, total: int) -> Counters:
    return (("nodes computed", f"{done} of {total}"),)


def _result(traced: Trace, other: str, step: Step, *, denominator: bool) -> str:
    """Return what appears in a node: its accumulated derivative."""
    here = traced.tape.operations[step.place].name
    if len(traced.values) > _WRITTEN_OUT:
        return _padded("∂ ", step.value)
    symbol = partial_text(other, here) if denominator else partial_text(here, other)
    return _padded(f"{symbol} = ", step.value)


def _locals(traced: Trace) -> dict[int, list[str]]:
    """Return the texts of edges: local derivatives, and that constants have none."""
    tape = traced.tape
    _graph, edge = to_graph(tape)
    texts = {index: [_FIXED] for index in edge.values()}
    for links in traced.links:
        for link in links:
            names = (tape.operations[end].name for end in (link.target, link.source))
            is_short = len(traced.values) > _WRITTEN_OUT
            text = _padded("" if is_short else f"{partial_text(*names)} = ", link.local)
            texts[edge[link.target, link.argument]] = [text]
    return texts


def _padded(before: str, value: float) -> str:
    """Return a number behind a text, in the middle of as much room as most numbers need."""
    return (before + plain(value)).center(len(before) + _DIGITS, "\N{FIGURE SPACE}")


def _animation(
    traced: Trace,
    mode: str,
    results: Mapping[int, tuple[str, int]],
    frames: Sequence[Frame],
    edge_lines: dict[int, list[str]],
) -> Animation:
    """Return the drawing with everything in it that will ever be shown, and the frames."""
    tape = traced.tape
    graph, _edge = to_graph(tape)
    lines: dict[str, list[str]] = {}
    nodes: dict[str, NodeText] = {}
    for place, node in enumerate(tape.operations):
        result, first = results.get(place, ("", 0))
        kind = "output" if place == len(tape.operations) - 1 else "operation"
        if node.primitive is None:
            kind = "input" if node.is_input else "constant"
        label, value = described(tape, place), _padded("= ", traced.values[place])
        is_given = mode != "values" or node.primitive is None
        shown = [value] if is_given and node.name != plain(traced.values[place]) else []
        if is_given:
            label += f"; value {plain(traced.values[place])}"
        lines[node_id(place)] = [*shown, *([result] if result else [])]
        nodes[node_id(place)] = NodeText(kind, label, result, first)
    title = f"Computational graph of {tape.operations[-1].name}"
    svg = draw(graph, Options(title, lines, edge_lines, are_edges_smooth=True))
    return Animation(svg, _shape(traced, mode), nodes, tuple(frames))


def _shape(traced: Trace, mode: str) -> str:
    """Return a text that is the same for the same tape without its constants' values."""
    parts: Iterable[str] = (
        f"{node.name}:{node.primitive}:{node.parents}" for node in traced.tape.operations
    )
    return f"{mode}|{'|'.join(parts)}"
