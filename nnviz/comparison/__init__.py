"""Several networks on the same data, on one timeline: trained, kept, saved and shown.

Reading order: `settings` (what lanes share and in what they may differ), `trained` (one lane as it
was trained), `record` (all lanes together), `recipe` (from a sample to trained lanes).
"""

from nnviz.comparison.recipe import compare
from nnviz.comparison.record import Comparison
from nnviz.comparison.settings import (
    MAX_LANES,
    ComparisonSettings,
    LaneSettings,
    by_activation,
)
from nnviz.comparison.trained import Trained

__all__ = [
    "MAX_LANES",
    "Comparison",
    "ComparisonSettings",
    "LaneSettings",
    "Trained",
    "by_activation",
    "compare",
]
