"""What happens at a step, in words and numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from nnviz.autodiff import PRIMITIVES, Step, Sweep, Tape, Term, Trace
from nnviz.autodiff.primitives import plain

_COUNTS = {2: "Two", 3: "Three", 4: "Four"}
_INDEX = "₀₁₂₃₄₅₆₇₈₉ₒ"
_MOST_TERMS = 4
"""A longer sum is counted instead of written out."""


def partial_text(numerator: str, denominator: str) -> str:
    """Return ∂numerator/∂denominator; the name of a product is put in brackets."""
    return f"∂{_bracketed(numerator)}/∂{_bracketed(denominator)}"


def _bracketed(name: str) -> str:
    """Return a name, in brackets if it has letters after its index, as w₁,₁x₁ has."""
    is_product = (
        len(name) > 1 and name[-1] in _INDEX and any(c.isascii() and c.isalpha() for c in name[1:])
    )
    return f"({name})" if is_product else name


def factor(value: float) -> str:
    """Return a number as a factor: a negative one in brackets."""
    text = plain(value)
    return f"({text})" if text.startswith("−") else text


def value_caption(traced: Trace, place: int) -> str:
    """Say how a node's value comes about."""
    tape = traced.tape
    node = tape.operations[place]
    numbers = [factor(traced.values[parent]) for parent in node.parents]
    written = PRIMITIVES[node.primitive or ""].written(*numbers)
    return f"{node.name} = {tape.written(place)} = {written} = {plain(traced.values[place])}"


def reverse_caption(sweep: Sweep, step: Step) -> str:
    """Say what reverse mode does at a node."""
    tape = sweep.trace.tape
    names = [node.name for node in tape.operations]
    here = names[step.place]
    if step.place == len(names) - 1:
        return f"{partial_text(here, here)} = 1. Reverse mode starts at the output, {here}."
    whole = partial_text(names[-1], here)
    if not step.terms:
        return f"{whole} = 0: no path leads from {here} to the output."
    pairs = [
        f"{partial_text(names[-1], names[term.link.target])} · "
        f"{partial_text(names[term.link.target], here)}"
        for term in step.terms
    ]
    said = _sum(step, pairs, lambda term: (term.accumulated, term.link.local))
    return f"{whole} = {said}. {_paths(len(step.terms), 'out of', here)}"


def forward_caption(sweep: Sweep, step: Step, chosen: str) -> str:
    """Say what forward mode does at a node, for the chosen input."""
    names = [node.name for node in sweep.trace.tape.operations]
    here = names[step.place]
    pairs = [
        f"{partial_text(here, names[term.link.source])} · "
        f"{partial_text(names[term.link.source], chosen)}"
        for term in step.terms
    ]
    said = _sum(step, pairs, lambda term: (term.link.local, term.accumulated))
    return f"{partial_text(here, chosen)} = {said}. {_paths(len(step.terms), 'into', here)}"


def seed_caption(tape: Tape, chosen: str) -> str:
    """Say where forward mode starts."""
    others = [name for name in tape.input_names if name != chosen]
    rest = ""
    if others:
        which = others[0] if len(others) == 1 else f"the other {len(others)} inputs"
        rest = f" For {which} it is 0, for {which} {'does' if len(others) == 1 else 'do'} not "
        rest += f"depend on {chosen}."
    return f"{partial_text(chosen, chosen)} = 1. Forward mode starts at the input {chosen}.{rest}"


def _sum(step: Step, pairs: Sequence[str], product: Callable[[Term], tuple[float, float]]) -> str:
    """Return the sum of products in symbols and in numbers, or the number of its terms."""
    if len(pairs) > _MOST_TERMS:
        return f"the sum of {len(pairs)} products = {plain(step.value)}"
    products = " + ".join(" · ".join(map(factor, product(term))) for term in step.terms)
    return f"{' + '.join(pairs)} = {products} = {plain(step.value)}"


def _paths(number: int, direction: str, name: str) -> str:
    if number == 1:
        return f"One edge leads {direction} {name}: accumulated × local."
    count = _COUNTS.get(number, f"All {number}")  # a digit after a number would look like its own
    return f"{count} edges lead {direction} {name}: their products are summed."
