"""One iteration of backpropagation and gradient descent, with every quantity on the way kept.

Written as the lecture writes it, sum by sum and path by path; `Network.backward` says the same in
matrices. Lecture: "Backpropagation + gradient descent algorithm" and figures 15 to 19.

    1. z_j = Σ_i w_ji u_i,  u_j = g(z_j)        forward, node by node
    2. δ_j = ∂L/∂z_j = u_j − y_j                at the outputs
    3. δ_j = g′(z_j) Σ_k w_kj δ_k               at the hidden units, over the paths to the outputs
    4. ∂L/∂w_ji = δ_j u_i                       edge by edge
    5. w_ji ← w_ji − η ∂L/∂w_ji                 with the mean over the samples
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from nnviz.activations import Array
from nnviz.network import Network, Params, with_ones


@dataclass(frozen=True, slots=True)
class Backpropagation:
    """All quantities of one iteration, for one sample or several.

    Attributes
    ----------
    network : Network
    params : Params
        The weights before the update.
    learning_rate : float
        η.
    u_I : ndarray (n_samples, n_inputs + 1)
        What enters the hidden units: the constant 1, then the features.
    z_H, u_H : ndarray (n_samples, n_hidden)
    slope_H : ndarray (n_samples, n_hidden)
        The local derivatives g′(z_H).
    z_O, u_O, target, delta_O : ndarray (n_samples, n_outputs)
    loss : ndarray (n_samples,)
        L_n of each sample.
    paths : ndarray (n_samples, n_hidden, n_outputs)
        w_kj δ_k: what comes back to hidden unit j along the path from output k.
    delta_H : ndarray (n_samples, n_hidden)

    """

    network: Network
    params: Params
    learning_rate: float
    u_I: Array
    z_H: Array
    u_H: Array
    slope_H: Array
    z_O: Array
    u_O: Array
    target: Array
    loss: Array
    delta_O: Array
    paths: Array
    delta_H: Array

    @property
    def n_samples(self) -> int:
        """Number of samples whose gradients are averaged."""
        return len(self.loss)

    # Step 4, at the weights: accumulated times local.

    @property
    def hidden_terms(self) -> Array:
        """∂L_n/∂W_H of each sample: (n_samples, n_inputs + 1, n_hidden)."""
        return _products(self.delta_H, self.u_I)

    @property
    def output_terms(self) -> Array:
        """∂L_n/∂W_O of each sample: (n_samples, n_hidden + 1, n_outputs)."""
        return _products(self.delta_O, with_ones(self.u_H))

    @property
    def gradient(self) -> Params:
        """The gradient of the mean loss, in the shapes of the weights: the mean of the terms."""
        n = self.n_samples
        with np.errstate(over="ignore", invalid="ignore"):
            return Params(self.hidden_terms.sum(axis=0) / n, self.output_terms.sum(axis=0) / n)

    # Step 5.

    @property
    def updated(self) -> Params:
        """The weights after the update, w − η ∂L/∂w."""
        slope = self.gradient
        with np.errstate(over="ignore", invalid="ignore"):
            return Params(
                self.params.W_H - self.learning_rate * slope.W_H,
                self.params.W_O - self.learning_rate * slope.W_O,
            )

    @property
    def mean_loss(self) -> float:
        """The loss before the update, per sample."""
        return float(np.mean(self.loss))


@np.errstate(over="ignore", invalid="ignore")  # after a huge step, results say so themselves
def backpropagate(
    network: Network, params: Params, X: ArrayLike, y: ArrayLike, learning_rate: float = 1.0
) -> Backpropagation:
    """Return every quantity of one iteration.

    Parameters
    ----------
    network : Network
    params : Params
    X, y : array_like
        Samples (n_samples, n_inputs) and their targets, as the head takes them.
    learning_rate : float
        η.

    """
    u_I = with_ones(network.check_inputs(X))
    target = network.check_targets(y, len(u_I))
    # 1. Forward: every node sums over what enters it.
    z_H = _sums(params.W_H, u_I)
    u_H = network.g.value(z_H)
    z_O = _sums(params.W_O, with_ones(u_H))
    u_O = network.head.link(z_O, -1)
    # 2. At the outputs: the same for every head, because each head's loss goes with its link.
    delta_O = u_O - target
    # 3. At the hidden units: what came back along all paths, times the local derivative.
    slope_H = network.g.derivative(z_H)
    paths = _paths(params.W_O, delta_O)
    delta_H = slope_H * paths.sum(axis=2)
    return Backpropagation(
        network, params, learning_rate, u_I, z_H, u_H, slope_H, z_O, u_O, target,
        network.head.loss(z_O, target, -1), delta_O, paths, delta_H,
    )  # fmt: skip


def _sums(W: Array, u: Array) -> Array:
    """Return z_j = Σ_i w_ji u_i for each node j; u is (n_samples, n_sources)."""
    n_sources, n_nodes = W.shape
    z = np.zeros((len(u), n_nodes))
    for j in range(n_nodes):
        for i in range(n_sources):
            z[:, j] += W[i, j] * u[:, i]
    return z


def _paths(W_O: Array, delta_O: Array) -> Array:
    """Return w_kj δ_k for each hidden unit j and output k; the bias leads to no hidden unit."""
    n_hidden, n_outputs = W_O.shape[0] - 1, W_O.shape[1]
    paths = np.empty((len(delta_O), n_hidden, n_outputs))
    for j in range(n_hidden):
        for k in range(n_outputs):
            paths[:, j, k] = W_O[j + 1, k] * delta_O[:, k]
    return paths


def _products(delta: Array, u: Array) -> Array:
    """Return δ_j u_i for each edge from i to j: (n_samples, n_sources, n_nodes)."""
    products = np.empty((len(u), u.shape[1], delta.shape[1]))
    for j in range(delta.shape[1]):
        for i in range(u.shape[1]):
            products[:, i, j] = delta[:, j] * u[:, i]
    return products
