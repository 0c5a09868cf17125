"""One training step, number by number.

Reading order: `derivation` (every factor of the backward pass), `steps` (their order, as the
lecture walks through them), `numerical_check` (central differences), `operation_count` (what it
costs).
"""
