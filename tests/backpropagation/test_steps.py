from __future__ import annotations

from itertools import pairwise

import pytest

from nnviz.backpropagation.steps import (
    ACCUMULATED,
    LOCAL,
    PHASES,
    Step,
    jump,
    known,
    place,
    places,
    starts,
    steps,
)
from nnviz.graphs.training_graph import LOSS, training_graph
from nnviz.heads import HEADS
from nnviz.network import Network
from tests.samples import N_OUTPUTS

every_head = pytest.mark.parametrize("head", HEADS)


def made(head: str = "binary", n_hidden: int = 3) -> tuple[Network, tuple[Step, ...]]:
    network = Network(2, n_hidden, N_OUTPUTS[head], "sigmoid", head)
    return network, steps(network)


@every_head
def test_phases_come_in_the_lectures_order(head: str) -> None:
    """Each phase has as many steps as nodes or edges that it is about."""
    network, listed = made(head)
    n_H, n_O, n_W = network.n_hidden, network.n_outputs, network.n_parameters
    counts = [sum(m.phase == phase for m in listed) for phase in range(1, len(PHASES) + 1)]
    assert counts == [1 + 2 * n_H + 2 * n_O + 1, n_O, n_H, n_W, n_W]
    assert all(a.phase <= b.phase for a, b in pairwise(listed))
    assert starts(listed) == tuple(sum(counts[:i]) for i in range(len(PHASES)))


@every_head
def test_focus_and_roles_are_in_the_graph(head: str) -> None:
    """Every node and edge that a step names is one of the training graph's."""
    network, listed = made(head)
    params = network.init(0)
    graph = training_graph(network, params, params.W_O[0])
    edges = {(edge.source, edge.target) for edge in graph.edges}
    for step in listed:
        assert step.node in graph
        assert all(node in graph for node in step.node_roles)
        assert {*step.edge_roles, *([step.ends] if step.ends else [])} <= edges
        assert {*step.node_roles.values(), *step.edge_roles.values()} <= {ACCUMULATED, LOCAL}


@every_head
def test_accumulated_factors_are_known_before(head: str) -> None:
    """What a step takes from other nodes was computed at an earlier one, or is a constant."""
    _network, listed = made(head)
    quantities = {1: "u", 2: "L", 3: "delta", 4: "delta"}
    for at, step in enumerate(listed):
        before = known(listed, at - 1) if at else frozenset()
        for node, role in step.node_roles.items():
            if role == ACCUMULATED and not node.startswith(("one", "x")):
                wanted = "z" if step.phase == 1 and "z" in node else quantities[step.phase]
                assert (node, wanted) in before


def test_hidden_error_lights_up_all_its_paths() -> None:
    """δ of a hidden unit has the edges to every output, and their δ, in its sum."""
    network, listed = made("multiclass")
    second = listed[starts(listed)[2] + 1]
    scores = {f"z{k + 1}" for k in range(network.n_outputs)}
    assert second.node == "zh2"
    assert second.edge_roles == {("h2", z): LOCAL for z in scores} | {("zh2", "h2"): LOCAL}
    assert {n for n, role in second.node_roles.items() if role == ACCUMULATED} == scores


def test_no_error_is_known_before_its_step() -> None:
    """At the end of step 1 no δ is known, at the end of step 3 all are and no derivative is."""
    network, listed = made()
    ends = [start - 1 for start in starts(listed)[1:]]
    assert {quantity for _place, quantity in known(listed, ends[0])} == {"x", "z", "u", "L"}
    errors = {name for name, quantity in known(listed, ends[2]) if quantity == "delta"}
    assert errors == {"z1", *(f"zh{m + 1}" for m in range(network.n_hidden))}
    assert "gradient" not in {quantity for _place, quantity in known(listed, ends[2])}


def test_update_changes_all_weights_at_once() -> None:
    """At the first step of step 5 every weight's update is known."""
    network, listed = made()
    found = known(listed, starts(listed)[4])
    assert sum(quantity == "update" for _place, quantity in found) == network.n_parameters


def test_places_lead_to_the_steps_of_the_same_phase() -> None:
    """A node or edge is found in its own phase; softmax visits each score once for z."""
    _network, listed = made("multiclass")
    for at, step in enumerate(listed):
        assert listed[places(listed, at)[place(step)]].phase == step.phase
    assert LOSS in places(listed, 0)
    assert LOSS not in places(listed, len(listed) - 1)


@pytest.mark.parametrize("phase", range(1, len(PHASES) + 1))
def test_phase_is_begun_and_then_finished(phase: int) -> None:
    """From another phase one lands on the first step, from inside on the last."""
    _network, listed = made()
    outside = 0 if phase > 1 else len(listed) - 1
    first = jump(listed, outside, phase)
    last = jump(listed, first, phase)
    assert first == starts(listed)[phase - 1]
    assert last == max(i for i, step in enumerate(listed) if step.phase == phase)
    assert jump(listed, last, phase) == last
