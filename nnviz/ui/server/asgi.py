"""What is served: the app, behind its guard. ``streamlit run nnviz/ui/server/asgi.py``."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module

import streamlit as st
from starlette.middleware import Middleware

from nnviz.cli import served_folder
from nnviz.components.bundle import FOLDER
from nnviz.ui.compute import end, get_ready
from nnviz.ui.server.errors import listen, tell
from nnviz.ui.server.guard import Guard
from nnviz.ui.server.headers import SecurityHeaders

# What the pages need and takes long to import; the first visitor should not wait for it.
_NEEDED = ("nnviz.ui.navigation", "nnviz.ui.controls", "nnviz.figures")
# Any replica may be asked for a component's files: a chart's frame has an origin of its own, and so
# no cookie that leads to the replica of its page.
_MOUNTS = [f"nnviz.components.{path.parent.name}.mount" for path in FOLDER.glob("*/mount.py")]


# Streamlit notes that no page runs, which is as meant.
_NOTES = "streamlit.runtime.scriptrunner_utils.script_run_context"


@asynccontextmanager
async def _ready(_app: object) -> AsyncIterator[None]:
    """Start the workers and import the pages' parts before anybody comes."""
    get_ready()
    notes = logging.getLogger(_NOTES)
    level = notes.level
    notes.setLevel(logging.ERROR)
    for name in (*_NEEDED, *_MOUNTS):
        import_module(name)
    notes.setLevel(level)
    from nnviz.components.shared.mount import (  # noqa: PLC0415 -- it takes note too
        serve_folders_from_now_on,
    )

    serve_folders_from_now_on()
    yield
    end()


listen()
app = st.App(
    served_folder() / "app.py",
    on_script_error=tell,
    middleware=[Middleware(SecurityHeaders), Middleware(Guard)],
    lifespan=_ready,
)
