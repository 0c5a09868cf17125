"""Automatic differentiation: one trace of a computation, differentiated forwards and backwards.

Reading order: `primitives` (each operation's value and local derivatives, side by side), `tape`
(which operations, on what), `trace` (what came out, with the local derivative of every edge),
`sweeps` (forward and reverse mode, and what each of their steps did), `gradient_check` (against
central differences), `network_loss` (the two-stage network's loss as a tape), `picture` (a trace
as a graph). Lecture: "Composite functions and computational graphs" and "Why is backpropagation so
important?", figures 12 to 22.
"""

from nnviz.autodiff.primitives import PRIMITIVES, Primitive, UndefinedError
from nnviz.autodiff.sweeps import (
    Step,
    Sweep,
    Term,
    forward_gradient,
    forward_sweep,
    gradient,
    reverse_sweep,
)
from nnviz.autodiff.tape import Builder, Operation, Tape
from nnviz.autodiff.trace import Link, Trace, evaluate, trace

__all__ = [
    "PRIMITIVES",
    "Builder",
    "Link",
    "Operation",
    "Primitive",
    "Step",
    "Sweep",
    "Tape",
    "Term",
    "Trace",
    "UndefinedError",
    "evaluate",
    "forward_gradient",
    "forward_sweep",
    "gradient",
    "reverse_sweep",
    "trace",
]
