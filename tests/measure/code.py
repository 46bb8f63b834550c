"""A repository -> its product code, parsed, as the measures take it. Tests are no part of it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PACKAGES = ("knowledge", "scrapers", "hooks", "vigie", "publish")
THEME = "overrides"
# A minified library keeps this word in its opening comment; it is nobody's here to rewrite.
NOT_OURS = "@license"


@dataclass(frozen=True)
class TextFile:
    """A file of the product, with its path from the root."""

    path: str
    text: str

    @property
    def lines(self) -> list[str]:
        """Return every physical line, blank ones too."""
        return self.text.splitlines()


@dataclass(frozen=True)
class Module(TextFile):
    """A Python file, with its dotted name; an `__init__.py` has the name of its package."""

    name: str
    tree: ast.Module

    @property
    def package(self) -> str:
        """Return the package from which this module's relative imports start."""
        return self.name if self.path.endswith("__init__.py") else self.name.rpartition(".")[0]


@dataclass(frozen=True)
class Code:
    """What is measured.

    `product` holds every module, so that importers outside the chosen folder still count.
    """

    modules: tuple[Module, ...]
    product: tuple[Module, ...]
    templates: tuple[TextFile, ...]
    scripts: tuple[TextFile, ...]

    @property
    def filled_lines(self) -> int:
        """Count the lines of the Python files that are not blank."""
        filled = 0
        for module in self.modules:
            filled += sum(bool(line.strip()) for line in module.lines)
        return filled


def read(root: Path, under: str = "") -> Code:
    """Read the product code of a repository; `under` is the one folder or file to measure."""
    product = tuple(_module(root, path) for path in _files(root, ".py"))
    return Code(
        modules=tuple(module for module in product if _is_under(module.path, under)),
        product=product,
        templates=_texts(root, ".html", under),
        scripts=_texts(root, ".js", under),
    )


def _files(root: Path, suffix: str) -> Iterator[str]:
    for folder in (*PACKAGES, THEME):
        for path in sorted((root / folder).rglob(f"*{suffix}")):
            yield path.relative_to(root).as_posix()


def _texts(root: Path, suffix: str, under: str) -> tuple[TextFile, ...]:
    found = []
    for path in _files(root, suffix):
        file = TextFile(path, (root / path).read_text(encoding="utf-8"))
        if _is_under(path, under) and NOT_OURS not in file.text[:500]:
            found.append(file)
    return tuple(found)


def _module(root: Path, path: str) -> Module:
    text = (root / path).read_text(encoding="utf-8")
    name = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    return Module(path, text, name, ast.parse(text, path))


def _is_under(path: str, under: str) -> bool:
    folder = under.rstrip("/")
    return not folder or path == folder or path.startswith(f"{folder}/")
