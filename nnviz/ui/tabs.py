"""Tabs under the player that follow its paused step; only the open one is computed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import streamlit as st

from nnviz.activations import ACTIVATIONS
from nnviz.comparison import Comparison
from nnviz.components.player.view import View
from nnviz.figures import (
    hidden_space,
    node_surface,
)
from nnviz.figures.outputs import output_name
from nnviz.figures.projection import MOST_AXES, can_be_seen_along
from nnviz.number_format import listed, vector
from nnviz.palette import PALETTES, Palette
from nnviz.snapshot import Snapshot
from nnviz.surfaces import hidden_color_range, output_color_range
from nnviz.training import Run
from nnviz.ui.charts import of_step, show_chart
from nnviz.ui.givens import show_givens
from nnviz.ui.parameters import show_parameters
from nnviz.ui.scores import show_scores

TABS = (
    "Hidden space",
    "Surface",
    "Parameters",
    "Scores",
    "Givens and decisions",
)
_VIEWS = ("All units", "Chosen units")


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the tabs are about: one lane of the player at a step."""

    comparison: Comparison
    run: Run
    snapshot: Snapshot
    palette: Palette
    view: View
    look: str
    """Names the place where the open tab's content goes; the player repeats it when it is seen."""

    @property
    def narrow(self) -> bool:
        """Whether the page is a phone's."""
        return self.view.narrow

    @property
    def is_looked_at(self) -> bool:
        """Whether the player has said that it rests while this content is in view."""
        return self.view.reported and self.view.look in {None, self.look}


def show_tabs(comparison: Comparison, view: View, mark: str) -> None:
    """Show the tabs for the step at which the player was left.

    Nothing is computed or drawn but the content of the open tab, and this only once the player has
    reported that it rests and that this content, of these networks, is in view. `mark` tells these
    networks from others. Figures that nobody looks at would hold up the player's frames by more
    than a second.
    """
    palette = PALETTES[view.theme or st.context.theme.type or "light"]
    run = comparison.lanes[_choose_lane(comparison)]
    snapshot = _snapshot(comparison, run, view.step)
    *about_steps, givens = st.tabs(TABS, key="tab", on_change="rerun", bind="query-params")
    if givens.open:  # the same at every step
        with givens:
            show_givens(comparison)
        return
    shows = (_show_hidden_space, _show_surface, _show_parameters, _show_scores)
    for number, (tab, show) in enumerate(zip(about_steps, shows, strict=True)):
        if tab.open:
            with tab:
                show(_Shown(comparison, run, snapshot, palette, view, f"{mark}_{number}"))


@contextmanager
def _content(shown: _Shown) -> Iterator[bool]:
    """Make the place for what is about the step; yields whether it is looked at, to be drawn."""
    with st.container(key=f"player_look_{shown.look}"):
        if not shown.is_looked_at:
            st.caption("Pause the player, or wait for its end, to look at a step here.")
            yield False
            return
        with st.container(key="player_elsewhere"):
            st.caption(
                f"This is step {shown.view.step}. The player is at another one now; what is here "
                "follows when it rests."
            )
        if shown.view.sample is not None:
            st.caption(_describe_sample(shown.comparison, shown.view.sample, shown.view.step))
        yield True


def _snapshot(comparison: Comparison, run: Run, step: int) -> Snapshot:
    """Return a lane at a step of the timeline; one that ended earlier, at its end."""
    step = min(step, run.n_steps)
    label = run.network.g.label
    parts = comparison.sample, comparison.is_test
    return Snapshot(run.network, run.params_at(step), *parts, label, step)


def _describe_sample(comparison: Comparison, row: int, step: int) -> str:
    """Say which sample is chosen in the player, and what every network outputs for it."""
    sample = comparison.sample
    part = "test" if comparison.is_test[row] else "training"
    outputs = []
    for run in comparison.lanes.values():
        params = run.params_at(min(step, run.n_steps))
        u_O = run.network.forward(params, sample.X[row : row + 1]).u_O[0]
        outputs.append(f"{vector(u_O)} for {run.network.g.label}")
    is_class = sample.problem.is_classification
    known = f"class {sample.y[row]}" if is_class else f"target {vector(sample.targets[row])}"
    predicted = "The prediction ŷ"
    if is_class:
        predicted = f"P(y = {'1' if sample.n_outputs == 1 else 'k'} | x)"
    return (
        f"Chosen: sample {row + 1} ({part}, {known}) at x = {vector(sample.X[row])}. "
        f"{predicted} is {listed(outputs)}."
    )


