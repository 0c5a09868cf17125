"""The output heads' formulas for one sample, with places for numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HeadFormulas:
    """LaTeX of one head.

    Attributes
    ----------
    local : str
        The output activation's name.
    link : str
        u_k in terms of the scores, with ``{k}`` for its index; empty for the identity.
    link_numbers : callable
        ``link_numbers(scores, k)`` returns the same with the scores' numbers.
    loss : callable
        ``loss(u)`` returns L_n, given the symbol of the outputs.
    loss_numbers : callable
        ``loss_numbers(outputs, targets)`` returns the same with numbers.
    derivation : str
        Why δ = u − y, one sentence of Markdown.
    is_joint : bool
        Whether an output needs the scores of all.

    """

    local: str
    link: str
    link_numbers: Callable[[Sequence[str], int], str]
    loss: Callable[[str], str]
    loss_numbers: Callable[[Sequence[str], Sequence[str]], str]
    derivation: str
    is_joint: bool = False


def _softmax(scores: Sequence[str], k: int) -> str:
    total = " + ".join(f"e^{{{z}}}" for z in scores)
    return rf"\frac{{e^{{{scores[k]}}}}}{{{total}}}"


def _cross_entropy(outputs: Sequence[str], targets: Sequence[str]) -> str:
    [u], [y] = outputs, targets
    return rf"-({y}) \ln {u} - (1 - ({y})) \ln\left(1 - {u}\right)"


def _class_loss(outputs: Sequence[str], targets: Sequence[str]) -> str:
    """Return the loss with numbers; of the outputs, that of the sample's class has target 1."""
    [own] = [u for u, target in zip(outputs, targets, strict=True) if target != "0"]
    return rf"-\ln {own}"


def _squares(outputs: Sequence[str], targets: Sequence[str]) -> str:
    squares = " + ".join(
        rf"\left({y} - {u}\right)^2" for u, y in zip(outputs, targets, strict=True)
    )
    return rf"\tfrac12 \left[ {squares} \right]" if len(outputs) > 1 else rf"\tfrac12 {squares}"


_SQUARED = (
    r"For half the square, $\partial L/\partial u = -(y - u)$, and $\partial u/\partial z = 1$ for "
    r"the identity: the product is $u - y$."
)

HEAD_FORMULAS: Mapping[str, HeadFormulas] = {
    "binary": HeadFormulas(
        r"\sigma",
        r"\frac{{1}}{{1 + e^{{-z_{k}}}}}",
        lambda scores, k: rf"\frac{{1}}{{1 + e^{{-{scores[k]}}}}}",
        lambda u: rf"-y \ln {u} - (1 - y) \ln(1 - u_O)",
        _cross_entropy,
        r"For cross-entropy, $\partial L/\partial u = \frac{u - y}{u (1 - u)}$, and for the "
        r"sigmoid $\partial u/\partial z = u (1 - u)$: the product is $u - y$.",
    ),
    "multiclass": HeadFormulas(
        r"\mathrm{softmax}",
        r"\frac{{e^{{z_{{{k}}}}}}}{{\sum_\ell e^{{z_{{O_\ell}}}}}}",
        _softmax,
        lambda u: rf"-\sum_k r_k \ln {u}",
        _class_loss,
        r"For cross-entropy, $\partial L/\partial u_\ell = -r_\ell/u_\ell$, and for softmax "
        r"$\partial u_\ell/\partial z_k = u_\ell ([\ell = k] - u_k)$: because "
        r"$\sum_\ell r_\ell = 1$, the sum over $\ell$ is $u_k - r_k$.",
        is_joint=True,
    ),
    "regression": HeadFormulas(
        r"\mathrm{id}",
        "",
        lambda scores, k: scores[k],
        lambda u: rf"\tfrac12 (y - {u})^2",
        _squares,
        _SQUARED,
    ),
    "vector_regression": HeadFormulas(
        r"\mathrm{id}",
        "",
        lambda scores, k: scores[k],
        lambda u: rf"\tfrac12 \sum_k (y_k - {u})^2",
        _squares,
        _SQUARED,
    ),
}
