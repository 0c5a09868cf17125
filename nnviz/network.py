"""The two-stage network: one hidden layer, one output layer, in matrix form.

    z_H = W_Hᵀ [1, x]     u_H = g_H(z_H)
    z_O = W_Oᵀ [1, u_H]   u_O = g_O(z_O)

Samples are rows, so the code reads Z = [1, X] @ W. Row 0 of each weight matrix is the bias.
Lecture: "Matrix form of two stage network" and "Backpropagation".
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from nnviz.activations import ACTIVATIONS, Activation, Array
from nnviz.checks import check_whole, lookup
from nnviz.heads import HEADS, Head
from nnviz.read_only import keep_read_only, show_read_only


@dataclass(frozen=True, slots=True, eq=False)
class Params:
    """Weights of a two-stage network; row 0 of each matrix is the bias.

    The arrays are read-only copies. Two records are equal if they are the same object.

    Attributes
    ----------
    W_H : ndarray (n_inputs + 1, n_hidden)
    W_O : ndarray (n_hidden + 1, n_outputs)

    """

    W_H: Array
    W_O: Array

    def __post_init__(self) -> None:
        """Make the arrays read-only."""
        keep_read_only(self, "W_H", "W_O")


@dataclass(frozen=True, slots=True, eq=False)
class Forward:
    """All values of a forward pass, as read-only arrays.

    Attributes
    ----------
    z_H, u_H : ndarray (n_samples, n_hidden)
        Hidden units before and after g_H.
    z_O, u_O : ndarray (n_samples, n_outputs)
        Output units before and after g_O.

    """

    z_H: Array
    u_H: Array
    z_O: Array
    u_O: Array

    def __post_init__(self) -> None:
        """Make the arrays read-only."""
        show_read_only(self, "z_H", "u_H", "z_O", "u_O")


@dataclass(frozen=True, slots=True, eq=False)
class Gradient:
    """Backpropagation errors of each sample, and the gradient of the mean loss.

    Attributes
    ----------
    delta_O : ndarray (n_samples, n_outputs)
        ∂L_n/∂z_O of each sample's own loss L_n.
    delta_H : ndarray (n_samples, n_hidden)
        ∂L_n/∂z_H of each sample's own loss L_n.
    W_O, W_H : ndarray
        Gradient of the mean loss (1/n) Σ L_n, in the shapes of `Params`.

    """

    delta_O: Array
    delta_H: Array
    W_O: Array
    W_H: Array

    def __post_init__(self) -> None:
        """Make the arrays read-only."""
        show_read_only(self, "delta_O", "delta_H", "W_O", "W_H")


@dataclass(frozen=True, slots=True, init=False)
class Network:
    """Architecture of a two-stage network; its methods take the weights as an argument.

    Parameters
    ----------
    n_inputs, n_hidden, n_outputs : int
        N_I, N_H and N_O, each at least 1.
    activation : str
        Hidden activation g_H, a key of `ACTIVATIONS`.
    head : str or Head
        Output head, or its key in `HEADS`; the attribute is the record.

    Raises
    ------
    ValueError
        For sizes below 1, unknown names, or a head that does not go with `n_outputs`.

    """

    n_inputs: int
    n_hidden: int
    n_outputs: int
    activation: str
    head: Head

    def __init__(
        self,
        n_inputs: int,
        n_hidden: int,
        n_outputs: int,
        activation: str = "sigmoid",
        head: str | Head = "binary",
    ) -> None:
        """Check the sizes and names, and look the head's record up."""
        sizes = {"n_inputs": n_inputs, "n_hidden": n_hidden, "n_outputs": n_outputs}
        for name, size in sizes.items():
            check_whole(name, size, 1)
        lookup(ACTIVATIONS, activation, "activation")
        head = head if isinstance(head, Head) else lookup(HEADS, head, "head")
        if head.has_one_output and n_outputs != 1:
            message = f"The {head.name} head has one output; got {n_outputs} instead."
            raise ValueError(message)
        for name, value in (*sizes.items(), ("activation", activation), ("head", head)):
            object.__setattr__(self, name, value)

    @property
    def g(self) -> Activation:
        """The hidden activation's record."""
        return ACTIVATIONS[self.activation]

    @property
    def n_parameters(self) -> int:
        """N_H(N_I + 1) + N_O(N_H + 1)."""
        return self.n_hidden * (self.n_inputs + 1) + self.n_outputs * (self.n_hidden + 1)

    def init(self, rng: np.random.Generator | int, scale: float = 1.0) -> Params:
        """Return random weights and biases, each drawn from N(0, scale²).

        Parameters
        ----------
        rng : Generator or int
            Source of random numbers, or its seed.
        scale : float
            Standard deviation.

        """
        rng = np.random.default_rng(rng)
        return Params(
            W_H=rng.normal(0.0, scale, (self.n_inputs + 1, self.n_hidden)),
            W_O=rng.normal(0.0, scale, (self.n_hidden + 1, self.n_outputs)),
        )

    def forward(self, params: Params, X: ArrayLike) -> Forward:
        """Propagate samples `X` (n_samples, n_inputs) through the network.

        Raises
        ------
        ValueError
            If the weights or `X` are not of this network's shapes, or `X` is not finite.

        """
        self.check_params(params)
        X = self.check_inputs(X)
        z_H = with_ones(X) @ params.W_H  # (n_samples, n_hidden)
        u_H = self.g.value(z_H)
        z_O = with_ones(u_H) @ params.W_O  # (n_samples, n_outputs)
        return Forward(z_H, u_H, z_O, self.head.link(z_O, -1))

    def loss(self, params: Params, X: ArrayLike, y: ArrayLike) -> float:
        """Return the mean loss per sample (nats for classes, squared units for regression).

        Raises
        ------
        ValueError
            As `forward` does, or if `y` holds no targets for `X`.

        """
        z_O = self.forward(params, X).z_O
        return float(np.mean(self.head.loss(z_O, self.check_targets(y, len(z_O)), -1)))

    def score(self, params: Params, X: ArrayLike, y: ArrayLike) -> float:
        """Return the accuracy (0 to 1) for classes, R² (at most 1) for regression.

        Raises
        ------
        ValueError
            As `loss` does.

        """
        z_O = self.forward(params, X).z_O
        return float(self.head.score(z_O, self.check_targets(y, len(z_O)), -1))

    def backward(self, params: Params, X: ArrayLike, y: ArrayLike) -> Gradient:
        """Return backpropagation errors and the gradient of the mean loss.

        Follows the lecture's algorithm: δ_O = u_O − y, then δ_H = g′(z_H) Σ_k w_k δ_k, then
        ∂L/∂w_ji = δ_j u_i, averaged over the samples.

        Raises
        ------
        ValueError
            As `loss` does.

        """
        X = self.check_inputs(X)
        forward = self.forward(params, X)
        n_samples = X.shape[0]
        delta_O = forward.u_O - self.check_targets(y, n_samples)
        delta_H = self.g.derivative(forward.z_H) * (delta_O @ params.W_O[1:].T)
        return Gradient(
            delta_O=delta_O,
            delta_H=delta_H,
            W_O=with_ones(forward.u_H).T @ delta_O / n_samples,
            W_H=with_ones(X).T @ delta_H / n_samples,
        )

    def collapsed(self, params: Params) -> Array:
        """Return the one weight matrix that an identity network equals.

        With g_H(z) = z, z_O = W_Oᵀ [1, W_Hᵀ [1, x]] = Wᵀ [1, x]: however many hidden units there
        are, the score is linear in x.

        Returns
        -------
        ndarray (n_inputs + 1, n_outputs)
            W, row 0 the bias.

        Raises
        ------
        ValueError
            If the hidden activation is not the identity, or the weights are not of this network's
            shapes.

        """
        self.check_params(params)
        if self.activation != "identity":
            message = (
                f"Only a network with the identity as hidden activation collapses to one matrix; "
                f"this one has {self.activation}."
            )
            raise ValueError(message)
        W = params.W_H @ params.W_O[1:]
        W[0] += params.W_O[0]
        return W

    def check_inputs(self, X: ArrayLike) -> Array:
        """Return `X` as floats; raise ValueError unless it is (n_samples, n_inputs)."""
        X = np.asarray(X, dtype=np.float64)
        if X.ndim != 2 or X.shape[1] != self.n_inputs:
            message = f"X must be of shape (n_samples, {self.n_inputs}); got {X.shape} instead."
            raise ValueError(message)
        if not np.isfinite(X).all():
            message = "X must hold finite numbers; got infinite ones or NaN."
            raise ValueError(message)
        return X

    def check_targets(self, y: ArrayLike, n_samples: int) -> Array:
        """Return `y` as the head's targets (n_samples, n_outputs), or raise ValueError."""
        target = self.head.encode(y, self.n_outputs)
        if not n_samples or len(target) != n_samples:
            message = (
                "X and y must have the same number of samples, at least 1; "
                f"got {n_samples} and {len(target)} instead."
            )
            raise ValueError(message)
        return target

    def check_params(self, params: Params) -> None:
        """Raise ValueError unless the weights have this network's shapes."""
        for name, got, allowed in (
            ("W_H", np.shape(params.W_H), (self.n_inputs + 1, self.n_hidden)),
            ("W_O", np.shape(params.W_O), (self.n_hidden + 1, self.n_outputs)),
        ):
            if got != allowed:
                message = f"{name} must be of shape {allowed}; got {got} instead."
                raise ValueError(message)


def with_ones(X: Array) -> Array:
    """Return `X` (n, k) with a column of ones before it: (n, k + 1)."""
    return np.hstack([np.ones((X.shape[0], 1)), X])
