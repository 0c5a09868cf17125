"""A failure that is not ours is a line in the log; ours keeps its traceback."""

from __future__ import annotations

import json
import logging
import sys

import pytest

from nnviz.ui.links import in_own_words
from nnviz.ui.server.errors import is_ours, without_forged


def record_of(error: Exception) -> logging.LogRecord:
    info = type(error), error, error.__traceback__
    return logging.LogRecord("streamlit", logging.ERROR, "file", 1, "failed", None, info)


def test_what_fails_before_our_code_is_not_ours() -> None:
    with pytest.raises(json.JSONDecodeError) as caught:
        json.loads("[")
    assert not is_ours(caught.value.__traceback__)
    assert not without_forged(record_of(caught.value))


def test_what_fails_in_our_code_is_kept() -> None:
    with pytest.raises(TypeError) as caught:
        in_own_words({"a": 3}, {})  # type: ignore[dict-item]
    assert is_ours(caught.value.__traceback__)
    assert without_forged(record_of(caught.value))
    assert without_forged(logging.LogRecord("a", logging.INFO, "b", 1, "said", None, None))
    assert sys.exc_info() == (None, None, None)
