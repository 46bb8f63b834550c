"""ES modules -> one classic script, in which each module is a function and runs once, after those
that it imports.

Each file more is a round trip before a page works, and a copy opened from a folder may run no
module at all. No Node stands behind a site, so that the modules keep to a few forms, and others are
refused: imports at the top as `import { name } from "./file.js";` or `import "./file.js";`, and
`export` before a `const`, a `function` or a `class`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from itertools import starmap
from posixpath import dirname, join, normpath

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
        imports[normpath(join(dirname(path), file))] = _names(path, names)
    body = _IMPORT.sub("", text)
    exports = tuple(name for _, name in _EXPORT.findall(body))
    body = _EXPORT.sub(r"\1", body)
    unknown = _UNKNOWN.search(body)
    if unknown:
        raise ValueError(f"{path}: not a form that can be bundled: {unknown[0]}")
    return Module(imports, exports, _TYPE.sub("", body))


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
