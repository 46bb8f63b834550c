"""Measures over all modules together: who imports whom, and which names mean several things."""

import ast
import re
from collections.abc import Iterator

from tests.measure.code import Code, Module
from tests.measure.reading import Offender, Reading, counted, reading

CLASS_NAME = re.compile(r"[A-Z][a-z]\w*")


def lone_importer(code: Code) -> Reading:
    """Count the modules that exactly one other module of the product imports.

    `from package import module` imports `package.module`, and not the package; an import inside a
    function counts.
    """
    return counted(_lone(code))


def ambiguous_classes(code: Code) -> Reading:
    """Count the public names of classes and types that have more than one meaning in the product.

    A class is a meaning of its own; a type's meaning is what it is set to, so two modules that
    write the same type under the same name share one meaning.
    """
    found = list(_ambiguous(code))
    return reading(len(found), found)


def importers(modules: tuple[Module, ...]) -> dict[str, set[str]]:
    """Return for each module the names of those that import it."""
    names = {module.name for module in modules}
    found: dict[str, set[str]] = {name: set() for name in names}
    for module in modules:
        for imported in _imported(module, names):
            if imported != module.name:
                found[imported].add(module.name)
    return found


def _lone(code: Code) -> Iterator[Offender]:
    by_module = importers(code.product)
    for module in code.modules:
        using = by_module[module.name]
        if len(using) == 1:
            yield Offender(module.path, 1, f"{len(module.lines)} lines, for {min(using)}")


def _imported(module: Module, names: set[str]) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in names)
        elif isinstance(node, ast.ImportFrom):
            yield from _imported_from(_origin(module, node), node.names, names)


def _imported_from(origin: str, aliases: list[ast.alias], names: set[str]) -> Iterator[str]:
    for alias in aliases:
        submodule = f"{origin}.{alias.name}"
        if submodule in names:
            yield submodule
        elif origin in names:
            yield origin


def _origin(module: Module, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    parts = module.package.split(".")
    parts = parts[: len(parts) - node.level + 1]
    if node.module:
        parts.append(node.module)
    return ".".join(parts)


def _ambiguous(code: Code) -> Iterator[Offender]:
    meanings: dict[str, dict[str, str]] = {}
    for module in code.product:
        for name, meaning, line in _meanings(module):
            meanings.setdefault(name, {}).setdefault(meaning, f"{module.path}:{line}")
    chosen = tuple(f"{module.path}:" for module in code.modules)
    for name, places in meanings.items():
        if len(places) > 1 and any(place.startswith(chosen) for place in places.values()):
            yield Offender(name, len(places), ", ".join(places.values()))


def _meanings(module: Module) -> Iterator[tuple[str, str, int]]:
    for node in module.tree.body:
        name, meaning = _definition(node, module)
        if CLASS_NAME.fullmatch(name):
            yield name, meaning, node.lineno


def _definition(node: ast.stmt, module: Module) -> tuple[str, str]:
    match node:
        case ast.ClassDef(name=name):
            return name, f"{module.name}.{name}"
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            return name, _type(value)
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
            return name, _type(value)
    return "", ""


def _type(value: ast.expr) -> str:
    match value:
        # The order of a Literal's values says nothing.
        case ast.Subscript(value=ast.Name(id="Literal"), slice=ast.Tuple(elts=values)):
            return f"Literal {sorted(ast.unparse(literal) for literal in values)}"
    return ast.unparse(value)
