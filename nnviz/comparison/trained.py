"""One lane of a comparison as it was trained."""

from __future__ import annotations

from dataclasses import dataclass

from nnviz.standardizer import Standardizer
from nnviz.training import Run


@dataclass(frozen=True, slots=True, eq=False)
class Trained:
    """A run in the units of its training, and what leads from the data to these units.

    Attributes
    ----------
    run : Run
        Its weights go with ``standardizer.apply(X)``.
    standardizer : Standardizer

    """

    run: Run
    standardizer: Standardizer

    @classmethod
    def in_data_units(cls, run: Run) -> Trained:
        """Return that of a run that was trained on the data as they are."""
        return cls(run, Standardizer.identity(run.network.n_inputs))

    def folded(self) -> Run:
        """Return the run with weights in the units of the data."""
        return self.standardizer.fold_run(self.run)
