"""The theme's style sheets and scripts -> one of each: every file more is a round trip before a
page is shown.

What an instance adds in its own mkdocs.yml stands after them, as it is. Of ES modules one classic
script is made, in which each module is a function and runs once, after those that it imports: a
copy opened from a folder may run no module at all. No Node stands behind a site, so that the
modules keep to a few forms, and others are refused: imports at the top as
`import { name } from "./file.js";` or `import "./file.js";`, and `export` before a `const`, a
`function` or a `class`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import filterfalse, starmap
from posixpath import dirname, normpath
from posixpath import join as joined_path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

FOLDER = "assets/"
STYLES, SCRIPTS = "assets/vigie-all.css", "assets/vigie-all.js"
# The modules from which the scripts are made, and a file beside them that tells their types.
MODULES = "assets/scripts/"
# What a page loads -> the module it begins with. The search is loaded once it is asked for, and
# what makes a form where one stands.
BUNDLES = {
    SCRIPTS: f"{MODULES}site.js",
    "assets/search/served.js": f"{MODULES}search/served.js",
    "assets/propose/form.js": f"{MODULES}propose/form.js",
    "assets/search/offline.js": f"{MODULES}search/offline.js",
}
_IMPORT = re.compile(r'^import (?:\{([^{}]*)\} from )?"(\.{1,2}/[^"]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async function|function|class|const) (\w+))", re.MULTILINE)
_UNKNOWN = re.compile(r"^(?:import\b(?! *\()|export\b).*", re.MULTILINE)
_NAME = re.compile(r"[A-Za-z_$][\w$]*")
# A comment that has its lines to itself, and the types that stand within a line.
_COMMENT = re.compile(r"^[ ]*(?://.*|/\*\*(?:[^*]|\*(?!/))*\*/)\n", re.MULTILINE)
_TYPE = re.compile(r"/\*\* @[^\n]*?\*/ ?")


@dataclass(frozen=True)
class Module:
    """A script: what it imports by the path of each file, what it exports, and the rest of it."""

    imports: Mapping[str, tuple[str, ...]]
    exports: tuple[str, ...]
    body: str


def join(files: Files, config: MkDocsConfig) -> None:
    """Put one style sheet in the place of the theme's own, and scripts in the place of the modules.

    Raises ValueError where a module cannot be bundled.
    """
    styles = _styles(files, config)
    if styles:
        content = joined(file.content_string for file in styles.values())
        files.append(File.generated(config, STYLES, content=content))
        for file in styles.values():
            files.remove(file)
        config.extra_css = [STYLES, *filterfalse(styles.__contains__, config.extra_css)]
    _bundle(files, config)


def joined(texts: Iterable[str]) -> str:
    """Return style sheets after one another."""
    return "\n".join(map(str.strip, texts)) + "\n"


def bundle(entry: str, sources: Mapping[str, str]) -> str:
    """Return the script of an entry and of all that it imports; `sources` are texts by path.

    Raises ValueError on a form that is not known here, on a file or a name that is not there, and
    on files that import each other in a circle.
    """
    modules: dict[str, Module] = {}
    _collect(entry, sources, modules, ())
    written = starmap(partial(_written, modules=modules), modules.items())
    return "\n".join(['(() => {\n"use strict";', *written, "})();\n"])


def parse(path: str, text: str) -> Module:
    """Read a script. Raises ValueError on a form of `import` or `export` that is not known here."""
    text = _COMMENT.sub("", text)
    imports: dict[str, tuple[str, ...]] = {}
    for names, file in _IMPORT.findall(text):
        imports[normpath(joined_path(dirname(path), file))] = _names(path, names)
    body = _IMPORT.sub("", text)
    exports = tuple(name for _, name in _EXPORT.findall(body))
    body = _EXPORT.sub(r"\1", body)
    unknown = _UNKNOWN.search(body)
    if unknown:
        raise ValueError(f"{path}: not a form that can be bundled: {unknown[0]}")
    return Module(imports, exports, _TYPE.sub("", body))


def _styles(files: Files, config: MkDocsConfig) -> dict[str, File]:
    """Return the theme's own style sheets by path."""
    found = {}
    for path in filter(_is_of_theme, config.extra_css):
        file = files.get_file_from_path(path)
        if file is not None:
            found[path] = file
    return found


def _is_of_theme(path: str) -> bool:
    return path.startswith(FOLDER)


def _bundle(files: Files, config: MkDocsConfig) -> None:
    sources = {}
    for file in list(files):
        if file.src_uri.startswith(MODULES):
            sources[file.src_uri] = file.content_string
            files.remove(file)
    for name, entry in BUNDLES.items():
        if entry in sources:
            script = bundle(entry, sources)
            files.append(File.generated(config, name, content=script))


def _names(path: str, listed: str) -> tuple[str, ...]:
    names = tuple(filter(None, map(str.strip, listed.split(","))))
    for name in names:
        if not _NAME.fullmatch(name):
            raise ValueError(f"{path}: not a form that can be bundled: import {{ {name} }}")
    return names


def _collect(
    path: str, sources: Mapping[str, str], modules: dict[str, Module], importers: tuple[str, ...]
) -> None:
    """Add a module after all that it imports."""
    if path in importers:
        raise ValueError(f"{path}: imports itself by {' -> '.join((*importers, path))}")
    if path in modules:
        return
    if path not in sources:
        raise ValueError(f"{path}: no such file, imported by {(importers or ('the build',))[-1]}")
    module = parse(path, sources[path])
    for file in module.imports:
        _collect(file, sources, modules, (*importers, path))
    modules[path] = module


def _written(path: str, module: Module, modules: Mapping[str, Module]) -> str:
    lines = []
    for file, names in module.imports.items():
        missing = set(names).difference(modules[file].exports)
        if missing:
            raise ValueError(f"{path}: {file} does not export {', '.join(sorted(missing))}")
        if names:
            lines.append(f"const {{ {', '.join(names)} }} = {_variable(file)};")
    # Nothing hangs on what begins a line: no text goes over more than one (eslint.config.js).
    lines += filter(None, map(str.strip, module.body.splitlines()))
    if not module.exports:
        return "\n".join(["(() => {", *lines, "})();"])
    opening = f"const {_variable(path)} = (() => {{"
    return "\n".join([opening, *lines, f"return {{ {', '.join(module.exports)} }};", "})();"])


def _variable(path: str) -> str:
    return "_" + re.sub(r"\W", "_", path.removesuffix(".js"))
