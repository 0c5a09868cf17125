"""Plays frames over a drawing of a graph: no server while it plays."""

from __future__ import annotations

from nnviz.components.stepper.frames import Animation, Frame, NodeText

__all__ = ["Animation", "Frame", "NodeText"]
