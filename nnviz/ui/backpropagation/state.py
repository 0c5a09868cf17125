"""The page's settings, read once a run, checked, and frozen."""

from __future__ import annotations

from dataclasses import dataclass

from nnviz.ui.state import AppState


@dataclass(frozen=True, slots=True)
class StepState:
    """All settings of the page.

    Attributes
    ----------
    run : AppState
        The training that leads to the weights: one activation, and as many steps as were made.
    row : int
        Row of the sample that is shown, from 0.
    size : int
        How many samples the step averages over.
    eta : float or None
        Learning rate of the step that is shown; None means the training's.

    """

    run: AppState
    row: int
    size: int
    eta: float | None

    @property
    def learning_rate(self) -> float:
        """The rate of the step that is shown."""
        return self.run.shared.learning_rate if self.eta is None else self.eta
