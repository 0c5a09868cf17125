"""The page's settings; each is in the address under a key that begins with ad_.

Only those of the chosen graph are drawn.
"""

from __future__ import annotations

from collections.abc import Sequence

from nnviz.activations import ACTIVATIONS
from nnviz.autodiff.expressions import MOST_CHARACTERS, MOST_VARIABLES, WHAT_IS_READ
from nnviz.autodiff.network_loss import ACTIVATIONS as PRIMITIVE_ACTIVATIONS
from nnviz.autodiff.primitives import FUNCTIONS
from nnviz.ui.settings import SettingsTable
from nnviz.ui.widgets import Choice, Control, Number, Text

COMPOSITE, EXAMPLE, NETWORK, OWN = "composite", "example", "network", "own"
GRAPHS = {
    COMPOSITE: "f(g(h(x)))",
    EXAMPLE: "(a + b) · (b + 1)",
    NETWORK: "network's loss",
    OWN: "your own",
}

VALUES, FORWARD, REVERSE = "values", "forward", "reverse"
MODES = {
    VALUES: "values",
    FORWARD: "forward mode",
    REVERSE: "reverse mode",
}

GRAPH = Choice(
    "ad_graph", "Graph",
    "Which computation is differentiated: the lecture's composite function, its example with two "
    "paths, the two-stage network's own loss for one sample, or an expression of yours.",
    EXAMPLE, tuple(GRAPHS), lambda name: GRAPHS[name],
)  # fmt: skip
MODE = Choice(
    "ad_mode", "What is played",
    "**Values**: the forward pass computes every node. **Forward mode** accumulates the "
    "derivative with respect to one input along the graph. **Reverse mode** accumulates "
    "the derivative of the output back from it, for all inputs at once.",
    REVERSE, tuple(MODES), lambda name: MODES[name],
)  # fmt: skip


def _function(key: str, label: str, default: str) -> Choice:
    return Choice(
        key, label, "Any function of one number.", default, FUNCTIONS, lambda name: name, "list"
    )


def _slider(key: str, label: str, default: float, reach: float = 5.0) -> Number:
    return Number(
        key, label, "A value to differentiate at.", default, -reach, reach, 0.1, "%.4g"
    )  # fmt: skip


OUTER, MIDDLE, INNER = (
    _function("ad_f", "f(u)", "sigmoid"),
    _function("ad_g", "g(v)", "square"),
    _function("ad_h", "h(x)", "sin"),
)
POINT = _slider("ad_x", "x", 1.0)
A, B = _slider("ad_a", "a", 2.0), _slider("ad_b", "b", 1.0)

ACTIVATION = Choice(
    "ad_activation", "Activation g",
    "Of the two hidden units.",
    "sigmoid", PRIMITIVE_ACTIVATIONS, lambda name: ACTIVATIONS[name].label,
)  # fmt: skip
X1, X2 = _slider("ad_x1", "x₁", 0.5, 2.0), _slider("ad_x2", "x₂", -1.0, 2.0)
TARGET = Choice("ad_y", "y", "The sample's class.", 1, (0, 1), str)
SEED = Number(
    "ad_seed", "Weight seed", "Which random weights the network has.", 0, 0, 99, 1, field=True
)
EXPRESSION = Text(
    "ad_expression", "Expression",
    f"Up to {MOST_VARIABLES} variables. What is read: {WHAT_IS_READ}.",
    "x * x + sin(x * y)", MOST_CHARACTERS,
)  # fmt: skip
VARIABLES: tuple[Number, ...] = tuple(
    _slider(f"ad_v{place}", f"variable {place}", default)
    for place, default in enumerate((1.0, 2.0, 0.5, -1.0, 1.5, -0.5), 1)
)

OF_GRAPH: dict[str, tuple[Control, ...]] = {
    COMPOSITE: (OUTER, MIDDLE, INNER, POINT),
    EXAMPLE: (A, B),
    NETWORK: (ACTIVATION, TARGET, X1, X2, SEED),
    OWN: (EXPRESSION, *VARIABLES),
}
"""The controls of each graph."""


def input_choice(graph: str, names: Sequence[str]) -> Choice:
    """Return the choice of forward mode's input: first the lecture's b, or the network's w₁,₁."""
    return Choice(
        f"ad_input_{graph}", "Forward mode's input",
        "Forward mode gives the derivatives with respect to this input. Another one needs another "
        "sweep.",
        names[min(1, len(names) - 1)], tuple(names), lambda name: name, "list",
    )  # fmt: skip


def _sections(graph: str) -> dict[str, tuple[Control, ...]]:
    """Return the controls of a graph; which inputs it has is known when it is built."""
    return {
        "Graph": OF_GRAPH[graph],
        "Mode": (MODE, Text(f"ad_input_{graph}", "Forward mode's input", "", "", MOST_CHARACTERS)),
    }


TABLE = SettingsTable("autodiff", _sections, "ad_", GRAPH)
