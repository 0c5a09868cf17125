"""The chosen graph: its controls, and the program with numbers that they stand for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from nnviz.autodiff import Builder, Program, Trace, trace
from nnviz.autodiff.expressions import ExpressionError, parse
from nnviz.autodiff.network_loss import backpropagated, network_loss, weights
from nnviz.network import Gradient, Network
from nnviz.ui.autodiff import settings
from nnviz.ui.links import read
from nnviz.ui.widgets import Control

_LAST_GOOD = "ad_last_expression"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the controls ask for.

    Attributes
    ----------
    graph : str
        A key of `settings.GRAPHS`.
    program : Program
    inputs : tuple of float
    backpropagated : (list of float, Gradient) or None
        What the network itself says, where the graph is its loss.

    """

    graph: str
    program: Program
    inputs: tuple[float, ...]
    backpropagated: tuple[list[float], Gradient] | None = None

    def traced(self) -> Trace:
        """Return the trace; raises UndefinedError where there is none."""
        return trace(self.program, self.inputs)


def read_graph() -> Wanted:
    """Draw the controls of the chosen graph, and return what they ask for."""
    graph: str = read(settings.GRAPH)
    return _READERS[graph]()


def composite(outer: str, middle: str, inner: str) -> Program:
    """Return f(g(h(x))) with the lecture's names: v = h(x), u = g(v)."""
    build = Builder()
    v = build.apply(inner, build.input("x"), name="v")
    u = build.apply(middle, v, name="u")
    build.apply(outer, u, name="f")
    return build.program()


def example() -> Program:
    """Return e = (a + b) · (b + 1) with the lecture's names."""
    build = Builder()
    a, b = build.input("a"), build.input("b")
    c = build.apply("add", a, b, name="c")
    d = build.apply("add", b, build.constant(1.0), name="d")
    build.apply("multiply", c, d, name="e")
    return build.program()


def _row(controls: Sequence[Control], widths: Sequence[float]) -> list[Any]:
    """Draw controls beside each other and return their values."""
    values = []
    for column, control in zip(st.columns(widths, vertical_alignment="top"), controls, strict=True):
        with column:
            values.append(read(control))
    return values


def _read_composite() -> Wanted:
    outer, middle, inner, x = _row(settings.OF_GRAPH[settings.COMPOSITE], [1, 1, 1, 2])
    program = composite(outer, middle, inner)
    return Wanted(settings.COMPOSITE, program, (x,))


def _read_example() -> Wanted:
    a, b = _row(settings.OF_GRAPH[settings.EXAMPLE], [1, 1])
    return Wanted(settings.EXAMPLE, example(), (a, b))


def _read_network() -> Wanted:
    controls = settings.OF_GRAPH[settings.NETWORK]
    activation, y, x1, x2, seed = _row(controls, [1.2, 0.8, 2, 2, 1])
    network = Network(2, 2, 1, activation)
    params = network.init(seed)
    return Wanted(
        settings.NETWORK,
        network_loss(2, network.activation, (x1, x2), y),
        tuple(weights(params)),
        backpropagated(network, params, (x1, x2), y),
    )


def _read_own() -> Wanted:
    """Read the student's expression; the last one that could be read stands in for a wrong one."""
    text = read(settings.EXPRESSION)
    notices = st.container()
    try:
        program = parse(text)
        st.session_state[_LAST_GOOD] = text
    except ExpressionError as error:
        last = st.session_state.get(_LAST_GOOD, settings.EXPRESSION.default)
        notices.error(f"{_as_text(str(error))} Shown is still `{last}`.")
        program = parse(last)
    names = program.input_names
    controls = [
        replace(control, label=name)
        for control, name in zip(settings.VARIABLES, names, strict=False)
    ]
    values = _row(controls, [1] * len(controls)) if controls else []
    return Wanted(settings.OWN, program, tuple(values))


def _as_text(sentence: str) -> str:
    """Return a sentence in which Markdown finds no signs of its own."""
    return "".join(f"\\{letter}" if letter in r"\`*_{}[]()#+-.!$<>~|:" else letter
                   for letter in sentence)  # fmt: skip


_READERS: dict[str, Callable[[], Wanted]] = {
    settings.COMPOSITE: _read_composite,
    settings.EXAMPLE: _read_example,
    settings.NETWORK: _read_network,
    settings.OWN: _read_own,
}
