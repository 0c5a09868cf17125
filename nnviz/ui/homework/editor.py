"""'Set the exercise': the network, its numbers, and what is blank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import starmap

import numpy as np
import streamlit as st

from nnviz.activations import ACTIVATIONS
from nnviz.exercise.blanks import SETS
from nnviz.exercise.exercise import (
    MOST_HIDDEN,
    MOST_INPUTS,
    Exercise,
    outputs_allowed,
)
from nnviz.exercise.generate import MADE
from nnviz.exercise.number_format import agrees, read_number
from nnviz.exercise.quantities import QUANTITIES, answer_key
from nnviz.exercise.resizing import resized
from nnviz.exercise.symbols import Layer, column_names, row_names, spoken
from nnviz.heads import HEADS
from nnviz.network import Network
from nnviz.number_format import subscript
from nnviz.ui.homework.session import (
    ERRORS,
    FIRST_SEED,
    KINDS,
    adopt,
    adopt_blanks,
    current,
    weight_key,
)

_LAYERS = {"H": "into the hidden units", "O": "into the output"}


def show_editor() -> None:
    """Draw all that a teacher sets."""
    exercise, _ = current()
    st.markdown(
        "Whatever is set here is in the page's address at once: hand it out as a link. Numbers may "
        "be typed with a point or a comma, and as fractions."
    )
    _show_start()
    _show_network(exercise)
    _show_numbers(exercise)
    _show_blanks()
    _show_caution(exercise)


def _show_start() -> None:
    st.markdown("#### Start from")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.pills(
            "Numbers", KINDS, default=KINDS[0], required=True, key="hw_kind",
            persist_state="session",
            help="Small integers: from −2 to 2, with no z at 0 or where a sigmoid is flat, no δ of "
            "0, and hidden units that differ. Random small weights: standard deviation ½, two "
            "decimals.",
        )  # fmt: skip
        st.number_input(
            "Seed", 0, 9999, FIRST_SEED, key="hw_seed", width=120, persist_state="session",
            help="The same number gives the same exercise.",
        )  # fmt: skip
        st.button("Make new numbers", key="hw_make", on_click=_make)


def _show_network(exercise: Exercise) -> None:
    st.markdown("#### Network")
    with st.container(horizontal=True):
        _pills("Inputs N_I", range(1, MOST_INPUTS + 1), "hw_n_inputs")
        _pills("Hidden units N_H", range(1, MOST_HIDDEN + 1), "hw_n_hidden")
        fewest, most = outputs_allowed(exercise.head)
        _pills("Outputs N_O", range(fewest, most + 1), "hw_n_outputs")
        st.selectbox(
            "Hidden activation g", list(ACTIVATIONS), key="hw_activation", width=190,
            format_func=lambda name: ACTIVATIONS[name].label, on_change=_change_network,
        )  # fmt: skip
        st.selectbox(
            "Problem", list(HEADS), key="hw_head", width=230,
            format_func=lambda name: HEADS[name].label, on_change=_change_network,
            help="It gives the number of outputs, the output's activation and the loss.",
        )  # fmt: skip


def _pills(label: str, options: Sequence[int], key: str) -> None:
    st.pills(label, list(options), key=key, required=True, on_change=_change_network)


def _show_numbers(exercise: Exercise) -> None:
    st.markdown("#### Numbers")
    with st.container(horizontal=True, gap="large", key="hw_numbers"):
        _show_matrix(exercise, "H", len(exercise.x) + 1, exercise.n_hidden)
        _show_matrix(exercise, "O", exercise.n_hidden + 1, exercise.n_outputs)
        with st.container(width=300, key="hw_sample", gap="xsmall"):
            st.markdown("**Sample and learning rate**")
            with st.container(horizontal=True, gap="small", key="hw_row_x"):
                for i in range(len(exercise.x)):
                    _field(f"x{subscript(i + 1)}", f"hw_x_{i}")
            with st.container(horizontal=True, gap="small", key="hw_row_y"):
                is_class = exercise.network.head.is_classification
                names = ["y (class)"] if is_class else _targets(exercise)
                for k, name in enumerate(names):
                    _field(name, f"hw_y_{k}")
                _field("rate η", "hw_rate")
    for sentence in st.session_state.get(ERRORS, ()):
        st.error(sentence)


def _targets(exercise: Exercise) -> list[str]:
    if exercise.n_outputs == 1:
        return ["y"]
    return [f"y{subscript(k + 1)}" for k in range(exercise.n_outputs)]


def _show_matrix(exercise: Exercise, layer: Layer, n_rows: int, n_columns: int) -> None:
    """Draw the fields of a weight matrix in its own shape, rows and columns named."""
    with st.container(width=64 + 92 * n_columns, key=f"hw_matrix_{layer}", gap="xsmall"):
        st.markdown(f"$W_{layer}$, {_LAYERS[layer]}")
        with st.container(horizontal=True, gap="small", key=f"hw_head_{layer}"):
            for name in ("", *column_names(layer, n_columns)):
                st.markdown(name or "&nbsp;")
        for i, name in enumerate(row_names(layer, n_rows)):
            with st.container(
                horizontal=True, gap="small", vertical_alignment="center", key=f"hw_row_{layer}{i}"
            ):
                st.markdown(name)
                for m in range(n_columns):
                    label = spoken((f"W_{layer}", (i, m)), exercise.network)
                    _field(label, weight_key(layer, i, m), "collapsed")


def _field(label: str, key: str, visibility: str = "visible") -> None:
    st.text_input(
        label, key=key, max_chars=40, on_change=_change_numbers,
        label_visibility="collapsed" if visibility == "collapsed" else "visible",
    )  # fmt: skip


def _show_blanks() -> None:
    st.markdown("#### Blanks")
    with st.container(horizontal=True):
        for name, keys in SETS.items():
            label = "Everything" if name == "all" else f"The {name}"
            st.button(label, key=f"hw_set_{name}", on_click=adopt_blanks, args=(keys,))
    st.pills(
        "What the student fills in", list(QUANTITIES), selection_mode="multi", key="hw_blanks",
        format_func=lambda key: f"${QUANTITIES[key].latex}$", on_change=_change_blanks,
        help="A number that is no blank is shown, but not before the blanks that it is computed "
        "from are right: the gradient of a bias, for example, is δ itself.",
    )  # fmt: skip


def _show_caution(exercise: Exercise) -> None:
    """Say when an update is too small to be seen in three digits."""
    key, params = answer_key(exercise), exercise.params
    pairs = [(params.W_H, key["new_H"]), (params.W_O, key["new_O"])]
    same = sum(
        int(np.count_nonzero(list(starmap(agrees, zip(old.flat, new.flat, strict=True)))))
        for old, new in pairs
    )
    if same:
        st.caption(
            f"With this learning rate {same} of {exercise.network.n_parameters} weights change by "
            "less than three digits show, so a forgotten step would count as right there. A larger "
            "rate makes it show."
        )


def _make() -> None:
    exercise, _ = current()
    kind, seed = st.session_state["hw_kind"], st.session_state["hw_seed"]
    adopt(MADE[kind](exercise.network, int(seed)))


def _change_network() -> None:
    """Take up another network and keep the numbers for which there is still a place."""
    exercise, _ = current()
    state = st.session_state
    head = state["hw_head"]
    fewest, _most = outputs_allowed(head)
    n_outputs = 1 if fewest == 1 else max(2, state["hw_n_outputs"] or 2)
    sizes = state["hw_n_inputs"], state["hw_n_hidden"], n_outputs
    try:
        changed = resized(exercise, Network(*sizes, state["hw_activation"], head), state["hw_seed"])
    except ValueError as error:
        state[ERRORS] = (f"{error} The exercise is unchanged.",)
    else:
        adopt(changed)


def _change_numbers() -> None:
    """Take up the fields' numbers if all of them are numbers that are allowed."""
    exercise, _ = current()
    errors: dict[str, None] = {}

    def read(key: str, name: str) -> float:
        try:
            return read_number(st.session_state.get(key, ""))
        except ValueError as error:
            errors[f"{name[0].upper()}{name[1:]}: {error}"] = None
            return 1.0

    def matrix(layer: Layer, n_rows: int, n_columns: int) -> tuple[tuple[float, ...], ...]:
        def weight(i: int, m: int) -> float:
            place = f"W_{layer}", (i, m)
            return read(weight_key(layer, i, m), spoken(place, exercise.network))

        return tuple(tuple(weight(i, m) for m in range(n_columns)) for i in range(n_rows))

    numbers = {
        "W_H": matrix("H", len(exercise.x) + 1, exercise.n_hidden),
        "W_O": matrix("O", exercise.n_hidden + 1, exercise.n_outputs),
        "x": tuple(read(f"hw_x_{i}", f"input {i + 1}") for i in range(len(exercise.x))),
        "y": tuple(read(f"hw_y_{k}", f"target {k + 1}") for k in range(len(exercise.y))),
        "rate": read("hw_rate", "the learning rate"),
    }
    if not errors:
        try:
            adopt(replace(exercise, **numbers))  # type: ignore[arg-type]
        except ValueError as error:
            errors[str(error)] = None
    kept = "The exercise stays as it was until this is corrected."
    st.session_state[ERRORS] = tuple(f"{error} {kept}" for error in errors)


def _change_blanks() -> None:
    adopt_blanks(st.session_state["hw_blanks"])
