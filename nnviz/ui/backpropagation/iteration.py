"""How far a visitor has come: which step of the algorithm, and which iteration of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from nnviz.backpropagation.steps import Step, starts
from nnviz.network import Params

_KEY = "bp_iteration"


@dataclass(frozen=True, slots=True)
class Iteration:
    """How far a visitor has come.

    Attributes
    ----------
    origin : object
        What the first iteration's weights came from; another origin starts again at the first.
    params : Params
        The weights of this iteration.
    number : int
        From 0; each "again" adds one.
    at : int
        Index of the step.
    count : int
        How many steps there are.
    phase : int
        Phase of the algorithm, 1 to 5.
    acknowledged : int
        Number of the drawing's last request that was answered.

    """

    origin: Any
    params: Params
    number: int = 0
    at: int = 0
    count: int = 0
    phase: int = 1
    acknowledged: int = 0


def current_iteration(origin: object, params: Params, steps: Sequence[Step]) -> Iteration:
    """Return the visitor's iteration; the first one if the weights now come from something else.

    Parameters
    ----------
    origin : object
        The settings that `params` follow from.
    params : Params
        For the first iteration.
    steps : sequence of Step
        Of this network. The step stays where it was, or where there are other steps now, at
        the beginning of the same phase.

    """
    found: Iteration | None = st.session_state.get(_KEY)
    if found is None:
        found = Iteration(origin, params, count=len(steps))
    at = found.at if found.count == len(steps) else starts(steps)[found.phase - 1]
    if found.origin != origin:
        found = Iteration(origin, params, acknowledged=found.acknowledged)
    return _keep(replace(found, at=at, count=len(steps), phase=steps[at].phase))


def go_to(at: int, acknowledged: int | None = None) -> None:
    """Show another step of this iteration; what does not exist changes nothing."""
    found: Iteration | None = st.session_state.get(_KEY)
    if found is not None:
        at = at if 0 <= at < found.count else found.at
        number = found.acknowledged if acknowledged is None else acknowledged
        _keep(replace(found, at=at, acknowledged=number))


def go_by(moves: int) -> None:
    """Go some steps on, or back."""
    found: Iteration | None = st.session_state.get(_KEY)
    if found is not None:
        go_to(found.at + moves)


def begin_iteration(params: Params) -> None:
    """Begin the next iteration, with these weights."""
    found: Iteration | None = st.session_state.get(_KEY)
    if found is not None:
        _keep(replace(found, params=params, number=found.number + 1, at=0))


def _keep(iteration: Iteration) -> Iteration:
    st.session_state[_KEY] = iteration
    return iteration