def _choose_lane(comparison: Comparison) -> str:
    """Return the lane that the tabs are about; a choice appears where there are several."""
    names = list(comparison.lanes)
    if len(names) == 1:
        return names[0]
    chosen = st.segmented_control(
        "Network in the tabs",
        names,
        default=names[0],
        required=True,
        format_func=lambda name: ACTIVATIONS[name].label,
        key="lane",
        help="Which of the networks above the figures and tables below are about.",
    )
    return chosen if chosen in names else names[0]


def _show_hidden_space(shown: _Shown) -> None:
    n_hidden = shown.run.network.n_hidden
    if n_hidden == 1:
        with _content(shown) as is_seen:
            if is_seen:
                st.info("The hidden space has one axis for each hidden unit; two make a picture.")
        return
    if n_hidden > 2 and can_be_seen_along(shown.snapshot.network) and _sees_all_units():
        output = _choose_target(shown.run)
        _draw_hidden_space(shown, None, output)
        return
    chosen = st.pills(
        "Axes",
        range(n_hidden),
        selection_mode="multi",
        default=range(min(n_hidden, 2)),
        format_func=lambda m: f"u{m + 1}",
        key="axes",
        help="Two units span a plane, three a space. The output is linear in all units: "
        "it is a logistic or linear regression on what the hidden layer computed.",
    )
    output = _choose_target(shown.run)
    units = sorted(m for m in chosen if m in range(n_hidden))[:MOST_AXES]
    if not 2 <= len(chosen) <= MOST_AXES:
        st.info(
            f"Two or three axes make a picture; {len(chosen)} are chosen. "
            + ("The first three are shown." if len(chosen) > MOST_AXES else "Choose one more.")
        )
    if len(units) >= 2:
        _draw_hidden_space(shown, units, output)


def _sees_all_units() -> bool:
    """Return whether all hidden units are seen at once, not two or three of them."""
    return (
        st.segmented_control(
            "View",
            _VIEWS,
            default=_VIEWS[0],
            required=True,
            key="hidden_view",
            help="The space has an axis for each hidden unit. In it the boundary is flat, for the "
            "output is linear. Seen along it, the boundary is a line, with each sample on the side "
            "where the network puts it. Two or three units of more do not show that.",
        )
        != _VIEWS[1]
    )


def _draw_hidden_space(shown: _Shown, units: list[int] | None, output: int) -> None:
    with _content(shown) as is_seen:
        if is_seen:
            figure = hidden_space(shown.snapshot, units, shown.palette, output, narrow=shown.narrow)
            show_chart(figure, of_step("Hidden space", shown.snapshot), key="hidden_space")


def _choose_target(run: Run) -> int:
    """Return which of several predicted numbers is shown; a choice appears where there are."""
    outputs = range(run.network.n_outputs)
    if run.network.head.is_classification or run.network.n_outputs == 1:
        return 0
    chosen = st.segmented_control(
        "Target",
        outputs,
        default=0,
        required=True,
        format_func=lambda k: f"y{k + 1}",
        key="target",
        help="Which target the samples are coloured by, and whose prediction the lines are about.",
    )
    return chosen if chosen in outputs else 0


def _show_surface(shown: _Shown) -> None:
    sample, network = shown.snapshot.sample, shown.snapshot.network
    if sample.problem.n_inputs == 1:
        with _content(shown) as is_seen:
            if is_seen:
                st.info(
                    "With one input there is no surface: what each node outputs is a curve over "
                    "it, in the player. Problems with two inputs have surfaces."
                )
        return
    outputs = {f"o{k + 1}": output_name(network, k) for k in range(network.n_outputs)}
    names = outputs | {f"h{m + 1}": f"u{m + 1}" for m in range(network.n_hidden)}
    chosen = st.pills(
        "Node",
        names,
        default="o1",
        required=True,
        format_func=lambda node: names[node],
        key="node",
        help="Whose output is the height over the feature space.",
    )
    node = chosen if chosen in names else "o1"
    with _content(shown) as is_seen:
        if is_seen:
            _draw_surface(shown, node, is_output=node in outputs)


def _draw_surface(shown: _Shown, node: str, *, is_output: bool) -> None:
    sample = shown.snapshot.sample
    colors = output_color_range(sample) if is_output else None
    figure = node_surface(
        shown.snapshot,
        node,
        colors or hidden_color_range(shown.run, sample.domain),
        shown.palette,
        narrow=shown.narrow,
    )
    show_chart(figure, of_step("Surface of a node", shown.snapshot), key="surface")


def _show_parameters(shown: _Shown) -> None:
    with _content(shown) as is_seen:
        if is_seen:
            loss = float(shown.run.train_loss[shown.snapshot.step])
            show_parameters(shown.snapshot, loss, shown.palette, narrow=shown.narrow)


def _show_scores(shown: _Shown) -> None:
    with _content(shown) as is_seen:
        if is_seen:
            show_scores(shown.snapshot, shown.palette, narrow=shown.narrow)
