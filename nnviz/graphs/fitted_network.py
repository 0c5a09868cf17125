"""A trained two-stage network as a model beside the baselines."""

from __future__ import annotations

from nnviz.activations import Array
from nnviz.graphs.fitted_model import Fitted
from nnviz.graphs.network_graph import network_graph
from nnviz.number_format import plural
from nnviz.training import Run


def fitted_network(run: Run) -> Fitted:
    """Return what a run of a two-class network has learned.

    Parameters
    ----------
    run : Run
        With weights in the units of the data; its last step counts.

    Raises
    ------
    ValueError
        If the network has another head than binary.

    """
    network, params = run.network, run.params_at(run.n_steps)
    if not network.head.is_two_class:
        message = f"The network must have the head binary; it has {network.head.name}."
        raise ValueError(message)

    def decision(points: Array) -> Array:
        scores: Array = network.forward(params, points).z_O[:, 0]
        return scores

    units = plural(network.n_hidden, "hidden unit")
    return Fitted(
        network_graph(network, params),
        shown="o1",
        boundary=0.5,
        checked="z1",
        decision=decision,
        reference="the network's forward pass",
        fixed=f"only the form is: {units} with g = {network.g.label}.",
        learned=f"{params.W_H.size} weights inside the transformations, and {params.W_O.size} of "
        "the sum: both stages.",
        n_fixed=0,
        remark=run.divergence,
    )
