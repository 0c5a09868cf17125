"""What is installed is what was locked."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PIN = re.compile(r"^([a-z0-9.-]+)==(\S+)", re.MULTILINE)


def pins(name: str) -> dict[str, str]:
    return dict(PIN.findall((ROOT / name).read_text("utf-8")))


def test_the_lock_holds_what_is_required() -> None:
    """After a change of requirements.txt: make lock."""
    assert pins("requirements.txt").items() <= pins("requirements.lock").items()


def test_every_package_is_locked_by_its_contents() -> None:
    for name in ("requirements.lock", "requirements-site.txt"):
        entries = re.split(r"\n(?=[a-z0-9])", (ROOT / name).read_text("utf-8"))
        unlocked = [
            entry for entry in entries if PIN.match(entry) and "--hash=sha256:" not in entry
        ]
        assert unlocked == []


def test_the_site_draws_with_the_apps_packages() -> None:
    site, app = pins("requirements-site.txt"), pins("requirements.txt")
    assert {name: site[name] for name in ("plotly", "segno")} == {
        name: app[name] for name in ("plotly", "segno")
    }
