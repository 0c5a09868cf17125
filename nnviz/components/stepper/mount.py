"""The stepper on a page."""

from __future__ import annotations

from nnviz.components.shared.mount import register
from nnviz.components.stepper.frames import Animation

_SHOW = register("stepper")


def stepper(animation: Animation, *, key: str) -> None:
    """Show an animation; `key` identifies it."""
    _SHOW(animation.payload(), key=key)
