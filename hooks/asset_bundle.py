"""The theme's style sheets and scripts -> one of each: every file more is a round trip before a
page is shown.

What an instance adds in its own mkdocs.yml stands after them, as it is.
"""

from collections.abc import Iterable
from itertools import filterfalse

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
            script = script_bundle.bundle(entry, sources)
            files.append(File.generated(config, name, content=script))
