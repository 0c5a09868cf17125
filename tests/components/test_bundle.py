"""Joining the components' modules and style sheets into one program and one sheet."""

from __future__ import annotations

import json
import posixpath
import re
from pathlib import Path

import pytest

from nnviz.components import bundle

STYLED = ("player", "diagram", "stepper", "curves", "sketch", "shortcuts", "chart")
ENTRIES = (
    "player/js/mount.js",
    "player/js/opening.js",
    "player/js/page.js",
    "player/js/worker.js",
    "chart/frame/frame.js",
    "shared/js/loader.js",
    *(f"{name}/js/streamlit.js" for name in (*STYLED, "theme")),
)
SHEETS = ("chart/frame/frame.css", *(f"{name}/css/{name}.css" for name in STYLED))

_TOP_LEVEL = re.compile(
    r"^(?:export (?:default )?)?(?:async )?(?:function\*?|const|let|class)\s+(\w+)"
)
_DESTRUCTURED = re.compile(r"^(?:export )?(?:const|let|var)\s*[\[{]")


def imports_of(name: str) -> list[str]:
    """Return the files that a file's text imports, found without the joiner."""
    statement = r'^(?!/\*\*| \*).*(?:from|@import) "(\.[^"]+)"'  # types are imported in comments
    found = re.findall(statement, bundle.source(name), re.MULTILINE)
    return [posixpath.normpath(f"{posixpath.dirname(name)}/{path}") for path in found]


def without_imports(name: str) -> str:
    """Return a module's text from its first line that is not part of an import, by hand."""
    if name in bundle.PROGRAMS:
        return bundle.without_imports(name)
    lines, inside = [], False
    for line in bundle.source(name).splitlines(keepends=True):
        inside = inside or line.startswith("import ")
        if not inside:
            lines.append(line)
        inside = inside and not line.rstrip().endswith(";")
    return "".join(lines)


def write_modules(folder: Path, modules: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Put other files in place of the components'."""
    for name, text in modules.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(bundle, "FOLDER", folder)


@pytest.mark.parametrize("entry", ENTRIES + SHEETS)
def test_every_import_comes_before_its_importer(entry: str) -> None:
    """The order holds the entry and all it reaches, each once, and after all that it imports."""
    order = bundle.import_order(entry)
    assert len(set(order)) == len(order)
    assert set(order) == {entry}.union(*map(imports_of, order))
    for name in order:
        assert all(order.index(needed) < order.index(name) for needed in imports_of(name))


@pytest.mark.parametrize("entry", ENTRIES)
def test_joined_program_is_the_modules(entry: str) -> None:
    """The program is every module's text, verbatim and in order, without imports and exports."""
    *others, last = bundle.import_order(entry)
    plain = [
        re.sub(r"^export (default )?", "", without_imports(name), flags=re.MULTILINE)
        for name in others
    ]
    texts, names = [*plain, without_imports(last)], [*others, last]
    expected = "\n".join(f"// {n}\n{text}" for n, text in zip(names, texts, strict=True))
    assert bundle.joined(entry) == expected


def test_a_module_holds_the_program_of_a_worker() -> None:
    """Its text in the joined program is the worker's whole program, and cannot end a script."""
    (line,) = (
        line for line in bundle.joined(ENTRIES[0]).splitlines() if "WORKER_SOURCE = " in line
    )
    literal, _ = json.JSONDecoder().raw_decode(line.partition(" = ")[2])
    assert literal == bundle.joined("player/js/worker.js")
    assert "<" not in line


def test_painters_know_no_element() -> None:
    """What a worker runs touches neither the document nor the window nor elements."""
    program = re.sub(r"/\*[\s\S]*?\*/|//.*", "", bundle.joined("player/js/worker.js"))
    assert not re.findall(r"\b(?:document|window|getComputedStyle|HTML\w+|Observer)\b", program)


@pytest.mark.parametrize("entry", ENTRIES)
def test_only_the_entry_exports(entry: str) -> None:
    """No import is left, and no export but the entry's own."""
    lines = bundle.joined(entry).splitlines()
    assert not [line for line in lines if line.startswith("import ")]
    exports = [line for line in lines if line.startswith("export ")]
    assert exports == re.findall(r"^export .*$", bundle.source(entry), re.MULTILINE)


@pytest.mark.parametrize("entry", ENTRIES)
def test_top_level_names_are_unique(entry: str) -> None:
    """No two declarations at the top of the program have the same name."""
    lines = bundle.joined(entry).splitlines()
    assert not [line for line in lines if _DESTRUCTURED.match(line)]
    names = [match[1] for line in lines if (match := _TOP_LEVEL.match(line))]
    assert sorted(names) == sorted(set(names))


def test_names_are_imported_as_they_are() -> None:
    """Joined modules share their names, so that no import gives another one."""
    files = [path.relative_to(bundle.FOLDER).as_posix() for path in bundle.FOLDER.rglob("*.js")]
    assert files
    assert not [
        file for file in files if re.search(r"^import[^;]* as ", bundle.source(file), re.MULTILINE)
    ]


@pytest.mark.parametrize(("pattern", "entries"), [("*.js", ENTRIES), ("*.css", SHEETS)])
def test_every_file_is_used(pattern: str, entries: tuple[str, ...]) -> None:
    """There is no JavaScript file and no style sheet that no entry reaches."""
    files = {path.relative_to(bundle.FOLDER).as_posix() for path in bundle.FOLDER.rglob(pattern)}
    assert set().union(*map(bundle.import_order, entries)) == files


def test_style_sheet_is_the_sheets() -> None:
    """A sheet holds the rules of those that it imports, before its own, and no import."""
    sheet = bundle.stylesheet("stepper/css/stepper.css")
    assert sheet.startswith(bundle.source("diagram/css/diagram.css"))
    assert sheet.endswith(bundle.source("stepper/css/stepper.css").partition(";\n")[2])
    assert "@import" not in sheet


def test_imports_over_lines_and_folders_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An import may span lines and lead to another folder; it is removed as a whole."""
    entry = 'import {\n  a,\n  b,\n} from "../x/x.js";\nconst c = a + b;\n'
    modules = {"e/e.js": entry, "x/x.js": "export const a = 1;\nexport const b = 2;\n"}
    write_modules(tmp_path, modules, monkeypatch)
    expected = "// x/x.js\nconst a = 1;\nconst b = 2;\n\n// e/e.js\nconst c = a + b;\n"
    assert bundle.joined.__wrapped__("e/e.js") == expected


def test_circular_imports_are_rejected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Modules that import each other in a circle are named in an error."""
    circle = {"a.js": "b", "b.js": "c", "c.js": "b"}
    modules = {name: f'import {{ x }} from "./{to}.js";\n' for name, to in circle.items()}
    write_modules(tmp_path, modules, monkeypatch)
    with pytest.raises(ValueError, match=r"a\.js → b\.js → c\.js → b\.js"):
        bundle.import_order("a.js")
