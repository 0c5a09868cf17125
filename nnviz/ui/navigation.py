"""The app's pages: every file of nnviz/ui/pages is one, and there is no other list of them.

A page's docstring begins with its title and a colon; its file's name is its address.
"""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from nnviz.ui import pages

FOLDER = Path(pages.__file__).parent

ORDER = ("playground", "linear", "activations", "backpropagation", "homework", "autodiff")
"""The lecture's order, the opening page first; pages that are not listed follow by name."""


def page_files(folder: Path = FOLDER) -> list[Path]:
    """Return the files of the pages in the order in which they are shown."""
    places = {name: place for place, name in enumerate(ORDER)}
    files = [path for path in folder.glob("*.py") if not path.name.startswith("_")]
    return sorted(files, key=lambda path: (places.get(path.stem, len(ORDER)), path.stem))


@cache
def page_title(path: Path) -> str:
    """Return what a page is called: its docstring up to the first colon.

    Raises
    ------
    ValueError
        If the docstring does not begin with a title and a colon.

    """
    docstring = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    title, colon, _ = docstring.partition(":")
    if not colon or "\n" in title:
        message = f'{path.name} must begin with a docstring such as "Homework: what it shows."'
        raise ValueError(message)
    return title


def all_pages() -> list[StreamlitPage]:
    """Return the pages for Streamlit's navigation; the first one opens without a name."""
    return [
        st.Page(path, title=page_title(path), default=place == 0)
        for place, path in enumerate(page_files())
    ]


def configure(page: StreamlitPage) -> None:
    """Set title, icon and logo for the page that is shown."""
    st.set_page_config(
        page_title=f"{page.title} · nnviz",
        page_icon="assets/icon.svg",
        layout="wide",
        initial_sidebar_state="auto",
    )
    st.logo("assets/logo.svg", size="large")
