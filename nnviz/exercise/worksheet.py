"""The exercise on paper: a page with lines to write on, and the same page filled in.

Every text of the page is a number, or a constant of this package.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from nnviz.activations import Array
from nnviz.exercise.blanks import withheld
from nnviz.exercise.checking import places
from nnviz.exercise.exercise import Exercise, Matrix
from nnviz.exercise.formulas import html_formula
from nnviz.exercise.network_drawing import network_svg
from nnviz.exercise.number_format import exact_text, number_text
from nnviz.exercise.quantities import QUANTITIES, Place, answer_key, shape
from nnviz.exercise.symbols import html_symbol

TOLERANCE = (
    "Three significant digits or three decimals are enough, also for the numbers in between."
)
_STYLES = Path(__file__).parent / "worksheet.css"
_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{css}</style>
<header><h1>{title}</h1>{name}</header>
{given}
<h2>{task}</h2>
{quantities}
<footer>{tolerance}</footer>
</html>
"""


def worksheet(exercise: Exercise, blanks: Collection[str]) -> str:
    """Return the page with blanks; what follows from a blank is not printed either."""
    hidden = withheld(blanks, ())
    printed = {k: v for k, v in answer_key(exercise).items() if k not in hidden}
    wanted = [key for key in QUANTITIES if key in blanks or key in printed]
    return _PAGE.format(
        title="Backpropagation by hand",
        css=_STYLES.read_text(encoding="utf-8"),
        name="<span>Name <span class=name></span></span>",
        given=_given(exercise),
        task="Fill in the blanks",
        quantities="\n".join(_quantity(exercise, key, printed, ()) for key in wanted),
        tolerance=TOLERANCE,
    )


def key_page(exercise: Exercise, blanks: Collection[str]) -> str:
    """Return the page with every number; those that were blanks are underlined."""
    key = answer_key(exercise)
    return _PAGE.format(
        title="Backpropagation by hand: answer key",
        css=_STYLES.read_text(encoding="utf-8"),
        name="",
        given=_given(exercise),
        task="Answers",
        quantities="\n".join(_quantity(exercise, name, key, blanks) for name in QUANTITIES),
        tolerance=f"Five significant digits; blanks are underlined. {TOLERANCE}",
    )


def _given(exercise: Exercise) -> str:
    network = exercise.network
    several = "" if len(exercise.y) == 1 else "s"
    y = ", ".join(_exact(v) for v in exercise.y)
    target = (
        f"class <i>y</i> = {y}"
        if exercise.network.head.is_classification
        else f"target{several} {y}"
    )
    x = ", ".join(
        f"<span class=term><i>x</i><sub>{i + 1}</sub> = {_exact(value)}</span>"
        for i, value in enumerate(exercise.x)
    )
    return (
        f"<p>A network for {network.head.label}, with hidden activation {network.g.label}, "
        f"{network.g.text}. One sample: {x}; {target}. Learning rate "
        f"<i>η</i> = {_exact(exercise.rate)}. <i>w</i><sub><i>j</i>,<i>i</i></sub> leads to node "
        "<i>j</i> from node <i>i</i>; <i>i</i> = 0 is the bias.</p>"
        f'<div class="given">{network_svg(exercise)}'
        f"{_table('H', exercise.W_H)}{_table('O', exercise.W_O)}</div>"
    )


def _table(layer: str, matrix: Matrix) -> str:
    inner = "<i>x</i><sub>{}</sub>" if layer == "H" else "<i>u</i><sub>H,{}</sub>"
    names = ["1 (bias)", *(inner.format(i) for i in range(1, len(matrix)))]
    n_columns = len(matrix[0])
    is_one = layer == "O" and n_columns == 1
    heads = [layer if is_one else f"{layer},{m + 1}" for m in range(n_columns)]
    top = "".join(f"<th scope=col><i>z</i><sub>{head}</sub></th>" for head in heads)
    rows = "".join(
        f"<tr><th scope=row>{name}</th>{''.join(f'<td>{_exact(w)}</td>' for w in row)}</tr>"
        for name, row in zip(names, matrix, strict=True)
    )
    return (
        f"<table><caption><i>W</i><sub>{layer}</sub></caption>"
        f"<tr><th scope=col>from \\ to</th>{top}</tr>{rows}</table>"
    )


def _quantity(
    exercise: Exercise, key: str, printed: Mapping[str, Array], marked: Collection[str]
) -> str:
    """Return one quantity's formula with its numbers, or with lines where there are none."""
    quantity = QUANTITIES[key]
    numbers = []
    for place in places(exercise, [key]):
        value = (
            _value(printed[key], place, marked) if key in printed else "<span class=line></span>"
        )
        symbol = html_symbol(place, exercise.network)
        numbers.append(f'<div class="number"><span>{symbol} =</span>{value}</div>')
    n_columns = _columns(shape(key, exercise.network))
    return (
        f'<section class="quantity"><p><b>{quantity.title}</b> '
        f'<span class="formula">{html_formula(key, exercise)}</span></p>'
        f'<div class="numbers" style="grid-template-columns: repeat({n_columns}, 1fr)">'
        f"{''.join(numbers)}</div></section>"
    )


def _columns(size: tuple[int, ...]) -> int:
    """Return how many numbers a row has: as in a matrix, else three or four."""
    is_matrix = len(size) == 2 and size[1] > 1
    return size[1] if is_matrix else max(3, min(size[0], 4))


def _value(values: Array, place: Place, marked: Collection[str]) -> str:
    text = _power(number_text(float(values[place[1]])))
    return f"<span class=key>{text}</span>" if place[0] in marked else f"<span>{text}</span>"


def _power(text: str) -> str:
    """Return a number with its power of ten raised."""
    mantissa, caret, exponent = text.partition("^")
    return f"{mantissa}<sup>{exponent}</sup>" if caret else text


def _exact(value: float) -> str:
    return exact_text(value).replace("-", "−")
