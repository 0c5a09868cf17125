"""The line that an identity network collapses to."""

from __future__ import annotations

import numpy as np
import pytest

from nnviz.datasets import DATASETS, Sample
from nnviz.figures import collapsed_classes, collapsed_line
from nnviz.network import Network, Params
from nnviz.palette import LIGHT
from nnviz.snapshot import Snapshot

SAMPLE = DATASETS["gaussians"].make(50, rng=0)
BLOBS = DATASETS["blobs"].make(50)
NETWORK = Network(2, 3, 1, "identity")


def snapshot(network: Network, params: Params, sample: Sample) -> Snapshot:
    """Return a network's first step, all samples for training."""
    return Snapshot(network, params, sample, np.zeros(len(sample.X), dtype=bool), "net", 0)


def test_the_line_is_where_the_network_decides(rng: np.random.Generator) -> None:
    """At both ends that are drawn, the two-stage network's score is zero."""
    params = NETWORK.init(rng)
    params = Params(params.W_H, np.vstack([-params.W_H[:1] @ params.W_O[1:], params.W_O[1:]]))
    _, ends = collapsed_line(snapshot(NETWORK, params, SAMPLE), LIGHT)
    assert ends is not None
    assert np.allclose(NETWORK.forward(params, ends).z_O, 0.0, atol=1e-9)


def test_the_drawn_line_is_the_one_that_is_returned(rng: np.random.Generator) -> None:
    """The dashed trace joins the two ends."""
    params = NETWORK.init(rng)
    params = Params(params.W_H, np.vstack([-params.W_H[:1] @ params.W_O[1:], params.W_O[1:]]))
    figure, ends = collapsed_line(snapshot(NETWORK, params, SAMPLE), LIGHT)
    dashed = figure.data[-1]
    assert dashed.line.dash == "dash"
    assert ends is not None
    assert np.array_equal(np.column_stack([dashed.x, dashed.y]), ends)


def test_a_line_outside_the_picture_is_none() -> None:
    """Weights whose score is 1 everywhere have no line."""
    params = Params(np.zeros((3, 3)), np.array([[1.0], [0.0], [0.0], [0.0]]))
    assert collapsed_line(snapshot(NETWORK, params, SAMPLE), LIGHT)[1] is None


def test_only_identity_networks_collapse(rng: np.random.Generator) -> None:
    """For any other activation the sentence says so."""
    network = Network(2, 3, 1, "sigmoid")
    with pytest.raises(ValueError, match="identity"):
        collapsed_line(snapshot(network, network.init(rng), SAMPLE), LIGHT)


def identity_of_classes(n_classes: int) -> tuple[Network, Params]:
    """Return identity units whose collapsed scores are x · (direction of class k)."""
    angle = 2.0 * np.pi * np.arange(n_classes) / n_classes + 0.3
    directions = np.stack([np.cos(angle), np.sin(angle)])  # (2, n_classes)
    params = Params(np.eye(3)[:, 1:], np.vstack([np.zeros(n_classes), directions]))
    return Network(2, 2, n_classes, "identity", "multiclass"), params


@pytest.mark.parametrize("n_classes", [3, 4, 5])
def test_class_boundaries_are_where_the_network_decides(n_classes: int) -> None:
    """At both ends of each dashed line the two-stage network's two highest scores are equal."""
    network, params = identity_of_classes(n_classes)
    sample = DATASETS["blobs"].make(50, rng=0, n_classes=n_classes)
    _, boundaries = collapsed_classes(snapshot(network, params, sample), LIGHT)
    assert len(boundaries) == n_classes
    for i, j, ends in boundaries:
        scores = network.forward(params, ends).z_O
        assert np.allclose(scores[:, [i, j]], scores.max(axis=1, keepdims=True), atol=1e-9)


def test_all_lines_between_classes_are_drawn_in_one_trace() -> None:
    """The dashed trace holds the ends of each line, with a gap after each."""
    network, params = identity_of_classes(3)
    figure, boundaries = collapsed_classes(
        snapshot(network, params, DATASETS["blobs"].make(50)), LIGHT
    )
    dashed = figure.data[-1]
    points = np.column_stack([dashed.x, dashed.y]).reshape(3, 3, 2)
    assert np.array_equal(points[:, :2], [ends for *_, ends in boundaries])
    assert np.isnan(points[:, 2]).all()


def test_a_class_that_wins_everywhere_has_no_lines() -> None:
    """Without any boundary in view the list is empty and the figure is drawn all the same."""
    network, params = identity_of_classes(3)
    params = Params(params.W_H, np.vstack([[99.0, 0.0, 0.0], params.W_O[1:]]))
    figure, boundaries = collapsed_classes(
        snapshot(network, params, DATASETS["blobs"].make(50)), LIGHT
    )
    assert boundaries == []
    assert figure.data
