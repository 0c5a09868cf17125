"""nnviz: train a two-stage neural network in NumPy and see what every node computes.

Reading order: `activations` (g and g′), `heads` (output activation and loss), `network` (forward
and backward in matrix form), `optimizers` and `training` (step by step, every step kept),
`problems` and `datasets`, `standardizer`, `surfaces` (every node over the feature space). Then,
each by itself: `graph` and `baselines` (linear models as graphs), `approximation` (networks by
construction), `backpropagation` (one step, number by number), `autodiff` and `exercise`. Pictures
are in `figures` (Plotly), `player` (the animation in the browser) and `diagram` (graphs); `ui` is
the Streamlit app.
"""

from nnviz.activations import ACTIVATIONS, Activation
from nnviz.datasets import DATASETS, Dataset, Sample, Split, split
from nnviz.heads import HEADS, Head
from nnviz.network import Forward, Gradient, Network, Params
from nnviz.optimizers import OPTIMIZERS, Optimizer
from nnviz.problems import PROBLEMS, Problem
from nnviz.standardizer import Standardizer
from nnviz.surfaces import Grid, NodeSurfaces, node_surfaces
from nnviz.training import Run, TrainingSettings, train

__all__ = [
    "ACTIVATIONS",
    "DATASETS",
    "HEADS",
    "OPTIMIZERS",
    "PROBLEMS",
    "Activation",
    "Dataset",
    "Forward",
    "Gradient",
    "Grid",
    "Head",
    "Network",
    "NodeSurfaces",
    "Optimizer",
    "Params",
    "Problem",
    "Run",
    "Sample",
    "Split",
    "Standardizer",
    "TrainingSettings",
    "node_surfaces",
    "split",
    "train",
]
