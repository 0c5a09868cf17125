"""The page Autodiff without a browser."""

from __future__ import annotations

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from nnviz.autodiff import PRIMITIVES, trace
from nnviz.autodiff.derivative_cost import Cost
from nnviz.ui.autodiff import controls
from nnviz.ui.autodiff.cost import cost_sentence
from nnviz.ui.autodiff.graphs import example
from nnviz.ui.autodiff.results import nodes_table, primitives_table
from tests.ui.app_page import charts, open_page, warnings

EXPRESSIONS = (
    "a",
    "-a",
    "x * x",
    "x ** x",
    "x+x+x+x+x",
    "2 * 3 + 1",
    "5",
    "a / b + log(c) * d ** g - f",
)


def open_autodiff(link: dict[str, str] | None = None, **state: Any) -> AppTest:
    return open_page("autodiff", link, **state)


def own(expression: str) -> dict[str, str]:
    return {"ad_graph": controls.GRAPHS[controls.OWN], "ad_expression": expression}


def payload(app: AppTest) -> dict[str, Any]:
    """Return what the stepper gets."""
    [component] = [
        c for c in app.get("bidi_component") if c.proto.component_name == "nnviz_stepper"
    ]
    data: dict[str, Any] = json.loads(component.proto.json)
    return data


def errors(app: AppTest) -> str:
    return "\n".join(element.value for element in app.error)


@pytest.mark.parametrize("graph", controls.GRAPHS.values())
@pytest.mark.parametrize("mode", controls.MODES.values())
def test_every_graph_opens_in_every_mode(graph: str, mode: str) -> None:
    """No combination has an exception, a warning or an error, and each has an animation."""
    app = open_autodiff({"ad_graph": graph, "ad_mode": mode})
    assert not app.exception
    assert not app.warning
    assert not app.error
    assert len(payload(app)["frames"]) > 3


@pytest.mark.parametrize("mode", controls.MODES.values())
@pytest.mark.parametrize("text", EXPRESSIONS)
def test_every_kind_of_expression_opens(text: str, mode: str) -> None:
    """One variable, one used often, constants alone: the page shows each."""
    app = open_autodiff(own(text) | {"ad_mode": mode, **{f"ad_v{i}": "1.5" for i in range(1, 7)}})
    assert not app.exception
    assert not app.error
    assert payload(app)["frames"]


@pytest.mark.parametrize("activation", ["sigmoid", "tanh"])
@pytest.mark.parametrize("seed", ["0", "7"])
def test_the_network_agrees_with_the_graph(activation: str, seed: str) -> None:
    """The page says that `Network.backward` gives the same."""
    link = {"ad_graph": controls.GRAPHS[controls.NETWORK], "ad_seed": seed}
    app = open_autodiff(link | {"ad_activation": activation})
    assert any(said.value.startswith("✓ `Network.backward`") for said in app.caption)


