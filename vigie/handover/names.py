"""Which names in a zip are data of an instance."""

from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from knowledge import survey_results
from knowledge.storage import contained
from vigie import safe_zip

# What an instance is made of; its pages may be read with these beside them.
DATA = (*contained.SETTINGS, "README.md", "LICENSE", ".gitignore")
SURVEYS = f"{survey_results.FOLDER}/*.csv"
_HIDDEN = frozenset((".gitkeep", ".gitignore"))


def is_data(name: str) -> bool:
    """Return whether a path of an instance is data: its settings, or a page, a sheet, an entry or a
    file among these; nothing that runs, and nothing hidden.
    """
    if not safe_zip.is_plain(name):
        return False
    if fnmatchcase(name, SURVEYS):
        return True
    first, *inner = PurePosixPath(name).parts
    if not inner:
        return first != contained.DOCS and any(fnmatchcase(first, shape) for shape in DATA)
    hidden = [part for part in inner if part.startswith(".")]
    return first == contained.DOCS and hidden in ([], [*_HIDDEN & {inner[-1]}])
