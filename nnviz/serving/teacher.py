"""What the teacher sees: the address, its QR code, and how many students are there."""

from __future__ import annotations

import socket
from html import escape
from io import BytesIO, StringIO

import segno

from nnviz.serving.settings import ClassServer

_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="refresh" content="2">
<title>nnviz: your class</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 28px/1.4 system-ui, sans-serif; text-align: center; margin: 4vh 16px; }}
svg {{ background: #fff; width: min(60vh, 90vw); height: auto; }}
strong {{ font-size: 64px; font-variant-numeric: tabular-nums; }}
</style>
<h1>{address}</h1>
{code}
<p><strong>{n_students}</strong><br>{words}</p>
</html>
"""


def address_of(server: ClassServer) -> str:
    """Return what students type: this machine's address in its network."""
    host = server.address
    if host in {"0.0.0.0", "::"}:  # noqa: S104 -- it is compared, not bound
        host = _own_address()
    host = f"[{host}]" if ":" in host else host
    return f"http://{host}" if server.port == 80 else f"http://{host}:{server.port}"


def page(server: ClassServer, n_students: int) -> str:
    """Return the teacher's page."""
    address = address_of(server)
    code = BytesIO()
    segno.make(address).save(code, kind="svg", scale=8, border=2, xmldecl=False, svgns=True)
    words = f"of {server.students} places are taken"
    return _PAGE.format(
        address=escape(address), code=code.getvalue().decode(), n_students=n_students, words=words
    )


def greeting(server: ClassServer) -> str:
    """Return what the terminal says when the class can come."""
    address = address_of(server)
    code = StringIO()
    segno.make(address).terminal(code, compact=True)
    return f"{code.getvalue()}\n{address}\n"


def _own_address() -> str:
    """Return the address by which this machine reaches others; its own if it reaches nobody."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # RFC 5737: nobody's; nothing is sent
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])
