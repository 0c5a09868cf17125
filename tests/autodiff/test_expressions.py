"""What is read, what is refused in which words, and that nothing runs."""

from __future__ import annotations

import math
import sys
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.autodiff import UndefinedError, gradient, trace
from nnviz.autodiff.expressions import MOST_CHARACTERS, MOST_NODES, ExpressionError, parse
from nnviz.autodiff.primitives import FUNCTIONS

VALUES = {
    "1 + 2 * 3": 7.0,
    "(1 + 2) * 3": 9.0,
    "2 ** 3 ** 2": 512.0,
    "-2 ** 2": -4.0,
    "2 ** -1": 0.5,
    "7 - 2 - 1": 4.0,
    "8 / 4 / 2": 1.0,
    "+3": 3.0,
    "--3": 3.0,
    "1e3 + .5 + 2.": 1002.5,
    "007": 7.0,
    "6 ÷ 3 × 2 − 1": 3.0,
    " 1\n+ 2\t": 3.0,
    "e": math.e,
    "2 * π - 2 * pi": 0.0,
    "ln(e ** 2)": 2.0,
    "max(1, -2) + min(1, -2)": -1.0,
    "sqrt(9) - abs(-3)": 0.0,
}


@pytest.mark.parametrize("text", VALUES)
def test_rules_of_precedence_are_pythons(text: str) -> None:
    """Powers bind to the right and before the sign, products before sums."""
    assert trace(parse(text), []).output == VALUES[text]


def test_inputs_are_the_variables_in_their_order() -> None:
    """Each variable is one input, however often it occurs."""
    assert parse("b * a + b / x1").input_names == ("b", "a", "x1")


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_is_read(name: str) -> None:
    """A function is one node after its arguments."""
    assert [node.primitive for node in parse(f"{name}(a)").operations] == [None, name]


@pytest.mark.parametrize(("text", "name"), [("a + 1", "y"), ("y + 1", "f"), ("y * f", "r")])
def test_the_output_has_a_name_that_no_variable_has(text: str, name: str) -> None:
    """It is y, or the next letter on a list."""
    assert parse(text).operations[-1].name == name


REFUSED = {
    "": "empty",
    "  \n ": "empty",
    "a.real": "point may be only inside a number",
    "__import__('os')": "letters and digits alone",
    "a__b": "letters and digits alone",
    "lambda x: x": "character : is not read",
    "lambda": "word of Python's",
    "a if b else c": "word of Python's",
    "not a": "word of Python's",
    "None": "word of Python's",
    "a[0]": "round brackets",
    "{a}": "round brackets",
    "'a'": "character ' is not read",
    "open(a)": "no function open",
    "eval(a)": "no function eval",
    "exp(a)(b)": "operator is missing",
    "(exp)(a)": "exp is a function",
    "exp(*a)": "not complete",
    "exp(a, b)": "takes one value",
    "max(a)": "takes two values",
    "min(a, b, c)": "takes two values",
    "max(a,)": "not complete",
    "max(,a)": "not complete",
    "max + 1": "write max",
    "a, b": "comma separates the two values of max and min",
    "1,5": "decimal point",
    "max((a, b))": "takes two values",
    "max((a, b), c)": "comma separates",
    "2e": r"write 2 \* e",
    "eπ": r"write e \* pi",
    "e(a)": "no function e",
    "exp()": "not complete",
    "exp": "write exp",
    "exp + 1": "write exp",
    "sin(cos)": "write cos",
    "2a": r"write 2 \* a",
    "a b": r"write a \* b",
    "a(b + 1)": r"write a \* \(",
    "(a)(b)": "operator is missing",
    "a ^ 2": r"Write \*\* for powers",
    "a = 3": "right-hand side",
    "(a := 3)": "character : is not read",
    "a // b": "Write / for a quotient",
    "a % b": "character % is not read",
    "a < b": "character < is not read",
    "a +": "not complete",
    "* a": "not complete",
    "()": "not complete",
    "((a)": "1 bracket is opened and not closed",
    "a)": "closed that was not opened",
    "1e999": "too large",
    "10 ** 10000000000000": "too large",
    "0x10": "operator is missing",
    "1j": "operator is missing",
    "a + b + c + d + h + f + g": "7 variables; at most 6",
    "longname + 1": "too long",
    "а + b": "cyrillic small letter a",
    "ａ + b": "fullwidth latin small letter a",
    "x²": r"a \*\* 2",
    "𝑥 + 1": "mathematical italic small x",
    "a\x00b": r"U\+0000",
    "a\u202eb": r"U\+202E",
    "(" * 21 + "a" + ")" * 21: "nested 20 deep",
    "(" * 10_000 + "a" + ")" * 10_000: "20,001 characters; at most 200",
    "a" * 2**20: "1,048,576 characters; at most 200",
    "-" * 199 + "a": "too long to draw",
    "+".join("a" * 60): "too long to draw",
}


def shortened(text: str) -> str:
    return ascii(text[:24])


@pytest.mark.parametrize("text", REFUSED, ids=shortened)
def test_hostile_text_is_answered_in_words(text: str) -> None:
    """Each is refused with a sentence of sane length; how fast, the benchmark measures."""
    with pytest.raises(ExpressionError, match=REFUSED[text]) as caught:
        parse(text)
    assert len(str(caught.value)) < 220
    assert str(caught.value).endswith(".")


NO_NUMBER = {
    "10 ** 10 ** 10": r"10 \^ 1e10 is beyond",
    "9 ** 9 ** 9 ** 9": "beyond what a number can hold",
    "1 / 0": "divided by zero",
    "0 ** -1": "divide by zero",
    "log(-1)": r"log\(−1\) is not defined",
    "exp(1000)": r"exp\(1000\) is beyond",
    "(-8) ** (1 / 3)": "not a real number",
}


@pytest.mark.parametrize("text", NO_NUMBER)
def test_what_has_no_value_is_answered_in_words(text: str) -> None:
    """Huge powers and undefined values are computed in floats, and a sentence says why not."""
    with pytest.raises(UndefinedError, match=NO_NUMBER[text]):
        gradient(parse(text), [])


@given(text=st.text(max_size=40) | st.text("ab12.+-*/() expe_^", max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text leads to anything but a small tape or a sentence."""
    try:
        tape = parse(text)
    except ExpressionError:
        return
    assert len(tape.operations) <= MOST_NODES + 1


def test_nothing_is_evaluated() -> None:
    """Of Python's built-in functions that run code or open things, none is called."""
    called = set[str]()

    def watch(_frame: FrameType, event: str, function: Any) -> None:
        if event == "c_call":
            called.add(function.__name__)

    sys.setprofile(watch)
    try:
        parse("exp(a) * b")
    finally:
        sys.setprofile(None)
    assert "compile" in called  # Python's parser, by its flag without making code
    assert not called & {"eval", "exec", "__import__", "open"}


def test_the_longest_text_is_read() -> None:
    """A text of exactly the limit is no character too long."""
    text = "a + 1".ljust(MOST_CHARACTERS)
    assert parse(text).input_names == ("a",)
