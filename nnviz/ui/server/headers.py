"""Headers of every answer: nothing comes from elsewhere, and no other page frames this one.

After the OWASP secure headers project, https://owasp.org/www-project-secure-headers/.
"""

from __future__ import annotations

import os
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import streamlit
from starlette.types import ASGIApp, Message, Receive, Scope, Send

FRAME_ANCESTORS = "NNVIZ_FRAME_ANCESTORS"
"""Environment variable: which pages may show the app in a frame, as a course page does; by default
its own. For example ``https://moodle.example.edu``; several with spaces between them."""

_POLICY = (
    "default-src 'self'",
    "worker-src 'self' blob:",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self' data:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
)
_SOURCE = re.compile(r"'self'|'none'|https?://[\w.*-]+(:\d{1,5})?", re.ASCII)
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_YEAR = 31_536_000  # seconds


def frame_ancestors(text: str) -> str:
    """Return the pages that may frame the app; what is not an address is left out."""
    sources = [source for source in text.split() if _SOURCE.fullmatch(source)]
    return " ".join(["'self'", *(source for source in sources if source != "'self'")])


def inline_scripts() -> list[str]:
    """Return the hashes of the scripts that stand in Streamlit's own document."""
    document = (Path(streamlit.__file__).parent / "static" / "index.html").read_text("utf-8")
    digests = (sha256(text.encode()).digest() for text in _INLINE.findall(document))
    return [f"'sha256-{b64encode(digest).decode()}'" for digest in digests]


def headers(*, is_secure: bool, ancestors: str = "") -> list[tuple[bytes, bytes]]:
    """Return the headers of an answer; `is_secure` says whether it travels encrypted."""
    # Streamlit loads a component's code, and the player its worker, from a blob.
    scripts = " ".join(["script-src", "'self'", "blob:", *inline_scripts()])
    frames = f"frame-ancestors {frame_ancestors(ancestors)}"
    policy = "; ".join([*_POLICY, scripts, frames])
    found = {
        "content-security-policy": policy,
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "permissions-policy": "camera=(), microphone=(), geolocation=()",
    }
    if is_secure:
        found["strict-transport-security"] = f"max-age={_YEAR}"
    return [(name.encode(), value.encode()) for name, value in found.items()]


class SecurityHeaders:
    """Adds the headers to every answer of the app within."""

    def __init__(self, app: ASGIApp) -> None:
        """Read the environment once."""
        self._app = app
        ancestors = os.environ.get(FRAME_ANCESTORS, "")
        self._headers = {
            is_secure: headers(is_secure=is_secure, ancestors=ancestors)
            for is_secure in (False, True)
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        forwarded = dict(scope["headers"]).get(b"x-forwarded-proto", b"")
        own = self._headers[forwarded == b"https" or scope.get("scheme") == "https"]
        names = {name for name, _ in own}

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                others = [pair for pair in message["headers"] if pair[0].lower() not in names]
                message = {**message, "headers": [*others, *own]}
            await send(message)

        await self._app(scope, receive, send_with_headers)
