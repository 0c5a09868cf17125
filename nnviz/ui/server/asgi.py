"""What is served: the app, behind its guard. ``streamlit run nnviz/ui/server/asgi.py``."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module

import streamlit as st
from starlette.middleware import Middleware

from nnviz.cli import served_folder
from nnviz.ui.compute import end, get_ready
from nnviz.ui.server.errors import listen, tell
from nnviz.ui.server.guard import Guard
from nnviz.ui.server.headers import SecurityHeaders

# What the pages need and takes long to import; the first visitor should not wait for it.
_NEEDED = ("nnviz.ui.navigation", "nnviz.ui.controls", "nnviz.figures")


@asynccontextmanager
async def _ready(_app: object) -> AsyncIterator[None]:
    """Start the workers and import the pages' parts before anybody comes."""
    get_ready()
    for name in _NEEDED:
        import_module(name)
    yield
    end()


listen()
app = st.App(
    served_folder() / "app.py",
    on_script_error=tell,
    middleware=[Middleware(SecurityHeaders), Middleware(Guard)],
    lifespan=_ready,
)
