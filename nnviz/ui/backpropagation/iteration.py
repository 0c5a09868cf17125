"""Where a visitor stands: at which moment of the algorithm, and in which round of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from nnviz.backpropagation.steps import Moment, starts
from nnviz.network import Params

_KEY = "bp_round"


@dataclass(frozen=True, slots=True)
class Round:
    """Where a visitor stands.

    Attributes
    ----------
    origin : object
        What the first round's weights came from; another one starts anew.
    params : Params
        The weights of this round.
    number : int
        From 0; each "again" adds one.
    at : int
        Index of the moment.
    count : int
        How many moments there are.
    phase : int
        Step of the algorithm, 1 to 5.
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


def current_round(origin: object, params: Params, moments: Sequence[Moment]) -> Round:
    """Return the visitor's round; a new one if the weights now come from something else.

    Parameters
    ----------
    origin : object
        The settings that `params` follow from.
    params : Params
        For a new round.
    moments : sequence of Moment
        Of this network. The moment stays where it was, or where there are other moments now, at
        the beginning of the same step.

    """
    found: Round | None = st.session_state.get(_KEY)
    if found is None:
        found = Round(origin, params, count=len(moments))
    at = found.at if found.count == len(moments) else starts(moments)[found.phase - 1]
    if found.origin != origin:
        found = Round(origin, params, acknowledged=found.acknowledged)
    return _keep(replace(found, at=at, count=len(moments), phase=moments[at].phase))


def go_to(at: int, acknowledged: int | None = None) -> None:
    """Stand at another moment of this round; what does not exist changes nothing."""
    found: Round | None = st.session_state.get(_KEY)
    if found is not None:
        at = at if 0 <= at < found.count else found.at
        number = found.acknowledged if acknowledged is None else acknowledged
        _keep(replace(found, at=at, acknowledged=number))


def go_by(moves: int) -> None:
    """Go some moments on, or back."""
    found: Round | None = st.session_state.get(_KEY)
    if found is not None:
        go_to(found.at + moves)


def begin_again(params: Params) -> None:
    """Begin another round, with these weights."""
    found: Round | None = st.session_state.get(_KEY)
    if found is not None:
        _keep(replace(found, params=params, number=found.number + 1, at=0))


def _keep(standing: Round) -> Round:
    st.session_state[_KEY] = standing
    return standing
