"""nginx in front of the replicas: its configuration, for a user without special rights.

Each student stays with one replica, by a cookie: a class often has one address, so an address says
nothing. A replica that does not answer is left out, and its students go to another.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from nnviz.serving.settings import ClassServer

COOKIE = "nnviz"
PAGES = Path(__file__).parent / "pages"
_TEMPLATE = Path(__file__).parent / "class.conf"
_PLACE = re.compile(r"@([A-Z]+)@")


def configuration(server: ClassServer, ports: Sequence[int]) -> str:
    """Return nginx's configuration for replicas that listen on these ports."""
    host = f"[{server.address}]" if ":" in server.address else server.address
    lines = [f"    server 127.0.0.1:{port} max_fails=1 fail_timeout=2s" for port in ports]
    numbers = range(len(ports))
    values = {
        "USER": _user(),
        "FOLDER": server.folder,
        "PAGES": PAGES,
        "COOKIE": COOKIE,
        "SERVERS": "\n".join(f"{line};" for line in lines),
        "POOLS": "\n".join(f"    r{number} replica_{number};" for number in numbers),
        "NAMES": "\n".join(f'    "~:{port}$" r{number};' for number, port in enumerate(ports)),
        "REPLICAS": "\n".join(_pool(number, lines) for number in numbers),
        "LISTEN": f"{host}:{server.port}",
        "STUDENTS": server.students,
    }
    return _PLACE.sub(lambda place: str(values[place[1]]), _TEMPLATE.read_text(encoding="utf-8"))


def _pool(number: int, lines: Sequence[str]) -> str:
    """Return where the students of a replica go: to it, and to the others while it is not there."""
    others = [f"{line} backup;" for other, line in enumerate(lines) if other != number]
    return "\n".join([f"  upstream replica_{number} {{", f"{lines[number]};", *others, "  }"])


def _user() -> str:
    """Return the line that keeps the workers the user who started nginx; root would change."""
    return "user root;" if hasattr(os, "geteuid") and os.geteuid() == 0 else ""


def program() -> str:
    """Return where nginx is.

    Raises
    ------
    ValueError
        If it is not installed.

    """
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    if found is None:
        message = (
            "A class's server needs nginx: apt-get install nginx-light, or brew install nginx."
        )
        raise ValueError(message)
    return found
