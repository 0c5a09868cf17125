"""The Scores tab: how good a network is, in the problem's own terms."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from nnviz.figures import score_figure
from nnviz.number_format import number, tick
from nnviz.palette import Palette
from nnviz.scores import overall_r_squared, overall_rmse, predict
from nnviz.snapshot import Snapshot
from nnviz.ui.charts import of_step, show_chart

_CLASSES = (
    "Each row is a true class and each column a predicted one: the number of samples, and their "
    "share of the true class. Samples on the diagonal are predicted right; accuracy is their share."
)
_NUMBERS = (
    "R² is 1 for a perfect prediction and 0 for always saying the mean target. RMSE, the root of "
    "the mean squared error, is the typical error of a prediction, in the target's own unit."
)


def show_scores(snapshot: Snapshot, palette: Palette, *, narrow: bool) -> None:
    """Show the scores of one lane at a step, for training and test samples."""
    sample = snapshot.sample
    figure = score_figure(snapshot, palette, narrow=narrow)
    show_chart(figure, of_step("Scores", snapshot), key="scores")
    if sample.n_outputs > 1 and not sample.problem.is_classification:
        st.markdown(" ".join(_together(snapshot)))
    st.caption(_CLASSES if sample.problem.is_classification else _NUMBERS)


def _together(snapshot: Snapshot) -> Iterator[str]:
    """Yield the scores over all outputs, as training reports them."""
    sample, is_test = snapshot.sample, snapshot.is_test
    predicted = predict(snapshot.network, snapshot.params, sample.X)
    yield "Over all outputs together:"
    parts = [("training", ~is_test), ("test", is_test)]
    texts = [
        f"{part} R² {number(overall_r_squared(sample.targets[rows], predicted[rows]), 3)}, "
        f"RMSE {tick(overall_rmse(sample.targets[rows], predicted[rows]))}"
        for part, rows in parts
        if rows.any()
    ]
    yield "; ".join(texts) + "."
