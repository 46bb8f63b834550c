"""What people wrote in an instance -> the same files, with the mistakes mended that have one right
answer, and each change shown.
"""

from collections.abc import Iterator, Sequence
from difflib import unified_diff
from pathlib import Path
from typing import NamedTuple

from knowledge.i18n import locales
from knowledge.sheets import collection, mends
from knowledge.sheets.mends import Typed
from knowledge.storage import atomic, contained
from vigie import checking


class Fix(NamedTuple):
    """A file that was mended: its path from the instance's folder, and its bytes before and
    after.
    """

    path: str
    before: bytes
    after: bytes

    def diff(self) -> Iterator[str]:
        """Yield the lines of a unified diff."""
        before, after = _lines(self.before), _lines(self.after)
        names = f"a/{self.path}", f"b/{self.path}"
        yield from unified_diff(before, after, *names, n=1, lineterm="")


def mend(root: Path, names: Sequence[Path] = ()) -> list[Fix]:
    """Mend every sheet and page, or those that are named; return what changed.

    Raises StoreError where a file cannot be written.
    """
    asked = {checking.located(name, root).resolve() for name in names}
    changes: list[Fix] = []
    for path, typed in _written(root):
        if asked and path.resolve() not in asked:
            continue
        before = contained.read(path, root)
        after = mends.mended(before, typed)
        if atomic.write(path, after):
            changes.append(Fix(path.relative_to(root).as_posix(), before, after))
    return changes


def _written(root: Path) -> Iterator[tuple[Path, Typed]]:
    """Yield each file that people write, with what is known of it."""
    site = locales.site_locales(root)
    words = collection.load(root).vocabulary
    for kind, lang, path in collection.files(root, site):
        yield path, Typed(kind, lang, words)
    for path in checking.pages(root):
        yield path, Typed()


def _lines(held: bytes) -> list[str]:
    return [line.rstrip("\r") for line in held.decode("utf-8", "replace").split("\n")]
