"""Measures of expressions: comprehensions, conditional expressions, and the names `one` and `Any`.

Comprehensions and conditional expressions are set against the lines that are not blank, `Any`
against all lines: so the first figures were taken.
"""

import ast
from collections.abc import Callable, Iterator

from tests.measure.code import Code, Module
from tests.measure.reading import Offender, Reading, counted, per_thousand, reading

Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
Found = tuple[Module, ast.expr]


def comprehensions(code: Code) -> Reading:
    """Return the comprehensions and generator expressions per 1,000 lines that are not blank."""
    found = _found(code, _is_comprehension)
    return reading(per_thousand(len(found), code.filled_lines), _by_file(found))


def nested_comprehensions(code: Code) -> Reading:
    """Return the comprehensions with several `for`, or another one inside, per 1,000 such lines."""
    found = _found(code, _is_nested_comprehension)
    return reading(per_thousand(len(found), code.filled_lines), _places(found))


def crowded_comprehensions(code: Code) -> Reading:
    """Count the comprehensions with more than one condition.

    Each `if` is a condition, and so is each part of an `and` or an `or`.
    """
    return counted(_places(_found(code, _has_several_conditions)))


def conditionals(code: Code) -> Reading:
    """Return the conditional expressions (`a if b else c`) per 1,000 lines that are not blank."""
    found = _found(code, _is_conditional)
    return reading(per_thousand(len(found), code.filled_lines), _by_file(found))


def nested_conditionals(code: Code) -> Reading:
    """Count the conditional expressions with another one inside."""
    return counted(_places(_found(code, _is_nested_conditional)))


def ones(code: Code) -> Reading:
    """Count where a variable `one` is read or set; its declaration as a parameter is left out."""
    return counted(_by_file(_found(code, _is_one)))


def anys(code: Code) -> Reading:
    """Return the uses of `Any` per 1,000 lines, blank ones too; imports are left out."""
    found = _found(code, _is_any)
    lines = sum(len(module.lines) for module in code.modules)
    return reading(per_thousand(len(found), lines), _by_file(found))


def _is_comprehension(node: ast.AST) -> bool:
    return isinstance(node, Comprehension)


def _is_nested_comprehension(node: ast.AST) -> bool:
    if not isinstance(node, Comprehension):
        return False
    return len(node.generators) > 1 or any(map(_is_comprehension, _inside(node)))


def _has_several_conditions(node: ast.AST) -> bool:
    if not isinstance(node, Comprehension):
        return False
    conditions = 0
    for generator in node.generators:
        for condition in generator.ifs:
            conditions += len(condition.values) if isinstance(condition, ast.BoolOp) else 1
    return conditions > 1


def _is_conditional(node: ast.AST) -> bool:
    return isinstance(node, ast.IfExp)


def _is_nested_conditional(node: ast.AST) -> bool:
    return _is_conditional(node) and any(map(_is_conditional, _inside(node)))


def _is_one(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and node.id == "one"


def _is_any(node: ast.AST) -> bool:
    if isinstance(node, ast.Attribute):
        return node.attr == "Any"
    return isinstance(node, ast.Name) and node.id == "Any"


def _inside(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        yield from ast.walk(child)


def _found(code: Code, wanted: Callable[[ast.AST], bool]) -> list[Found]:
    found = []
    for module in code.modules:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.expr) and wanted(node):
                found.append((module, node))
    return found


def _places(found: list[Found]) -> list[Offender]:
    return [Offender(f"{module.path}:{node.lineno}", 1, _excerpt(node)) for module, node in found]


def _by_file(found: list[Found]) -> list[Offender]:
    weights: dict[str, int] = {}
    for module, _ in found:
        weights[module.path] = weights.get(module.path, 0) + 1
    return [Offender(path, weight) for path, weight in weights.items()]


def _excerpt(node: ast.expr) -> str:
    text = ast.unparse(node)
    return text if len(text) <= 80 else f"{text[:79]}…"
