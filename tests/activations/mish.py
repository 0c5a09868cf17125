"""An activation that the package does not have, as CONTRIBUTING.md writes it."""

from __future__ import annotations

from typing import Any

from nnviz.activations import Activation, waves
from tests.added import code_blocks

_names: dict[str, Any] = dict(vars(waves))
for _block in code_blocks()[:2]:
    exec(_block, _names)  # noqa: S102 - our own

MISH: Activation = _names["WAVES"][-1]
"""z tanh(ln(1 + eᶻ)) (Misra 2019)."""
