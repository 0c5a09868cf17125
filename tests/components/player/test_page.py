"""The player as one HTML file, and in a notebook."""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Callable
from html.parser import HTMLParser

from nnviz.comparison import Comparison
from nnviz.components.bundle import joined, stylesheet
from nnviz.components.player.page import notebook_frame, standalone_page
from tests.components.player.unpacking import unpacked

DefaultRun = Callable[[int], Comparison]


class Attributes(HTMLParser):
    """Collects the tags of a page, with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_page_carries_the_run(default_run: DefaultRun) -> None:
    """The page's only base64 text is the payload of the run, packed."""
    [text] = re.findall(r'"([A-Za-z0-9+/=]{99,})"', standalone_page(default_run(0).payload()))
    assert unpacked(base64.b64decode(text, validate=True)) == default_run(0).payload().data


def test_page_holds_program_and_style(default_run: DefaultRun) -> None:
    """The program and the style sheet stand in the page as they are, braces and all."""
    page = standalone_page(default_run(0).payload())
    assert joined("player/js/page.js") in page
    assert stylesheet("player/css/player.css") in page


def test_page_needs_no_network(default_run: DefaultRun) -> None:
    """No tag of the page names an address."""
    tags = Attributes(standalone_page(default_run(0).payload())).tags
    assert not [attrs for _, attrs in tags if {"src", "href", "srcset"} & set(attrs)]


def test_program_cannot_end_the_script() -> None:
    """No text that would end or confuse a script or style element is in what goes inside one."""
    assert not re.search(r"</script|<!--", joined("player/js/page.js"), re.IGNORECASE)
    assert "</style" not in stylesheet("player/css/player.css").lower()


def test_title_is_text(default_run: DefaultRun) -> None:
    """A title with markup in it stays text."""
    title = "</title><script>alert(1)</script>&amp;"
    page = standalone_page(default_run(0).payload(), title)
    assert f"<title>{html.escape(title)}</title>" in page
    assert [tag for tag, _ in Attributes(page).tags].count("script") == 1


def test_notebook_shows_the_page_in_a_frame(default_run: DefaultRun) -> None:
    """A notebook gets one frame, whose document is the stand-alone page."""
    [(tag, attributes)] = Attributes(default_run(0)._repr_html_()).tags
    assert tag == "iframe"
    assert attributes["srcdoc"] == standalone_page(default_run(0).payload())


def test_notebook_frame_has_a_title_and_a_height(default_run: DefaultRun) -> None:
    """The frame says what it is and is as high as asked."""
    [(_, attributes)] = Attributes(notebook_frame(default_run(0).payload(), height=512)).tags
    assert attributes["title"] == "nnviz player"
    assert "height: 512px" in (attributes["style"] or "")


def test_same_run_same_page(default_run: DefaultRun) -> None:
    """The same run gives the same bytes."""
    assert standalone_page(default_run(1).payload()) == standalone_page(default_run(1).payload())
