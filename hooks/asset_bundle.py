"""The theme's style sheets and scripts -> one of each: every file more is a round trip before a
page is shown.

What an instance adds in its own mkdocs.yml stands after them, as it is.
"""

from collections.abc import Iterable, Iterator, Sequence

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from hooks import script_bundle

FOLDER = "assets/"
STYLES, SCRIPTS = "assets/vigie-all.css", "assets/vigie-all.js"
# The modules from which the scripts are made, and a file beside them that tells their types.
MODULES = "assets/scripts/"
# What a page loads -> the module it begins with. The search is loaded once it is asked for.
BUNDLES = {
    SCRIPTS: f"{MODULES}site.js",
    "assets/search/served.js": f"{MODULES}search/served.js",
    "assets/search/offline.js": f"{MODULES}search/offline.js",
}


def join(files: Files, config: MkDocsConfig) -> None:
    """Put one style sheet in the place of the theme's own, and scripts in the place of the modules.

    Raises ValueError where a module cannot be bundled.
    """
    styles = [path for path in config.extra_css if _is_own(path, files)]
    if styles:
        parts = list(_files(styles, files))
        _replace(parts, joined(part.content_string for part in parts), STYLES, files, config)
        rest = [path for path in config.extra_css if path not in styles]
        config.extra_css = [STYLES, *rest]
    _bundle(files, config)


def joined(texts: Iterable[str]) -> str:
    """Return style sheets after one another."""
    return "\n".join(text.strip() for text in texts) + "\n"


def _bundle(files: Files, config: MkDocsConfig) -> None:
    modules = [file for file in files if file.src_uri.startswith(MODULES)]
    sources = {file.src_uri: file.content_string for file in modules}
    for name, entry in BUNDLES.items():
        if entry in sources:
            script = script_bundle.bundle(entry, sources)
            files.append(File.generated(config, name, content=script))
    for file in modules:
        files.remove(file)


def _is_own(path: str, files: Files) -> bool:
    return path.startswith(FOLDER) and files.get_file_from_path(path) is not None


def _files(paths: Iterable[str], files: Files) -> Iterator[File]:
    for path in paths:
        file = files.get_file_from_path(path)
        if file is not None:
            yield file


def _replace(
    parts: Sequence[File], content: str, name: str, files: Files, config: MkDocsConfig
) -> None:
    files.append(File.generated(config, name, content=content))
    for part in parts:
        files.remove(part)
