"""Packages that the browser fetches when a page first needs them."""

from __future__ import annotations

import importlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Package:
    """A package that is not there from the start.

    Attributes
    ----------
    module : str
        As Python imports it.
    name : str
        As the site's list of packages calls it.
    label : str
        As a sentence calls it.
    megabytes : int
        With all that it needs.

    """

    module: str
    name: str
    label: str
    megabytes: int


LATER = (
    Package("plotly", "plotly", "Plotly, which draws the charts", 10),
    Package("sklearn", "scikit-learn", "scikit-learn, which fits the models to compare with", 22),
)


def missing(error: ModuleNotFoundError) -> Package | None:
    """Return the package whose absence an error reports, if it is one that can be fetched."""
    module = (error.name or "").partition(".")[0]
    return next((package for package in LATER if package.module == module), None)


def sentence(package: Package) -> str:
    """Say what is fetched, and how much."""
    return f"Fetching {package.label}: {package.megabytes} MB, once."


async def fetch(package: Package) -> None:
    """Fetch and install a package.

    Raises
    ------
    OSError
        If that fails.

    """
    import pyodide_js  # noqa: PLC0415 -- there is none outside a browser

    await pyodide_js.loadPackage(package.name)
    importlib.invalidate_caches()
