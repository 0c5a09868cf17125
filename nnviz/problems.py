"""The kinds of problems, and what each of them gives: inputs, outputs, output activation, loss.

Lecture: "Setting up a neural network - givens".
"""

from __future__ import annotations

from dataclasses import dataclass

from nnviz.heads import HEADS, Head

MOST_CLASSES = 5


@dataclass(frozen=True, slots=True)
class Problem:
    """One kind of problem.

    Attributes
    ----------
    name, label : str
        Key in `PROBLEMS`, and the words on screen.
    description : str
        What is predicted, one sentence.
    head : Head
        Output activation and loss.
    feature_names : tuple of str
        One for each input.
    n_outputs : int or None
        Number of output units; None means one for each class.
    why_inputs, why_outputs : str
        Why there are that many, one sentence each.

    """

    name: str
    label: str
    description: str
    head: Head
    feature_names: tuple[str, ...]
    n_outputs: int | None
    why_inputs: str
    why_outputs: str

    @property
    def n_inputs(self) -> int:
        """N_I: the size of each sample."""
        return len(self.feature_names)

    @property
    def is_classification(self) -> bool:
        """Whether y is a class."""
        return self.head.is_classification


_PLANE = ("x1", "x2")
_TWO_FEATURES = "Each sample has two features, so there are two inputs."
_ONE_TARGET = "One number is predicted, so one output unit is enough."

PROBLEMS: dict[str, Problem] = {
    problem.name: problem
    for problem in (
        Problem(
            "binary",
            "binary",
            "Which of two classes a point belongs to: P(y = 1 | x).",
            HEADS["binary"],
            _PLANE,
            1,
            _TWO_FEATURES,
            "P(y = 1 | x) is a single quantity, so one output unit is enough.",
        ),
        Problem(
            "multiclass",
            "multi-class",
            "Which of three to five classes a point belongs to: P(y = k | x) for each of them.",
            HEADS["multiclass"],
            _PLANE,
            None,
            _TWO_FEATURES,
            "P(y = k | x) is predicted for each class k, so there is an output unit for each.",
        ),
        Problem(
            "regression",
            "regression",
            "A number for each point of the plane.",
            HEADS["regression"],
            _PLANE,
            1,
            _TWO_FEATURES,
            _ONE_TARGET,
        ),
        Problem(
            "vector_regression",
            "vector regression",
            "Two numbers for each point of the plane, such as the parts of an arrow.",
            HEADS["vector_regression"],
            _PLANE,
            2,
            _TWO_FEATURES,
            "Two numbers are predicted for each sample, so there are two output units.",
        ),
        Problem(
            "curve",
            "one input",
            "A number for each x: a regression with one input, drawn as curves.",
            HEADS["regression"],
            ("x",),
            1,
            "Each sample has one feature, so there is one input.",
            _ONE_TARGET,
        ),
    )
}
