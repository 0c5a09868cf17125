"""Scaling features to mean 0 and standard deviation 1, and folding that into the weights."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from nnviz.activations import Array
from nnviz.read_only import keep_read_only
from nnviz.training import Run


@dataclass(frozen=True, slots=True, eq=False)
class Standardizer:
    """x ↦ (x − mean) / scale.

    Attributes
    ----------
    mean, scale : ndarray (n_inputs,)
        Mean and standard deviation of the training samples; read-only copies.

    """

    mean: Array
    scale: Array

    def __post_init__(self) -> None:
        """Make the arrays read-only."""
        keep_read_only(self, "mean", "scale")

    @classmethod
    def fit(cls, X: Array) -> Standardizer:
        """Return that of `X` (n_samples, n_inputs); a constant feature keeps scale 1."""
        # std of equal numbers is not always 0: rounding can leave 1e-16, which would explode.
        varies = np.ptp(X, axis=0) > 0.0
        return cls(X.mean(axis=0), np.where(varies, X.std(axis=0), 1.0))

    @classmethod
    def identity(cls, n_inputs: int) -> Standardizer:
        """Return the one that changes nothing."""
        return cls(np.zeros(n_inputs), np.ones(n_inputs))

    def apply(self, X: Array) -> Array:
        """Return standardised features."""
        return (X - self.mean) / self.scale

    def fold(self, W_H: Array) -> Array:
        """Return hidden weights that give the same z_H from features that are not standardised.

        w₀ + Σ wᵢ (xᵢ − mᵢ)/sᵢ  =  (w₀ − Σ wᵢ mᵢ/sᵢ) + Σ (wᵢ/sᵢ) xᵢ

        Parameters
        ----------
        W_H : ndarray (…, n_inputs + 1, n_hidden)

        """
        slopes = W_H[..., 1:, :] / self.scale[:, None]
        bias = W_H[..., :1, :] - np.sum(slopes * self.mean[:, None], axis=-2, keepdims=True)
        return np.concatenate([bias, slopes], axis=-2)

    def fold_run(self, run: Run) -> Run:
        """Return `run` with weights in the units of the data."""
        return replace(run, W_H=self.fold(run.W_H))
