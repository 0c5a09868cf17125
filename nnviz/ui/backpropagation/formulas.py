"""The formula of a step in LaTeX: in symbols, with this node's numbers, and the result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nnviz.activations import Array
from nnviz.backpropagation.derivation import Backpropagation
from nnviz.backpropagation.steps import Step
from nnviz.network import with_ones
from nnviz.number_format import latex, significant
from nnviz.ui.backpropagation import names

TERMS_A_LINE = 5
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class FactorColors:
    """Colours, as ``#rrggbb``, of the two kinds of factors.

    Colour is never the only sign: in symbols a brace says which kind it is, and among the numbers
    an accumulated one is underlined.
    """

    accumulated: str
    local: str

    def accumulated_symbol(self, tex: str) -> str:
        """Return a factor in symbols, with a brace that says what it is."""
        return rf"\textcolor{{{self.accumulated}}}{{\underbrace{{{tex}}}_{{\text{{accumulated}}}}}}"

    def local_symbol(self, tex: str) -> str:
        """Return a factor in symbols, with a brace that says what it is."""
        return rf"\textcolor{{{self.local}}}{{\underbrace{{{tex}}}_{{\text{{local}}}}}}"

    def accumulated_number(self, value: float) -> str:
        """Return a number in brackets."""
        return rf"(\textcolor{{{self.accumulated}}}{{\underline{{{number(value)}}}}})"

    def local_number(self, value: float) -> str:
        """Return a number in brackets."""
        return rf"(\textcolor{{{self.local}}}{{{number(value)}}})"


@dataclass(frozen=True, slots=True)
class Formula:
    """A quantity three times.

    Attributes
    ----------
    symbol : str
        Its name in LaTeX.
    general : str
        What it equals, in symbols.
    numbers : tuple of str
        The same with numbers, in lines.
    result : str
        Its value.

    """

    symbol: str
    general: str
    numbers: tuple[str, ...]
    result: str

    @property
    def plain(self) -> str:
        """The result in plain characters, for those who do not see it."""
        text = self.result.replace(r"\cdot 10^", "times ten to the power ").replace(r"\;", " ")
        text = text.replace(r"\quad", "").replace(r"\mathrm{with}", ", with").replace("-", "−")
        return " ".join(text.translate(str.maketrans("", "", "\\{}")).replace(" ,", ",").split())

    @property
    def latex(self) -> str:
        """All of it, one below the other."""
        first, *more = self.numbers
        lines = [rf"{self.symbol} &= {self.general}", f"&= {first}"]
        lines += [rf"&\quad {line}" for line in more]
        lines.append(rf"&= \mathbf{{{self.result}}}")
        return r"\begin{aligned}" + r" \\ ".join(lines) + r"\end{aligned}"


def number(value: float) -> str:
    """Return a number in LaTeX, with four significant digits and its sign."""
    return latex(significant(value, _DIGITS))


def formula(derived: Backpropagation, step: Step, colors: FactorColors) -> Formula:
    """Return the formula of a step; where it is about one sample, of the first one."""
    layer = names.layer_of(step)
    makers = {"x": _sample, "L": _loss, "gradient": _gradient, "update": _update}
    if step.quantity in makers:
        return makers[step.quantity](derived, step, colors)
    if step.quantity == "z":
        return _sum(derived, layer, step.unit, colors)
    if step.quantity == "u":
        return _activation(derived, step, colors) if layer == "H" else _link(derived, step, colors)
    return (
        _hidden_error(derived, step, colors)
        if layer == "H"
        else _output_error(derived, step, colors)
    )


def _sample(derived: Backpropagation, _step: Step, _colors: FactorColors) -> Formula:
    symbols = ", ".join(names.sources(derived.network, "H")[1:])
    values = r",\;".join(number(float(x)) for x in derived.u_I[0, 1:])
    targets = r",\;".join(number(float(y)) for y in derived.target[0])
    y = r"\mathbf y_n" if len(derived.target[0]) > 1 else "y_n"
    return Formula(
        r"\mathbf x_n", f"({symbols})", (f"({values})",), rf"({values}), \quad {y} = {targets}"
    )


def _sum(derived: Backpropagation, layer: str, unit: int, colors: FactorColors) -> Formula:
    """Return z_j = Σ_i w_ji u_i."""
    j = names.unit(derived.network, layer, unit)
    W, u, z = (
        (derived.params.W_H, derived.u_I, derived.z_H)
        if layer == "H"
        else (derived.params.W_O, with_ones(derived.u_H), derived.z_O)
    )
    entering = "u" if layer == "O" else "x"
    general = (
        rf"\sum_i {colors.local_symbol(f'w_{{{j},i}}')} "
        rf"{colors.accumulated_symbol(f'{entering}_i')}\qquad ({entering}_0 = 1)"
    )
    terms = [
        colors.local_number(w) + colors.accumulated_number(v)
        for w, v in zip(W[:, unit], u[0], strict=True)
    ]
    return Formula(f"z_{{{j}}}", general, _lines(terms), number(float(z[0, unit])))


def _activation(derived: Backpropagation, step: Step, colors: FactorColors) -> Formula:
    """Return u_j = g(z_j) of a hidden unit."""
    j, z = step.unit + 1, float(derived.z_H[0, step.unit])
    general = rf"{colors.local_symbol('g')}({colors.accumulated_symbol(f'z_{j}')})"
    general += rf"\qquad {derived.network.g.latex}"
    return Formula(
        f"u_{j}",
        general,
        (rf"\textcolor{{{colors.local}}}{{g}}{colors.accumulated_number(z)}",),
        number(float(derived.u_H[0, step.unit])),
    )


def _link(derived: Backpropagation, step: Step, colors: FactorColors) -> Formula:
    """Return u_k from the scores, as the head has it."""
    k = names.unit(derived.network, "O", step.unit)
    head = derived.network.head
    scores = [colors.accumulated_number(float(z)) for z in derived.z_O[0]]
    symbols = rf"z_{{O_1}}, \dots, z_{{O_{len(scores)}}}" if head.is_joint else f"z_{{{k}}}"
    general = (
        f"{colors.local_symbol(head.notation.link_symbol)}({colors.accumulated_symbol(symbols)})"
    )
    if head.notation.link_of_score:
        general += f" = {head.notation.link_of_score.format(k=k)}"
    return Formula(
        f"u_{{{k}}}",
        general,
        (head.notation.link_numbers(scores, step.unit),),
        number(float(derived.u_O[0, step.unit])),
    )


def _loss(derived: Backpropagation, _step: Step, colors: FactorColors) -> Formula:
    """Return the loss in terms of the outputs."""
    notation = derived.network.head.notation
    outputs = [colors.accumulated_number(float(u)) for u in derived.u_O[0]]
    targets = [number(float(y)) for y in derived.target[0]]
    index = "k" if derived.network.n_outputs > 1 else ""
    symbol = colors.accumulated_symbol(f"u_{{O_{index}}}" if index else "u_O")
    general = notation.output_loss_latex.replace("{u}", symbol)
    return Formula(
        "L_n", general, (notation.output_loss_numbers(outputs, targets),), number(derived.loss[0])
    )


def _output_error(derived: Backpropagation, step: Step, colors: FactorColors) -> Formula:
    """Return δ_k = ∂L/∂u ∂u/∂z = u_k − y_k."""
    k, unit = names.unit(derived.network, "O", step.unit), step.unit
    head = derived.network.head
    ell = r"O_\ell" if head.is_joint else k
    path = colors.accumulated_symbol(rf"\frac{{\partial L}}{{\partial u_{{{ell}}}}}")
    path += colors.local_symbol(rf"\frac{{\partial u_{{{ell}}}}}{{\partial z_{{{k}}}}}")
    y = "y" if derived.network.n_outputs == 1 else f"{head.notation.target}_{{{unit + 1}}}"
    general = rf"\frac{{\partial L}}{{\partial z_{{{k}}}}} = "
    general += (r"\sum_\ell " if head.is_joint else "") + path + f" = u_{{{k}}} - {y}"
    u, target = float(derived.u_O[0, unit]), float(derived.target[0, unit])
    return Formula(
        rf"\delta_{{{k}}}",
        general,
        (f"({number(u)}) - ({number(target)})",),
        number(float(derived.delta_O[0, unit])),
    )


def _hidden_error(derived: Backpropagation, step: Step, colors: FactorColors) -> Formula:
    """Return δ_j = g′(z_j) Σ_k w_kj δ_k."""
    j, unit = step.unit + 1, step.unit
    k = names.unit(derived.network, "O", 0) if derived.network.n_outputs == 1 else "k"
    total = "" if derived.network.n_outputs == 1 else r"\sum_k "
    general = (
        colors.local_symbol(rf"g'(z_{j})")
        + r"\;"
        + total
        + colors.local_symbol(f"w_{{{k},{j}}}")
        + colors.accumulated_symbol(rf"\delta_{{{k}}}")
    )
    terms = [
        colors.local_number(w) + colors.accumulated_number(d)
        for w, d in zip(derived.params.W_O[unit + 1], derived.delta_O[0], strict=True)
    ]
    first, *more = _lines(terms)
    slope = colors.local_number(float(derived.slope_H[0, unit]))
    if len(terms) > 1:
        first, last = rf"{slope}\,\big[ {first}", r" \big]"
    else:
        first, last = slope + first, ""
    lines = [first, *more]
    lines[-1] += last
    return Formula(
        rf"\delta_{{{j}}}", general, tuple(lines), number(float(derived.delta_H[0, unit]))
    )


def edge_factors(derived: Backpropagation, step: Step) -> tuple[Array, Array]:
    """Return δ_j and u_i of the edge in focus, of each sample: (n_samples,) both."""
    matrix, row, column = _weight(step)
    if matrix == "W_H":
        return derived.delta_H[:, column], derived.u_I[:, row]
    return derived.delta_O[:, column], with_ones(derived.u_H)[:, row]


def _gradient(derived: Backpropagation, step: Step, colors: FactorColors) -> Formula:
    """Return ∂L/∂w_ji = δ_j u_i, averaged where there are several samples."""
    matrix, row, column = _weight(step)
    j = names.unit(derived.network, matrix[-1], column)
    source = names.sources(derived.network, matrix[-1])[row]
    n = derived.n_samples
    index = ",n" if n > 1 else ""
    local = source if source == "1" or n == 1 else f"{{{source}}}^{{(n)}}"
    general = (
        colors.accumulated_symbol(rf"\delta_{{{j}{index}}}") + r"\;" + colors.local_symbol(local)
    )
    delta, u = edge_factors(derived, step)
    terms = [
        colors.accumulated_number(d) + colors.local_number(v) for d, v in zip(delta, u, strict=True)
    ]
    lines = list(_lines(terms))
    if n > 1:
        general = rf"\frac1{n} \sum_{{n=1}}^{n} " + general
        lines[0] = rf"\tfrac1{n}\,\big[ {lines[0]}"
        lines[-1] += r" \big]"
    return Formula(
        rf"\frac{{\partial L}}{{\partial {names.weight(derived.network, matrix, row, column)}}}",
        general,
        tuple(lines),
        number(float(getattr(derived.gradient, matrix)[row, column])),
    )


def _update(derived: Backpropagation, step: Step, _colors: FactorColors) -> Formula:
    """Return w_ji ← w_ji − η ∂L/∂w_ji."""
    matrix, row, column = _weight(step)
    name = names.weight(derived.network, matrix, row, column)
    before, slope, after = (
        float(getattr(params, matrix)[row, column])
        for params in (derived.params, derived.gradient, derived.updated)
    )
    return Formula(
        rf"{name}^{{\text{{new}}}}",
        rf"{name} - \eta \, \frac{{\partial L}}{{\partial {name}}}",
        (rf"({number(before)}) - {derived.learning_rate:g} \cdot ({number(slope)})",),
        number(after),
    )


def _weight(step: Step) -> tuple[str, int, int]:
    """Return the weight of a step that is about an edge."""
    if step.weight is None:
        message = "This step has no edge in focus."
        raise ValueError(message)
    return step.weight


def _lines(terms: Sequence[str]) -> tuple[str, ...]:
    """Return a sum in lines of a few terms each."""
    rows = [terms[i : i + TERMS_A_LINE] for i in range(0, len(terms), TERMS_A_LINE)]
    return tuple(("+ " if i else "") + " + ".join(row) for i, row in enumerate(rows))
