"""What is said of a page that fails: a sentence to its visitor, and in the log what helps.

A value of a wrong type, as only another program than ours sends, fails in Streamlit's own code
before ours is reached. It is a line in the log: a thousand of them would hide what is our mistake,
and that keeps its traceback.
"""

from __future__ import annotations

import logging
import threading
import traceback
from pathlib import Path
from types import TracebackType

import streamlit as st

_OWN = Path(__file__).parents[2]
_STREAMLITS = ("streamlit.error_util", "streamlit.components.v2.bidi_component.serialization")
_LOG = logging.getLogger(__name__)
_USUAL = threading.excepthook

SENTENCE = (
    "This page could not be worked out with what the browser sent. Reload it: your settings are in "
    "its address."
)


def is_ours(found: TracebackType | None) -> bool:
    """Return whether our code was running when an exception was raised."""
    return any(Path(frame.filename).is_relative_to(_OWN) for frame in traceback.extract_tb(found))


def without_forged(record: logging.LogRecord) -> bool:
    """Return whether a record of Streamlit is kept: what is not ours is told in a line."""
    error = record.exc_info[1] if record.exc_info else None
    return error is None or is_ours(error.__traceback__)


def tell(error: Exception) -> bool:
    """Say to the visitor that the page failed; return True, for it has been said."""
    if not is_ours(error.__traceback__):
        _LOG.warning("A browser sent what no page of ours sends: %s", type(error).__name__)
    st.error(SENTENCE)
    return True


def _tell_of_thread(failed: threading.ExceptHookArgs) -> None:
    """Say that a thread ended: Streamlit runs each page in one."""
    if is_ours(failed.exc_traceback):
        _USUAL(failed)
    else:
        _LOG.warning("A browser sent what no page of ours sends: %s", failed.exc_type.__name__)


def listen() -> None:
    """Keep Streamlit's log to what helps to mend a mistake."""
    threading.excepthook = _tell_of_thread
    for name in _STREAMLITS:
        logging.getLogger(name).addFilter(without_forged)
