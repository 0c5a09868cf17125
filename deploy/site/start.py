"""What the browser runs in place of app.py: the same pages, and what only a browser needs.

The browser's Streamlit runs a script without threads: it turns ``asyncio.run(…)`` and the pages'
``run()`` into awaits, in this file alone.
"""

import asyncio
import sys

import streamlit as st

# Last, so that a package comes before its stand-in; and before nnviz, which imports them.
STAND_INS = "/home/pyodide/stand_ins"
if STAND_INS not in sys.path:
    sys.path.append(STAND_INS)

from browser.packages import fetch, missing, sentence  # noqa: E402
from browser.streamlit_differences import bridge  # noqa: E402

bridge()

from nnviz.ui.navigation import all_pages, configure  # noqa: E402

page = st.navigation(all_pages(), position="top")
configure(page)
try:
    page.run()
except ModuleNotFoundError as error:
    package = missing(error)
    if package is None:
        raise
    with st.spinner(sentence(package)):
        asyncio.run(fetch(package))
    st.rerun()
