"""The components' programs as files, and what Streamlit is given instead."""

from __future__ import annotations

import pytest

from nnviz.components.bundle import joined, stylesheet
from nnviz.components.shared import programs


@pytest.mark.parametrize("name", ["player", "diagram", "theme"])
def test_a_file_is_the_program_and_is_named_by_its_contents(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same program has the same name in every process; a changed one has another."""
    file = programs.publish(name)
    assert (programs.folder() / file).read_text(encoding="utf-8") == programs.program(name)
    assert programs.program(name).startswith(joined(f"{name}/js/streamlit.js"))
    assert programs.publish(name) == file
    monkeypatch.setattr(programs, "program", lambda _name: "changed")
    assert programs.publish(name) != file


def test_the_style_sheet_travels_with_the_program() -> None:
    """A component without one has an empty text."""
    assert 'export const SHEET = "";' in programs.program("theme")
    first_rule = stylesheet("player/css/player.css").splitlines()[0]
    assert first_rule in programs.program("player")


def test_what_streamlit_sends_is_short() -> None:
    """The loader has the address, and takes less than 6 kB."""
    text = programs.loader("component/x/player-1.js")
    assert 'const ADDRESS = "component/x/player-1.js";' in text
    assert len(text) < 6_000
