"""How an output head is written: its words, symbols and formulas in plain text, LaTeX and HTML.

Each head in `nnviz.heads` has one such record. The functions here write what differs between
heads only by numbers: the links and losses with a sample's values filled in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Notation:
    """Words and formulas of one head.

    Attributes
    ----------
    link_name, loss_name : str
        The output activation and the loss in words.
    loss_remark : str
        What to know about the loss or the label, in Markdown.
    unit : str
        Unit of the loss; empty where it is that of the squared target.
    link_latex, loss_latex : str
        u_O = g_O(z_O), and the lecture's loss (a sum over samples), in LaTeX.
    link_text, link_html : str
        The link in plain text, with ``{index}`` for an output's subscript and without its left
        side, and in HTML.
    meaning : str
        What an output is, with ``{k}`` for its class and ``{index}`` for its subscript.
    target : str
        The letter of the target that is compared with u_O.
    target_latex, target_html : str
        The same for output k of several, explained if need be.
    sample_loss_latex, sample_loss_html : str
        The loss of one sample from its scores z_O.
    output_loss_text : str
        The loss of one sample from its outputs u_O, in plain text.
    output_loss_latex : str
        The same in LaTeX, with ``{u}`` for the symbol of an output.
    output_loss_numbers : callable
        ``output_loss_numbers(outputs, targets)`` returns the same with numbers.
    link_symbol : str
        The output activation's symbol in LaTeX.
    link_of_score : str
        u_k from the scores, with ``{k}`` for its index; empty for the identity.
    link_numbers : callable
        ``link_numbers(scores, k)`` returns the same with the scores' numbers.
    derivation : str
        Why δ = u − y, one sentence of Markdown.

    """

    link_name: str
    loss_name: str
    loss_remark: str
    unit: str
    link_latex: str
    loss_latex: str
    link_text: str
    link_html: str
    meaning: str
    target: str
    target_latex: str
    target_html: str
    sample_loss_latex: str
    sample_loss_html: str
    output_loss_text: str
    output_loss_latex: str
    output_loss_numbers: Callable[[Sequence[str], Sequence[str]], str]
    link_symbol: str
    link_of_score: str
    link_numbers: Callable[[Sequence[str], int], str]
    derivation: str


SUM_HTML = "<span class=sum>Σ</span>"
Z_HTML = "<i>z</i><sub>O</sub>"
ZK_HTML = "<i>z</i><sub>O,<i>k</i></sub>"
SQUARED_DERIVATION = (
    r"For half the square, $\partial L/\partial u = -(y - u)$, and $\partial u/\partial z = 1$ for "
    r"the identity: the product is $u - y$."
)
HALF_REMARK = (
    "The lecture writes it without the ½ here and with it in the chapter on backpropagation, where "
    "it makes δ = u − y. It changes no minimum."
)


def sigmoid_numbers(scores: Sequence[str], k: int) -> str:
    """Return σ of score k in LaTeX."""
    return rf"\frac{{1}}{{1 + e^{{-{scores[k]}}}}}"


def softmax_numbers(scores: Sequence[str], k: int) -> str:
    """Return softmax of score k in LaTeX."""
    total = " + ".join(f"e^{{{z}}}" for z in scores)
    return rf"\frac{{e^{{{scores[k]}}}}}{{{total}}}"


def identity_numbers(scores: Sequence[str], k: int) -> str:
    """Return score k itself."""
    return scores[k]


def binary_loss_numbers(outputs: Sequence[str], targets: Sequence[str]) -> str:
    """Return the cross-entropy of one output in LaTeX."""
    [u], [y] = outputs, targets
    return rf"-({y}) \ln {u} - (1 - ({y})) \ln\left(1 - {u}\right)"


def class_loss_numbers(outputs: Sequence[str], targets: Sequence[str]) -> str:
    """Return the cross-entropy of several classes; the sample's own has target 1."""
    [own] = [u for u, target in zip(outputs, targets, strict=True) if target != "0"]
    return rf"-\ln {own}"


def squared_loss_numbers(outputs: Sequence[str], targets: Sequence[str]) -> str:
    """Return half the squared error in LaTeX."""
    squares = " + ".join(
        rf"\left({y} - {u}\right)^2" for u, y in zip(outputs, targets, strict=True)
    )
    return rf"\tfrac12 \left[ {squares} \right]" if len(outputs) > 1 else rf"\tfrac12 {squares}"