HOSTILE = (
    "", "a.real", "__import__('os')", "lambda: 0", "a[0]", "(" * 90, "eval(a)", "а + b", "a ^ 2",
    "`![x](http://x)`", "<img src=x>", "$a$", "10 ** 10 ** 10", "1 / 0", "log(-1)",
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_expressions_are_answered(text: str) -> None:
    """The page says what was wrong in one sentence, and nothing else breaks."""
    app = open_autodiff(own(text), ad_expression=text)
    assert not app.exception
    assert len(app.error) == 1
    assert app.error[0].value.endswith((".", "`."))
    assert len(app.error[0].value) < 400


def test_the_last_sound_expression_stays() -> None:
    """While a wrong text is in the field, the graph of the right one before it is shown."""
    app = open_autodiff(own("a * b"))
    before = payload(app)
    [field] = app.text_input
    field.set_value("a * (b").run()
    assert payload(app) == before
    assert "Shown is still `a * b`." in errors(app)


def test_an_undefined_point_says_so_and_keeps_the_controls() -> None:
    """At x = −1 there is no log x: a sentence says it, the sliders stay and lead back."""
    app = open_autodiff(own("log(x)") | {"ad_v1": "-1.0"})
    assert "log(−1) is not defined" in errors(app)
    [slider] = [widget for widget in app.slider if widget.key == "ad_v1"]
    slider.set_value(2.0).run()
    assert not app.error
    assert payload(app)["frames"]


def test_one_derivative_may_be_undefined_beside_another() -> None:
    """At (−2, −3) a**b has ∂/∂a alone: the graph is drawn, and a sentence says why ∂/∂b is not."""
    app = open_autodiff(own("a ** b") | {"ad_v1": "-2.0", "ad_v2": "-3.0"})
    assert not app.exception
    assert not app.error
    assert "no derivative with respect to b at b = −3" in app.warning[0].value
    words = " ".join(element.value for element in app.markdown)
    assert "∂y/∂a = −0.1875, ∂y/∂b is undefined" in words


def test_one_multiplication_is_no_plural() -> None:
    """x**1.5 has one edge from an input."""
    words = " ".join(element.value for element in open_autodiff(own("x**1.5")).markdown)
    assert (
        "1 pass, 1 multiplication. Forward mode for all inputs: 1 pass, 1 multiplication." in words
    )


def test_forward_input_follows_the_expression() -> None:
    """If the chosen input is no longer in the expression, another one is taken."""
    app = open_autodiff(own("a * b") | {"ad_mode": controls.MODES[controls.FORWARD]})
    app.text_input[0].set_value("c + d + e").run()
    assert not app.exception
    assert payload(app)["shape"].startswith("forward d|")


def test_settings_of_other_graphs_are_kept() -> None:
    """A moved slider is where it was after a look at another graph."""
    app = open_autodiff()
    [slider] = [widget for widget in app.slider if widget.key == "ad_a"]
    slider.set_value(3.5).run()
    for graph in (controls.NETWORK, controls.EXAMPLE):
        app.session_state["ad_graph"] = graph
        app.run()
    assert {w.key: w.value for w in app.slider}["ad_a"] == 3.5


@pytest.mark.parametrize("graph", controls.GRAPHS)
def test_links_that_ask_for_nonsense_are_answered(graph: str) -> None:
    """Each control of a graph keeps its default, and a sentence says what is allowed."""
    for control in controls.OF_GRAPH[graph]:
        if control in (controls.EXPRESSION, *controls.VARIABLES[2:]):
            continue  # any text is an expression, or is answered as one; two variables are shown
        app = open_autodiff({"ad_graph": controls.GRAPHS[graph], control.key: "☃"})
        assert not app.exception
        assert control.allowed in warnings(app)


def test_forged_text_is_checked_again() -> None:
    """A text beyond the limit, which no field of ours sends, becomes the default."""
    assert not controls.EXPRESSION.accepts("a" * 201)
    assert not controls.EXPRESSION.accepts(None)
    app = open_autodiff(own("x"), ad_expression="a" * 10_000)
    assert not app.exception


def test_table_has_every_node() -> None:
    """The drawing as text has a row for each node, with both derivatives in forward mode."""
    found = trace(example(), [2.0, 1.0])
    table = nodes_table(found, 1)
    assert table["node"] == [
        "input a",
        "input b",
        "c = a + b",
        "constant 1",
        "d = b + 1",
        "e = c · d",
    ]
    assert table["∂e/∂node"] == ["2", "5", "2", "not needed", "3", "1"]
    assert table["∂node/∂b"] == ["0", "1", "1", "0", "1", "5"]


def test_table_of_operations_has_every_primitive() -> None:
    """Each operation has its value and a derivative."""
    table = primitives_table()
    assert table["operation"] == [primitive.label for primitive in PRIMITIVES.values()]
    assert all(table["∂/∂a"])


def exact_cost(power: float) -> Cost:
    sizes = (64, 256, 1000)
    return Cost(
        sizes,
        tuple(1e-6 * n for n in sizes),
        tuple(1e-6 * n**power for n in sizes),
        tuple(5e-6 * n for n in sizes),
    )


def test_cost_is_told_as_measured() -> None:
    """Exact power laws give slopes 1, 1, 2 and 1, and a factor of 1.00 between growths."""
    said = cost_sentence(exact_cost(2.0))
    assert "evaluation 1.00, reverse 1.00, forward 2.00" in said
    assert "slope 1.00: its cost grows linearly with the number of inputs" in said
    assert "a factor of 1.00 apart" in said
    assert "disturbed" not in said


def test_a_disturbed_measurement_is_not_called_linear() -> None:
    """If the clock says slope 1.5 instead of 1, the page says that, and that theory differs."""
    said = cost_sentence(exact_cost(2.5))
    assert "slope 1.50: its cost grows with" in said
    assert "disturbed the clock" in said


def test_measurement_is_shown_on_demand() -> None:
    """There is no chart before the button, and there are two after it."""
    app = open_autodiff()
    assert not charts(app)
    [button] = [b for b in app.button if b.label == "Measure it now"]
    button.click().run()
    assert not app.exception
    assert len(charts(app)) == 2
