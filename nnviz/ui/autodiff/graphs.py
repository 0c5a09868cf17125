"""The chosen graph: its controls, and the tape with numbers that they give."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import streamlit as st

from nnviz.autodiff import Builder, Tape, Trace, trace
from nnviz.autodiff.expressions import ExpressionError, parse
from nnviz.autodiff.network_loss import backpropagated, network_loss, weights
from nnviz.network import Gradient, Network
from nnviz.ui.autodiff import controls
from nnviz.ui.settings import Settings

_LAST_GOOD = "ad_last_expression"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the controls ask for.

    Attributes
    ----------
    graph : str
        A key of `controls.GRAPHS`.
    tape : Tape
    inputs : tuple of float
    backpropagated : (list of float, Gradient) or None
        What the network itself says, where the graph is its loss.

    """

    graph: str
    tape: Tape
    inputs: tuple[float, ...]
    backpropagated: tuple[list[float], Gradient] | None = None

    def traced(self) -> Trace:
        """Return the trace; raises UndefinedError where there is none."""
        return trace(self.tape, self.inputs)


def read_graph(settings: Settings) -> Wanted:
    """Draw the controls of the chosen graph, and return what they ask for."""
    graph: str = settings.draw(controls.GRAPH)
    return _READERS[graph](settings)


def composite(outer: str, middle: str, inner: str) -> Tape:
    """Return f(g(h(x))) with the lecture's names: v = h(x), u = g(v)."""
    build = Builder()
    v = build.apply(inner, build.input("x"), name="v")
    u = build.apply(middle, v, name="u")
    build.apply(outer, u, name="f")
    return build.tape()


def example() -> Tape:
    """Return e = (a + b) · (b + 1) with the lecture's names."""
    build = Builder()
    a, b = build.input("a"), build.input("b")
    c = build.apply("add", a, b, name="c")
    d = build.apply("add", b, build.constant(1.0), name="d")
    build.apply("multiply", c, d, name="e")
    return build.tape()


def _read_composite(settings: Settings) -> Wanted:
    listed = controls.OF_GRAPH[controls.COMPOSITE]
    outer, middle, inner, x = settings.draw_row(listed, [1, 1, 1, 2])
    tape = composite(outer, middle, inner)
    return Wanted(controls.COMPOSITE, tape, (x,))


def _read_example(settings: Settings) -> Wanted:
    a, b = settings.draw_row(controls.OF_GRAPH[controls.EXAMPLE], [1, 1])
    return Wanted(controls.EXAMPLE, example(), (a, b))


def _read_network(settings: Settings) -> Wanted:
    listed = controls.OF_GRAPH[controls.NETWORK]
    activation, y, x1, x2, seed = settings.draw_row(listed, [1.2, 0.8, 2, 2, 1])
    network = Network(2, 2, 1, activation)
    params = network.init(seed)
    return Wanted(
        controls.NETWORK,
        network_loss(2, network.activation, (x1, x2), y),
        tuple(weights(params)),
        backpropagated(network, params, (x1, x2), y),
    )


def _read_own(settings: Settings) -> Wanted:
    """Read the student's expression; the last one that could be read stays for a wrong one."""
    text = settings.draw(controls.EXPRESSION)
    notices = st.container()
    try:
        tape = parse(text)
        st.session_state[_LAST_GOOD] = text
    except ExpressionError as error:
        last = st.session_state.get(_LAST_GOOD, controls.EXPRESSION.default)
        notices.error(f"{_as_text(str(error))} Shown is still `{last}`.")
        tape = parse(last)
    names = tape.input_names
    variables = [
        replace(control, label=name)
        for control, name in zip(controls.VARIABLES, names, strict=False)
    ]
    values = settings.draw_row(variables, [1] * len(variables)) if variables else []
    return Wanted(controls.OWN, tape, tuple(values))


def _as_text(sentence: str) -> str:
    """Return a sentence in which Markdown finds no signs of its own."""
    return "".join(f"\\{letter}" if letter in r"\`*_{}[]()#+-.!$<>~|:" else letter
                   for letter in sentence)  # fmt: skip


_READERS: dict[str, Callable[[Settings], Wanted]] = {
    controls.COMPOSITE: _read_composite,
    controls.EXAMPLE: _read_example,
    controls.NETWORK: _read_network,
    controls.OWN: _read_own,
}
