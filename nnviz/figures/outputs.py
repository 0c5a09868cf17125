"""What the output nodes are called, and which networks the figures can draw."""

from __future__ import annotations

from nnviz.figures.labels import OUTPUT_SYMBOL
from nnviz.network import Network
from nnviz.snapshot import Snapshot


def output_symbol(network: Network, k: int) -> str:
    """Return u_O, with the number from 1 of output `k`, from 0, where there are several."""
    return OUTPUT_SYMBOL if network.n_outputs == 1 else f"u<sub>O,{k + 1}</sub>"


def output_meaning(network: Network, k: int) -> str:
    """Return what output `k` is, as a formula: a probability or a predicted number."""
    return network.head.notation.meaning.format(k=k, index=_index(network, k))


def target_symbol(network: Network, k: int) -> str:
    """Return y, with the number from 1 of target `k` where there are several."""
    return f"y{_index(network, k)}"


def output_name(network: Network, k: int) -> str:
    """Return output `k` in words, as plain text: ``output``, ``class 2`` or ``output 2``."""
    if network.n_outputs == 1:
        return "output"
    return f"class {k}" if network.head.is_classification else f"output {k + 1}"


def require_fit(snapshot: Snapshot, n_inputs: int | None = None) -> None:
    """Raise ValueError unless the network of `snapshot` is one for its sample.

    Parameters
    ----------
    snapshot : Snapshot
    n_inputs : int, optional
        Number of inputs that a picture can draw; by default any.

    """
    network, sample = snapshot.network, snapshot.sample
    needed = (sample.X.shape[1], sample.n_outputs, sample.problem.head.name)
    got = (network.n_inputs, network.n_outputs, network.head.name)
    if got != needed:
        message = (
            "The network must be one for this sample, with (n_inputs, n_outputs, head) = "
            f"{needed}; got {got} instead."
        )
        raise ValueError(message)
    if n_inputs is not None and network.n_inputs != n_inputs:
        message = f"This figure needs n_inputs={n_inputs}; got n_inputs={network.n_inputs} instead."
        raise ValueError(message)


def _index(network: Network, k: int) -> str:
    return "" if network.n_outputs == 1 else f"<sub>{k + 1}</sub>"
