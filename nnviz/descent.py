"""Buffers of the training loop: gradients and losses with samples along the fast axis.

One flat vector holds all parameters, first W_H and then W_O, so that an optimizer is one update of
one array.
"""

from __future__ import annotations

import numpy as np

from nnviz.activations import Array
from nnviz.network import Network, with_ones

EVALUATION_FLOATS = 64_000
"""Numbers worked on at once when losses are evaluated: 0.5 MB, so that they stay in cache."""


class Workspace:
    """Buffers for the gradient of one batch size; weights are views of one flat vector."""

    def __init__(self, network: Network, theta: Array, n_samples: int) -> None:
        n_hidden, n_outputs = network.n_hidden, network.n_outputs
        self.network = network
        self.W_H, self.W_O = unflatten(network, theta)  # views: the optimizer changes theta
        self.flat_gradient = np.empty_like(theta)
        self.slope_H, self.slope_O = unflatten(network, self.flat_gradient)
        self.z_H = np.empty((n_hidden, n_samples))
        self.hidden = np.ones((n_hidden + 1, n_samples))  # [1, u_H], row 0 stays 1
        self.u_H = self.hidden[1:]
        self.z_O = np.empty((n_outputs, n_samples))
        self.delta_H = np.empty((n_hidden, n_samples))
        self.g_prime = np.empty((n_hidden, n_samples))
        self.delta_O = np.empty((n_outputs, n_samples))
        self.one_over_n = 1.0 / n_samples

    def gradient(self, inputs: Array, targets: Array) -> Array:
        """Return the flat gradient of the mean loss; it is overwritten by the next call.

        Parameters
        ----------
        inputs : ndarray (n_inputs + 1, n_samples)
            [1, x] of each sample.
        targets : ndarray (n_outputs, n_samples)

        """
        g, head = self.network.g, self.network.head
        np.dot(self.W_H.T, inputs, out=self.z_H)
        g.fill_value(self.z_H, self.u_H)
        np.dot(self.W_O.T, self.hidden, out=self.z_O)
        delta_O = self.delta_O
        head.fill_link(self.z_O, 0, delta_O)
        delta_O -= targets
        np.dot(self.hidden, delta_O.T, out=self.slope_O)
        g.fill_derivative(self.z_H, self.u_H, self.g_prime)
        np.dot(self.W_O[1:], delta_O, out=self.delta_H)
        self.delta_H *= self.g_prime
        np.dot(inputs, self.delta_H.T, out=self.slope_H)
        self.flat_gradient *= self.one_over_n
        return self.flat_gradient


class Curves:
    """Mean loss and score of every step, computed for many steps at once."""

    def __init__(self, network: Network, targets: Array, n_steps: int) -> None:
        self.head = network.head
        self.targets = targets  # (n_outputs, n_samples)
        self.loss, self.score = np.empty(n_steps), np.empty(n_steps)
        chunk = min(n_steps, max(1, EVALUATION_FLOATS // targets.size))
        self.waiting = np.empty((chunk, *targets.shape))
        self.n_waiting = 0
        self.n_done = 0

    def add(self, z_O: Array) -> None:
        """Take the next step's scores (n_outputs, n_samples)."""
        self.waiting[self.n_waiting] = z_O
        self.n_waiting += 1
        if self.n_waiting == len(self.waiting):
            self.evaluate(self.waiting)
            self.n_waiting = 0

    def evaluate(self, z_O: Array) -> None:
        """Take the scores of the next steps (steps, n_outputs, n_samples)."""
        now = slice(self.n_done, self.n_done + len(z_O))
        self.loss[now] = self.head.loss(z_O, self.targets, -2).mean(axis=-1)
        self.score[now] = self.head.score(z_O, self.targets, -2)
        self.n_done = now.stop

    def finish(self) -> tuple[Array, Array]:
        """Return the losses and scores of all steps."""
        self.evaluate(self.waiting[: self.n_waiting])
        return self.loss, self.score


def evaluate(
    network: Network, W_H: Array, W_O: Array, X: Array, target: Array
) -> tuple[Array, Array]:
    """Return the mean loss and the score at every step, many steps in one pass."""
    n_steps, n_samples = len(W_H), len(X)
    inputs = np.ascontiguousarray(with_ones(X).T)  # (n_inputs + 1, n_samples)
    curves = Curves(network, np.ascontiguousarray(target.T), n_steps)
    chunk = max(1, EVALUATION_FLOATS // (n_samples * network.n_hidden))
    for start in range(0, n_steps, chunk):
        now = slice(start, min(start + chunk, n_steps))
        weights = W_O[now].transpose(0, 2, 1)  # (steps, n_outputs, n_hidden + 1)
        z_H = W_H[now].transpose(0, 2, 1) @ inputs  # (steps, n_hidden, n_samples)
        u_H = np.empty_like(z_H)
        network.g.fill_value(z_H, u_H)
        curves.evaluate(weights[:, :, 1:] @ u_H + weights[:, :, :1])
    return curves.finish()


def unflatten(network: Network, theta: Array) -> tuple[Array, Array]:
    """Return W_H and W_O as views of the last axis of `theta` (…, n_parameters)."""
    n_W_H = network.n_hidden * (network.n_inputs + 1)
    leading = theta.shape[:-1]
    W_H = theta[..., :n_W_H].reshape(*leading, network.n_inputs + 1, network.n_hidden)
    W_O = theta[..., n_W_H:].reshape(*leading, network.n_hidden + 1, network.n_outputs)
    return W_H, W_O


def is_weight(network: Network) -> Array:
    """Return 1 for weights and 0 for biases (row 0), as a flat vector."""
    mask = np.ones(network.n_parameters)
    W_H, W_O = unflatten(network, mask)
    W_H[0], W_O[0] = 0.0, 0.0
    return mask
