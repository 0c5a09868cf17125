"""What a comparison is: a sample, its division, and networks that were trained on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nnviz.checks import check_whole, lookup
from nnviz.comparison import storage
from nnviz.comparison.settings import check_name
from nnviz.comparison.trained import Trained
from nnviz.comparison.trained_elsewhere import (
    Layout,
    params_of,
    read_estimator,
    run_of,
    sample_of,
)
from nnviz.components.player.page import notebook_frame, standalone_page
from nnviz.components.player.payload import Payload, encode, lane_label
from nnviz.datasets import Sample, Split
from nnviz.read_only import keep_read_only
from nnviz.snapshot import Snapshot
from nnviz.training import Run


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Comparison:
    """Networks on the same data, on one timeline; `compare` makes it.

    ``comparison["sigmoid"]`` is the run of that lane, with weights in the units of the data.

    Attributes
    ----------
    sample : Sample
    is_test : ndarray (n_samples,) of bool
        Which samples were kept from training.
    trained : mapping of str to Trained
        Each lane as it was trained, in order, by name: its weights are in the units of training.
    lanes : mapping of str to Run
        The same with the standardisation folded in: weights in the units of the data.

    """

    sample: Sample
    is_test: NDArray[np.bool_]
    trained: Mapping[str, Trained]
    lanes: Mapping[str, Run] = field(init=False)

    def __post_init__(self) -> None:
        """Fold the standardisation, once, and make everything read-only."""
        keep_read_only(self, "is_test")
        object.__setattr__(self, "trained", MappingProxyType(dict(self.trained)))
        lanes = {check_name(name): lane.folded() for name, lane in self.trained.items()}
        object.__setattr__(self, "lanes", MappingProxyType(lanes))

    @classmethod
    def from_runs(
        cls, sample: Sample, runs: Mapping[str, Run], is_test: NDArray[np.bool_] | None = None
    ) -> Comparison:
        """Return that of runs with weights in the units of the data.

        Parameters
        ----------
        sample : Sample
        runs : mapping of str to Run
            By the name of the lane.
        is_test : ndarray (n_samples,) of bool, optional
            Which samples were kept from training; by default none.

        """
        if is_test is None:
            is_test = np.zeros(len(sample.X), dtype=bool)
        trained = {name: Trained.in_data_units(run) for name, run in runs.items()}
        return cls(sample, is_test, trained)

    @classmethod
    def from_weights(
        cls,
        weights: tuple[ArrayLike, ...],
        X: ArrayLike,
        y: ArrayLike,
        *,
        activation: str = "sigmoid",
        is_classification: bool = True,
        layout: Layout = "rows",
    ) -> Comparison:
        """Return that of one network which another library has trained.

        Parameters
        ----------
        weights : tuple of array_like
            W1 (n_inputs, n_hidden), b1 (n_hidden,), W2 (n_hidden, n_outputs), b2 (n_outputs,).
        X : array_like (n_samples, n_inputs)
            Samples in the units that the weights go with.
        y : array_like (n_samples,) or (n_samples, n_outputs)
            Classes from 0, or targets.
        activation : str
            Hidden activation, a key of `ACTIVATIONS`.
        is_classification : bool
            Whether y are classes: then one output is σ(z), and several are a softmax.
        layout : {"rows", "columns"}
            ``"rows"`` for Keras, whose kernels are (inputs, units); ``"columns"`` for PyTorch,
            whose ``Linear.weight`` is (units, inputs).

        Raises
        ------
        ValueError
            If the shapes do not fit together, or there is no such problem or activation.

        Examples
        --------
        >>> import numpy as np
        >>> weights = np.eye(2), np.zeros(2), np.ones((2, 1)), np.zeros(1)
        >>> result = Comparison.from_weights(weights, [[0, 1], [1, 0]], [0, 1], activation="tanh")
        >>> result["tanh"].params_at(0).W_H.tolist()
        [[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]]

        """
        params = params_of(weights, layout)
        n_outputs = params.W_O.shape[1]
        sample = sample_of(X, y, is_classification=is_classification, n_outputs=n_outputs)
        return cls.from_runs(sample, {activation: run_of(sample, params, activation)})

    @classmethod
    def from_estimator(cls, model: object, X: ArrayLike, y: ArrayLike) -> Comparison:
        """Return that of a fitted ``MLPClassifier`` or ``MLPRegressor`` of scikit-learn.

        Parameters
        ----------
        model : estimator
            With one hidden layer. It is known by its attributes.
        X : array_like (n_samples, n_inputs)
            Samples, as the model takes them.
        y : array_like (n_samples,) or (n_samples, n_outputs)
            Classes of the model, or targets.

        Raises
        ------
        ValueError
            If the model is not fitted, has another number of hidden layers, or cannot be shown.

        """
        sample, params, activation = read_estimator(model, X, y)
        return cls.from_runs(sample, {activation: run_of(sample, params, activation)})

    @classmethod
    def load(cls, path: str | Path) -> Comparison:
        """Return the comparison that `save` has written, the same to the last bit.

        Raises
        ------
        ValueError
            If the file holds no comparison.
        OSError
            If it cannot be read.

        """
        return cls(*storage.read(path))

    def save(self, path: str | Path) -> None:
        """Write all that was trained to one safetensors file; `load` reads it."""
        storage.write(path, self.sample, self.is_test, self.trained)

    def __getitem__(self, name: str) -> Run:
        """Return the run of a lane; ValueError if there is none of that name."""
        return lookup(self.lanes, name, "lane")

    def __repr__(self) -> str:
        """Return one line: the arrays inside say nothing to a reader."""
        names, n_samples, n_test = ", ".join(self.names), len(self.is_test), np.sum(self.is_test)
        return f"<Comparison of {names}; {self.n_steps} steps, {n_samples} samples, {n_test} test>"

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the lanes, in order."""
        return tuple(self.lanes)

    @property
    def n_steps(self) -> int:
        """Length of the common timeline: the longest lane's."""
        return max(run.n_steps for run in self.lanes.values())

    @property
    def parts(self) -> Split:
        """The training and test samples, in the units of the data."""
        return Split.of(self.sample, self.is_test)

    def label(self, name: str) -> str:
        """Return what a lane is called on screen."""
        return lane_label(name, self[name])

    def snapshot(self, name: str, step: int) -> Snapshot:
        """Return a lane at a step of the timeline.

        Parameters
        ----------
        name : str
            Of the lane.
        step : int
            From 0 to `n_steps`. A lane that ended earlier is shown at its last step.

        Raises
        ------
        ValueError
            If there is no such lane or step.

        """
        run = self[name]
        check_whole("step", step, 0, self.n_steps)
        step = min(step, run.n_steps)
        params = run.params_at(step)
        return Snapshot(run.network, params, self.sample, self.is_test, lane_label(name, run), step)

    def payload(self, n_planned: int | None = None) -> Payload:
        """Return what the player plays; the same comparison gives the same bytes.

        Parameters
        ----------
        n_planned : int, optional
            How many steps the timeline will have, if training goes on.

        """
        return encode(self.sample, self.is_test, self.lanes, n_planned)

    def to_html(self, path: str | Path, title: str = "nnviz") -> None:
        """Write the player as one HTML file that needs no server and no network."""
        Path(path).write_text(standalone_page(self.payload(), title), encoding="utf-8")

    def _repr_html_(self) -> str:
        """Show the player in a notebook."""
        return notebook_frame(self.payload())
