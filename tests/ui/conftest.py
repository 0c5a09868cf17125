"""The default page, opened once."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.app_page import open_app, payload


@pytest.fixture(scope="session")
def default_page() -> AppTest:
    """Return the page without any parameter; to look at, not to change."""
    return open_app()


@pytest.fixture(scope="session")
def default_payload(default_page: AppTest) -> bytes:
    """Return what the player of the default page gets."""
    return payload(default_page)
