"""What a session may ask for: a purse that fills with time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nnviz.scheduling.budget import Budget


def test_a_full_purse_is_spent_and_fills_again() -> None:
    """10 seconds a minute: what is refused costs nothing, and can be had when it was said."""
    now = 0.0
    budget = Budget(10.0, 60.0, lambda: now)
    assert [budget.take(4.0) for _ in range(3)] == [0, 0, 12]
    now = 12.0
    assert budget.take(4.0) == 0
    assert budget.take(99.0) == 60
    now = 72.0
    assert budget.take(99.0) == 0


@given(st.lists(st.tuples(st.floats(0, 30), st.floats(0, 20)), max_size=40))
def test_nobody_gets_more_than_a_purse_and_what_filled_it(asked: list[tuple[float, float]]) -> None:
    """Whatever is asked for and when, what is paid is at most the purse and its refill."""
    now = paid = 0.0
    budget = Budget(10.0, 60.0, lambda: now)
    for pause, seconds in asked:
        now += pause
        if budget.take(seconds) == 0:
            paid += min(seconds, 10.0)
    assert paid <= 10.0 + now / 6 + 1e-6
