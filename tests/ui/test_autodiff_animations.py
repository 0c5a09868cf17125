"""Sweeps as animations: what each frame shows and says."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET

import pytest

from nnviz.autodiff import Trace, forward_sweep, reverse_sweep, trace
from nnviz.autodiff.expressions import parse
from nnviz.autodiff.primitives import FUNCTIONS
from nnviz.ui.autodiff.animations import forward_animation, reverse_animation, values_animation
from nnviz.ui.autodiff.captions import partial_text
from nnviz.ui.autodiff.graphs import composite, example

EXPRESSIONS = (
    "a", "-a", "x * x", "x ** x", "x+x+x+x+x", "2 * 3 + 1", "5", "a / b + log(c) * d ** g - f",
)  # fmt: skip


def traced(text: str) -> Trace:
    tape = parse(text)
    return trace(tape, [0.7, 1.3, 0.4, 2.1, 0.9, 1.6][: len(tape.inputs)])


@pytest.mark.parametrize("text", EXPRESSIONS)
def test_frames_follow_the_sweep(text: str) -> None:
    """After the first frame, reverse mode has one for each step, at the step's node and paths."""
    sweep = reverse_sweep(traced(text))
    frames = reverse_animation(sweep.trace).frames[1:]
    if not sweep.trace.tape.inputs:
        return
    for frame, step in zip(frames, sweep.steps, strict=True):
        assert frame.nodes == (f"n{step.place}",)
        assert len(frame.edges) == len(step.terms)
        assert dict(frame.counters)["nodes visited"].startswith(f"{step.n_visited} of")
        assert dict(frame.counters)["multiplications"].startswith(f"{step.n_multiplications} of")


def test_forward_mode_counts_a_pass_for_each_input() -> None:
    """With three inputs, passes and multiplications for all inputs are three times one sweep's."""
    animation = forward_animation(traced("a * b + c"), 1)
    n_links = traced("a * b + c").n_links
    assert dict(animation.frames[-1].counters) == {
        "nodes visited": "5 of 5",
        "multiplications": f"{n_links} of {n_links}",
        "passes for all inputs": "3",
        "multiplications for all inputs": str(3 * n_links),
    }


@pytest.mark.parametrize("chosen", [0, 1])
def test_forward_mode_shows_each_node_once(chosen: int) -> None:
    """Every node that depends on an input gets its tangent at one frame, inputs at the first."""
    tape = example()
    animation = forward_animation(trace(tape, [2.0, 1.0]), chosen)
    shown = [name for frame in animation.frames for name in frame.nodes]
    expected = [f"n{s.place}" for s in forward_sweep(trace(tape, [2.0, 1.0]), chosen).steps]
    assert sorted(shown) == sorted(expected)
    assert set(animation.frames[1].nodes) == {"n0", "n1"}


def test_captions_are_the_lectures_sum_over_paths() -> None:
    """For a = 2, b = 1 the frame of b says both paths, with symbols and numbers."""
    captions = [f.caption for f in reverse_animation(trace(example(), [2.0, 1.0])).frames]
    assert any(
        "∂e/∂b = ∂e/∂c · ∂c/∂b + ∂e/∂d · ∂d/∂b = 2 · 1 + 3 · 1 = 5." in said for said in captions
    )


def test_numbers_stand_in_the_order_of_their_symbols() -> None:
    """Forward mode's ∂e/∂c · ∂c/∂b is local times accumulated, 2 · 1, in this order."""
    captions = [f.caption for f in forward_animation(trace(example(), [2.0, 1.0]), 1).frames]
    assert "∂e/∂c · ∂c/∂b + ∂e/∂d · ∂d/∂b = 2 · 1 + 3 · 1 = 5." in captions[-1]


@pytest.mark.parametrize(("n", "said"), [(1, "One edge leads"), (3, "Three edges"), (9, "All 9")])
def test_paths_are_counted_in_words(n: int, said: str) -> None:
    """No digit follows the result, where it would look like a part of it."""
    text = " + ".join(f"sin({i} * x)" for i in range(1, n + 1))
    assert f". {said}" in reverse_animation(traced(text)).frames[-1].caption


def test_products_are_bracketed_in_derivatives() -> None:
    """The derivative in w₁,₁x₁ has it in brackets; a name with an index alone has none."""
    assert partial_text("L", "w₁,₁x₁") == "∂L/∂(w₁,₁x₁)"
    assert partial_text("yzₒ", "w₁,₀") == "∂(yzₒ)/∂w₁,₀"
    assert partial_text("y", "ab") == "∂y/∂ab"


def test_values_are_computed_in_words() -> None:
    """The forward pass says each node's formula, with names and with numbers."""
    frames = values_animation(trace(example(), [2.0, 1.0])).frames
    assert [frame.caption for frame in frames[1:]] == [
        "c = a + b = 2 + 1 = 3.",
        "d = b + 1 = 1 + 1 = 2.",
        "e = c · d = 3 · 2 = 6.",
    ]


@pytest.mark.parametrize("text", EXPRESSIONS)
@pytest.mark.parametrize("make", [values_animation, reverse_animation])
def test_every_node_has_words_and_every_edge_is_drawn(text: str, make: Any) -> None:
    """The drawing is well formed and has the nodes and edges that the frames speak of."""
    animation = make(traced(text))
    drawing = ET.fromstring(animation.svg)  # noqa: S314 - our own drawing
    drawn = {item.get("data-node") for item in drawing.iter() if item.get("data-node")}
    edges = [item for item in drawing.iter() if item.get("class", "").startswith("edge ")]
    assert drawn == set(animation.nodes)
    assert all(node.label for node in animation.nodes.values())
    assert all(index < len(edges) for frame in animation.frames for index in frame.edges)


def test_numbers_alone_do_not_change_the_shape() -> None:
    """Other values of a and b are the same animation; another mode or input is another one."""
    there, here = (trace(example(), point) for point in ([2.0, 1.0], [-0.3, 4.7]))
    assert reverse_animation(there).shape == reverse_animation(here).shape
    others = {reverse_animation(there).shape, values_animation(there).shape}
    assert len(others | {forward_animation(there, i).shape for i in (0, 1)}) == 4


@pytest.mark.parametrize("outer", FUNCTIONS)
def test_every_function_can_be_composed(outer: str) -> None:
    """f(g(h(x))) has the lecture's names and the nodes x, v, u and f, for any f."""
    names = [node.name for node in composite(outer, "sigmoid", "sin").operations]
    assert names == ["x", "v", "u", "f"]
