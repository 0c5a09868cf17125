"""A lane of a comparison on its way: made ready once, then trained a stretch at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nnviz.comparison.settings import LaneSettings
from nnviz.comparison.trained import Trained
from nnviz.datasets import Sample, Split
from nnviz.network import Network
from nnviz.standardizer import Standardizer
from nnviz.trainer import Stretch, Trainer
from nnviz.training import run_of


@dataclass(frozen=True, slots=True, eq=False)
class LaneTraining:
    """One lane's network, samples and settings. It can be pickled, and goes on where it stood.

    Attributes
    ----------
    name : str
        Of the lane.
    settings : LaneSettings
    standardizer : Standardizer
        From the data to the units of training.
    trainer : Trainer

    """

    name: str
    settings: LaneSettings
    standardizer: Standardizer
    trainer: Trainer

    @classmethod
    def begin(cls, name: str, settings: LaneSettings, sample: Sample, parts: Split) -> LaneTraining:
        """Return a lane before its first step; ValueError if it cannot start."""
        n_inputs = sample.X.shape[1]
        network = Network(
            n_inputs, settings.n_hidden, sample.n_outputs, settings.activation, sample.problem.head
        )
        standardizer = (
            Standardizer.fit(parts.X_train)
            if settings.standardize
            else Standardizer.identity(n_inputs)
        )
        try:
            trainer = Trainer.begin(
                network,
                standardizer.apply(parts.X_train),
                parts.y_train,
                settings,
                params=network.init(settings.seed, settings.scale),
                X_test=standardizer.apply(parts.X_test),
                y_test=parts.y_test,
            )
        except ValueError as error:
            raise _cannot_be_trained(name, error) from None
        return cls(name, settings, standardizer, trainer)

    @property
    def n_steps_left(self) -> int:
        """How many updates are still to be made."""
        return self.settings.n_steps - self.trainer.n_steps

    def trained(self, stretches: Sequence[Stretch]) -> Trained:
        """Return what the stretches so far lead to; ValueError if the lane could not start."""
        try:
            run = run_of(self.trainer.network, self.settings, stretches)
        except ValueError as error:
            raise _cannot_be_trained(self.name, error) from None
        return Trained(run, self.standardizer)


def _cannot_be_trained(name: str, error: ValueError) -> ValueError:
    return ValueError(f"The variant {name!r} cannot be trained. {error}")
