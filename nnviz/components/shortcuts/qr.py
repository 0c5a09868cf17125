"""The QR code of a link that the browser asks for."""

from __future__ import annotations

from functools import lru_cache
from typing import TypedDict

import segno

_LONGEST = 1200
"""Letters of a link: codes of longer ones are too fine for a phone at the back of a hall."""

_MARGIN = 4  # modules, as the standard asks


class QrCode(TypedDict):
    """A link, and its code as rows of "0" and "1", or a sentence why there is none."""

    link: str
    rows: tuple[str, ...]
    trouble: str


def qr_code(link: object) -> QrCode:
    """Return the code of a link; of what is no link, or too long, none."""
    if not isinstance(link, str) or not link.startswith(("http://", "https://")):
        return {"link": "", "rows": (), "trouble": ""}
    if len(link) > _LONGEST:
        trouble = f"A link of {len(link)} letters is too long for a QR code; copy it instead."
        return {"link": link[:_LONGEST], "rows": (), "trouble": trouble}
    return {"link": link, "rows": _rows(link), "trouble": ""}


@lru_cache(maxsize=64)
def _rows(link: str) -> tuple[str, ...]:
    """Return the code's modules, with its margin; a class asks for the same link many times."""
    code = segno.make(link, error="m", micro=False)
    rows = code.matrix_iter(border=_MARGIN)
    return tuple("".join("1" if cell else "0" for cell in row) for row in rows)
