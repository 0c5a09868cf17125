"""Tabs under the player that follow its paused step; only the open one is worked out."""

from __future__ import annotations

import streamlit as st

from nnviz.activations import ACTIVATIONS
from nnviz.figures import DOWNLOAD_CONFIG, hidden_space, node_maps, node_surface
from nnviz.palette import PALETTES, Palette
from nnviz.player import View
from nnviz.player.payload import PlayerRun
from nnviz.surfaces import hidden_color_range, output_color_range
from nnviz.training import Run
from nnviz.ui.parameters import show_parameters

TABS = ("Node maps", "Hidden space", "Surface", "Parameters")
_MOST_AXES = 3


def show_tabs(player_run: PlayerRun, view: View) -> None:
    """Show the tabs for the step at which the player was left.

    As long as it has not come to rest there is no such step. Plotly then stays unloaded as well,
    which would hold up the first frames by more than a second.
    """
    palette = PALETTES[view.theme or st.context.theme.type or "light"]
    lane = _choose_lane(player_run)
    run = player_run.lanes[lane]
    step = min(view.step, run.n_steps)
    if view.sample is not None:
        st.caption(_describe_sample(player_run, view.sample, view.step))
    maps, space, surface, parameters = st.tabs(TABS, key="tab", on_change="rerun")
    if not view.reported:
        st.caption("The player is running. Pause it, or wait for its end, to look at a step here.")
        return
    if maps.open:
        with maps:
            _show_node_maps(player_run, run, step, palette, narrow=view.narrow)
    elif space.open:
        with space:
            _show_hidden_space(player_run, run, step, palette, narrow=view.narrow)
    elif surface.open:
        with surface:
            _show_surface(player_run, run, step, palette, narrow=view.narrow)
    elif parameters.open:
        with parameters:
            show_parameters(player_run, run, step, palette, narrow=view.narrow)


def _describe_sample(player_run: PlayerRun, row: int, step: int) -> str:
    """Say which sample is chosen in the player, and what every network makes of it."""
    sample = player_run.sample
    x1, x2 = sample.X[row]
    part = "test" if player_run.is_test[row] else "training"
    outputs = []
    for run in player_run.lanes.values():
        params = run.params_at(min(step, run.n_steps))
        probability = run.network.forward(params, sample.X[row : row + 1]).u_O[0, 0]
        outputs.append(f"{probability:.3f} for {run.network.g.label}")
    return (
        f"Chosen: sample {row + 1} ({part}, class {sample.y[row]}) at x = ({x1:.3f}, {x2:.3f}). "
        f"P(y = 1 | x) is {', '.join(outputs)}."
    )


def _choose_lane(player_run: PlayerRun) -> str:
    """Return the lane that the tabs are about; a choice appears where there are several."""
    names = list(player_run.lanes)
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


def _show_node_maps(
    player_run: PlayerRun, run: Run, step: int, palette: Palette, *, narrow: bool
) -> None:
    figure = node_maps(
        run.network,
        run.params_at(step),
        player_run.sample,
        player_run.is_test,
        hidden_color_range(run, player_run.sample.domain),
        output_color_range(),
        palette,
        run.network.g.label,
        step,
        narrow=narrow,
    )
    st.plotly_chart(figure, theme=None, key="node_maps", config=DOWNLOAD_CONFIG)


def _show_hidden_space(
    player_run: PlayerRun, run: Run, step: int, palette: Palette, *, narrow: bool
) -> None:
    n_hidden = run.network.n_hidden
    if n_hidden == 1:
        st.info("The hidden space has one axis for each hidden unit; two units make a picture.")
        return
    chosen = st.pills(
        "Axes",
        range(n_hidden),
        selection_mode="multi",
        default=range(min(n_hidden, 2)),
        format_func=lambda m: f"u{m + 1}",
        key="axes",
        help="Two units span a plane, three a space. The output unit separates there by a line "
        "or a plane: it is a logistic regression on what the hidden layer computed.",
    )
    units = sorted(m for m in chosen if m in range(n_hidden))[:_MOST_AXES]
    if not 2 <= len(chosen) <= _MOST_AXES:
        st.info(
            f"Two or three axes make a picture; {len(chosen)} are chosen. "
            + ("The first three are shown." if len(chosen) > _MOST_AXES else "Choose one more.")
        )
    if len(units) >= 2:
        figure = hidden_space(
            run.network,
            run.params_at(step),
            player_run.sample,
            player_run.is_test,
            units,
            palette,
            run.network.g.label,
            step,
            narrow=narrow,
        )
        st.plotly_chart(figure, theme=None, key="hidden_space", config=DOWNLOAD_CONFIG)


def _show_surface(
    player_run: PlayerRun, run: Run, step: int, palette: Palette, *, narrow: bool
) -> None:
    nodes = ["o1", *(f"h{m + 1}" for m in range(run.network.n_hidden))]
    chosen = st.pills(
        "Node",
        nodes,
        default="o1",
        required=True,
        format_func=lambda node: "output" if node == "o1" else f"u{node[1:]}",
        key="node",
        help="Whose output is the height over the feature space.",
    )
    node = chosen if chosen in nodes else "o1"
    is_output = node == "o1"
    domain = player_run.sample.domain
    figure = node_surface(
        run.network,
        run.params_at(step),
        player_run.sample,
        player_run.is_test,
        node,
        output_color_range() if is_output else hidden_color_range(run, domain),
        palette,
        run.network.g.label,
        step,
        narrow=narrow,
    )
    st.plotly_chart(figure, theme=None, key="surface", config=DOWNLOAD_CONFIG)
