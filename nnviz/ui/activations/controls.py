"""The page's settings; each is in the address under a key that begins with act_.

All of them are drawn in every run, those of closed tabs too, so that all stay in the address.
"""

from __future__ import annotations

from collections.abc import Mapping

from nnviz.activations import ACTIVATIONS
from nnviz.datasets import DATASETS
from nnviz.experiments.approximation import STEP
from nnviz.experiments.target_functions import TARGETS
from nnviz.ui.settings import SettingsTable
from nnviz.ui.widgets import Choice, Control, Number, Switch

TABS = (
    "g and g′", "Identity collapses", "The step does not learn", "Vanishing gradient",
    "Universal approximation",
)  # fmt: skip

TAB = Choice(
    "act_tab", "Tab", "Which part of the page is open.", TABS[0], TABS, str,
)  # fmt: skip

DRAWN = "drawn"

COLLAPSE_DATA = Choice(
    "act_data", "Data set",
    "What there is to separate. On the bump the best line lies outside the picture: one class "
    "is predicted everywhere.",
    "moons", ("moons", "bump", "xor"), lambda name: DATASETS[name].label,
)  # fmt: skip
COLLAPSE_UNITS = Number(
    "act_units", "Hidden units N_H",
    "More units are more weights, and still one line.",
    4, 1, 16, 1,
)  # fmt: skip
STEP_UNITS = Number(
    "act_step_units", "Hidden units N_H",
    "With more units there are more lines, drawn at random, for the output unit to choose from.",
    4, 1, 16, 1,
)  # fmt: skip
SCALE = Choice(
    "act_scale", "Initial scale",
    "Standard deviation of the random initial weights. Large ones make large z, where a sigmoid "
    "is flat.",
    30.0, (1.0, 3.0, 10.0, 30.0), lambda value: f"{value:g}", "slider",
)  # fmt: skip
BESIDE = Choice(
    "act_beside", "Beside the sigmoid",
    "tanh saturates as well; ReLU is flat on one side only.",
    "relu", ("relu", "tanh"), lambda name: ACTIVATIONS[name].label,
)  # fmt: skip
TARGET = Choice(
    "act_target", "Target f(x)",
    "The curve to follow, on [0, 1]. You can draw your own.",
    "wiggle", (*TARGETS, DRAWN), lambda n: TARGETS[n].label if n in TARGETS else "draw your own",
)  # fmt: skip
UNITS = Choice(
    "act_n", "Hidden units N",
    "Each unit is one step of the construction.",
    16, (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64), str, "slider",
)  # fmt: skip
STEEPNESS = Choice(
    "act_steep", "Steepness s",
    "z = s (x − p): how fast a sigmoid switches. At ∞ it is the binary step.",
    STEP, (5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0, STEP),
    lambda s: "∞ (step)" if s == STEP else f"{s:g}", "slider",
)  # fmt: skip
TRAIN = Switch(
    "act_train", "Train it instead",
    "The same number of sigmoids, trained from random weights on 201 points of the target "
    "(Adam, rate 0.05, 3,000 steps).",
    default=False,
)  # fmt: skip
SEED = Number(
    "act_seed", "Seed of the random weights",
    "Which random weights training starts from.",
    0, 0, 99, 1, field=True,
)  # fmt: skip

SECTIONS: Mapping[str, tuple[Control, ...]] = {
    TABS[0]: (TAB,),
    TABS[1]: (COLLAPSE_DATA, COLLAPSE_UNITS),
    TABS[2]: (STEP_UNITS,),
    TABS[3]: (SCALE, BESIDE),
    TABS[4]: (TARGET, UNITS, STEEPNESS, TRAIN, SEED),
}
TABLE = SettingsTable("activations", lambda _option: SECTIONS, "act_")
