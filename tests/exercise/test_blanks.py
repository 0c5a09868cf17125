from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.exercise.blanks import SETS, decode_blanks, encode_blanks, in_order, withheld
from nnviz.exercise.quantities import QUANTITIES

SUBSETS = st.sets(st.sampled_from(list(QUANTITIES)), min_size=1)


@given(SUBSETS)
def test_blanks_survive_a_link(blanks: set[str]) -> None:
    """What is encoded is decoded, in the order of working."""
    assert decode_blanks(encode_blanks(blanks)) == in_order(blanks)


@pytest.mark.parametrize(
    "text", ["", "~", "z_H~", "nothing", "z_H,u_H", "z_H~" * 1000, "ALL", "\0"]
)
def test_broken_blanks_get_a_sentence(text: str) -> None:
    """Whatever is no list of quantities raises a sentence that lists what is allowed."""
    with pytest.raises(ValueError, match=r"blanks must be .*delta_H.*\.$"):
        decode_blanks(text)


@given(SUBSETS, SUBSETS)
def test_open_blanks_are_withheld(blanks: set[str], done: set[str]) -> None:
    """No open blank is shown, and done ones withhold nothing."""
    assert blanks - done <= withheld(blanks, done)
    assert withheld(blanks, blanks) == frozenset()


def test_a_bias_gradient_does_not_give_delta_away() -> None:
    """With δ_H blank, ∂L/∂W_H (whose first row is δ_H) and the new W_H are withheld, u_O is not."""
    hidden = withheld({"delta_H"}, set())
    assert {"delta_H", "grad_H", "new_H"} == hidden


def test_sets_are_what_they_say() -> None:
    """The z, the δ and the gradients have one quantity for each layer."""
    assert SETS["z"] == ("z_H", "z_O")
    assert SETS["δ"] == ("delta_O", "delta_H")
    assert SETS["gradients"] == ("grad_O", "grad_H")
    assert SETS["all"] == tuple(QUANTITIES)
