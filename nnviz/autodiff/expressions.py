"""A student's expression, read into a tape of differentiable operations.

The text is taken apart into numbers, names and signs, so that only characters on a list ever reach
Python's parser; its tree is then read node by node, and what is not on the list of this file is
refused. Nothing is evaluated as code.
"""

from __future__ import annotations

import ast
import keyword
import math
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, NoReturn

from nnviz.autodiff.primitives import FUNCTIONS, FUNCTIONS_OF_TWO, PRIMITIVES
from nnviz.autodiff.tape import Builder, Tape

MOST_CHARACTERS, MOST_VARIABLES, MOST_BRACKETS, MOST_NODES = 200, 6, 20, 40
LONGEST_NAME = 6
LARGEST_NUMBER = 1e12

_OPERATORS: dict[type[ast.AST], str] = {
    ast.Add: "add",
    ast.Sub: "subtract",
    ast.Mult: "multiply",
    ast.Div: "divide",
    ast.Pow: "power",
}
_MOST_LEVELS = 60  # of the tree: signs and powers nest without brackets
_TYPED = str.maketrans({"×": "*", "·": "*", "÷": "/", "−": "-", "–": "-", "π": " pi "})
_TOKEN = re.compile(
    r"\s*(?:(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(?P<name>[A-Za-z][A-Za-z0-9]*)"
    r"|(?P<sign>\*\*|//|[-+*/(),]))",
    re.ASCII,
)
_HINTS = {
    "^": "Write ** for powers, as in a ** 2.",
    "²": "Write a square as a ** 2.",
    "_": "Names are of letters and digits alone.",
    "=": "Write the right-hand side alone.",
    "[": "Use round brackets.",
    "{": "Use round brackets.",
    ".": "A point may be only inside a number.",
}
_OTHER_NAMES = {"ln": "log"}
"""Functions that are written in more than one way."""

_FUNCTION_NAMES = (*FUNCTIONS, *FUNCTIONS_OF_TWO, *_OTHER_NAMES)
_CONSTANTS = {"e": ("e", math.e), "pi": ("π", math.pi)}
"""Numbers that have a name: how they are shown, and what they are."""

_COMMA = (
    f"A comma separates the two values of {' and '.join(FUNCTIONS_OF_TWO)} alone; write a decimal "
    "point as a point."
)
_OUTPUT_NAMES = ("y", "f", "r", "s", "t", "p", "q")
"""One more than there can be variables."""

_INCOMPLETE = (
    "The expression is not complete: every operator needs a value on each side, and every bracket "
    "something in it."
)
WHAT_IS_READ = (
    f"numbers, e, π, variables, + − × ÷ ** ( ) and the functions {', '.join(_FUNCTION_NAMES)}"
)


class ExpressionError(ValueError):
    """The text is no expression that can be read; the message is a sentence that says why."""


