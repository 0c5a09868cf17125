"""Small random samples for a network, clear of the kinks at z_H = 0."""

from __future__ import annotations

import numpy as np

from nnviz.network import Network, Params, with_ones

N_OUTPUTS = {"binary": 1, "multiclass": 3, "regression": 1, "vector_regression": 2}
"""A number of outputs that goes with each head."""


def samples(
    network: Network, params: Params, n_samples: int, seed: int = 3
) -> tuple[np.ndarray, np.ndarray]:
    """Return X (n_samples, n_inputs) and y as the network's head takes it."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(20 * n_samples, network.n_inputs))
    clear = np.abs(with_ones(X) @ params.W_H) > 0.02 * np.abs(params.W_H).max()
    X = X[clear.all(axis=1)][:n_samples]
    assert len(X) == n_samples
    if network.head.name in {"binary", "multiclass"}:
        return X, rng.integers(0, max(network.n_outputs, 2), n_samples)
    return X, rng.normal(size=(n_samples, network.n_outputs))
