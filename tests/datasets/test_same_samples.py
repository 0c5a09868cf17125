from __future__ import annotations

import numpy as np
import pytest

from nnviz.datasets import DATASETS

# Of 50 samples with seed 0: Σ i (x_i1 + x_i2), Σ i (y_i1 + …), and Σ |end of the domain|.
SUMS = {
    "bump": (1474.58, 245, 2),
    "circles": (-152.016, 650, 5.6),
    "moons": (1005.22, 650, 6.7),
    "xor": (378.425, 723, 5.2),
    "spirals": (34.0735, 650, 4.8),
    "gaussians": (235.992, 650, 14),
    "checkerboard": (5877.59, 657, 9.2),
    "blobs": (39.638, 1258, 8),
    "pinwheel": (-86.5436, 1258, 4.4),
    "rings": (-117.722, 1258, 5.2),
    "plane": (399.167, 46.7378, 4),
    "saddle": (399.167, -128.226, 4),
    "ripple": (399.167, 150.92, 4),
    "hills": (399.167, 116.762, 4),
    "rotation": (399.167, -143.274, 4),
    "polar": (399.167, 1009.22, 4),
    "sine": (82.4935, -28.3102, 2.4),
    "step": (82.4935, -97.6954, 2.4),
    "triangle": (82.4935, -25.3585, 2.4),
    "sawtooth": (82.4935, 25.789, 2.4),
    "overfit": (82.4935, 142.418, 2.4),
}


@pytest.mark.parametrize("name", DATASETS)
def test_a_seed_draws_the_same_samples_in_every_version(name: str) -> None:
    """A link, a saved exercise and a lecture's numbers stay true: no constant changes unseen."""
    sample = DATASETS[name].make(50, rng=0)
    place = np.arange(1, 51)
    found = (place @ sample.X).sum(), (place @ sample.targets).sum(), np.abs(sample.domain).sum()
    assert found == pytest.approx(SUMS[name], rel=1e-5)
