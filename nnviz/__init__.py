"""nnviz: train a two-stage neural network in NumPy and see what every node computes.

Reading order: `activations` (g and g′), `heads` (output activation and loss), `network` (forward
and backward in matrix form), `optimizers` and `training` (step by step, every step kept),
`problems` and `datasets`, `standardizer`, `surfaces` (every node over the feature space), and
`comparison` (several networks on one timeline: the front door). Then, each by itself: `graphs`,
`backpropagation`, `experiments`, `autodiff` and `exercise`. Pictures are in `figures` (Plotly) and
`components` (in the browser); `ui` is the Streamlit app and `cli` the command.
"""

from nnviz.activations import ACTIVATIONS, Activation
from nnviz.comparison import Comparison, ComparisonSettings, by_activation, compare
from nnviz.datasets import DATASETS, Dataset, Sample, Split, split
from nnviz.heads import HEADS, Head
from nnviz.network import Forward, Gradient, Network, Params
from nnviz.optimizers import OPTIMIZERS, Optimizer
from nnviz.problems import PROBLEMS, Problem
from nnviz.snapshot import Snapshot
from nnviz.standardizer import Standardizer
from nnviz.surfaces import Grid, NodeSurfaces, node_surfaces
from nnviz.training import Run, TrainingSettings, train

__version__ = "0.1.0"

__all__ = [
    "ACTIVATIONS",
    "DATASETS",
    "HEADS",
    "OPTIMIZERS",
    "PROBLEMS",
    "Activation",
    "Comparison",
    "ComparisonSettings",
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
    "Snapshot",
    "Split",
    "Standardizer",
    "TrainingSettings",
    "by_activation",
    "compare",
    "node_surfaces",
    "split",
    "train",
]
