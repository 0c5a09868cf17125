"""What a program that is not our page could send: values of every kind, nested a little."""

from __future__ import annotations

from hypothesis import strategies as st

SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 3000),
    st.sampled_from([10**400, -(10**400), 2**63, 1e308, -0.0, 0.5, float("inf"), float("nan")]),
    st.floats(),
    st.complex_numbers(),
    st.text(max_size=20),
    st.binary(max_size=8),
)

ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.lists(inner, max_size=3).map(tuple),
        st.dictionaries(st.text(max_size=3), inner, max_size=3),
    ),
    max_leaves=6,
)
"""Any value of Python's basic types."""
