"""Joining the player's modules into one program."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from nnviz.components.player import bundle

ENTRIES = ("mount.js", "streamlit.js")
MODULES = sorted(path.name for path in bundle.FOLDER.glob("*.js"))

_TOP_LEVEL = re.compile(
    r"^(?:export (?:default )?)?(?:async )?(?:function\*?|const|let|class)\s+(\w+)"
)
_DESTRUCTURED = re.compile(r"^(?:export )?(?:const|let|var)\s*[\[{]")


def imports_of(name: str) -> list[str]:
    """Return the modules that a module's text imports, found without the joiner."""
    return re.findall(r'from "\./([^"]+)"', bundle.source(name))


def without_imports(name: str) -> str:
    """Return a module's text from its first line that is not part of an import, by hand."""
    lines, inside = [], False
    for line in bundle.source(name).splitlines(keepends=True):
        inside = inside or line.startswith("import ")
        if not inside:
            lines.append(line)
        inside = inside and not line.rstrip().endswith(";")
    return "".join(lines)


def write_modules(folder: Path, modules: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Put other modules in place of the player's."""
    for name, text in modules.items():
        (folder / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(bundle, "FOLDER", folder)


@pytest.mark.parametrize("entry", ENTRIES)
def test_every_import_stands_before_its_importer(entry: str) -> None:
    """A module comes after all that it imports."""
    order = bundle.import_order(entry)
    for name in order:
        assert all(order.index(needed) < order.index(name) for needed in imports_of(name))


@pytest.mark.parametrize("entry", ENTRIES)
def test_no_module_stands_twice(entry: str) -> None:
    """The program holds the entry and all it reaches, each once."""
    order = bundle.import_order(entry)
    assert len(set(order)) == len(order)
    assert set(order) == {entry}.union(*(imports_of(name) for name in order))


@pytest.mark.parametrize("entry", ENTRIES)
def test_joined_program_is_the_modules(entry: str) -> None:
    """The program is every module's text, verbatim and in order, without imports and exports."""
    *others, last = bundle.import_order(entry)
    plain = [re.sub(r"^export ", "", without_imports(name), flags=re.MULTILINE) for name in others]
    texts = [*plain, without_imports(last)]
    names = [*others, last]
    expected = "\n".join(f"// {n}\n{text}" for n, text in zip(names, texts, strict=True))
    assert bundle.joined(entry) == expected


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


def test_every_module_is_used() -> None:
    """There is no JavaScript file that no entry reaches."""
    assert sorted(set().union(*map(bundle.import_order, ENTRIES))) == MODULES


def test_imports_over_several_lines_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An import may span lines and is then removed as a whole."""
    entry = 'import {\n  a,\n  b,\n} from "./x.js";\nconst c = a + b;\n'
    modules = {"e.js": entry, "x.js": "export const a = 1;\nexport const b = 2;\n"}
    write_modules(tmp_path, modules, monkeypatch)
    expected = "// x.js\nconst a = 1;\nconst b = 2;\n\n// e.js\nconst c = a + b;\n"
    assert bundle.joined.__wrapped__("e.js") == expected


def test_circular_imports_are_rejected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Modules that import each other in a circle are named in an error."""
    circle = {"a.js": "b", "b.js": "c", "c.js": "b"}
    modules = {name: f'import {{ x }} from "./{to}.js";\n' for name, to in circle.items()}
    write_modules(tmp_path, modules, monkeypatch)
    with pytest.raises(ValueError, match=r"a\.js → b\.js → c\.js → b\.js"):
        bundle.import_order("a.js")
