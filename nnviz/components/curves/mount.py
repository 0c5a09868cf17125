"""The curves on a page."""

from __future__ import annotations

from nnviz.components.curves.sampling import sampled
from nnviz.components.shared.mount import register

_SHOW = register("curves")


def curves(*, key: str) -> None:
    """Show g and g′ of every activation; pointing at z in one picture shows the same z in all."""
    _SHOW(sampled(), key=key)