def parse(text: str) -> Tape:
    """Return the tape that a text describes; its inputs are the variables, as they come.

    Raises
    ------
    ExpressionError
        With a sentence on what was wrong and what is allowed.

    """
    if len(text) > MOST_CHARACTERS:
        _refuse(f"The expression has {len(text):,} characters; at most {MOST_CHARACTERS} are read.")
    tokens = _tokens(text.translate(_TYPED))
    if not tokens:
        _refuse("The expression is empty. Write one, for example (a + b) * (b + 1).")
    _check_brackets(tokens)
    _check_names(tokens)
    for token, following in pairwise(tokens):
        _check_neighbours(token, following)
    try:
        tree = ast.parse(" ".join(token.source for token in tokens), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        _refuse(_INCOMPLETE)
    reader = _Reader()
    reader.read(tree.body)
    return _with_named_output(reader.build)


@dataclass(frozen=True, slots=True)
class _Token:
    """A number, a name or a sign."""

    kind: str
    text: str

    @property
    def is_function(self) -> bool:
        """Whether it is one of the functions that exist."""
        return self.text in _FUNCTION_NAMES

    @property
    def starts_value(self) -> bool:
        """Whether a value may begin with it."""
        return self.kind != "sign" or self.text == "("

    @property
    def ends_value(self) -> bool:
        """Whether a value may end with it."""
        return (self.kind != "sign" and not self.is_function) or self.text == ")"

    @property
    def source(self) -> str:
        """How it is handed to Python's parser: every number as a float's own digits."""
        return repr(float(self.text)) if self.kind == "number" else self.text


def _refuse(sentence: str) -> NoReturn:
    raise ExpressionError(sentence)


def _tokens(text: str) -> list[_Token]:
    """Return the parts of a text; a character that is not on the list is refused by name."""
    text = text.rstrip()
    found, at = list[_Token](), 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            _refuse_character(text[at:].lstrip()[0])
        kind = match.lastgroup or ""
        found.append(_Token(kind, match[kind]))
        at = match.end()
    return found


def _refuse_character(letter: str) -> NoReturn:
    """Say which character is not read, and what to write instead."""
    name = unicodedata.name(letter, "a control character").lower()
    shown = letter if letter.isprintable() else f"U+{ord(letter):04X}"
    if not letter.isascii() and letter.isalpha():
        hint = f"It may look like another letter; only a to z are read, and this is {name}."
    else:
        hint = _HINTS.get(letter, f"Allowed are {WHAT_IS_READ}.")
    _refuse(f"The character {shown} is not read. {hint}")


def _check_brackets(tokens: list[_Token]) -> None:
    """Refuse brackets that do not match, or are too deep for Python's parser and for a reader."""
    depth = 0
    for token in tokens:
        depth += (token.text == "(") - (token.text == ")")
        if depth < 0:
            _refuse("A bracket is closed that was not opened.")
        if depth > MOST_BRACKETS:
            _refuse(f"Brackets may be nested {MOST_BRACKETS} deep; these are deeper.")
    if depth:
        _refuse(f"{depth} bracket{'s are' if depth > 1 else ' is'} opened and not closed.")


def _check_neighbours(token: _Token, following: _Token) -> None:
    """Refuse two values without an operator between them, and functions without brackets."""
    a, b = token.text, following.text
    if token.is_function and b != "(":
        _refuse(f"{a} is a function: write {a}(…).")
    if token.kind == "name" and not token.is_function and b == "(":
        _refuse(
            f"There is no function {a}. The functions are {', '.join(_FUNCTION_NAMES)}; "
            f"for a product write {a} * (…)."
        )
    if not token.ends_value and b in {"*", "**", "/", ")", ","}:
        _refuse(_INCOMPLETE)
    if token.ends_value and following.starts_value:
        _refuse(f"Between {a} and {b} an operator is missing. For a product write {a} * {b}.")


def _check_names(tokens: list[_Token]) -> None:
    """Refuse words of Python's, long names, too many variables, and what is no operator here."""
    names = {token.text for token in tokens if token.kind == "name"}
    names -= {*_FUNCTION_NAMES, *_CONSTANTS}
    for name in sorted(names):
        if keyword.iskeyword(name):
            _refuse(f"{name} is a word of Python's. Allowed are {WHAT_IS_READ}.")
        if len(name) > LONGEST_NAME:
            _refuse(f"The name {name[:20]} is too long: at most {LONGEST_NAME} characters.")
    if len(names) > MOST_VARIABLES:
        _refuse(
            f"There are {len(names)} variables; at most {MOST_VARIABLES} are read: "
            f"{', '.join(sorted(names)[:12])} are too many."
        )
    if any(token.text == "//" for token in tokens):
        _refuse("// is not read. Write / for a quotient.")
    if tokens[-1].is_function:
        _refuse(f"{tokens[-1].text} is a function: write {tokens[-1].text}(…).")
    for token in tokens:
        if token.kind == "number" and not float(token.text) <= LARGEST_NUMBER:
            _refuse(f"The number {token.text[:20]} is too large: at most {LARGEST_NUMBER:g}.")


class _Reader:
    """Reads a tree of Python's parser into a tape; only what has a method here is read."""

    def __init__(self) -> None:
        self.build = Builder()
        self.variables: dict[str, int] = {}

    def read(self, node: ast.AST, level: int = 0) -> int:
        """Return the place of a node's value in the tape."""
        readers: dict[type[ast.AST], Callable[[Any, int], int]] = {
            ast.BinOp: self._operation,
            ast.UnaryOp: self._sign,
            ast.Call: self._function,
            ast.Name: self._variable,
            ast.Constant: self._number,
            ast.Tuple: self._comma,
        }
        reader = readers.get(type(node))
        if reader is None:
            _refuse(f"{type(node).__name__} is not read. Allowed are {WHAT_IS_READ}.")
        if level > _MOST_LEVELS or len(self.build.operations) >= MOST_NODES:
            _refuse(f"The expression is too long to draw: at most {MOST_NODES} nodes.")
        return reader(node, level + 1)

    def _operation(self, node: ast.BinOp, level: int) -> int:
        name = _OPERATORS.get(type(node.op))
        if name is None:
            _refuse(f"{type(node.op).__name__} is not read. Allowed are {WHAT_IS_READ}.")
        left, right = self.read(node.left, level), self.read(node.right, level)
        return self.build.apply(name, left, right)

    def _sign(self, node: ast.UnaryOp, level: int) -> int:
        if isinstance(node.op, ast.USub):
            if isinstance(node.operand, ast.Constant):
                return self.build.constant(-float(_number_of(node.operand)))
            return self.build.apply("negate", self.read(node.operand, level))
        if isinstance(node.op, ast.UAdd):
            return self.read(node.operand, level)
        _refuse(f"{type(node.op).__name__} is not read. Allowed are {WHAT_IS_READ}.")

    def _function(self, node: ast.Call, level: int) -> int:
        if not isinstance(node.func, ast.Name) or node.func.id not in _FUNCTION_NAMES:
            _refuse(f"Only these functions are read: {', '.join(_FUNCTION_NAMES)}.")
        name = node.func.id
        primitive = _OTHER_NAMES.get(name, name)
        takes_two = PRIMITIVES[primitive].n_arguments == 2
        if len(node.args) != 1 + takes_two or node.keywords:
            values = (
                f"two values: write {name}(…, …)" if takes_two else f"one value: write {name}(…)"
            )
            _refuse(f"{name} takes {values}.")
        return self.build.apply(primitive, *(self.read(value, level) for value in node.args))

    def _comma(self, _node: ast.Tuple, _level: int) -> NoReturn:
        _refuse(_COMMA)

    def _variable(self, node: ast.Name, _level: int) -> int:
        if node.id in _CONSTANTS:
            shown, value = _CONSTANTS[node.id]
            return self.build.constant(value, shown)
        if node.id not in self.variables:
            self.variables[node.id] = self.build.input(node.id)
        return self.variables[node.id]

    def _number(self, node: ast.Constant, _level: int) -> int:
        return self.build.constant(_number_of(node))


def _number_of(node: ast.Constant) -> float:
    """Return a number of the tree; text, None and the like are no numbers."""
    if not isinstance(node.value, float) or not math.isfinite(node.value):
        _refuse(f"{node.value!r} is not a number that is read.")
    return node.value


def _with_named_output(build: Builder) -> Tape:
    """Return the tape with its output called y, or by the next letter that is no variable."""
    taken = {node.name for node in build.operations}
    *others, last = build.operations
    if last.primitive is not None:
        last = replace(last, name=next(name for name in _OUTPUT_NAMES if name not in taken))
    return Tape((*others, last))
