// @ts-check
/**
 * node compile.mjs FOLDER FILE…: compile the Python sources in archives, with the Python that will run them.
 *
 * A browser would do it again at every start. What is named "pages/…" stays as it is: Streamlit runs pages from their
 * sources.
 */

import { loadPyodide } from "pyodide";

const COMPILE = `
import py_compile, zipfile
from pathlib import Path

UNCHECKED = py_compile.PycInvalidationMode.UNCHECKED_HASH

def compile_archive(path):
    with zipfile.ZipFile(path) as archive:
        contents = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            is_page = "/pages/" in name or "/" not in name
            if name.endswith(".py") and not is_page:
                Path("source.py").write_bytes(content)
                py_compile.compile("source.py", "made.pyc", dfile=name, doraise=True, invalidation_mode=UNCHECKED)
                name, content = name + "c", Path("made.pyc").read_bytes()
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)

for name in names:
    compile_archive("/files/" + name)
`;

const [folder, ...names] = process.argv.slice(2);
const pyodide = await loadPyodide();
pyodide.mountNodeFS("/files", folder);
pyodide.globals.set("names", pyodide.toPy(names));
pyodide.runPython(COMPILE);
